import type { ApexFieldType, FieldType, PicklistEntry } from '../typedb/model.ts';

export type { ApexFieldType, FieldType, PicklistEntry } from '../typedb/model.ts';

export type ObjectKind = 'standard' | 'custom' | 'customMetadata' | 'platformEvent' | 'bigObject' | 'customSetting';

/** One field of an object, as describe, the checker, SOQL, DML and the record slots see it. */
export interface FieldDescribe {
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    readonly apexType: ApexFieldType;
    /** Slot of the field in a record of this object; stable for one schema, dense from 0. */
    readonly index: number;
    readonly custom: boolean;
    /** Characters of text, 18 for ids and references, 0 otherwise. */
    readonly length: number;
    /** Digits in all and digits after the point; 0 for other than numbers. */
    readonly precision: number;
    readonly scale: number;
    readonly nillable: boolean;
    readonly unique: boolean;
    readonly caseSensitive: boolean;
    readonly externalId: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly defaultedOnCreate: boolean;
    readonly nameField: boolean;
    readonly encrypted: boolean;
    readonly autoNumber: boolean;
    /** `INC-{00000}` of an auto-number field, else null. */
    readonly displayFormat: string | null;
    readonly startingNumber: number;
    /** Formula text of a formula field; its value is computed on read. */
    readonly formula: string | null;
    /** How a formula treats blank numbers. */
    readonly formulaTreatBlanksAs: 'BlankAsZero' | 'BlankAsBlank';
    readonly calculated: boolean;
    /** Roll-up summary definition, null for other fields. */
    readonly summary: SummaryDefinition | null;
    /** Formula of the default value (`"CLOSED"`, `TRUE`, `NOW()`), null without one. */
    readonly defaultValueFormula: string | null;
    readonly referenceTo: readonly string[];
    /** `Owner`, `Account__r`; null when the reference cannot be traversed or the field is no reference. */
    readonly relationshipName: string | null;
    /** Name of the list of children on the parent, null without one. */
    readonly childRelationshipName: string | null;
    readonly masterDetail: boolean;
    readonly cascadeDelete: boolean;
    readonly restrictDelete: boolean;
    /** Custom metadata relationship: values are developer names in the record files. */
    readonly metadataRelationship: boolean;
    readonly picklistValues: readonly PicklistEntry[];
    readonly restrictedPicklist: boolean;
    readonly compoundFieldName: string | null;
    readonly helpText: string | null;
    readonly description: string | null;
}

export interface SummaryDefinition {
    readonly operation: 'count' | 'sum' | 'min' | 'max';
    /** `Child__c.Lookup__c`. */
    readonly foreignKey: string;
    /** `Child__c.Amount__c`; null for a count. */
    readonly summarizedField: string | null;
    readonly filterItems: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}

export interface ChildRelationshipDescribe {
    readonly relationshipName: string;
    readonly childObject: string;
    /** Reference field of the child. */
    readonly field: string;
    readonly cascadeDelete: boolean;
    readonly restrictDelete: boolean;
}

export interface RecordTypeDescribe {
    readonly developerName: string;
    readonly label: string;
    readonly active: boolean;
    readonly description: string | null;
    /** Picklist values by field name (lower case) that the record type allows. */
    readonly picklistValues: ReadonlyMap<string, readonly string[]>;
}

export interface ValidationRuleDescribe {
    readonly name: string;
    readonly active: boolean;
    readonly formula: string;
    readonly errorMessage: string;
    /** Field beside which the error shows; null for the top of the page. */
    readonly errorDisplayField: string | null;
    /** Where the rule stands, for diagnostics about its formula. */
    readonly path: string;
    readonly line: number;
    readonly column: number;
}

export interface FieldSetDescribe {
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
    readonly fields: readonly { readonly path: string; readonly required: boolean }[];
}

export interface IndexDescribe {
    readonly name: string;
    readonly fields: readonly { readonly name: string; readonly descending: boolean }[];
}

/** Sharing default of an object for internal users. */
export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ReadWriteTransfer' | 'ControlledByParent' | 'FullAccess';

export interface SObjectDescribe {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly description: string | null;
    /** Three characters; null for objects whose records have no id. */
    readonly keyPrefix: string | null;
    readonly kind: ObjectKind;
    readonly custom: boolean;
    /** DML on it may not share a transaction with DML on ordinary objects. */
    readonly isSetup: boolean;
    readonly queryable: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly undeletable: boolean;
    readonly triggerable: boolean;
    readonly flowSubscribable: boolean;
    /** False for standard objects known only by their Apex types: no lengths, required fields or picklists. */
    readonly curated: boolean;
    /** Platform events only. */
    readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | null;
    /** Custom settings only. */
    readonly settingsType: 'Hierarchy' | 'List' | null;
    readonly sharingModel: SharingModel;
    readonly fields: readonly FieldDescribe[];
    readonly nameField: FieldDescribe | null;
    readonly childRelationships: readonly ChildRelationshipDescribe[];
    readonly recordTypes: readonly RecordTypeDescribe[];
    readonly validationRules: readonly ValidationRuleDescribe[];
    readonly fieldSets: readonly FieldSetDescribe[];
    /** Index of a big object, the order of which is its primary key. */
    readonly indexes: readonly IndexDescribe[];
    /** Any case; null when the object has no such field. */
    field(name: string): FieldDescribe | null;
    /** The name must be in lower case already. */
    fieldByName(lowerName: string): FieldDescribe | null;
    /** The reference field behind a parent relationship (`Owner`, `Account__r`), any case. */
    fieldByRelationship(name: string): FieldDescribe | null;
    /** Child relationship by its name (`Contacts`, `Entries__r`), any case. */
    childRelationship(name: string): ChildRelationshipDescribe | null;
    recordType(developerName: string): RecordTypeDescribe | null;
}

/** All objects of the org: the platform's and the project's. */
export interface Schema {
    /** Any case; null for an unknown object. */
    object(name: string): SObjectDescribe | null;
    /** The object of an id or key prefix; null when none has it. */
    objectByKeyPrefix(prefix: string): SObjectDescribe | null;
    /** Objects of the project plus curated standard ones: what a global describe lists. Sorted by name. */
    objects(): readonly SObjectDescribe[];
}
