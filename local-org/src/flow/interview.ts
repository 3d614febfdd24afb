import { ApexException, apexException } from '../runtime/exceptions.ts';
import { Decimal } from '../runtime/decimal.ts';
import { SObject } from '../runtime/sobject.ts';
import { unsupported } from '../runtime/unsupported.ts';
import type { ApexAction, FlowDefinition, FlowElement, FlowValue, RecordCreate } from './flowDefinition.ts';
import { holds } from './conditions.ts';

/** What a flow asks of the org. Values are Apex values in `Object` form; absent ones are null. */
export interface FlowHost {
    /** Calls the class's @InvocableMethod once for all interviews; the result has one entry per input, in order. */
    invoke(apexClass: string, inputs: readonly ReadonlyMap<string, unknown>[]): readonly ReadonlyMap<string, unknown>[];
    createRecords(object: string, records: readonly ReadonlyMap<string, unknown>[]): void;
    now(): unknown;
}

/** An interview that ended at a fault without a fault path. */
export class FlowFault extends Error {
    readonly flow: string;
    readonly element: string;

    constructor(flow: string, element: string, cause: Error) {
        super(`The flow ${flow} failed at ${element}: ${cause.message}`, { cause });
        this.flow = flow;
        this.element = element;
    }
}

/**
 * Runs one interview per start record, element by element, all interviews that stand at the same element together, as the
 * platform bulkifies them.
 * @throws FlowFault when an element without a fault path fails
 */
export function runFlow(
    flow: FlowDefinition,
    starts: readonly FlowStartValues[],
    host: FlowHost
): readonly ReadonlyMap<string, unknown>[] {
    let waiting = starts.map((values) => new Interview(flow, values));
    const finished = waiting;
    while (waiting.some((interview) => interview.at !== null)) {
        const at = waiting.find((interview) => interview.at !== null)!.at!;
        const group = waiting.filter((interview) => interview.at === at);
        new Stepper(flow, host).step(flow.elements.get(at)!, group);
        waiting = waiting.filter((interview) => interview.at !== null);
    }
    return finished.map((interview) => interview.outputs());
}

export interface FlowStartValues {
    /** The event or record that started the flow. */
    readonly record: SObject | null;
    readonly inputs: ReadonlyMap<string, unknown>;
}

class Interview {
    at: string | null;
    faultMessage: string | null = null;
    private readonly flow: FlowDefinition;
    private readonly record: SObject | null;
    private readonly variables = new Map<string, unknown>();

    constructor(flow: FlowDefinition, start: FlowStartValues) {
        this.flow = flow;
        this.at = flow.start.first;
        this.record = start.record;
        for (const variable of flow.variables.values()) {
            const given = variable.isInput ? start.inputs.get(variable.name) : undefined;
            this.variables.set(
                variable.name,
                given ?? (variable.initial ? this.resolveLiteral(variable.initial) : null)
            );
        }
    }

    value(value: FlowValue, host: FlowHost): unknown {
        return value.kind === 'reference' ? this.reference(value.path, host) : this.resolveLiteral(value);
    }

    reference(path: readonly string[], host: FlowHost): unknown {
        const [root, ...rest] = path;
        if (root === '$Flow') {
            if (rest[0] === 'FaultMessage') return this.faultMessage;
            if (rest[0] === 'CurrentDateTime') return host.now();
            throw apexException(
                'System.FlowException',
                `The local org does not know the flow reference {!${path.join('.')}}.`
            );
        }
        const start = root === '$Record' ? this.record : this.variables.get(root!);
        return rest.reduce<unknown>(
            (value, field) => (value instanceof SObject ? value.get(slot(value, field)) : null),
            start ?? null
        );
    }

    assign(path: readonly string[], value: unknown): void {
        if (path.length === 1) {
            this.variables.set(path[0]!, value);
            return;
        }
        const record = this.variables.get(path[0]!);
        if (!(record instanceof SObject))
            throw apexException('System.FlowException', `${path[0]} is no record variable.`);
        record.put(slot(record, path[1]!), value);
    }

