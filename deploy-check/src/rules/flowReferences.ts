import { indexOf, isOfOtherPackage } from '../componentIndex.ts';
import type { CheckContext } from '../context.ts';
import { flowsOf, type FlowFile } from '../flowFile.ts';
import { invocableActions } from '../invocableActions.ts';
import { faultAt, type Fault, type Located, type Rule } from '../rule.ts';
import { at, child, children, descendants, textOf, type XmlElement } from '../xmlTree.ts';

type Report = (place: Located, message: string) => void;

export function flowRule(
    rule: Omit<Rule, 'check'>,
    inspect: (flow: FlowFile, report: Report, context: CheckContext) => void
): Rule {
    return {
        ...rule,
        check: (context) =>
            flowsOf(context).flatMap((flow) => {
                const faults: Fault[] = [];
                inspect(flow, (place, message) => faults.push(faultAt(flow.path, place, message)), context);
                return faults;
            })
    };
}

/** Elements whose text names a resource, an element or a field of one. */
const REFERENCES = [
    'elementReference',
    'leftValueReference',
    'assignToReference',
    'inputReference',
    'outputReference',
    'collectionReference',
    'assignNextValueToReference'
];
const RECORD_NODES: ReadonlySet<string> = new Set([
    'recordCreates',
    'recordUpdates',
    'recordLookups',
    'recordDeletes',
    'start',
    'dynamicChoiceSets'
]);
const FIELD_PLACES = [
    'inputAssignments.field',
    'filters.field',
    'outputAssignments.field',
    'queriedFields',
    'sortField',
    'displayField',
    'valueField'
];

function fieldPlaces(flow: FlowFile): readonly { readonly element: XmlElement; readonly object: string }[] {
    return flow.xml.children
        .filter(({ name }) => RECORD_NODES.has(name))
        .flatMap((node) => {
            const object = textOf(node, 'object');
            return object === null
                ? []
                : FIELD_PLACES.flatMap((path) => at(node, path)).map((element) => ({ element, object }));
        });
}

