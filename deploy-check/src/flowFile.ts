import type { CheckContext } from './context.ts';
import { child, descendants, textOf, type XmlElement } from './xmlTree.ts';

const ELEMENTS: ReadonlySet<string> = new Set([
    'actionCalls',
    'apexPluginCalls',
    'assignments',
    'collectionProcessors',
    'customErrors',
    'decisions',
    'loops',
    'orchestratedStages',
    'recordCreates',
    'recordDeletes',
    'recordLookups',
    'recordRollbacks',
    'recordUpdates',
    'screens',
    'steps',
    'subflows',
    'transforms',
    'waits'
]);
const RESOURCES: ReadonlySet<string> = new Set([
    'variables',
    'constants',
    'formulas',
    'textTemplates',
    'choices',
    'dynamicChoiceSets',
    'stages'
]);

/** A node on the canvas. */
export interface FlowNode {
    readonly name: string;
    readonly kind: string;
    readonly xml: XmlElement;
    /** Names of the nodes that may follow, faults included. */
    readonly next: readonly string[];
}

/** A flow file with its parts by name. */
export interface FlowFile {
    readonly name: string;
    readonly path: string;
    readonly xml: XmlElement;
    readonly start: XmlElement | null;
    readonly nodes: ReadonlyMap<string, FlowNode>;
    /** Everything that an expression may name: nodes, resources, screen fields, decision outcomes. Lower case. */
    readonly names: ReadonlySet<string>;
    /** Object that starts the flow, such as an event; null for flows that are called. */
    readonly object: string | null;
    readonly isEventTriggered: boolean;
}

export function flowsOf(context: CheckContext): readonly FlowFile[] {
    return context.once('flowFiles', () =>
        context.ofType('Flow').map(({ name, path, xml }): FlowFile => {
            const start = child(xml, 'start');
            const nodes = xml.children.filter((element) => ELEMENTS.has(element.name)).map(toNode);
            return {
                name,
                path,
                xml,
                start,
                nodes: new Map(nodes.map((node) => [node.name, node])),
                names: namesOf(xml),
                object: start === null ? null : textOf(start, 'object'),
                isEventTriggered: start !== null && textOf(start, 'triggerType') === 'PlatformEvent'
            };
        })
    );
}

function toNode(xml: XmlElement): FlowNode {
    const next = descendants(xml, 'targetReference').map(({ text }) => text.trim());
    return { name: textOf(xml, 'name') ?? '', kind: xml.name, xml, next };
}

function namesOf(xml: XmlElement): ReadonlySet<string> {
    const owners = xml.children.filter(({ name }) => ELEMENTS.has(name) || RESOURCES.has(name));
    const inside = ['rules', 'fields', 'stageSteps', 'waitEvents', 'choices', 'scheduledPaths'].flatMap((part) =>
        owners.flatMap((owner) => descendants(owner, part))
    );
    return new Set([...owners, ...inside].map((element) => (textOf(element, 'name') ?? '').toLowerCase()));
}
