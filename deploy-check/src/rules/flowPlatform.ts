import { type FlowFile, type FlowNode } from '../flowFile.ts';
import type { Rule } from '../rule.ts';
import { child, children, descendants, textOf } from '../xmlTree.ts';
import { flowRule } from './flowReferences.ts';

const DATA = /^record(Creates|Updates|Deletes)$/;

/** Nodes that run once for each round of the loop: those from which its next round can be reached. */
function insideLoop(flow: FlowFile, loop: FlowNode): readonly FlowNode[] {
    const first = child(loop.xml, 'nextValueConnector');
    const start = first === null ? null : textOf(first, 'targetReference');
    return start === null ? [] : reachable(flow, [start], loop.name);
}

function reachable(flow: FlowFile, from: readonly string[], without = ''): readonly FlowNode[] {
    const found = new Map<string, FlowNode>();
    const pending = [...from];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
        const node = flow.nodes.get(name);
        if (node === undefined || name === without || found.has(name)) continue;
        found.set(name, node);
        pending.push(...node.next);
    }
    return [...found.values()];
}

function inLoops(flow: FlowFile, isMeant: (node: FlowNode) => boolean): readonly FlowNode[] {
    const loops = [...flow.nodes.values()].filter(({ kind }) => kind === 'loops');
    return [...new Set(loops.flatMap((loop) => insideLoop(flow, loop)))].filter(isMeant);
}

const startsOf = (flow: FlowFile): readonly string[] => [
    ...(flow.start === null ? [] : descendants(flow.start, 'targetReference').map(({ text }) => text.trim())),
    ...[textOf(flow.xml, 'startElementReference') ?? ''].filter((name) => name !== '')
];

/** Everything that the flow reads, as text: a variable whose name does not occur in it is unused. */
function usesOf(flow: FlowFile): ReadonlySet<string> {
    const words = new Set<string>();
    const collect = (element: FlowFile['xml'], isName: boolean): void => {
        if (!isName) for (const [word] of element.text.matchAll(/[A-Za-z_]\w*/g)) words.add(word.toLowerCase());
        for (const inner of element.children)
            collect(
                inner,
                inner.name === 'name' && /^(variables|constants|formulas|textTemplates)$/.test(element.name)
            );
    };
    collect(flow.xml, false);
    return words;
}