export const flowReferenceRules: readonly Rule[] = [
    flowRule(
        {
            id: 'flow/unknown-element',
            title: 'Connectors lead to elements of the flow',
            why: 'A connector to nothing makes the flow invalid.',
            mend: 'Correct the targetReference, or add the element.'
        },
        (flow, report) => {
            const start = child(flow.xml, 'startElementReference');
            for (const target of [...descendants(flow.xml, 'targetReference'), ...(start === null ? [] : [start])]) {
                if (!flow.nodes.has(target.text.trim()))
                    report(target, `The flow has no element "${target.text.trim()}".`);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-resource',
            title: 'Expressions name resources of the flow',
            why: 'A reference to a variable, element or outcome that is not there makes the flow invalid.',
            mend: 'Correct the name, or add the resource.'
        },
        (flow, report) => {
            for (const reference of REFERENCES.flatMap((name) => descendants(flow.xml, name))) {
                const first = reference.text.trim().split('.')[0] ?? '';
                if (
                    first !== '' &&
                    !first.startsWith('$') &&
                    !isOfOtherPackage(first) &&
                    !flow.names.has(first.toLowerCase())
                ) {
                    report(reference, `The flow has no resource "${first}".`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-merge-field',
            title: 'Merge fields name resources of the flow',
            why: 'A {!name} that leads nowhere makes the flow invalid.',
            mend: 'Correct the name between {! and }.'
        },
        (flow, report) => {
            const texts = ['stringValue', 'expression', 'text', 'interviewLabel'].flatMap((name) =>
                descendants(flow.xml, name)
            );
            for (const text of texts) {
                for (const [, name = ''] of text.text.matchAll(/\{!\s*([A-Za-z_]\w*)[^}]*\}/g)) {
                    const isCall = new RegExp(String.raw`\{!\s*${name}\s*\(`).test(text.text);
                    if (!isCall && !flow.names.has(name.toLowerCase()))
                        report(text, `The flow has no resource "${name}".`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/duplicate-name',
            title: 'Names in a flow are unique',
            why: 'Elements and resources share one space of names.',
            mend: 'Rename one of them.'
        },
        (flow, report) => {
            const seen = new Set<string>();
            const owners = flow.xml.children.filter(
                (element) =>
                    flow.nodes.has(textOf(element, 'name') ?? '') ||
                    /^(variables|constants|formulas|textTemplates|choices)$/.test(element.name)
            );
            for (const element of owners) {
                const name = textOf(element, 'name')?.toLowerCase();
                if (name === undefined) continue;
                if (seen.has(name)) report(element, `The name ${textOf(element, 'name')} is given twice.`);
                seen.add(name);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-action',
            title: 'Apex actions are invocable methods of the project',
            why: 'An action names the class that has the @InvocableMethod.',
            mend: 'Correct actionName, or add @InvocableMethod to the class.'
        },
        (flow, report, context) => {
            for (const call of children(flow.xml, 'actionCalls')) {
                const name = child(call, 'actionName');
                if (textOf(call, 'actionType') !== 'apex' || name === null || isOfOtherPackage(name.text.trim()))
                    continue;
                if (!invocableActions(context).has(name.text.trim().toLowerCase())) {
                    report(name, `No class ${name.text.trim()} with an invocable method found.`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/action-input',
            title: 'Apex actions are given the inputs they have',
            why: 'An unknown input is refused, and so is an action without a required one.',
            mend: 'Name an @InvocableVariable of the input class, and give every required one.'
        },
        (flow, report, context) => {
            for (const call of children(flow.xml, 'actionCalls')) {
                const name = textOf(call, 'actionName') ?? '';
                const inputs =
                    textOf(call, 'actionType') === 'apex'
                        ? invocableActions(context).get(name.toLowerCase())?.inputs
                        : null;
                if (inputs == null) continue;
                const given = children(call, 'inputParameters')
                    .map((parameter) => child(parameter, 'name'))
                    .filter((one) => one !== null);
                for (const one of given) {
                    if (!inputs.has(one.text.trim().toLowerCase()))
                        report(one, `${name} has no input ${one.text.trim()}.`);
                }
                const names = new Set(given.map(({ text }) => text.trim().toLowerCase()));
                for (const [input, { required }] of inputs) {
                    if (required && !names.has(input)) report(call, `${name} needs the input ${input}.`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-object',
            title: 'Objects that a flow names exist',
            why: 'Record elements, record variables and the start name objects.',
            mend: 'Correct the name, or add the object to the project.'
        },
        (flow, report, context) => {
            const objects = [...descendants(flow.xml, 'object'), ...descendants(flow.xml, 'objectType')];
            for (const object of objects) {
                const name = object.text.trim();
                if (!isOfOtherPackage(name) && !indexOf(context).hasObject(name))
                    report(object, `No object named ${name} found.`);
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-field',
            title: 'Fields that a flow names exist',
            why: 'Filters, assignments and queried fields belong to the object of their element, $Record to that of the start.',
            mend: 'Correct the name, or add the field to the project.'
        },
        (flow, report, context) => {
            const index = indexOf(context);
            for (const { element, object } of fieldPlaces(flow)) {
                const field = element.text.trim();
                if (!isOfOtherPackage(field) && !index.hasField(object, field))
                    report(element, `${object} has no field ${field}.`);
            }
            for (const reference of REFERENCES.flatMap((name) => descendants(flow.xml, name))) {
                const field = /^\$Record(?:__Prior)?\.(\w+)$/.exec(reference.text.trim())?.[1];
                if (
                    field !== undefined &&
                    flow.object !== null &&
                    !isOfOtherPackage(field) &&
                    !isKnown(context, flow.object, field)
                ) {
                    report(reference, `${flow.object} has no field ${field}.`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/unknown-subflow',
            title: 'Subflows are flows of the project',
            why: 'A subflow element names a flow by its API name.',
            mend: 'Correct flowName, or add the flow.'
        },
        (flow, report, context) => {
            for (const call of children(flow.xml, 'subflows')) {
                const name = child(call, 'flowName');
                if (
                    name !== null &&
                    !isOfOtherPackage(name.text.trim()) &&
                    !indexOf(context).has('Flow', name.text.trim())
                ) {
                    report(name, `No flow named ${name.text.trim()} found.`);
                }
            }
        }
    ),
    flowRule(
        {
            id: 'flow/subflow-input',
            title: 'Subflows are given inputs they have',
            why: 'An input is a variable of the subflow that is available for input.',
            mend: 'Correct the name, or make the variable an input.'
        },
        (flow, report, context) => {
            for (const call of children(flow.xml, 'subflows')) {
                const target = flowsOf(context).find(({ name }) => name === textOf(call, 'flowName'));
                if (target === undefined) continue;
                const inputs = children(target.xml, 'variables').filter(
                    (variable) => textOf(variable, 'isInput') === 'true'
                );
                for (const assignment of children(call, 'inputAssignments')) {
                    const name = child(assignment, 'name');
                    if (name !== null && !inputs.some((input) => textOf(input, 'name') === name.text.trim())) {
                        report(name, `${target.name} has no input ${name.text.trim()}.`);
                    }
                }
            }
        }
    )
];

function isKnown(context: CheckContext, object: string, name: string): boolean {
    const found = context.schema.object(object);
    return found === null || found.field(name) !== null || found.fieldByRelationship(name) !== null;
}