    outputs(): ReadonlyMap<string, unknown> {
        return new Map(
            [...this.flow.variables.values()]
                .filter((variable) => variable.isOutput)
                .map(({ name }) => [name, this.variables.get(name) ?? null])
        );
    }

    private resolveLiteral(value: FlowValue): unknown {
        switch (value.kind) {
            case 'number':
                return Decimal.of(value.value);
            case 'text':
            case 'boolean':
                return value.value;
            case 'reference':
                return this.variables.get(value.path[0]!) ?? null;
        }
    }
}

function slot(record: SObject, field: string): number {
    const found = record.describe.fieldByName(field.toLowerCase());
    if (!found) throw apexException('System.FlowException', `${record.describe.name} has no field ${field}.`);
    return found.index;
}

class Stepper {
    private readonly flow: FlowDefinition;
    private readonly host: FlowHost;

    constructor(flow: FlowDefinition, host: FlowHost) {
        this.flow = flow;
        this.host = host;
    }

    step(element: FlowElement, interviews: readonly Interview[]): void {
        switch (element.kind) {
            case 'ApexAction':
                return this.attempt(element, interviews, () => this.callApex(element, interviews));
            case 'ForeignAction':
                return unsupported(`flow action of type ${element.actionType} (element ${element.name})`);
            case 'RecordCreate':
                return this.attempt(element, interviews, () => this.createRecords(element, interviews));
            case 'Decision':
                for (const interview of interviews) {
                    const rule = element.rules.find((candidate) => {
                        const test = (condition: (typeof candidate.conditions)[number]): boolean =>
                            holds(
                                interview.reference(condition.left, this.host),
                                condition.operator,
                                interview.value(condition.right, this.host)
                            );
                        return candidate.anyOf ? candidate.conditions.some(test) : candidate.conditions.every(test);
                    });
                    interview.at = rule ? rule.next : element.next;
                }
                return;
            case 'Assignment':
                for (const interview of interviews) {
                    for (const item of element.items) interview.assign(item.target, this.assigned(interview, item));
                    interview.at = element.next;
                }
        }
    }

    /** A fault sends every interview of the group down the fault path, for the platform rolls the whole bulk step back. */
    private attempt(element: ApexAction | RecordCreate, interviews: readonly Interview[], act: () => void): void {
        try {
            act();
            for (const interview of interviews) interview.at = element.next;
        } catch (fault) {
            if (!(fault instanceof ApexException)) throw fault;
            if (element.fault === null) throw new FlowFault(this.flow.name, element.name, fault);
            for (const interview of interviews) {
                interview.faultMessage = fault.message;
                interview.at = element.fault;
            }
        }
    }

    private callApex(element: ApexAction, interviews: readonly Interview[]): void {
        const inputs = interviews.map((interview) => this.resolve(element.inputs, interview));
        const outputs = this.host.invoke(element.apexClass, inputs);
        interviews.forEach((interview, i) => {
            for (const [output, variable] of element.outputs)
                interview.assign(variable.split('.'), outputs[i]?.get(output) ?? null);
        });
    }

    private createRecords(element: RecordCreate, interviews: readonly Interview[]): void {
        this.host.createRecords(
            element.object,
            interviews.map((interview) => this.resolve(element.fields, interview))
        );
    }

    private resolve(values: ReadonlyMap<string, FlowValue>, interview: Interview): Map<string, unknown> {
        return new Map([...values].map(([name, value]) => [name, interview.value(value, this.host)]));
    }

    private assigned(
        interview: Interview,
        item: { target: readonly string[]; operator: 'Assign' | 'Add'; value: FlowValue }
    ): unknown {
        const value = interview.value(item.value, this.host);
        if (item.operator === 'Assign') return value;
        const before = interview.reference(item.target, this.host) ?? Decimal.of(0);
        if (before instanceof Decimal && value instanceof Decimal) return before.add(value);
        return `${String(before)}${String(value)}`;
    }
}
