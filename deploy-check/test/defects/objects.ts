import { baseProject } from './baseProject.ts';
import { planted, swap, swapTold, type Defect } from './defect.ts';
import { apexMeta, lines, meta } from './sourceFile.ts';

const fields = 'main/objects/Shipment__c/fields';
const weight = `${fields}/Weight__c.field-meta.xml`;
const code = `${fields}/Code__c.field-meta.xml`;
const note = `${fields}/Note__c.field-meta.xml`;
const account = `${fields}/Account__c.field-meta.xml`;
const status = `${fields}/Status__c.field-meta.xml`;
const active = `${fields}/Active__c.field-meta.xml`;
const shipment = 'main/objects/Shipment__c/Shipment__c.object-meta.xml';
const line = 'main/objects/Shipment_Line__c/Shipment_Line__c.object-meta.xml';
const event = 'main/objects/Shipped__e/Shipped__e.object-meta.xml';
const eventCode = 'main/objects/Shipped__e/fields/Code__c.field-meta.xml';
const archive = 'main/objects/Archive__b/Archive__b.object-meta.xml';
const key = 'main/objects/Archive__b/fields/Key__c.field-meta.xml';
const rank = 'main/objects/Carrier__mdt/fields/Rank__c.field-meta.xml';

/** A further field whose root element is the place of the finding. */
const newField = (
    name: string,
    rule: string,
    object: string,
    field: string,
    elements: readonly string[],
    also: readonly string[] = []
): Defect => {
    const text = meta('CustomField', `<fullName>${field}</fullName>`, ...elements);
    const marked = elements.some((element) => element.includes('‸'))
        ? text
        : text.replace('<CustomField', '‸<CustomField');
    return planted(name, rule, `main/objects/${object}/fields/${field}.field-meta.xml`, marked, { also });
};

