import { SoqlError } from '../../data/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { Comparison, Condition, FieldPath, SoqlQuery, SoqlValue } from '../../syntax/soql.ts';

/** A record of an object that only the Tooling API has. Parents are nested rows; dates are milliseconds since 1970 in a Date. */
export interface ToolingRow {
    readonly [field: string]: ToolingValue;
}

type ToolingValue = string | number | boolean | null | Date | ToolingRow | readonly ToolingValue[];

/** What a query over rows finds. `records` have the selected fields only, parents nested. */
export interface RowQueryResult {
    readonly size: number;
    readonly records: readonly Record<string, unknown>[];
}

/**
 * Runs a query of the Tooling API over rows that the local org computes. Fields, AND/OR/NOT, comparisons, ORDER BY, LIMIT, OFFSET and
 * COUNT() are known; anything else is refused. @param fields names that the object has, for rows that leave some out @throws SoqlError
 */
export function queryRows(
    object: string,
    fields: readonly string[],
    rows: readonly ToolingRow[],
    query: SoqlQuery
): RowQueryResult {
    if (query.groupBy || query.having || query.withClause) unsupported(`GROUP BY, HAVING and WITH on ${object}`);
    const known = new Map(fields.map((field) => [field.toLowerCase(), field]));
    const read = (path: FieldPath): ((row: ToolingRow) => ToolingValue) => reader(object, known, path);
    const isCount = query.select.length === 1 && query.select[0]!.kind === 'Function';
    const selected = isCount ? [] : query.select.map((item) => pathOf(object, item));
    const readers = selected.map((path) => ({ path, value: read(path) }));
    const matches = query.where ? condition(query.where, read) : () => true;
    const found = rows.filter(matches);
    for (const item of [...query.orderBy].reverse()) {
        if ('kind' in item.by) unsupported('ORDER BY a function in queries of the Tooling API');
        const key = read(item.by as FieldPath);
        found.sort((a, b) => compare(key(a), key(b)) * (item.descending ? -1 : 1));
    }
    const from = numberOf(query.offset) ?? 0;
    const page = found.slice(from, from + (numberOf(query.limit) ?? found.length));
    if (isCount) return { size: page.length, records: [] };
    const records = page.map((row) => {
        const record: Record<string, unknown> = { attributes: { type: object } };
        for (const { path, value } of readers) put(record, named(known, path), json(value(row)));
        return record;
    });
    return { size: records.length, records };
}

function pathOf(object: string, item: SoqlQuery['select'][number]): FieldPath {
    return item.kind === 'Field' ? item.field : unsupported(`functions and child queries on ${object}`);
}

function named(known: ReadonlyMap<string, string>, path: FieldPath): readonly string[] {
    return path.names.map((name, i) => (i === 0 ? (known.get(name.toLowerCase()) ?? name) : name));
}

function reader(
    object: string,
    known: ReadonlyMap<string, string>,
    path: FieldPath
): (row: ToolingRow) => ToolingValue {
    if (!known.has(path.names[0]!.toLowerCase())) {
        throw new SoqlError('INVALID_FIELD', `No such column '${path.names[0]}' on entity '${object}'.`);
    }
    const names = path.names.map((name) => name.toLowerCase());
    return (row) => {
        let value: ToolingValue = row;
        for (const name of names) {
            if (value === null || typeof value !== 'object' || value instanceof Date || Array.isArray(value))
                return null;
            const entry: [string, ToolingValue] | undefined = Object.entries(value as ToolingRow).find(
                ([key]) => key.toLowerCase() === name
            );
            value = entry?.[1] ?? null;
        }
        return value;
    };
}

type Read = (path: FieldPath) => (row: ToolingRow) => ToolingValue;

function condition(node: Condition, read: Read): (row: ToolingRow) => boolean {
    switch (node.kind) {
        case 'Not': {
            const inner = condition(node.operand, read);
            return (row) => !inner(row);
        }
        case 'And':
        case 'Or': {
            const parts = node.operands.map((operand) => condition(operand, read));
            return node.kind === 'And'
                ? (row) => parts.every((part) => part(row))
                : (row) => parts.some((part) => part(row));
        }
        case 'Comparison':
            return comparison(node, read);
    }
}

function comparison({ left, operator, right }: Comparison, read: Read): (row: ToolingRow) => boolean {
    if ('kind' in left) return unsupported('functions in WHERE of queries of the Tooling API');
    const field = read(left as FieldPath);
    if (operator === 'in' || operator === 'not in') {
        if (right.kind !== 'List') return unsupported('semi-joins in queries of the Tooling API');
        const values = right.values.map(literal);
        return (row) => values.some((value) => equal(field(row), value)) === (operator === 'in');
    }
    const value = literal(right);
    switch (operator) {
        case '=':
            return (row) => equal(field(row), value);
        case '!=':
            return (row) => !equal(field(row), value);
        case 'like': {
            const source = String(value)
                .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
                .replace(/%/g, '.*')
                .replace(/_/g, '.');
            const pattern = new RegExp(`^${source}$`, 'is');
            return (row) => pattern.test(String(field(row) ?? ''));
        }
        case '<':
            return (row) => compare(field(row), value) < 0;
        case '<=':
            return (row) => compare(field(row), value) <= 0;
        case '>':
            return (row) => compare(field(row), value) > 0;
        case '>=':
            return (row) => compare(field(row), value) >= 0;
        default:
            return unsupported(`${operator} in queries of the Tooling API`);
    }
}

function literal(value: SoqlValue): ToolingValue {
    switch (value.kind) {
        case 'String':
        case 'Boolean':
            return value.value;
        case 'Number':
            return Number(value.value);
        case 'Null':
            return null;
        case 'Date':
        case 'Datetime':
            return new Date(value.value);
        default:
            return unsupported(`${value.kind} values in queries of the Tooling API`);
    }
}

/** Ids are the same in their 15 and 18 character forms; text has no case. */
function equal(one: ToolingValue, other: ToolingValue): boolean {
    if (typeof one === 'string' && typeof other === 'string') {
        const isId = one.length === 18 && other.length === 15;
        return isId ? one.startsWith(other) : one.toLowerCase() === other.toLowerCase();
    }
    if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
    return one === other;
}

function compare(one: ToolingValue, other: ToolingValue): number {
    if (one === null || other === null) return one === other ? 0 : one === null ? -1 : 1;
    const [a, b] = [one, other].map((value) => (value instanceof Date ? value.getTime() : value)) as [string, string];
    return a < b ? -1 : a > b ? 1 : 0;
}

function numberOf(value: SoqlValue | null): number | null {
    return value?.kind === 'Number' ? Number(value.value) : null;
}

function json(value: ToolingValue): unknown {
    return value instanceof Date ? value.toISOString().replace('Z', '+0000') : value;
}

function put(record: Record<string, unknown>, names: readonly string[], value: unknown): void {
    let target = record;
    for (const name of names.slice(0, -1)) {
        const inner = target[name];
        target = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : (target[name] = {});
    }
    target[names.at(-1)!] = value;
}
