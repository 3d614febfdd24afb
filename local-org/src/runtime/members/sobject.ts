import { OBJECT, STRING, platformOf } from '../../semantics/types.ts';
import { BoxedId } from '../boxes.ts';
import { ApexList, ApexMap } from '../collections.ts';
import { apexEquals, apexHashCode } from '../equality.ts';
import type { ApexException } from '../exceptions.ts';
import { nullPointer, throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { DatabaseErrors } from '../services.ts';
import { SObject } from '../sobject.ts';
import { stringValueOf } from '../stdlib/stringValue.ts';
import type { SObjectFieldToken } from '../tokens.ts';
import { sobjectTypeToken } from '../tokens.ts';
import { currentTransaction } from '../transaction.ts';
import { unsupported } from '../unsupported.ts';
import type { FieldKey } from './sobjectValues.ts';
import { fieldOf, getBoxed, putBoxed, referenceOf } from './sobjectValues.ts';

/** System.SObject: what every record can do, whatever its object. */

definePlatformType('System.SObject', {
    isInstance: (value) => value instanceof SObject,
    methods: {
        'addError(String)': (record: SObject, message: string | null) => record.addError(message ?? nullPointer()),
        'addError(String,Boolean)': (record: SObject, message: string | null) =>
            record.addError(message ?? nullPointer()),
        'addError(Exception)': (record: SObject, cause: ApexException | null) => record.addError(messageOf(cause)),
        'addError(Exception,Boolean)': (record: SObject, cause: ApexException | null) =>
            record.addError(messageOf(cause)),
        'addError(String,String)': addFieldError,
        'addError(String,String,Boolean)': addFieldError,
        'addError(Schema.SObjectField,String)': addFieldError,
        'addError(Schema.SObjectField,String,Boolean)': addFieldError,
        'addError(SObjectField,String)': addFieldError,
        'addError(SObjectField,String,Boolean)': addFieldError,
        'clear()': (record: SObject) => record.values.fill(undefined),
        'clone()': (record: SObject) => clone(record, false, true, false, false),
        'clone(Boolean)': (record: SObject, id: boolean) => clone(record, id, true, false, false),
        'clone(Boolean,Boolean)': (record: SObject, id: boolean, deep: boolean) =>
            clone(record, id, deep, false, false),
        'clone(Boolean,Boolean,Boolean)': (record: SObject, id: boolean, deep: boolean, times: boolean) =>
            clone(record, id, deep, times, false),
        'clone(Boolean,Boolean,Boolean,Boolean)': clone,
        'equals(Object)': apexEquals,
        'get/1': (record: SObject, key: FieldKey) => getBoxed(record, fieldOf(record, key)),
        'getCloneSourceId()': (record: SObject) => record.cloneSourceId,
        'getErrors()': (record: SObject) =>
            new ApexList(
                platformOf('Database.Error'),
                (record.errors ?? []).map((error) => currentTransaction().services.get(DatabaseErrors).errorOf(error))
            ),
        'getOptions()': (record: SObject) => record.dmlOptions,
        'getPopulatedFieldsAsMap()': populatedFields,
        'getSObject/1': (record: SObject, key: FieldKey) => record.getParent(referenceOf(record, key).index),
        'getSObjects/1': (record: SObject, key: string | SObjectFieldToken | null) => childRows(record, key),
        'getSObjectType()': (record: SObject) => sobjectTypeToken(record.describe),
        'hasErrors()': (record: SObject) => record.hasErrors(),
        'hashCode()': apexHashCode,
        'isClone()': (record: SObject) => record.isClone,
        'isSet/1': (record: SObject, key: FieldKey) => record.isSet(fieldOf(record, key).index),
        'put/2': put,
        'putSObject/2': putSObject,
        'recalculateFormulas()': () => unsupported('System.SObject.recalculateFormulas'),
        'setOptions/1': (record: SObject, options: unknown) => {
            record.dmlOptions = options;
        },
        'toString()': stringValueOf
    },
    properties: {
        Id: {
            get: (record: SObject) => record.id,
            set: (record: SObject, id: string | null) =>
                putBoxed(record, record.fieldNamed('Id'), id === null ? null : new BoxedId(id))
        }
    }
});

function messageOf(cause: ApexException | null): string {
    return (cause ?? nullPointer()).apexMessage ?? '';
}

/** With a field, from the second form of the overloads: name or token first. */
function addFieldError(record: SObject, field: FieldKey, message: string | null): void {
    record.addError(message ?? nullPointer(), [fieldOf(record, field).name]);
}

function clone(
    record: SObject,
    preserveId: boolean,
    deep: boolean,
    preserveTimestamps: boolean,
    preserveAutonumber: boolean
): SObject {
    return record.clone({ preserveId, deep, preserveTimestamps, preserveAutonumber });
}

/** @returns the value that was there before */
function put(record: SObject, key: FieldKey, value: unknown): unknown {
    const field = fieldOf(record, key);
    const before = record.isSet(field.index) ? getBoxed(record, field) : null;
    putBoxed(record, field, value);
    return before;
}

function putSObject(record: SObject, key: FieldKey, parent: SObject | null): SObject | null {
    const { index, referenceTo } = referenceOf(record, key);
    if (parent !== null && referenceTo.length > 0 && !referenceTo.includes(parent.describe.name)) {
        throwApex(
            'System.SObjectException',
            `Illegal assignment from ${parent.describe.name} to ${referenceTo.join(', ')}`
        );
    }
    const before = record.parents?.[index] ?? null;
    record.putParent(index, parent);
    return before;
}

/** null without rows, as the platform answers. */
function childRows(record: SObject, key: string | SObjectFieldToken | null): ApexList | null {
    if (key === null) return nullPointer();
    const name = typeof key === 'string' ? key : (key.field.childRelationshipName ?? key.field.name);
    const relationship = record.describe.childRelationship(name);
    if (!relationship) throwApex('System.SObjectException', `Invalid relationship ${name} for ${record.describe.name}`);
    const rows = record.children?.get(name.toLowerCase()) ?? null;
    return rows !== null && rows.isEmpty() ? null : rows;
}

function populatedFields(record: SObject): ApexMap {
    const map = new ApexMap(STRING, OBJECT);
    for (const field of record.describe.fields) {
        if (record.isSet(field.index)) map.put(field.name, getBoxed(record, field));
        const parent = record.parents?.[field.index];
        if (parent) map.put(field.relationshipName!, parent);
    }
    for (const [name, rows] of record.children ?? []) {
        const relationship = record.describe.childRelationship(name);
        map.put(relationship?.relationshipName ?? name, rows);
    }
    map.readOnly = true;
    return map;
}
