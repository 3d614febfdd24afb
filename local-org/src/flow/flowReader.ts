import type { MetadataFile } from '../project/model.ts';
import type { XmlElement } from '../project/xml.ts';
import type { Diagnostic } from '../syntax/position.ts';
import type {
    FlowCondition,
    FlowDefinition,
    FlowElement,
    FlowOperator,
    FlowStart,
    FlowValue,
    FlowVariable
} from './flowDefinition.ts';

const DESCRIPTIVE = new Set([
    'apiVersion',
    'description',
    'environments',
    'interviewLabel',
    'label',
    'processMetadataValues',
    'processType',
    'runInMode',
    'status',
    'start',
    'variables',
    'constants',
    'isAdditionalPermissionRequiredToRun',
    'timeZoneSidKey'
]);

const OPERATORS: readonly string[] = [
    'EqualTo',
    'NotEqualTo',
    'GreaterThan',
    'LessThan',
    'GreaterThanOrEqualTo',
    'LessThanOrEqualTo',
    'IsNull',
    'Contains',
    'StartsWith',
    'EndsWith'
];

/** What the file says, or where it says something that the interpreter does not run (code `flow/unsupported`). */
export function readFlow(file: MetadataFile): { flow: FlowDefinition | null; diagnostics: readonly Diagnostic[] } {
    const reader = new FlowReader(file);
    const flow = reader.read();
    return { flow: reader.diagnostics.length > 0 ? null : flow, diagnostics: reader.diagnostics };
}

class FlowReader {
    readonly diagnostics: Diagnostic[] = [];
    private readonly file: MetadataFile;

    constructor(file: MetadataFile) {
        this.file = file;
    }

    read(): FlowDefinition {
        const root = this.file.xml;
        const elements = new Map<string, FlowElement>();
        for (const child of root.children) {
            const element = this.element(child);
            if (element) elements.set(element.name, element);
        }
        const flow: FlowDefinition = {
            name: this.file.name,
            path: this.file.path,
            isActive: text(root, 'status') === 'Active',
            start: this.start(child(root, 'start')),
            elements,
            variables: new Map(
                all(root, 'variables')
                    .concat(all(root, 'constants'))
                    .map((node) => this.variable(node))
            )
        };
        this.checkConnectors(root, elements);
        return flow;
    }

    private start(node: XmlElement | null): FlowStart {
        const trigger = node && text(node, 'triggerType');
        if (node && trigger && trigger !== 'PlatformEvent') this.unsupported(node, `start by ${trigger}`);
        return {
            object: node && text(node, 'object'),
            trigger: trigger === 'PlatformEvent' ? trigger : null,
            runAs: node && text(node, 'flowRunAsUser') === 'TriggeringUser' ? 'TriggeringUser' : 'DefaultWorkflowUser',
            first: (node && target(node, 'connector')) ?? text(this.file.xml, 'startElementReference')
        };
    }

    private element(node: XmlElement): FlowElement | null {
        const name = text(node, 'name') ?? '';
        const next = target(node, 'connector');
        switch (node.name) {
            case 'actionCalls':
                if (text(node, 'actionType') !== 'apex')
                    return { kind: 'ForeignAction', name, next, actionType: text(node, 'actionType') ?? '' };
                return {
                    kind: 'ApexAction',
                    name,
                    next,
                    apexClass: text(node, 'actionName') ?? '',
                    inputs: new Map(
                        all(node, 'inputParameters').map((input) => [
                            text(input, 'name') ?? '',
                            this.value(child(input, 'value'))
                        ])
                    ),
                    outputs: new Map(
                        all(node, 'outputParameters').map((output) => [
                            text(output, 'name') ?? '',
                            text(output, 'assignToReference') ?? ''
                        ])
                    ),
                    fault: target(node, 'faultConnector')
                };
            case 'decisions':
                return {
                    kind: 'Decision',
                    name,
                    next: target(node, 'defaultConnector'),
                    rules: all(node, 'rules').map((rule) => ({
                        name: text(rule, 'name') ?? '',
                        anyOf: this.anyOf(rule),
                        conditions: all(rule, 'conditions').map((condition) => this.condition(condition)),
                        next: target(rule, 'connector')
                    }))
                };
            case 'assignments':
                return {
                    kind: 'Assignment',
                    name,
                    next,
                    items: all(node, 'assignmentItems').map((item) => ({
                        target: path(text(item, 'assignToReference') ?? ''),
                        operator: this.assignOperator(item),
                        value: this.value(child(item, 'value'))
                    }))
                };
            case 'recordCreates':
                if (text(node, 'inputReference')) return this.unsupported(node, 'recordCreates from a record variable');
                return {
                    kind: 'RecordCreate',
                    name,
                    next,
                    object: text(node, 'object') ?? '',
                    fields: new Map(
                        all(node, 'inputAssignments').map((item) => [
                            text(item, 'field') ?? '',
                            this.value(child(item, 'value'))
                        ])
                    ),
                    fault: target(node, 'faultConnector')
                };
            default:
                return DESCRIPTIVE.has(node.name) ? null : this.unsupported(node, node.name);
        }
    }

