import type { Findings, Place } from './findings.ts';
import { fileStart } from './findings.ts';
import type { CustomMetadataRecord, CustomMetadataValue, Project } from './model.ts';
import type { FieldDescribe, Schema, SObjectDescribe } from './schemaModel.ts';

/** Types of a value by what its `xsi:type` made of it. */
const valueTypes: Readonly<Record<string, ReadonlySet<string>>> = {
    boolean: new Set(['boolean']),
    number: new Set(['double', 'percent', 'currency', 'int']),
    string: new Set(['string', 'textarea', 'picklist', 'email', 'phone', 'url', 'date', 'datetime', 'reference'])
};

/** Checks custom metadata records against their types: fields, value types, lengths, picklist values, relationships. */
export function checkRecords(project: Project, schema: Schema, findings: Findings): void {
    const records = new Set(
        project.customMetadata.map((record) => `${record.type}.${record.developerName}`.toLowerCase())
    );
    for (const record of project.customMetadata) {
        const object = schema.object(record.type);
        if (object === null || object.kind !== 'customMetadata') {
            findings.report(
                record.path,
                fileStart,
                'unknown-object',
                `In field: customMetadataType - no CustomObject named ${record.type} found`
            );
        } else {
            checkRecord(record, object, records, findings);
        }
    }
}

function checkRecord(
    record: CustomMetadataRecord,
    object: SObjectDescribe,
    records: ReadonlySet<string>,
    findings: Findings
): void {
    const report = (place: Place, code: string, message: string): void =>
        findings.report(record.path, place, code, message);
    if (record.label.length > 40) {
        report(fileStart, 'too-long', `Label: data value too large: ${record.label} (max length=40)`);
    }
    for (const [name, value] of record.values) {
        const place = record.places.get(name) ?? fileStart;
        const field = object.field(name);
        if (field === null || !field.custom) {
            report(place, 'unknown-field', `In field: field - no CustomField named ${record.type}.${name} found`);
        } else if (value !== null) {
            const problem = problemOf(field, value, records);
            if (problem !== null) {
                report(place, 'invalid-value', problem);
            }
        }
    }
    for (const field of object.fields) {
        const isMissing =
            field.custom && !field.nillable && field.type !== 'boolean' && field.defaultValueFormula === null;
        if (isMissing && (record.values.get(field.name) ?? null) === null) {
            report(fileStart, 'missing-value', `Required fields are missing: [${field.name}]`);
        }
    }
}

/** What is wrong with a value of the field, null when nothing is. */
function problemOf(
    field: FieldDescribe,
    value: Exclude<CustomMetadataValue, null>,
    records: ReadonlySet<string>
): string | null {
    if (valueTypes[typeof value]?.has(field.type) !== true) {
        return `${field.name}: a ${typeof value} is no value of a ${field.type} field`;
    }
    if (typeof value === 'number') {
        const digits = field.precision - field.scale;
        return Math.abs(value) >= 10 ** digits ? `${field.name}: value outside of valid range: ${value}` : null;
    }
    if (typeof value !== 'string') {
        return null;
    }
    if (field.metadataRelationship) {
        const target = field.referenceTo[0] ?? '';
        const isRecord = !target.endsWith('__mdt') || records.has(`${target}.${value}`.toLowerCase());
        return isRecord ? null : `${field.name}: no ${target} record named ${value} found`;
    }
    if (field.length > 0 && value.length > field.length) {
        return `${field.name}: data value too large: ${value.slice(0, 80)} (max length=${field.length})`;
    }
    const isPicklist = field.type === 'picklist' && field.restrictedPicklist;
    return isPicklist && field.picklistValues.every((entry) => entry.value !== value)
        ? `${field.name}: bad value for restricted picklist field: ${value}`
        : null;
}