export const flowPlatformRules: readonly Rule[] = [
    flowRule(
        {
            id: 'platform/flow-event-forbidden',
            title: 'No flows on events that forbid them',
            why: 'Of the real-time monitoring events only the threat events start flows.',
            mend: 'Use a transaction security policy, or a poller of the event store.'
        },
        (flow, report, context) => {
            const object = flow.object === null ? null : context.schema.object(flow.object);
            const place = flow.start === null ? null : child(flow.start, 'object');
            if (flow.isEventTriggered && object !== null && place !== null && !object.flowSubscribable) {
                report(place, `${object.name} does not start flows.`);
            }
        }
    ),
    flowRule(
        {
            id: 'platform/event-flow-subflow',
            title: 'Flows that an event starts have no subflows',
            why: 'The Subflow element does not exist in flows started by platform events.',
            mend: 'Call an invocable Apex method instead.'
        },
        (flow, report) => {
            if (!flow.isEventTriggered) return;
            for (const node of flow.nodes.values()) {
                if (node.kind === 'subflows')
                    report(node.xml, `The subflow ${node.name} is in a flow that an event starts.`);
            }
        }
    ),
    flowRule(
        {
            id: 'platform/event-flow-trigger-type',
            title: 'Flows on events have no record trigger',
            why: 'A flow on an event is of trigger type PlatformEvent and has no recordTriggerType.',
            mend: 'Set triggerType to PlatformEvent and delete recordTriggerType.'
        },
        (flow, report, context) => {
            if (flow.start === null || flow.object === null) return;
            const isEvent = context.schema.object(flow.object)?.kind === 'platformEvent' || flow.isEventTriggered;
            const place = child(flow.start, 'recordTriggerType');
            if (isEvent && place !== null) report(place, 'An event is neither created nor updated.');
            const type = child(flow.start, 'triggerType');
            if (isEvent && type !== null && !flow.isEventTriggered)
                report(type, `The trigger type of a flow on an event is PlatformEvent, not ${type.text.trim()}.`);
        }
    ),
    flowRule(
        {
            id: 'flow/dml-in-loop',
            title: 'No record changes in loops',
            why: 'Each round costs a DML statement of 150.',
            mend: 'Collect the records in the loop and change them once after it.',
            optional: true
        },
        (flow, report) =>
            inLoops(flow, ({ kind }) => DATA.test(kind)).forEach((node) =>
                report(node.xml, `${node.name} is in a loop.`)
            )
    ),
    flowRule(
        {
            id: 'flow/query-in-loop',
            title: 'No queries in loops',
            why: 'Each round costs a query of 100.',
            mend: 'Query once before the loop.',
            optional: true
        },
        (flow, report) =>
            inLoops(flow, ({ kind }) => kind === 'recordLookups').forEach((node) =>
                report(node.xml, `${node.name} is in a loop.`)
            )
    ),
    flowRule(
        {
            id: 'flow/action-in-loop',
            title: 'No Apex actions in loops',
            why: 'Invocable methods take lists: called in a loop they run once for each item.',
            mend: 'Collect the inputs in the loop and call the action once.',
            optional: true
        },
        (flow, report) =>
            inLoops(flow, ({ kind, xml }) => kind === 'actionCalls' && textOf(xml, 'actionType') === 'apex').forEach(
                (node) => report(node.xml, `${node.name} is in a loop.`)
            )
    ),
    flowRule(
        {
            id: 'flow/unreachable-element',
            title: 'Every element can be reached',
            why: 'What no connector leads to never runs, which nobody meant.',
            mend: 'Connect the element, or delete it.',
            optional: true
        },
        (flow, report) => {
            const reached = new Set(reachable(flow, startsOf(flow)).map(({ name }) => name));
            if (startsOf(flow).length === 0) return;
            for (const node of flow.nodes.values())
                if (!reached.has(node.name)) report(node.xml, `No path leads to ${node.name}.`);
        }
    ),
    flowRule(
        {
            id: 'flow/unused-variable',
            title: 'Every variable is used',
            why: 'A variable that nothing reads or fills is a leftover, or a misspelt name elsewhere.',
            mend: 'Use it, or delete it.',
            optional: true
        },
        (flow, report) => {
            const used = usesOf(flow);
            for (const variable of children(flow.xml, 'variables')) {
                const name = textOf(variable, 'name') ?? '';
                const isInterface = textOf(variable, 'isInput') === 'true' || textOf(variable, 'isOutput') === 'true';
                if (!isInterface && !used.has(name.toLowerCase()))
                    report(variable, `The variable ${name} is never used.`);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/hard-coded-id',
            title: 'No record ids in flows',
            why: 'Ids differ from org to org.',
            mend: 'Look the record up by a name, or take the id from custom metadata.',
            optional: true
        },
        (flow, report) => {
            for (const value of descendants(flow.xml, 'stringValue')) {
                const id = value.text.trim();
                if (/^[a-zA-Z0-9]{5}0[a-zA-Z0-9]{9}([A-Z0-5]{3})?$/.test(id) && /\d{4}/.test(id))
                    report(value, `"${id}" looks like a record id.`);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/hard-coded-url',
            title: 'No addresses of orgs in flows',
            why: 'The address of an org differs in every sandbox.',
            mend: 'Use $Api.Enterprise_Server_URL_… or a named credential.',
            optional: true
        },
        (flow, report) => {
            for (const value of [
                ...descendants(flow.xml, 'stringValue'),
                ...descendants(flow.xml, 'text'),
                ...descendants(flow.xml, 'expression')
            ]) {
                if (/https?:\/\/[\w.-]+\.(my\.)?salesforce\.com/i.test(value.text))
                    report(value, 'The text has the address of an org.');
            }
        }
    ),
    flowRule(
        {
            id: 'flow/missing-fault-path',
            title: 'Every element that can fail has a fault path',
            why: 'Without a fault connector the interview ends with an error that nobody records.',
            mend: 'Connect faultConnector to an element that records the failure.',
            optional: true
        },
        (flow, report) => {
            // An element on a fault path is the last resort: its own failure has nowhere better to go.
            const faults = [...flow.nodes.values()].flatMap(({ xml }) =>
                children(xml, 'faultConnector').map((connector) => textOf(connector, 'targetReference') ?? '')
            );
            const onFaultPath = new Set(reachable(flow, faults).map(({ name }) => name));
            const isRecordTriggered = flow.start !== null && textOf(flow.start, 'triggerType') === 'RecordBeforeSave';
            for (const { name, kind, xml } of flow.nodes.values()) {
                const canFail = kind === 'actionCalls' || DATA.test(kind) || kind === 'recordLookups';
                if (canFail && !isRecordTriggered && !onFaultPath.has(name) && child(xml, 'faultConnector') === null)
                    report(xml, `${name} has no fault path.`);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unsafe-context',
            title: 'Flows do not run in system mode without sharing',
            why: 'Such a flow shows and changes records that its user has no right to.',
            mend: 'Use the default mode, or system mode with sharing.',
            optional: true
        },
        (flow, report) => {
            const mode = child(flow.xml, 'runInMode');
            if (mode?.text.trim() === 'SystemModeWithoutSharing')
                report(mode, 'The flow runs in system mode without sharing.');
        }
    ),
    flowRule(
        {
            id: 'flow/trigger-object',
            title: 'A triggered flow says what starts it',
            why: 'triggerType needs an object, and a record trigger needs recordTriggerType.',
            mend: 'Add <object>, or <recordTriggerType>.'
        },
        (flow, report) => {
            if (flow.start === null) return;
            const trigger = child(flow.start, 'triggerType');
            const type = trigger?.text.trim() ?? '';
            if (trigger !== null && /^(PlatformEvent|Record)/.test(type) && flow.object === null)
                report(trigger, `A flow of trigger type ${type} needs an object.`);
            if (
                trigger !== null &&
                /^Record(Before|After)Save$/.test(type) &&
                child(flow.start, 'recordTriggerType') === null
            )
                report(trigger, `A flow of trigger type ${type} needs recordTriggerType.`);
        }
    )
];