    private anyOf(rule: XmlElement): boolean {
        const logic = text(rule, 'conditionLogic') ?? 'and';
        if (!/^(and|or)$/i.test(logic)) this.unsupported(rule, `condition logic ${logic}`);
        return /^or$/i.test(logic);
    }

    private assignOperator(item: XmlElement): 'Assign' | 'Add' {
        const operator = text(item, 'operator') ?? 'Assign';
        if (operator !== 'Assign' && operator !== 'Add') this.unsupported(item, `assignment operator ${operator}`);
        return operator === 'Add' ? 'Add' : 'Assign';
    }

    private condition(node: XmlElement): FlowCondition {
        const operator = text(node, 'operator') ?? '';
        if (!OPERATORS.includes(operator)) this.unsupported(node, `condition operator ${operator}`);
        return {
            left: path(text(node, 'leftValueReference') ?? ''),
            operator: operator as FlowOperator,
            right: this.value(child(node, 'rightValue'))
        };
    }

    private variable(node: XmlElement): [string, FlowVariable] {
        const name = text(node, 'name') ?? '';
        const initial = child(node, 'value');
        return [
            name,
            {
                name,
                isInput: text(node, 'isInput') === 'true',
                isOutput: text(node, 'isOutput') === 'true',
                initial: initial && this.value(initial)
            }
        ];
    }

    private value(node: XmlElement | null): FlowValue {
        const content = node?.children[0];
        switch (content?.name) {
            case 'elementReference':
                return { kind: 'reference', path: path(content.text) };
            case 'numberValue':
                return { kind: 'number', value: content.text };
            case 'booleanValue':
                return { kind: 'boolean', value: content.text === 'true' };
            case 'stringValue':
                return { kind: 'text', value: content.text };
            default:
                this.unsupported(content ?? node ?? this.file.xml, `value ${content?.name ?? 'without content'}`);
                return { kind: 'text', value: '' };
        }
    }

    private checkConnectors(root: XmlElement, elements: ReadonlyMap<string, FlowElement>): void {
        for (const reference of descendants(root, 'targetReference')) {
            if (!elements.has(reference.text))
                this.report(reference, 'flow/unknown-element', `The flow has no element "${reference.text}".`);
        }
    }

    private unsupported(node: XmlElement, what: string): null {
        this.report(node, 'flow/unsupported', `The local org does not run flows with ${what}.`);
        return null;
    }

    private report(node: XmlElement, code: string, message: string): void {
        this.diagnostics.push({
            path: this.file.path,
            line: node.line,
            column: node.column,
            severity: 'error',
            code,
            message
        });
    }
}

const child = (node: XmlElement, name: string): XmlElement | null =>
    node.children.find((candidate) => candidate.name === name) ?? null;
const all = (node: XmlElement, name: string): XmlElement[] =>
    node.children.filter((candidate) => candidate.name === name);
const text = (node: XmlElement, name: string): string | null => child(node, name)?.text ?? null;
const path = (reference: string): string[] => reference.split('.');

function target(node: XmlElement, connector: string): string | null {
    const found = child(node, connector);
    return found && text(found, 'targetReference');
}

function descendants(node: XmlElement, name: string): XmlElement[] {
    return node.children.flatMap((candidate) => (candidate.name === name ? [candidate] : descendants(candidate, name)));
}
