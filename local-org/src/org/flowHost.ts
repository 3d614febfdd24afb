import type { OrgData } from '../data/orgData.ts';
import { transactionData } from '../dml/index.ts';
import type { FlowHost } from '../flow/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { Decimal } from '../runtime/decimal.ts';
import { ApexList } from '../runtime/collections.ts';
import { box } from '../runtime/boxes.ts';
import { throwApex } from '../runtime/exceptions.ts';
import type { Program } from '../runtime/linkage/program.ts';
import { SObject } from '../runtime/sobject.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol, PropertySymbol } from '../semantics/index.ts';
import type { ApexType } from '../semantics/types.ts';
import { displayName, sobjectOf } from '../semantics/types.ts';

type InvocableVariable = FieldSymbol | PropertySymbol;

/** What flows ask of the org: Apex actions, records, the time. Runs inside the flow's transaction. */
export class OrgFlowHost implements FlowHost {
    private readonly program: Program;
    private readonly data: OrgData;

    constructor(program: Program, data: OrgData) {
        this.program = program;
        this.data = data;
    }

    invoke(
        apexClass: string,
        inputs: readonly ReadonlyMap<string, unknown>[]
    ): readonly ReadonlyMap<string, unknown>[] {
        const symbol = this.program.classNamed(apexClass.toLowerCase());
        const method = symbol?.methods.find((candidate) =>
            candidate.annotations.some(({ name }) => name === 'invocablemethod')
        );
        if (!symbol || !method) return throwApex('System.FlowException', `Can't find an Apex action ${apexClass}.`);
        const result = undoneOnFault(() =>
            this.program.callStatic(symbol, method.slot, this.arguments(method, inputs))
        );
        return result instanceof ApexList
            ? result.items.map((item) => outputsOf(item))
            : inputs.map(() => new Map<string, unknown>());
    }

    createRecords(object: string, records: readonly ReadonlyMap<string, unknown>[]): void {
        const describe = this.data.schema.object(object);
        if (!describe) throwApex('System.FlowException', `There is no object ${object}.`);
        const rows = records.map((values) => {
            const row = new SObject(describe);
            for (const [name, value] of values)
                row.put(row.fieldNamed(name).index, fitting(value, row.fieldNamed(name).apexType));
            return row;
        });
        currentTransaction().data.dml('insert', new ApexList(sobjectOf(describe.name), rows), {
            accessMode: null,
            upsertField: null,
            mergeWith: null
        });
    }

    now(): unknown {
        return new ApexDatetime(currentTransaction().now());
    }

    /** An invocable method takes one list with an entry per interview; entries are primitives, records or objects of a class. */
    private arguments(method: MethodSymbol, inputs: readonly ReadonlyMap<string, unknown>[]): unknown[] {
        const parameter = method.params[0];
        if (!parameter) return [];
        if (parameter.type.kind !== 'list')
            return unsupported(`invocable method with a parameter of type ${displayName(parameter.type)}`);
        const element = parameter.type.element;
        return [
            new ApexList(
                element,
                inputs.map((values) => this.input(element, values))
            )
        ];
    }

    private input(type: ApexType, values: ReadonlyMap<string, unknown>): unknown {
        if (type.kind !== 'class') {
            if (values.size > 1) return unsupported(`flow action with several inputs for a ${displayName(type)}`);
            return converted([...values.values()][0] ?? null, type);
        }
        const variables = invocableVariables(type.symbol);
        const input = this.program.newInstance(type) as Record<string, unknown>;
        for (const [name, value] of values) {
            const variable = variables.get(name.toLowerCase());
            if (!variable) throwApex('System.FlowException', `The action has no input ${name}.`);
            input[variable.jsName] = converted(value, variable.type);
        }
        for (const variable of variables.values()) {
            if (isRequired(variable) && (input[variable.jsName] ?? null) === null) {
                throwApex('System.FlowException', `Missing required input parameter: ${variable.name}`);
            }
        }
        return input;
    }
}

/** What an action has changed before it failed is taken back; the fault path starts from where the action started. */
function undoneOnFault<T>(action: () => T): T {
    const data = transactionData(currentTransaction());
    const start = data.checkpoint();
    try {
        return action();
    } catch (error) {
        data.restore(start);
        throw error;
    }
}

function invocableVariables(symbol: ClassSymbol): Map<string, InvocableVariable> {
    const own = [...symbol.fields, ...symbol.properties].filter((member) =>
        member.annotations.some(({ name }) => name === 'invocablevariable')
    );
    return new Map(own.map((member) => [member.name.toLowerCase(), member]));
}

function isRequired(variable: InvocableVariable): boolean {
    return variable.annotations.find(({ name }) => name === 'invocablevariable')?.args.get('required') === 'true';
}

function outputsOf(item: unknown): Map<string, unknown> {
    const symbol = (item as { constructor?: { $symbol?: ClassSymbol } } | null)?.constructor?.$symbol;
    if (!symbol) return new Map([['output', item]]);
    const values = item as Record<string, unknown>;
    return new Map(
        [...invocableVariables(symbol).values()].map(({ name, jsName, type }) => [
            name,
            box(values[jsName] ?? null, type)
        ])
    );
}

/** Numbers of flows are Decimals and dates may be datetimes; actions take what their variables say. */
function converted(value: unknown, type: ApexType): unknown {
    if (value === null || type.kind !== 'primitive') return value;
    return fitting(value, type.name);
}

function fitting(value: unknown, type: string): unknown {
    if (value instanceof Decimal && (type === 'Integer' || type === 'Long' || type === 'Double'))
        return value.toNumber();
    if (type === 'Decimal' && typeof value === 'number') return Decimal.of(value);
    if (type === 'String' && value !== null && typeof value !== 'string') return String(value);
    return value;
}
