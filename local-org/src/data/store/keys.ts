import type { FieldDescribe } from '../../project/index.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';

const DAY_MS = 86_400_000;

/** How values of a field compare in a query. */
export type Family = 'id' | 'text' | 'exactText' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'opaque';

/** A value reduced to what `===` and `<` of JavaScript compare as SOQL does; null stays null. */
export type Key = string | number | null;

export function familyOf(field: FieldDescribe): Family {
    switch (field.type) {
        case 'id':
        case 'reference':
            return 'id';
        case 'boolean':
        case 'date':
        case 'datetime':
        case 'time':
            return field.type;
        case 'int':
        case 'long':
        case 'double':
        case 'currency':
        case 'percent':
            return 'number';
        case 'base64':
        case 'address':
        case 'location':
        case 'complexvalue':
            return 'opaque';
        default:
            return field.caseSensitive ? 'exactText' : 'text';
    }
}

/** Reduces a stored value; `''` counts as no value. */
export function keyOf(family: Family, value: unknown): Key {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string') return family === 'text' ? value.toLowerCase() : value;
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (value instanceof Decimal) return value.toNumber();
    if (value instanceof ApexDate) return family === 'datetime' ? value.days * DAY_MS : value.days;
    if (value instanceof ApexDatetime) return family === 'date' ? Math.floor(value.ms / DAY_MS) : value.ms;
    if (value instanceof ApexTime) return value.ms;
    if (typeof value === 'bigint') return Number(value);
    return String(value);
}
