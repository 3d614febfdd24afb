import { apexTypeOf } from '../typedb/index.ts';
import type { FieldType, PicklistEntry, StandardField } from '../typedb/model.ts';
import type { FieldDefinition } from './model.ts';
import type { SlotlessField } from './systemFields.ts';
import { plainField } from './systemFields.ts';

function quoteText(text: string): string {
    return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function defaultFormula(field: FieldDefinition, values: readonly PicklistEntry[]): string | null {
    if (field.type === 'boolean') {
        return field.defaultValue?.toLowerCase() === 'true' ? 'TRUE' : 'FALSE';
    }
    const standard = values.find((entry) => entry.isDefault && entry.isActive);
    if (field.defaultValue === null && standard !== undefined) {
        return quoteText(standard.value);
    }
    return field.defaultValue;
}

/** Name of the list of children on the parent: the platform adds `__r` to what the field's file says. */
function childRelationshipName(field: FieldDefinition): string | null {
    return field.relationshipName === null ? null : `${field.relationshipName}__r`;
}

/** A summary has the type of what it sums, a count is a whole number. */
function summaryType(field: FieldDefinition, summarized: SlotlessField | null): FieldType {
    return field.summary?.operation === 'count' || summarized === null ? field.type : summarized.type;
}

export interface CustomFieldContext {
    readonly globalValueSet: (name: string) => readonly PicklistEntry[] | null;
    /** The field that a summary reads, if it can be found. */
    readonly summarizedField: (path: string) => SlotlessField | null;
}

/** A custom field of the project as describe shows it; a geolocation brings its two parts with it. */
export function describeCustomField(field: FieldDefinition, context: CustomFieldContext): SlotlessField[] {
    const picklistValues =
        field.picklistValues ??
        (field.globalValueSet === null ? [] : (context.globalValueSet(field.globalValueSet) ?? []));
    const isComputed = field.formula !== null || field.summary !== null;
    const isWriteable = !isComputed && !field.autoNumber;
    const summarized = field.summary?.summarizedField ? context.summarizedField(field.summary.summarizedField) : null;
    const type = field.summary === null ? field.type : summaryType(field, summarized);
    const defaultValueFormula = isComputed ? null : defaultFormula(field, picklistValues);
    const isReference = type === 'reference';
    const described = plainField(field.name, field.label, type, {
        apexType: apexTypeOf(type),
        custom: true,
        length: isReference ? 18 : field.length,
        precision: summarized?.precision ?? field.precision,
        scale: field.summary?.operation === 'count' ? 0 : (summarized?.scale ?? field.scale),
        nillable: isComputed || (!field.required && type !== 'boolean'),
        unique: field.unique,
        caseSensitive: field.caseSensitive,
        externalId: field.externalId,
        createable: isWriteable && type !== 'location',
        updateable: isWriteable && type !== 'location' && (!field.masterDetail || field.reparentable),
        defaultedOnCreate: defaultValueFormula !== null || field.autoNumber,
        encrypted: field.encrypted,
        autoNumber: field.autoNumber,
        displayFormat: field.displayFormat,
        startingNumber: field.startingNumber,
        formula: field.formula,
        formulaTreatBlanksAs: field.formulaTreatBlanksAs,
        calculated: isComputed,
        summary: field.summary,
        defaultValueFormula,
        referenceTo: field.referenceTo,
        relationshipName: isReference ? field.name.replace(/__c$/i, '__r') : null,
        childRelationshipName: isReference ? childRelationshipName(field) : null,
        masterDetail: field.masterDetail,
        cascadeDelete: field.deleteConstraint === 'Cascade',
        restrictDelete: field.deleteConstraint === 'Restrict',
        metadataRelationship: field.metadataRelationship,
        picklistValues,
        restrictedPicklist: field.restrictedPicklist,
        helpText: field.helpText,
        description: field.description
    });
    return type === 'location' ? [described, ...coordinates(field)] : [described];
}

function coordinates(field: FieldDefinition): SlotlessField[] {
    const base = field.name.replace(/__c$/i, '');
    return ['Latitude', 'Longitude'].map((part) =>
        plainField(`${base}__${part}__s`, `${field.label} (${part})`, 'double', {
            custom: true,
            precision: field.scale + 3,
            scale: field.scale,
            compoundFieldName: field.name
        })
    );
}

/** A standard field with what the project's file changes about it: its label, help, values, or that it is required. */
export function describeStandardField(field: StandardField, change: FieldDefinition | null): SlotlessField {
    const isReference = field.type === 'reference';
    const values = change?.picklistValues ?? field.picklistValues;
    const changedDefault = change?.picklistValues?.find((entry) => entry.isDefault);
    return plainField(field.name, change?.label || field.label, field.type, {
        apexType: field.apexType,
        length: field.length,
        precision: field.precision,
        scale: field.scale,
        nillable: field.nillable && !(change?.required ?? false),
        unique: field.unique,
        caseSensitive: field.caseSensitive,
        externalId: field.externalId,
        createable: field.createable,
        updateable: field.updateable,
        defaultedOnCreate: field.defaultedOnCreate,
        nameField: field.nameField,
        autoNumber: field.autoNumber,
        displayFormat: field.displayFormat,
        calculated: field.calculated,
        defaultValueFormula: changedDefault === undefined ? field.defaultValue : quoteText(changedDefault.value),
        referenceTo: field.referenceTo,
        relationshipName: isReference ? field.relationshipName : null,
        cascadeDelete: field.deleteRule === 'cascade',
        restrictDelete: field.deleteRule === 'restrict',
        picklistValues: values,
        restrictedPicklist: field.restrictedPicklist,
        compoundFieldName: field.compoundFieldName,
        helpText: change?.helpText ?? null,
        description: change?.description ?? null
    });
}
