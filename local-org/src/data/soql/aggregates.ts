import { Decimal } from '../../runtime/decimal.ts';
import type { FieldPath, SoqlFunction, SoqlQuery } from '../../syntax/soql.ts';
import { keyOf } from '../store/keys.ts';
import type { StoredRow } from '../store/table.ts';
import type { Operand } from './conditions.ts';
import type { QueryRun } from './queryRun.ts';
import { isValue } from './rowFunctions.ts';
import { malformed } from './soqlError.ts';

/** The rows that share their group-by values; `subtotalOf` has the positions that a ROLLUP or CUBE has summed over. */
export interface Group {
    readonly rows: readonly StoredRow[];
    readonly values: readonly unknown[];
    readonly subtotalOf: ReadonlySet<number>;
}

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'count_distinct', 'sum', 'avg', 'min', 'max']);

export function isAggregate(name: string): boolean {
    return AGGREGATES.has(name.toLowerCase());
}

/** Does a query give groups instead of records? */
export function isGrouped(query: SoqlQuery): boolean {
    return (
        query.groupBy !== null || query.select.some((item) => item.kind === 'Function' && isAggregate(item.call.name))
    );
}

/** Same expression, whatever the case: how a SELECT item, ORDER BY or HAVING refers to a grouped expression. */
export function canonical(expression: FieldPath | SoqlFunction): string {
    if (!('kind' in expression)) return expression.names.join('.').toLowerCase();
    const args = expression.args.map((argument) => (isValue(argument) ? '?' : canonical(argument)));
    return `${expression.name.toLowerCase()}(${args.join(',')})`;
}

/** An aggregate function over a group. `operandOf` resolves its argument over one row. */
export function aggregateOperand(
    text: string,
    call: SoqlFunction,
    operandOf: (argument: FieldPath | SoqlFunction) => Operand<StoredRow>
): Operand<Group> {
    const name = call.name.toLowerCase();
    const argument = call.args[0];
    const base = { name: canonical(call), stored: null, picklist: null, isFilterable: true } as const;
    if (!argument) {
        if (name !== 'count')
            throw malformed(text, call.span, `invalid number of arguments for function: ${call.name}`);
        return { ...base, family: 'number', apexType: 'Integer', read: (group) => group.rows.length };
    }
    if (isValue(argument)) throw malformed(text, call.span, `unexpected token: '${argument.kind}'`);
    const operand = operandOf(argument);
    const valuesOf = (group: Group, run: QueryRun): unknown[] =>
        group.rows.map((row) => operand.read(row, run)).filter((value) => keyOf(operand.family, value) !== null);
    switch (name) {
        case 'count':
            return {
                ...base,
                family: 'number',
                apexType: 'Integer',
                read: (group, run) => valuesOf(group, run).length
            };
        case 'count_distinct':
            return {
                ...base,
                family: 'number',
                apexType: 'Integer',
                read: (group, run) => new Set(valuesOf(group, run).map((value) => keyOf(operand.family, value))).size
            };
        case 'sum':
        case 'avg': {
            if (operand.family !== 'number') throw notAggregatable(text, call, operand.name, name);
            const isInteger = name === 'sum' && operand.apexType === 'Integer';
            return {
                ...base,
                family: 'number',
                apexType: isInteger ? 'Integer' : 'Decimal',
                read: (group, run) => total(valuesOf(group, run), name, isInteger)
            };
        }
        default: {
            if (operand.family === 'boolean' || operand.family === 'opaque')
                throw notAggregatable(text, call, operand.name, name);
            const sign = name === 'min' ? 1 : -1;
            return {
                ...base,
                family: operand.family,
                apexType: operand.apexType,
                read: (group, run) => extreme(valuesOf(group, run), operand, sign)
            };
        }
    }
}

function notAggregatable(text: string, call: SoqlFunction, field: string, name: string): Error {
    return malformed(text, call.span, `field ${field} does not support aggregate operator ${name.toUpperCase()}`);
}

function total(values: readonly unknown[], name: 'sum' | 'avg', isInteger: boolean): unknown {
    if (values.length === 0) return null;
    if (isInteger) return values.reduce<number>((sum, value) => sum + (value as number), 0);
    let sum = Decimal.of(0);
    for (const value of values) sum = sum.add(value instanceof Decimal ? value : Decimal.of(value as number));
    return name === 'sum' ? sum : sum.divide(Decimal.of(values.length));
}

function extreme(values: readonly unknown[], operand: Operand<StoredRow>, sign: number): unknown {
    let best: unknown = null;
    for (const value of values) {
        if (best === null || sign * order(keyOf(operand.family, value)!, keyOf(operand.family, best)!) < 0)
            best = value;
    }
    return best;
}

function order(a: string | number, b: string | number): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups rows by the values of `operands`; ROLLUP adds the subtotals from right to left, CUBE all of them. */
export function groupRows(
    rows: readonly StoredRow[],
    operands: readonly Operand<StoredRow>[],
    mode: 'plain' | 'rollup' | 'cube',
    run: QueryRun
): Group[] {
    return groupingSets(operands.length, mode).flatMap((kept) => groupBy(rows, operands, kept, run));
}

function groupBy(
    rows: readonly StoredRow[],
    operands: readonly Operand<StoredRow>[],
    kept: ReadonlySet<number>,
    run: QueryRun
): Group[] {
    const subtotalOf = new Set(operands.map((_, i) => i).filter((i) => !kept.has(i)));
    const groups = new Map<string, { rows: StoredRow[]; values: unknown[]; subtotalOf: ReadonlySet<number> }>();
    for (const row of rows) {
        const values = operands.map((operand, i) => (kept.has(i) ? operand.read(row, run) : null));
        const key = JSON.stringify(values.map((value, i) => keyOf(operands[i]!.family, value)));
        const group = groups.get(key);
        if (group) group.rows.push(row);
        else groups.set(key, { rows: [row], values, subtotalOf });
    }
    return [...groups.values()];
}

function groupingSets(count: number, mode: 'plain' | 'rollup' | 'cube'): ReadonlySet<number>[] {
    const all = Array.from({ length: count }, (_, i) => i);
    if (mode === 'plain') return [new Set(all)];
    if (mode === 'rollup') return Array.from({ length: count + 1 }, (_, n) => new Set(all.slice(0, count - n)));
    const sets: ReadonlySet<number>[] = [];
    for (let mask = 2 ** count - 1; mask >= 0; mask--)
        sets.push(new Set(all.filter((i) => mask & (1 << (count - 1 - i)))));
    return sets;
}
