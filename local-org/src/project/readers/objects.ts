import type { ElementReader } from '../elementReader.ts';
import type { FieldDefinition, ListViewDefinition, ObjectDefinition } from '../model.ts';
import type {
    FieldSetDescribe,
    IndexDescribe,
    RecordTypeDescribe,
    SharingModel,
    ValidationRuleDescribe
} from '../schemaModel.ts';
import { readField, readNameField } from './fields.ts';
import { readListView } from './views.ts';

const sharingModels: readonly SharingModel[] = [
    'Private',
    'Read',
    'ReadWrite',
    'ReadWriteTransfer',
    'ControlledByParent',
    'FullAccess'
];

/** Values in record types are URL-encoded in the files: `Customer %2D Direct`. */
function decodeValue(text: string): string {
    return /%[0-9A-Fa-f]{2}/.test(text) ? decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, '%25')) : text;
}

function readValidationRule(reader: ElementReader): ValidationRuleDescribe {
    const formula = reader.element.children.find((child) => child.name === 'errorConditionFormula') ?? reader.element;
    return {
        name: reader.required('fullName'),
        active: reader.flag('active'),
        formula: reader.required('errorConditionFormula'),
        errorMessage: reader.required('errorMessage'),
        errorDisplayField: reader.optional('errorDisplayField'),
        path: reader.path,
        line: formula.line,
        column: formula.column
    };
}

function readRecordType(reader: ElementReader): RecordTypeDescribe {
    return {
        developerName: reader.required('fullName'),
        label: reader.required('label'),
        active: reader.flag('active'),
        description: reader.optional('description'),
        picklistValues: new Map(
            reader
                .all('picklistValues')
                .map((picklist) => [
                    picklist.required('picklist').toLowerCase(),
                    picklist.all('values').map((value) => decodeValue(value.required('fullName')))
                ])
        )
    };
}

function readFieldSet(reader: ElementReader): FieldSetDescribe {
    return {
        name: reader.required('fullName'),
        label: reader.required('label'),
        description: reader.optional('description'),
        fields: reader.all('displayedFields').map((field) => ({
            path: field.required('field'),
            required: field.flag('isRequired')
        }))
    };
}

export function readIndex(reader: ElementReader): IndexDescribe {
    return {
        name: reader.required('fullName'),
        fields: reader.all('fields').map((field) => ({
            name: field.required('name'),
            descending: field.required('sortDirection') === 'DESC'
        }))
    };
}

/** An object under construction: its own file and the files of its folder arrive in any order. */
export interface ObjectParts {
    readonly name: string;
    path: string;
    file: ElementReader | null;
    readonly fields: FieldDefinition[];
    readonly validationRules: ValidationRuleDescribe[];
    readonly recordTypes: RecordTypeDescribe[];
    readonly fieldSets: FieldSetDescribe[];
    readonly indexes: IndexDescribe[];
    readonly listViews: ListViewDefinition[];
}

export function emptyObject(name: string, path: string): ObjectParts {
    return {
        name,
        path,
        file: null,
        fields: [],
        validationRules: [],
        recordTypes: [],
        fieldSets: [],
        indexes: [],
        listViews: []
    };
}

/** Adds one part, given by the metadata type of its root or the element name in an inline file. */
export function addPart(parts: ObjectParts, type: string, reader: ElementReader): void {
    switch (type) {
        case 'CustomField':
        case 'fields': {
            const field = readField(reader, /__c$/i.test(reader.optional('fullName') ?? ''));
            if (field !== null) {
                parts.fields.push(field);
            }
            break;
        }
        case 'ValidationRule':
        case 'validationRules':
            parts.validationRules.push(readValidationRule(reader));
            break;
        case 'RecordType':
        case 'recordTypes':
            parts.recordTypes.push(readRecordType(reader));
            break;
        case 'FieldSet':
        case 'fieldSets':
            parts.fieldSets.push(readFieldSet(reader));
            break;
        case 'Index':
        case 'indexes':
            parts.indexes.push(readIndex(reader));
            break;
        case 'ListView':
        case 'listViews':
            parts.listViews.push(readListView(reader));
            break;
    }
}

const partElements = ['fields', 'validationRules', 'recordTypes', 'fieldSets', 'indexes', 'listViews'];

/** What a new object of the project must say in its own file. */
function checkRequired(parts: ObjectParts, reader: ElementReader): void {
    const isSetting = reader.has('customSettingsType');
    reader.required('label');
    if (!isSetting) {
        reader.required('pluralLabel');
    }
    if (/__c$/i.test(parts.name) && !isSetting && !reader.has('nameField')) {
        reader.reportMissing('nameField');
    }
    if (/__b$/i.test(parts.name) && parts.indexes.length === 0 && !reader.has('indexes')) {
        reader.reportMissing('indexes');
    }
}

export function finishObject(parts: ObjectParts): ObjectDefinition {
    const { name, path, file } = parts;
    for (const element of partElements) {
        for (const part of file?.all(element) ?? []) {
            addPart(parts, element, part);
        }
    }
    if (file !== null && /__(c|mdt|e|b)$/i.test(name)) {
        checkRequired(parts, file);
    }
    const nameField = file?.one('nameField') ?? null;
    return {
        name,
        path,
        label: file?.optional('label') ?? null,
        pluralLabel: file?.optional('pluralLabel') ?? null,
        description: file?.optional('description') ?? null,
        publishBehavior: file?.choice('publishBehavior', ['PublishImmediately', 'PublishAfterCommit']) ?? null,
        settingsType: file?.choice('customSettingsType', ['Hierarchy', 'List']) ?? null,
        visibility: file?.choice('visibility', ['Public', 'Protected', 'PackageProtected']) ?? null,
        sharingModel: file?.choice('sharingModel', sharingModels) ?? null,
        nameField: nameField === null ? null : readNameField(nameField),
        fields: parts.fields,
        validationRules: parts.validationRules,
        recordTypes: parts.recordTypes,
        fieldSets: parts.fieldSets,
        indexes: parts.indexes,
        listViews: parts.listViews,
        hasOwnFile: file !== null
    };
}
