import type { Component } from '../components.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import { at, child, children, textOf, type XmlElement } from '../xmlTree.ts';

interface Field {
    readonly path: string;
    readonly object: string;
    readonly name: string;
    readonly type: string | null;
    readonly xml: XmlElement;
    readonly number: (element: string) => number | null;
    readonly is: (element: string) => boolean;
    readonly has: (element: string) => boolean;
}

function fieldsOf(context: CheckContext): readonly Field[] {
    return context.once('customFields', () =>
        context.components.flatMap((component) =>
            component.type === 'CustomField' && component.object !== null
                ? [toField(component, component.object, component.xml)]
                : component.type === 'CustomObject'
                  ? children(component.xml, 'fields').map((xml) => toField(component, component.name, xml))
                  : []
        )
    );
}

function toField(component: Component, object: string, xml: XmlElement): Field {
    return {
        path: component.path,
        object,
        name: textOf(xml, 'fullName') ?? component.name,
        type: textOf(xml, 'type'),
        xml,
        number: (element) => (textOf(xml, element) === null ? null : Number(textOf(xml, element))),
        is: (element) => textOf(xml, element) === 'true',
        has: (element) => textOf(xml, element) !== null
    };
}

/** A rule about custom fields: `test` gives the message and, where it is about one element, that element's name. */
function fieldRule(
    rule: Omit<Rule, 'check'>,
    test: (field: Field, context: CheckContext) => readonly [string, string?] | null
): Rule {
    return {
        ...rule,
        check: (context) =>
            fieldsOf(context).flatMap((field): Fault[] => {
                if (!/__c$/i.test(field.name)) return [];
                const found = test(field, context);
                if (found === null) return [];
                const place = (found[1] === undefined ? null : child(field.xml, found[1])) ?? field.xml;
                return [faultAt(field.path, place, `${field.object}.${field.name}: ${found[0]}`)];
            })
    };
}

const isFormula = (field: Field): boolean => child(field.xml, 'formula') !== null;
const NEEDS_LENGTH: ReadonlySet<string> = new Set(['Text', 'LongTextArea', 'Html', 'EncryptedText']);
const NEEDS_DIGITS: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent']);
const REFERENCES: ReadonlySet<string> = new Set(['Lookup', 'MasterDetail', 'MetadataRelationship']);
const EXTERNAL_ID: ReadonlySet<string> = new Set(['Text', 'Number', 'Email', 'AutoNumber']);
const UNIQUE: ReadonlySet<string> = new Set([
    'Text',
    'Number',
    'Email',
    'AutoNumber',
    'Lookup',
    'MetadataRelationship'
]);
const NEVER_REQUIRED: ReadonlySet<string> = new Set([
    'Checkbox',
    'AutoNumber',
    'LongTextArea',
    'Html',
    'MultiselectPicklist',
    'Summary',
    'MasterDetail'
]);
const BIG_OBJECT: ReadonlySet<string> = new Set([
    'DateTime',
    'Email',
    'Lookup',
    'Number',
    'Phone',
    'Text',
    'LongTextArea',
    'Url'
]);
const METADATA: ReadonlySet<string> = new Set([
    'Checkbox',
    'Date',
    'DateTime',
    'Email',
    'MetadataRelationship',
    'Number',
    'Percent',
    'Phone',
    'Picklist',
    'Text',
    'TextArea',
    'LongTextArea',
    'Url'
]);
const LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
    Text: [1, 255],
    EncryptedText: [1, 175],
    LongTextArea: [256, 131072],
    Html: [256, 131072]
};

