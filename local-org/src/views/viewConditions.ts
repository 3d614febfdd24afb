import type { FieldDescribe, ViewFilter } from '../project/index.ts';
import { unsupported } from '../runtime/unsupported.ts';
import type { ViewColumn } from './viewColumns.ts';

const COMPARISONS: Readonly<Record<string, string>> = {
    equals: '=',
    notEqual: '!=',
    lessThan: '<',
    greaterThan: '>',
    lessOrEqual: '<=',
    greaterOrEqual: '>='
};

const RELATIVE_DATE =
    /^(?:TODAY|YESTERDAY|TOMORROW|(?:THIS|LAST|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR)|(?:LAST|NEXT)_N_DAYS:\d+)$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/;
const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** The WHERE conditions of filters: all of them, or as the boolean filter says. Null for none. */
export function viewConditions(
    filters: readonly (readonly [ViewFilter, ViewColumn])[],
    booleanFilter: string | null
): string | null {
    const conditions = filters.map(([filter, column]) => `(${condition(filter, column)})`);
    if (conditions.length === 0) return null;
    if (booleanFilter === null) return conditions.join(' AND ');
    return booleanFilter.replace(
        /\d+/g,
        (number) => conditions[Number(number) - 1] ?? unsupported(`the filter logic ${booleanFilter}`)
    );
}

/** Several values are alternatives where one of them shall fit, and all excluded where none shall. */
function condition({ operation, value }: ViewFilter, { path, field }: ViewColumn): string {
    const values = value === '' ? [''] : value.split(',').map((text) => text.trim());
    const negative = operation === 'notEqual' || operation === 'notContain' || operation === 'excludes';
    const parts = values.map((text) => comparison(operation, path, field, text));
    return parts.join(negative ? ' AND ' : ' OR ');
}

function comparison(operation: string, path: string, field: FieldDescribe, value: string): string {
    const operator = COMPARISONS[operation];
    if (operator !== undefined) return `${path} ${operator} ${literal(field, value)}`;
    switch (operation) {
        case 'contains':
            return `${path} LIKE '%${likeText(value)}%'`;
        case 'notContain':
            return `NOT ${path} LIKE '%${likeText(value)}%'`;
        case 'startsWith':
            return `${path} LIKE '${likeText(value)}%'`;
        case 'includes':
            return `${path} INCLUDES ('${quotable(value)}')`;
        case 'excludes':
            return `${path} EXCLUDES ('${quotable(value)}')`;
        default:
            return unsupported(`the filter operation ${operation}`);
    }
}

/** A value as SOQL writes it for the field's type. */
function literal(field: FieldDescribe, value: string): string {
    if (value === '') return 'null';
    switch (field.type) {
        case 'boolean':
            return /^(?:1|true)$/i.test(value) ? 'true' : 'false';
        case 'int':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return Number.isNaN(Number(value)) ? unsupported(`the filter value ${value} of ${field.name}`) : value;
        case 'date':
        case 'datetime':
            return dateLiteral(value, field.type);
        default:
            return `'${quotable(value)}'`;
    }
}

export function dateLiteral(value: string, type: 'date' | 'datetime'): string {
    const name = value.toUpperCase().replace(/ /g, '_');
    if (RELATIVE_DATE.test(name)) return name;
    const american = US_DATE.exec(value);
    const iso = american ? `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}` : value;
    if (!ISO_DATE.test(iso)) return unsupported(`the date ${value} in a filter`);
    return type === 'datetime' && iso.length === 10 ? `${iso}T00:00:00Z` : iso;
}

function quotable(text: string): string {
    return text.replace(/[\\']/g, '\\$&');
}

function likeText(text: string): string {
    return quotable(text).replace(/[%_]/g, '\\$&');
}
