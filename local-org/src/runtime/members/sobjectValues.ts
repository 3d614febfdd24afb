import type { FieldDescribe } from '../../project/schemaModel.ts';
import { displayName } from '../../semantics/types.ts';
import { box, BoxedDouble, BoxedId, BoxedLong } from '../boxes.ts';
import { ApexDate, ApexDatetime } from '../dates.ts';
import { dateToDatetime, stringToId } from '../conversions.ts';
import { Decimal } from '../decimal.ts';
import { nullPointer, throwApex } from '../exceptions.ts';
import { isInstance, typeOf } from '../instances.ts';
import type { SObject } from '../sobject.ts';
import { fieldType } from '../stdlib/sobjectFields.ts';
import { SObjectFieldToken } from '../tokens.ts';

/** Untyped access to the fields of a record: by name or token, values in `Object` form. */

export type FieldKey = string | SObjectFieldToken | null;

/** The record's own field behind a name or token. */
export function fieldOf(record: SObject, key: FieldKey): FieldDescribe {
    if (key === null) return nullPointer();
    return record.fieldNamed(key instanceof SObjectFieldToken ? key.field.name : key);
}

/** The reference field behind a relationship name or a token of the reference. */
export function referenceOf(record: SObject, key: FieldKey): FieldDescribe {
    if (key === null) return nullPointer();
    const field =
        key instanceof SObjectFieldToken ? record.fieldNamed(key.field.name) : record.describe.fieldByRelationship(key);
    if (field && field.relationshipName !== null) return field;
    const name = key instanceof SObjectFieldToken ? key.field.name : key;
    return throwApex('System.SObjectException', `Invalid relationship ${name} for ${record.describe.name}`);
}

export function getBoxed(record: SObject, field: FieldDescribe): unknown {
    return box(record.get(field.index), fieldType(field.apexType));
}

/** Stores an `Object` value. @throws System.SObjectException when the field is read-only or the value of another type */
export function putBoxed(record: SObject, field: FieldDescribe, value: unknown): void {
    if (field.name !== 'Id' && !field.createable && !field.updateable) {
        throwApex('System.SObjectException', `Field ${field.name} is not editable`);
    }
    record.put(field.index, value === null ? null : plainValue(record, field, value));
}

function plainValue(record: SObject, field: FieldDescribe, value: unknown): unknown {
    switch (field.apexType) {
        case 'Id':
            if (value instanceof BoxedId) return value.value;
            return typeof value === 'string' ? stringToId(value) : illegal(record, field, value);
        case 'String':
            if (value instanceof BoxedId) return value.value;
            return typeof value === 'string' ? value : illegal(record, field, value);
        case 'Decimal':
            if (value instanceof Decimal) return value;
            if (value instanceof BoxedDouble) return Decimal.ofDouble(value.value);
            if (value instanceof BoxedLong) return Decimal.of(value.value);
            return typeof value === 'number' ? Decimal.of(value) : illegal(record, field, value);
        case 'Double':
            if (value instanceof BoxedDouble) return value.value;
            if (value instanceof Decimal) return value.toNumber();
            if (value instanceof BoxedLong) return Number(value.value);
            return typeof value === 'number' ? value : illegal(record, field, value);
        case 'Long':
            if (value instanceof BoxedLong) return value.value;
            return typeof value === 'number' ? value : illegal(record, field, value);
        case 'Datetime':
            if (value instanceof ApexDate) return dateToDatetime(value);
            return value instanceof ApexDatetime ? value : illegal(record, field, value);
        default:
            return isInstance(value, fieldType(field.apexType)) ? value : illegal(record, field, value);
    }
}

function illegal(record: SObject, field: FieldDescribe, value: unknown): never {
    const from = displayName(typeOf(value));
    return throwApex(
        'System.SObjectException',
        `Illegal assignment from ${from} to ${displayName(fieldType(field.apexType))} for field ${field.name} of ${record.describe.name}`
    );
}