export const fieldRules: readonly Rule[] = [
    fieldRule(
        {
            id: 'field/missing-type',
            title: 'Custom fields have a type',
            why: 'The schema allows a field without a type, the platform does not.',
            mend: 'Add <type>.'
        },
        (field) => (field.type === null ? ['the field has no type'] : null)
    ),
    fieldRule(
        {
            id: 'field/missing-label',
            title: 'Custom fields have a label of at most 40 characters',
            why: 'A label is required, and its column holds 40 characters.',
            mend: 'Add or shorten <label>.'
        },
        (field) => {
            const label = textOf(field.xml, 'label');
            if (label === null) return ['the field has no label'];
            return label.length > 40
                ? [`the label has ${label.length} characters, at most 40 are allowed`, 'label']
                : null;
        }
    ),
    fieldRule(
        {
            id: 'field/length',
            title: 'Text fields have a length within their bounds',
            why: 'Text holds 1 to 255 characters, long text areas 256 to 131,072, classic encrypted text up to 175.',
            mend: 'Add or correct <length>.'
        },
        (field) => {
            if (isFormula(field) || field.type === null || !NEEDS_LENGTH.has(field.type)) return null;
            const length = field.number('length');
            const [least, most] = LENGTHS[field.type] ?? [1, 255];
            if (length === null) return [`a field of type ${field.type} needs a length`];
            return length < least || length > most
                ? [`the length must be between ${least} and ${most}`, 'length']
                : null;
        }
    ),
    fieldRule(
        {
            id: 'field/visible-lines',
            title: 'Long text areas say how many lines they show',
            why: 'visibleLines is required for long text areas, rich text and multi-select picklists.',
            mend: 'Add <visibleLines>3</visibleLines>.'
        },
        (field) =>
            ['LongTextArea', 'Html', 'MultiselectPicklist'].includes(field.type ?? '') && !field.has('visibleLines')
                ? ['visibleLines is missing']
                : null
    ),
    fieldRule(
        {
            id: 'field/digits',
            title: 'Number fields have precision and scale within their bounds',
            why: 'Numbers have at most 18 digits, and not more behind the point than in all.',
            mend: 'Add or correct <precision> and <scale>.'
        },
        (field) => {
            if (isFormula(field) || !NEEDS_DIGITS.has(field.type ?? '')) return null;
            const [precision, scale] = [field.number('precision'), field.number('scale')];
            if (precision === null) return ['precision is missing'];
            if (scale === null) return ['scale is missing'];
            if (precision < 1 || precision > 18) return ['the precision must be between 1 and 18', 'precision'];
            return scale < 0 || scale > precision ? ['the scale must not exceed the precision', 'scale'] : null;
        }
    ),
    fieldRule(
        {
            id: 'field/reference-target',
            title: 'Reference fields name their object and relationship',
            why: 'A lookup without referenceTo has no target, and custom objects need a relationship name.',
            mend: 'Add <referenceTo>; for lookups and master-detail fields <relationshipName> too.'
        },
        (field) => {
            if (!REFERENCES.has(field.type ?? '')) return null;
            if (!field.has('referenceTo')) return ['referenceTo is missing'];
            const name = textOf(field.xml, 'relationshipName');
            return name !== null && /__c$|__r$/.test(name)
                ? ['the relationship name must have no suffix', 'relationshipName']
                : null;
        }
    ),
    fieldRule(
        {
            id: 'field/delete-constraint',
            title: 'Required lookups do not clear themselves',
            why: 'A required lookup cannot become empty when its target is deleted.',
            mend: 'Use <deleteConstraint>Restrict</deleteConstraint>, or make the field optional.'
        },
        (field) =>
            field.type === 'Lookup' &&
            field.is('required') &&
            (textOf(field.xml, 'deleteConstraint') ?? 'SetNull') === 'SetNull' &&
            !/__(mdt|e|b)$/.test(field.object)
                ? ['a required lookup cannot have the delete constraint SetNull', 'deleteConstraint']
                : null
    ),
    fieldRule(
        {
            id: 'field/picklist-values',
            title: 'Picklists have values',
            why: 'A picklist needs a value set, and within it each value once.',
            mend: 'Add <valueSet> with a definition or the name of a global value set; remove repeated values.'
        },
        (field) => {
            if (!['Picklist', 'MultiselectPicklist'].includes(field.type ?? '') || isFormula(field)) return null;
            if (child(field.xml, 'valueSet') === null && child(field.xml, 'picklist') === null)
                return ['valueSet is missing'];
            const values = at(field.xml, 'valueSet.valueSetDefinition.value').map((value) =>
                (textOf(value, 'fullName') ?? '').toLowerCase()
            );
            const twice = values.find((value, position) => values.indexOf(value) !== position);
            return twice === undefined ? null : [`the value "${twice}" is given twice`, 'valueSet'];
        }
    ),
    fieldRule(
        {
            id: 'field/checkbox-default',
            title: 'Checkboxes have a default value',
            why: 'A checkbox is never empty: its default is required.',
            mend: 'Add <defaultValue>false</defaultValue>.'
        },
        (field) =>
            field.type === 'Checkbox' && !isFormula(field) && !field.has('defaultValue')
                ? ['defaultValue is missing']
                : null
    ),
    fieldRule(
        {
            id: 'field/required',
            title: 'Only fields that can be required are',
            why: 'Checkboxes, auto numbers, formulas, long text areas, summaries and master-detail fields cannot be set as required.',
            mend: 'Delete <required>, or set it to false.'
        },
        (field) =>
            field.is('required') && (NEVER_REQUIRED.has(field.type ?? '') || isFormula(field))
                ? [`a field of type ${isFormula(field) ? 'formula' : field.type} cannot be required`, 'required']
                : null
    ),
    fieldRule(
        {
            id: 'field/unique',
            title: 'Only fields that can be unique or external ids are',
            why: 'Uniqueness and external ids exist for Text, Number, Email and AutoNumber.',
            mend: 'Delete <unique> or <externalId>, or change the type.'
        },
        (field) => {
            if (field.is('externalId') && !EXTERNAL_ID.has(field.type ?? ''))
                return [`a ${field.type} field cannot be an external id`, 'externalId'];
            return field.is('unique') && !UNIQUE.has(field.type ?? '')
                ? [`a ${field.type} field cannot be unique`, 'unique']
                : null;
        }
    ),
    fieldRule(
        {
            id: 'field/help-length',
            title: 'Help texts have at most 510 characters, descriptions at most 1,000',
            why: 'Longer texts are refused.',
            mend: 'Shorten the text.'
        },
        (field) => {
            if ((textOf(field.xml, 'inlineHelpText')?.length ?? 0) > 510)
                return ['the help text has more than 510 characters', 'inlineHelpText'];
            return (textOf(field.xml, 'description')?.length ?? 0) > 1000
                ? ['the description has more than 1,000 characters', 'description']
                : null;
        }
    ),
    fieldRule(
        {
            id: 'platform/big-object-field-type',
            title: 'Big objects only have the field types they can store',
            why: 'Big objects know DateTime, Email, Lookup, Number, Phone, Text, LongTextArea and Url.',
            mend: 'Store other values as Text.'
        },
        (field) =>
            /__b$/.test(field.object) && !BIG_OBJECT.has(field.type ?? '')
                ? [`big objects have no fields of type ${field.type}`, 'type']
                : null
    ),
    fieldRule(
        {
            id: 'platform/metadata-field-type',
            title: 'Custom metadata types only have the field types they can store',
            why: 'Custom metadata knows no currency, lookup, formula, rich text, multi-select picklist or time fields.',
            mend: 'Use one of the types that the message lists; for relations MetadataRelationship.'
        },
        (field) =>
            /__mdt$/.test(field.object) && (!METADATA.has(field.type ?? '') || isFormula(field))
                ? [
                      `custom metadata has no fields of type ${isFormula(field) ? 'formula' : field.type}; it has ${[...METADATA].join(', ')}`,
                      'type'
                  ]
                : null
    ),
    fieldRule(
        {
            id: 'platform/metadata-field-manageability',
            title: 'Fields of custom metadata and events have no record features',
            why: 'History, feeds and encryption do not exist for custom metadata types, events and big objects.',
            mend: 'Delete trackHistory, trackFeedHistory and encryptionScheme.'
        },
        (field) => {
            if (!/__(mdt|e|b)$/.test(field.object)) return null;
            const feature = ['trackHistory', 'trackFeedHistory'].find((name) => field.is(name));
            if (feature !== undefined) return [`${feature} does not exist here`, feature];
            return (textOf(field.xml, 'encryptionScheme') ?? 'None') === 'None'
                ? null
                : ['encryptionScheme does not exist here', 'encryptionScheme'];
        }
    ),
    fieldRule(
        {
            id: 'platform/encryption-type',
            title: 'Only text, e-mail, phone, address and date fields can be encrypted',
            why: 'Shield encrypts Text, TextArea, LongTextArea, Html, Email, Phone, Url, Date and DateTime.',
            mend: 'Delete encryptionScheme, or use a type that can be encrypted.'
        },
        (field) => {
            if (/__(mdt|e|b)$/.test(field.object) || (textOf(field.xml, 'encryptionScheme') ?? 'None') === 'None')
                return null;
            return ['Text', 'TextArea', 'LongTextArea', 'Html', 'Email', 'Phone', 'Url', 'Date', 'DateTime'].includes(
                field.type ?? ''
            )
                ? null
                : [`a ${field.type} field cannot be encrypted`, 'encryptionScheme'];
        }
    )
];
