import type { FieldDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { Decimal } from '../runtime/decimal.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';

const TRIMMED: ReadonlySet<string> = new Set([
    'string',
    'email',
    'phone',
    'url',
    'picklist',
    'combobox',
    'encryptedstring'
]);
const TEXT: ReadonlySet<string> = new Set([...TRIMMED, 'textarea', 'multipicklist']);
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;

/** The value as the database keeps it: text without outer blanks, datetimes to the second, numbers to the field's scale. */
export function storedValue(field: FieldDescribe, value: unknown): unknown {
    if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
    if (typeof value === 'string') {
        const text = TRIMMED.has(field.type) ? value.trim() : value;
        return text === '' ? null : text;
    }
    if (value instanceof ApexDatetime)
        return value.ms % 1000 === 0 ? value : new ApexDatetime(Math.floor(value.ms / 1000) * 1000);
    if (value instanceof Decimal && value.scale() > field.scale && field.precision > 0)
        return value.setScale(field.scale, 'HALF_UP');
    return value;
}

/** Checks of one value that the platform makes on every save, whatever the rules of the object. */
export function checkValue(
    field: FieldDescribe,
    value: unknown,
    truncate: boolean
): { value: unknown; error: RowError | null } {
    if (value === null) return { value, error: null };
    if (typeof value === 'string' && TEXT.has(field.type)) return checkText(field, value, truncate);
    const error = isNumber(value) ? checkNumber(field, value) : null;
    return { value, error };
}

function checkText(field: FieldDescribe, value: string, truncate: boolean): { value: unknown; error: RowError | null } {
    if (
        field.type === 'picklist' &&
        field.restrictedPicklist &&
        field.picklistValues.length &&
        !isActiveValue(field, value)
    ) {
        return { value, error: badPicklistValue(field, value) };
    }
    if (field.type === 'multipicklist' && field.restrictedPicklist) {
        const bad = value.split(';').find((part) => !isActiveValue(field, part.trim()));
        if (bad !== undefined) return { value, error: badPicklistValue(field, bad) };
    }
    if (field.length > 0 && value.length > field.length) {
        if (truncate) return { value: value.slice(0, field.length), error: null };
        const message = `${field.label}: data value too large: ${value} (max length=${field.length})`;
        return { value, error: rowError('STRING_TOO_LONG', message, [field.name]) };
    }
    if (field.type === 'email' && !EMAIL.test(value)) {
        return {
            value,
            error: rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name])
        };
    }
    return { value, error: null };
}

function isActiveValue(field: FieldDescribe, value: string): boolean {
    return field.picklistValues.some((entry) => entry.isActive && entry.value.toLowerCase() === value.toLowerCase());
}

function badPicklistValue(field: FieldDescribe, value: string): RowError {
    const message = `${field.label}: bad value for restricted picklist field: ${value}`;
    return rowError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
}

function isNumber(value: unknown): value is Decimal | number {
    return value instanceof Decimal || typeof value === 'number';
}

function checkNumber(field: FieldDescribe, value: Decimal | number): RowError | null {
    if (field.precision === 0) return null;
    const digits = field.precision - field.scale;
    const magnitude = Math.abs(value instanceof Decimal ? value.toNumber() : value);
    if (magnitude < 10 ** digits) return null;
    const message = `${field.label}: value outside of valid range on numeric field: ${String(value)}`;
    return rowError('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
}
