import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { GraphqlFault } from './graphqlFault.ts';

const OPERATORS: Readonly<Record<string, string>> = {
    eq: '=',
    ne: '!=',
    gt: '>',
    gte: '>=',
    lt: '<',
    lte: '<=',
    like: 'LIKE',
    in: 'IN',
    nin: 'NOT IN'
};

/** The WHERE condition of a `where` argument: `{ Name: { like: "A%" }, or: [ … ] }`. @throws GraphqlFault */
export function soqlCondition(describe: SObjectDescribe, where: unknown): string {
    const parts = Object.entries(objectOf(where, 'where')).map(([name, value]) => {
        if (name === 'and' || name === 'or') {
            if (!Array.isArray(value)) throw new GraphqlFault(`${name} takes a list.`);
            return value.map((part) => soqlCondition(describe, part)).join(name === 'and' ? ' AND ' : ' OR ');
        }
        return name === 'not' ? `NOT ${soqlCondition(describe, value)}` : fieldCondition(describe, name, value);
    });
    return `(${parts.join(' AND ')})`;
}

function fieldCondition(describe: SObjectDescribe, name: string, value: unknown): string {
    const field = describe.field(name);
    if (!field) throw new GraphqlFault(`Unknown field ${name} of ${describe.name}.`);
    return Object.entries(objectOf(value, name))
        .map(([operator, operand]) => {
            const sign = OPERATORS[operator];
            if (sign === undefined)
                throw new GraphqlFault(`LOC-002: The local org does not support the operator ${operator}.`);
            return `${field.name} ${sign} ${literal(field, operand)}`;
        })
        .join(' AND ');
}

function literal(field: FieldDescribe, value: unknown): string {
    if (Array.isArray(value)) return `(${value.map((item) => literal(field, item)).join(', ')})`;
    if (typeof value === 'object' && value !== null && 'value' in value) return literal(field, value.value);
    if (value === null) return 'null';
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') throw new GraphqlFault(`The value for ${field.name} is no scalar.`);
    const isTime = field.type === 'date' || field.type === 'datetime';
    if (isTime && /^[\d:TZ.+-]+$/.test(value)) return value;
    return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new GraphqlFault(`${name} takes an object.`);
    return value as Readonly<Record<string, unknown>>;
}
