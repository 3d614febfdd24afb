import type { ElementReader } from '../elementReader.ts';
import type { CustomLabel, CustomMetadataRecord, CustomMetadataValue, GlobalValueSet } from '../model.ts';
import { picklistEntries } from './fields.ts';

function typedValue(reader: ElementReader): CustomMetadataValue {
    const value = reader.one('value');
    if (value === null || value.element.attributes['xsi:nil'] === 'true') {
        return null;
    }
    const text = value.element.text;
    const type = value.element.attributes['xsi:type'];
    switch (type) {
        case 'xsd:boolean':
            return text.trim() === 'true';
        case 'xsd:double':
        case 'xsd:int': {
            const number = Number(text);
            if (text.trim() === '' || !Number.isFinite(number)) {
                value.report('invalid-value', `'${text}' is not a valid value for the type ${type}`);
            }
            return number;
        }
        case 'xsd:string':
        case 'xsd:date':
        case 'xsd:dateTime':
        case 'xsd:picklist':
            return text === '' ? null : text;
        default:
            value.report(
                'invalid-value',
                `xsi:type of a value must be one of xsd:string, xsd:boolean, xsd:double, xsd:date, xsd:dateTime; found ${type ?? 'none'}`
            );
            return null;
    }
}

/** `name` is that of the file: `Type.Record`, the type without its `__mdt`. */
export function readCustomMetadata(reader: ElementReader, name: string): CustomMetadataRecord | null {
    const [type, developerName, rest] = name.split('.');
    if (type === undefined || developerName === undefined || rest !== undefined) {
        reader.report('invalid-name', `Custom metadata records are named Type.Record.md-meta.xml; found ${name}`);
        return null;
    }
    const entries = reader.all('values').map((entry) => ({
        field: entry.required('field'),
        value: typedValue(entry),
        place: { line: entry.element.line, column: entry.element.column }
    }));
    return {
        type: `${type}__mdt`,
        developerName,
        label: reader.required('label'),
        isProtected: reader.flag('protected'),
        values: new Map(entries.map((entry) => [entry.field, entry.value])),
        places: new Map(entries.map((entry) => [entry.field, entry.place])),
        path: reader.path
    };
}

export function readLabels(reader: ElementReader): CustomLabel[] {
    return reader.all('labels').map((label) => ({
        name: label.required('fullName'),
        value: label.verbatim('value') ?? label.required('value'),
        language: label.optional('language') ?? 'en_US',
        categories: label.optional('categories'),
        shortDescription: label.required('shortDescription'),
        isProtected: label.flag('protected')
    }));
}

export function readGlobalValueSet(reader: ElementReader, name: string): GlobalValueSet {
    return { name, label: reader.required('masterLabel'), values: picklistEntries(reader.all('customValue')) };
}