export const objectDefects: readonly Defect[] = [
    newField('a field without a type', 'field/missing-type', 'Shipment__c', 'Extra__c', ['<label>Extra</label>']),
    newField('a field without a label', 'field/missing-label', 'Shipment__c', 'Extra__c', ['<type>Date</type>']),
    newField('a field whose label is too long', 'field/missing-label', 'Shipment__c', 'Extra__c', [
        `‸<label>${'L'.repeat(41)}</label>`,
        '<type>Date</type>'
    ]),
    swapTold(
        'a text field without a length',
        'field/length',
        code,
        '<CustomField xmlns',
        '    <length>20</length>\n',
        ''
    ),
    newField('a text field that is too long', 'field/length', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '‸<length>300</length>',
        '<type>Text</type>'
    ]),
    newField('a long text area that is too short', 'field/length', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '‸<length>200</length>',
        '<type>LongTextArea</type>',
        '<visibleLines>3</visibleLines>'
    ]),
    newField('a long text area without lines', 'field/visible-lines', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '<length>2000</length>',
        '<type>LongTextArea</type>'
    ]),
    newField('a number without precision', 'field/digits', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '<scale>0</scale>',
        '<type>Number</type>'
    ]),
    swap(
        'a number with too many digits',
        'field/digits',
        weight,
        '<precision>8</precision>',
        '‸<precision>19</precision>'
    ),
    swap(
        'a number with more digits behind the point than in all',
        'field/digits',
        weight,
        '<scale>2</scale>',
        '‸<scale>9</scale>'
    ),
    newField('a lookup without a target', 'field/reference-target', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '<relationshipName>Extras</relationshipName>',
        '<type>Lookup</type>'
    ]),
    swap(
        'a relationship name with a suffix',
        'field/reference-target',
        account,
        '<relationshipName>Shipments<',
        '‸<relationshipName>Shipments__r<'
    ),
    swap(
        'a required lookup that clears itself',
        'field/delete-constraint',
        account,
        '<deleteConstraint>SetNull</deleteConstraint>\n    <label>Account</label>\n    <referenceTo>Account</referenceTo>\n    <relationshipName>Shipments</relationshipName>\n    <required>false',
        '‸<deleteConstraint>SetNull</deleteConstraint>\n    <label>Account</label>\n    <referenceTo>Account</referenceTo>\n    <relationshipName>Shipments</relationshipName>\n    <required>true'
    ),
    newField('a picklist without values', 'field/picklist-values', 'Shipment__c', 'Extra__c', [
        '<label>Extra</label>',
        '<type>Picklist</type>'
    ]),
    swapTold(
        'a picklist with a value given twice',
        'field/picklist-values',
        status,
        '<valueSet>',
        '<fullName>Sent</fullName>',
        '<fullName>New</fullName>'
    ),
    swap(
        'a checkbox without a default',
        'field/checkbox-default',
        active,
        '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Active__c</fullName>\n    <defaultValue>false</defaultValue>',
        '‸<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Active__c</fullName>'
    ),
    swap(
        'a long text area that is required',
        'field/required',
        note,
        '<length>2000</length>',
        '<length>2000</length>\n    ‸<required>true</required>'
    ),
    newField('a date that is an external id', 'field/unique', 'Shipment__c', 'Extra__c', [
        '‸<externalId>true</externalId>',
        '<label>Extra</label>',
        '<type>Date</type>'
    ]),
    newField('a checkbox that is unique', 'field/unique', 'Shipment__c', 'Extra__c', [
        '<defaultValue>false</defaultValue>',
        '<label>Extra</label>',
        '<type>Checkbox</type>',
        '‸<unique>true</unique>'
    ]),
    swap(
        'a help text that is too long',
        'field/help-length',
        note,
        '<inlineHelpText>For the driver<',
        `‸<inlineHelpText>${'h'.repeat(511)}<`
    ),
    swapTold(
        'a time on an event',
        'platform/event-field-type',
        eventCode,
        '<CustomField xmlns',
        '    <length>20</length>\n    <required>false</required>\n    <type>Text</type>',
        '    <type>Time</type>'
    ),
    swap(
        'a unique field of an event',
        'platform/event-field-type',
        eventCode,
        '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Code__c</fullName>',
        '‸<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Code__c</fullName>\n    <externalId>true</externalId>'
    ),
    newField('a checkbox in a big object', 'platform/big-object-field-type', 'Archive__b', 'Extra__c', [
        '<defaultValue>false</defaultValue>',
        '<label>Extra</label>',
        '‸<type>Checkbox</type>'
    ]),
    planted(
        'a custom metadata record that breaks a validation rule of its type',
        'record/validation-rule',
        'main/customMetadata/Carrier.Post.md-meta.xml',
        baseProject['main/customMetadata/Carrier.Post.md-meta.xml']!.replace('>7.0<', '>70.0<').replace(
            '<values>\n        <field>Rank__c',
            '‸<values>\n        <field>Rank__c'
        ),
        {
            with: {
                'main/objects/Carrier__mdt/validationRules/Rank_Is_Low.validationRule-meta.xml': meta(
                    'ValidationRule',
                    '<fullName>Rank_Is_Low</fullName>',
                    '<active>true</active>',
                    '<errorConditionFormula>AND(NOT(ISBLANK(Rank__c)), Rank__c &gt; 9, Site__c = "post.example")</errorConditionFormula>',
                    '<errorDisplayField>Rank__c</errorDisplayField>',
                    '<errorMessage>Ranks end at nine.</errorMessage>'
                )
            }
        }
    ),
    newField('a currency in custom metadata', 'platform/metadata-field-type', 'Carrier__mdt', 'Extra__c', [
        '<label>Extra</label>',
        '<precision>8</precision>',
        '<scale>2</scale>',
        '‸<type>Currency</type>'
    ]),
    swap(
        'a field of custom metadata with history',
        'platform/metadata-field-manageability',
        rank,
        '<scale>0</scale>',
        '<scale>0</scale>\n    ‸<trackHistory>true</trackHistory>'
    ),
    newField(
        'an encrypted number',
        'platform/encryption-type',
        'Shipment__c',
        'Extra__c',
        [
            '‸<encryptionScheme>ProbabilisticEncryption</encryptionScheme>',
            '<label>Extra</label>',
            '<precision>8</precision>',
            '<scale>2</scale>',
            '<type>Number</type>'
        ],
        ['policy/licensed-type']
    ),
    swap(
        'an index field that may be empty',
        'platform/big-object-index-field',
        key,
        '<required>true</required>',
        '<required>false</required>',
        { foundIn: archive }
    ),
    swap(
        'an index that is too long',
        'platform/big-object-index-length',
        key,
        '<length>40</length>',
        '<length>80</length>',
        { foundIn: archive }
    ),
    planted(
        'an index with a long text',
        'platform/big-object-index-type',
        key,
        meta(
            'CustomField',
            '<fullName>Key__c</fullName>',
            '<label>Key</label>',
            '<length>2000</length>',
            '<required>true</required>',
            '<type>LongTextArea</type>',
            '<visibleLines>3</visibleLines>'
        ).replace('<CustomField', '‸<CustomField'),
        { also: ['field/required', 'platform/big-object-index-field'] }
    ),
    planted(
        'a big object without an index',
        'object/big-object-element',
        'main/objects/Archive__b/indexes/ArchiveIndex.index-meta.xml',
        null,
        { with: { [archive]: (baseProject[archive] ?? '').replace('<CustomObject', '‸<CustomObject') } }
    ),
    swapTold(
        'an object without a plural label',
        'object/missing-element',
        line,
        '<CustomObject xmlns',
        '    <pluralLabel>Shipment Lines</pluralLabel>\n',
        ''
    ),
    swapTold(
        'an event that does not say how it is published',
        'object/event-element',
        event,
        '<CustomObject xmlns',
        '    <publishBehavior>PublishImmediately</publishBehavior>\n',
        ''
    ),
    swap(
        'an event of standard volume',
        'object/event-element',
        event,
        '<eventType>HighVolume<',
        '‸<eventType>StandardVolume<'
    ),
    planted(
        'a metadata type without a label',
        'object/metadata-element',
        'main/objects/Carrier__mdt/Carrier__mdt.object-meta.xml',
        meta('CustomObject', '<pluralLabel>Carriers</pluralLabel>').replace('<CustomObject', '‸<CustomObject')
    ),
    swap(
        'a numbered name without a format',
        'object/name-field',
        shipment,
        '<nameField>\n        <label>Number</label>\n        <displayFormat>S-{0000}</displayFormat>',
        '‸<nameField>\n        <label>Number</label>'
    ),
    swap(
        'a detail object with a sharing of its own',
        'object/sharing-model',
        line,
        '<sharingModel>ControlledByParent<',
        '‸<sharingModel>Private<'
    ),
    swap(
        'an object controlled by no parent',
        'object/sharing-model',
        shipment,
        '<sharingModel>Private<',
        '‸<sharingModel>ControlledByParent<'
    ),
    planted(
        'a field of an object that is not there',
        'reference/object',
        'main/objects/Crate__c/fields/Size__c.field-meta.xml',
        meta('CustomField', '<fullName>Size__c</fullName>', '<label>Size</label>', '<type>Date</type>')
    ),
    planted(
        'a list view of an object that is not there',
        'reference/object',
        'main/objects/Crates/listViews/All.listView-meta.xml',
        meta('ListView', '<fullName>All</fullName>', '<filterScope>Everything</filterScope>', '<label>All</label>')
    ),
    planted(
        'a web link of an object that is not there',
        'platform/standard-object-part',
        'main/objects/Crates/webLinks/Track.webLink-meta.xml',
        meta(
            'WebLink',
            '<fullName>Track</fullName>',
            '<availability>online</availability>',
            '<displayType>link</displayType>',
            '<linkType>url</linkType>',
            '<masterLabel>Track</masterLabel>',
            '<openType>newWindow</openType>',
            '<protected>false</protected>',
            '<url>https://example.org</url>'
        )
    ),
    planted(
        'a name that is too long',
        'name/length',
        `main/customPermissions/P${'x'.repeat(80)}.customPermission-meta.xml`,
        meta('CustomPermission', '<isLicensed>false</isLicensed>', '<label>Long</label>')
    ),
    planted(
        'a class name that is too long',
        'name/length',
        `main/classes/C${'x'.repeat(40)}.cls`,
        lines(`public with sharing class C${'x'.repeat(40)} {`, '}'),
        {
            with: { [`main/classes/C${'x'.repeat(40)}.cls-meta.xml`]: apexMeta('ApexClass') },
            foundIn: `main/classes/C${'x'.repeat(40)}.cls-meta.xml`
        }
    ),
    planted(
        'a name with a hyphen',
        'name/characters',
        'main/customPermissions/May-Approve.customPermission-meta.xml',
        meta('CustomPermission', '<isLicensed>false</isLicensed>', '<label>May</label>')
    ),
    planted(
        'a name that ends in an underscore',
        'name/characters',
        'main/customPermissions/Approve_.customPermission-meta.xml',
        meta('CustomPermission', '<isLicensed>false</isLicensed>', '<label>May</label>')
    ),
    planted(
        'a component whose name begins with a capital',
        'name/component',
        'main/lwc/Card/Card.js',
        'export const one = 1;\n',
        {
            with: {
                'main/lwc/Card/Card.js-meta.xml': meta(
                    'LightningComponentBundle',
                    '<apiVersion>66.0</apiVersion>',
                    '<isExposed>false</isExposed>'
                )
            },
            foundIn: 'main/lwc/Card',
            also: ['lwc/compile']
        }
    ),
    planted(
        'a class in a file of another name',
        'name/class-file',
        'main/classes/Extra.cls',
        lines('public with sharing class ‸Other {', '}'),
        { with: { 'main/classes/Extra.cls-meta.xml': apexMeta('ApexClass') }, also: ['apex/compile'] }
    ),
    swap(
        'a label of an object that is too long',
        'name/label-length',
        shipment,
        '<label>Shipment</label>',
        `‸<label>${'S'.repeat(41)}</label>`
    ),
    swap(
        'an error message that is too long',
        'name/label-length',
        'main/objects/Shipment__c/validationRules/Weight_Positive.validationRule-meta.xml',
        '<errorMessage>The weight must be positive.<',
        `‸<errorMessage>${'m'.repeat(256)}<`
    ),
    swap(
        'a custom label that is too long',
        'name/label-text',
        'main/labels/CustomLabels.labels-meta.xml',
        '<value>Shipments<',
        `‸<value>${'s'.repeat(1001)}<`
    )
];
