import { apexTypeOf } from '../typedb/index.ts';
import type { FieldType } from '../typedb/model.ts';
import type { ObjectDefinition } from './model.ts';
import type { FieldDescribe } from './schemaModel.ts';

/** A field whose slot is not yet given out. */
export type SlotlessField = Omit<FieldDescribe, 'index'>;

/** A plain, optional, writeable field of the type; `facts` says what is different. */
export function plainField(
    name: string,
    label: string,
    type: FieldType,
    facts: Partial<SlotlessField> = {}
): SlotlessField {
    return {
        name,
        label,
        type,
        apexType: apexTypeOf(type),
        custom: false,
        length: type === 'id' || type === 'reference' ? 18 : 0,
        precision: 0,
        scale: 0,
        nillable: true,
        unique: false,
        caseSensitive: false,
        externalId: false,
        createable: true,
        updateable: true,
        defaultedOnCreate: false,
        nameField: false,
        encrypted: false,
        autoNumber: false,
        displayFormat: null,
        startingNumber: 1,
        formula: null,
        formulaTreatBlanksAs: 'BlankAsZero',
        calculated: false,
        summary: null,
        defaultValueFormula: null,
        referenceTo: [],
        relationshipName: null,
        childRelationshipName: null,
        masterDetail: false,
        cascadeDelete: false,
        restrictDelete: false,
        metadataRelationship: false,
        picklistValues: [],
        restrictedPicklist: false,
        compoundFieldName: null,
        helpText: null,
        description: null,
        ...facts
    };
}

/** Set by the platform on every save. */
const automatic = { nillable: false, createable: false, updateable: false, defaultedOnCreate: true } as const;
const readOnly = { createable: false, updateable: false } as const;

function userReference(name: string, label: string): SlotlessField {
    const relationshipName = name.slice(0, -2);
    return plainField(name, label, 'reference', { ...automatic, referenceTo: ['User'], relationshipName });
}

const id = (label: string): SlotlessField => plainField('Id', `${label} ID`, 'id', automatic);
const createdDate = plainField('CreatedDate', 'Created Date', 'datetime', automatic);
const createdBy = userReference('CreatedById', 'Created By ID');
const isDeleted = plainField('IsDeleted', 'Deleted', 'boolean', automatic);
const systemModstamp = plainField('SystemModstamp', 'System Modstamp', 'datetime', automatic);
const audit: readonly SlotlessField[] = [
    createdDate,
    createdBy,
    plainField('LastModifiedDate', 'Last Modified Date', 'datetime', automatic),
    userReference('LastModifiedById', 'Last Modified By ID'),
    systemModstamp
];

function text(name: string, label: string, length: number, facts: Partial<SlotlessField> = {}): SlotlessField {
    return plainField(name, label, 'string', { length, ...facts });
}

function nameField(definition: ObjectDefinition): SlotlessField {
    const { nameField: name } = definition;
    if (name?.type === 'AutoNumber') {
        const { label, displayFormat, startingNumber } = name;
        return text('Name', label, 80, {
            ...automatic,
            nameField: true,
            autoNumber: true,
            displayFormat,
            startingNumber
        });
    }
    // An empty name is filled with the record's id, so it is optional on insert.
    return text('Name', name?.label ?? 'Name', 80, { nameField: true, defaultedOnCreate: true });
}

/** Fields of a custom object before its own; details of a master have the owner of that master. */
export function customObjectFields(definition: ObjectDefinition, isDetail: boolean, hasTab: boolean): SlotlessField[] {
    const owner = plainField('OwnerId', 'Owner ID', 'reference', {
        nillable: false,
        defaultedOnCreate: true,
        referenceTo: ['Group', 'User'],
        relationshipName: 'Owner'
    });
    // Only objects with a tab take part in "recently viewed".
    const viewed = [
        plainField('LastViewedDate', 'Last Viewed Date', 'datetime', readOnly),
        plainField('LastReferencedDate', 'Last Referenced Date', 'datetime', readOnly)
    ];
    return [
        id('Record'),
        ...(isDetail ? [] : [owner]),
        isDeleted,
        nameField(definition),
        ...audit,
        ...(hasTab ? viewed : [])
    ];
}

export function customSettingFields(): SlotlessField[] {
    return [
        id('Record'),
        isDeleted,
        text('Name', 'Name', 38, { nameField: true, defaultedOnCreate: true }),
        plainField('SetupOwnerId', 'Location', 'reference', {
            nillable: false,
            updateable: false,
            defaultedOnCreate: true,
            referenceTo: ['Organization', 'Profile', 'User'],
            relationshipName: 'SetupOwner'
        }),
        ...audit
    ];
}

/** Assignable in memory, as tests build records of custom metadata; the platform refuses DML on the object itself. */
export function customMetadataFields(label: string): SlotlessField[] {
    return [
        id(label),
        text('DeveloperName', `${label} Name`, 40, { nillable: false }),
        text('MasterLabel', 'Label', 40, { nillable: false, nameField: true }),
        plainField('Language', 'Master Language', 'picklist', {
            length: 40,
            nillable: false,
            defaultedOnCreate: true,
            restrictedPicklist: true
        }),
        text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
        text('Label', 'Label', 40),
        text('QualifiedApiName', 'Qualified API Name', 70),
        systemModstamp
    ];
}

export function platformEventFields(): SlotlessField[] {
    return [
        text('ReplayId', 'Replay ID', 1000, readOnly),
        createdDate,
        createdBy,
        text('EventUuid', 'Event UUID', 36, readOnly)
    ];
}

export function bigObjectFields(label: string): SlotlessField[] {
    return [id(label), createdDate, createdBy];
}

/** The object that holds who a record was shared with; it exists beside every object with a private or read default. */
export function shareFields(parent: string, accessLevels: readonly string[]): SlotlessField[] {
    const levels = accessLevels.map((value) => ({ value, label: value, isDefault: false, isActive: true }));
    const causes = ['Owner', 'Manual', 'Rule'].map((value) => ({
        value,
        label: value,
        isDefault: value === 'Manual',
        isActive: true
    }));
    return [
        id('Record'),
        plainField('ParentId', 'Parent ID', 'reference', {
            nillable: false,
            updateable: false,
            referenceTo: [parent],
            relationshipName: 'Parent',
            childRelationshipName: 'Shares',
            cascadeDelete: true
        }),
        plainField('AccessLevel', 'Access Level', 'picklist', {
            length: 40,
            nillable: false,
            picklistValues: levels,
            restrictedPicklist: true
        }),
        plainField('RowCause', 'Row Cause', 'picklist', {
            length: 40,
            updateable: false,
            defaultedOnCreate: true,
            picklistValues: causes,
            defaultValueFormula: "'Manual'"
        }),
        plainField('UserOrGroupId', 'User/Group ID', 'reference', {
            nillable: false,
            updateable: false,
            referenceTo: ['Group', 'User']
        }),
        ...audit.filter((field) => field.name.startsWith('LastModified')),
        isDeleted
    ];
}
