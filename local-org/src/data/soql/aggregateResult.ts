import type { ApexFieldType, FieldDescribe, FieldType, SObjectDescribe } from '../../project/index.ts';

const FIELD_TYPES: Partial<Record<ApexFieldType, FieldType>> = {
    Id: 'id',
    Boolean: 'boolean',
    Integer: 'int',
    Long: 'long',
    Double: 'double',
    Decimal: 'double',
    Date: 'date',
    Datetime: 'datetime',
    Time: 'time'
};

/** Describe of the AggregateResult rows of one query: a field for each alias. */
export function aggregateResultDescribe(
    columns: readonly { readonly alias: string; readonly apexType: ApexFieldType }[]
): SObjectDescribe {
    const fields = columns.map(({ alias, apexType }, index) => columnField(alias, apexType, index));
    const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
    return {
        name: 'AggregateResult',
        label: 'Aggregate Result',
        labelPlural: 'Aggregate Results',
        description: null,
        keyPrefix: null,
        kind: 'standard',
        custom: false,
        isSetup: false,
        queryable: false,
        createable: false,
        updateable: false,
        deletable: false,
        undeletable: false,
        triggerable: false,
        flowSubscribable: false,
        curated: true,
        publishBehavior: null,
        settingsType: null,
        sharingModel: 'FullAccess',
        fields,
        nameField: null,
        childRelationships: [],
        recordTypes: [],
        validationRules: [],
        fieldSets: [],
        indexes: [],
        field: (name) => byName.get(name.toLowerCase()) ?? null,
        fieldByName: (lowerName) => byName.get(lowerName) ?? null,
        fieldByRelationship: () => null,
        childRelationship: () => null,
        recordType: () => null
    };
}

function columnField(name: string, apexType: ApexFieldType, index: number): FieldDescribe {
    return {
        name,
        label: name,
        type: FIELD_TYPES[apexType] ?? 'string',
        apexType,
        index,
        custom: false,
        length: 0,
        precision: 0,
        scale: 0,
        nillable: true,
        unique: false,
        caseSensitive: false,
        externalId: false,
        createable: false,
        updateable: false,
        defaultedOnCreate: false,
        nameField: false,
        encrypted: false,
        autoNumber: false,
        displayFormat: null,
        startingNumber: 0,
        formula: null,
        formulaTreatBlanksAs: 'BlankAsBlank',
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
        description: null
    };
}
