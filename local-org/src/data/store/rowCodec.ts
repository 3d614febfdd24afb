import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { ApexBlob } from '../../runtime/blob.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import type { StoredRow } from './table.ts';

/** Values of a record by field name, in a form that JSON can carry. */
export type EncodedRow = Record<string, unknown>;

export function encodeRow(describe: SObjectDescribe, row: StoredRow): EncodedRow {
    const encoded: EncodedRow = {};
    for (const field of describe.fields) {
        const value = row.values[field.index] ?? null;
        if (value !== null) encoded[field.name] = encodeValue(value);
    }
    return encoded;
}

/** Fields that the object has no longer are dropped, those it has gained are empty. */
export function decodeRow(describe: SObjectDescribe, id: string, encoded: EncodedRow, isDeleted: boolean): StoredRow {
    const values = new Array<unknown>(describe.fields.length).fill(null);
    for (const [name, value] of Object.entries(encoded)) {
        const field = describe.field(name);
        if (field) values[field.index] = decodeValue(field, value);
    }
    return { id, values, isDeleted };
}

function encodeValue(value: unknown): unknown {
    if (value instanceof Decimal) return value.toPlainString();
    if (value instanceof ApexDate) return value.days;
    if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
    if (value instanceof ApexBlob) return value.bytes.toString('base64');
    return typeof value === 'bigint' ? value.toString() : value;
}

function decodeValue(field: FieldDescribe, value: unknown): unknown {
    switch (field.apexType) {
        case 'Decimal':
            return typeof value === 'string' || typeof value === 'number' ? Decimal.of(value) : null;
        case 'Date':
            return typeof value === 'number' ? new ApexDate(value) : null;
        case 'Datetime':
            return typeof value === 'number' ? new ApexDatetime(value) : null;
        case 'Time':
            return typeof value === 'number' ? new ApexTime(value) : null;
        case 'Blob':
            return typeof value === 'string' ? new ApexBlob(Buffer.from(value, 'base64')) : null;
        case 'Integer':
        case 'Double':
            return typeof value === 'number' || typeof value === 'string' ? Number(value) : null;
        case 'Long': {
            if (typeof value !== 'number' && typeof value !== 'string') return null;
            const number = Number(value);
            return Number.isSafeInteger(number) ? number : BigInt(value);
        }
        case 'Boolean':
            return value === true;
        default:
            return typeof value === 'string' ? value : String(value);
    }
}
