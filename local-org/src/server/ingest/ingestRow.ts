import type { EffectivePermissions } from '../../data/index.ts';
import { mayUseField } from '../../data/index.ts';
import type { RowError } from '../../dml/index.ts';
import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { scalarValue } from '../../runtime/json/scalars.ts';
import { SObject } from '../../runtime/sobject.ts';
import { fieldType } from '../../runtime/stdlib/sobjectFields.ts';
import type { IngestColumn } from './ingestColumns.ts';
import type { IngestOperation } from './ingestJob.ts';

/** Stands for an empty field; a column that is left empty changes nothing (Bulk API 2.0 Developer Guide, "Valid CSV Record Rows"). */
const NULL = '#N/A';
const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', 'on', '1']);
const NO: ReadonlySet<string> = new Set(['no', 'n', 'false', 'off', '0']);

export interface RowReading {
    readonly object: SObjectDescribe;
    readonly columns: readonly IngestColumn[];
    readonly operation: IngestOperation;
    readonly permissions: EffectivePermissions;
}

/** A record out of one line, or why the line is none. */
export function readIngestRow(reading: RowReading, values: readonly string[]): SObject | RowError {
    const { object, columns } = reading;
    const record = new SObject(object);
    const barred: string[] = [];
    for (const [position, column] of columns.entries()) {
        const text = values[position]!;
        if (text === '') continue;
        const target = column.reference?.field ?? column.field;
        if (!isWriteable(reading, target)) barred.push(target.name);
        const value = text === NULL ? null : valueOf(column.field, text);
        if (value === undefined) return badValue(column, text);
        if (!column.reference) record.values[column.field.index] = value;
        else if (value === null) record.values[target.index] = null;
        else record.putParent(target.index, parentOf(column.reference.target, column.field, value));
    }
    return barred.length === 0 ? record : notWriteable(barred);
}

function isWriteable({ object, operation, permissions }: RowReading, field: FieldDescribe): boolean {
    if (field.name === 'Id') return true;
    const isOpen = operation === 'update' ? field.updateable : field.createable || field.updateable;
    return isOpen && mayUseField(permissions, object, field, 'edit');
}

function parentOf(target: SObjectDescribe, key: FieldDescribe, value: unknown): SObject {
    const parent = new SObject(target);
    parent.values[key.index] = value;
    return parent;
}

/** undefined for a text that is no value of the field */
function valueOf(field: FieldDescribe, text: string): unknown {
    const type = fieldType(field.apexType);
    if (type.kind !== 'primitive') return undefined;
    const lower = text.toLowerCase();
    if (type.name === 'Boolean') return YES.has(lower) ? true : NO.has(lower) ? false : undefined;
    try {
        return scalarValue(text, type.name);
    } catch (error) {
        if (error instanceof ApexException) return undefined;
        throw error;
    }
}

function badValue({ header, field }: IngestColumn, text: string): RowError {
    if (field.apexType === 'Id') return { statusCode: 'MALFORMED_ID', message: `bad id ${text}`, fields: [field.name] };
    return {
        statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
        message: `${header}: value not of required type: ${text}`,
        fields: [field.name]
    };
}

function notWriteable(fields: readonly string[]): RowError {
    return {
        statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        fields
    };
}
