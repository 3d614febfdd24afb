import type { FieldType, PicklistEntry } from '../../typedb/model.ts';
import type { ElementReader } from '../elementReader.ts';
import type { FieldDefinition, NameFieldDefinition } from '../model.ts';
import type { SummaryDefinition } from '../schemaModel.ts';

/** Field types of the Metadata API that become one type of the describe. */
const fieldTypes: Readonly<Record<string, FieldType>> = {
    AutoNumber: 'string',
    Checkbox: 'boolean',
    Currency: 'currency',
    Date: 'date',
    DateTime: 'datetime',
    Email: 'email',
    EncryptedText: 'encryptedstring',
    ExternalLookup: 'reference',
    Hierarchy: 'reference',
    Html: 'textarea',
    IndirectLookup: 'reference',
    Location: 'location',
    LongTextArea: 'textarea',
    Lookup: 'reference',
    MasterDetail: 'reference',
    MetadataRelationship: 'reference',
    MultiselectPicklist: 'multipicklist',
    Number: 'double',
    Percent: 'percent',
    Phone: 'phone',
    Picklist: 'picklist',
    Summary: 'double',
    Text: 'string',
    TextArea: 'textarea',
    Time: 'time',
    Url: 'url'
};

const fixedLengths: Readonly<Partial<Record<FieldType, number>>> = {
    email: 80,
    phone: 40,
    picklist: 255,
    multipicklist: 4099,
    reference: 18,
    url: 255
};

/** Elements without which a field of that type does not deploy. */
const requiredElements: Readonly<Record<string, readonly string[]>> = {
    AutoNumber: [],
    Currency: ['precision', 'scale'],
    EncryptedText: ['length'],
    Html: ['length'],
    Location: ['scale'],
    LongTextArea: ['length', 'visibleLines'],
    Lookup: ['referenceTo'],
    MasterDetail: ['referenceTo', 'relationshipName'],
    MetadataRelationship: ['referenceTo'],
    MultiselectPicklist: ['visibleLines'],
    Number: ['precision', 'scale'],
    Percent: ['precision', 'scale'],
    Summary: ['summaryForeignKey', 'summaryOperation'],
    Text: ['length']
};

function picklistEntry(value: ElementReader): PicklistEntry {
    const name = value.required('fullName');
    return {
        value: name,
        label: value.optional('label') ?? name,
        isDefault: value.flag('default'),
        isActive: value.flag('isActive', true)
    };
}

/** Values of a `valueSetDefinition` or a global value set's `customValue` list. */
export function picklistEntries(values: readonly ElementReader[]): PicklistEntry[] {
    return values.map(picklistEntry);
}

function summaryOf(reader: ElementReader): SummaryDefinition {
    return {
        operation: reader.choice('summaryOperation', ['count', 'sum', 'min', 'max']) ?? 'count',
        foreignKey: reader.required('summaryForeignKey'),
        summarizedField: reader.optional('summarizedField'),
        filterItems: reader.all('summaryFilterItems').map((item) => ({
            field: item.required('field'),
            operation: item.required('operation'),
            value: item.optional('value') ?? ''
        }))
    };
}

function lengthOf(reader: ElementReader, type: FieldType, metadataType: string): number {
    if (metadataType === 'AutoNumber') {
        return 30;
    }
    if (metadataType === 'TextArea') {
        return 255;
    }
    const isFormulaText = type === 'string' && reader.has('formula');
    return isFormulaText ? 1300 : reader.integer('length', fixedLengths[type] ?? 0);
}

/**
 * Reads a custom field, or what a project says about a standard one (which may lack type and label). Null when nothing
 * can be made of it; the reason is reported.
 */
export function readField(reader: ElementReader, isCustom: boolean): FieldDefinition | null {
    const name = reader.required('fullName');
    const metadataType = reader.optional('type');
    if (metadataType === null) {
        if (isCustom) {
            reader.reportMissing('type');
        }
        return null;
    }
    const type = fieldTypes[metadataType];
    if (type === undefined) {
        reader.report('unsupported-field-type', `Field ${name} has the type ${metadataType}, which is not supported.`);
        return null;
    }
    const isFormula = reader.has('formula');
    if (isCustom && !isFormula) {
        for (const element of requiredElements[metadataType] ?? []) {
            if (!reader.has(element)) {
                reader.reportMissing(element);
            }
        }
    }
    const valueSet = reader.one('valueSet');
    const definition = valueSet?.one('valueSetDefinition') ?? null;
    if (isCustom && (type === 'picklist' || type === 'multipicklist') && !isFormula && valueSet === null) {
        reader.reportMissing('valueSet');
    }
    const isMasterDetail = metadataType === 'MasterDetail';
    const isNumber = type === 'double' || type === 'currency' || type === 'percent';
    const { line, column } = reader.element;
    return {
        name,
        path: reader.path,
        line,
        column,
        label: isCustom ? reader.required('label') : (reader.optional('label') ?? ''),
        type,
        length: lengthOf(reader, type, metadataType),
        precision: isNumber ? reader.integer('precision', 18) : 0,
        scale: isNumber || type === 'location' ? reader.integer('scale', metadataType === 'Summary' ? 2 : 0) : 0,
        required: reader.flag('required') || isMasterDetail,
        unique: reader.flag('unique'),
        caseSensitive: reader.flag('caseSensitive'),
        externalId: reader.flag('externalId'),
        encrypted: metadataType === 'EncryptedText',
        autoNumber: metadataType === 'AutoNumber',
        displayFormat: metadataType === 'AutoNumber' ? (reader.optional('displayFormat') ?? '{0}') : null,
        startingNumber: reader.integer('startingNumber', 1),
        formula: reader.optional('formula'),
        formulaTreatBlanksAs: reader.choice('formulaTreatBlanksAs', ['BlankAsBlank', 'BlankAsZero']) ?? 'BlankAsZero',
        summary: metadataType === 'Summary' ? summaryOf(reader) : null,
        defaultValue: reader.optional('defaultValue'),
        referenceTo: metadataType === 'Hierarchy' ? ['User'] : reader.texts('referenceTo'),
        relationshipName: reader.optional('relationshipName'),
        deleteConstraint: isMasterDetail
            ? 'Cascade'
            : (reader.choice('deleteConstraint', ['SetNull', 'Cascade', 'Restrict']) ?? 'SetNull'),
        masterDetail: isMasterDetail,
        reparentable: reader.flag('reparentableMasterDetail'),
        metadataRelationship: metadataType === 'MetadataRelationship',
        picklistValues: definition === null ? null : picklistEntries(definition.all('value')),
        globalValueSet: valueSet?.optional('valueSetName') ?? null,
        restrictedPicklist: valueSet?.flag('restricted') ?? false,
        helpText: reader.optional('inlineHelpText'),
        description: reader.optional('description')
    };
}

export function readNameField(reader: ElementReader): NameFieldDefinition {
    const type = reader.choice('type', ['Text', 'AutoNumber']);
    if (type === null) {
        reader.reportMissing('type');
    }
    return {
        label: reader.optional('label') ?? 'Name',
        type: type ?? 'Text',
        displayFormat: type === 'AutoNumber' ? (reader.optional('displayFormat') ?? '{0}') : null,
        startingNumber: reader.integer('startingNumber', 1)
    };
}
