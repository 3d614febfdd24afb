import { planted, swap, swapTold, type Defect } from './defect.ts';
import { apexMeta, lines, meta } from './sourceFile.ts';

const label = 'main/labels/CustomLabels.labels-meta.xml';
const permissions = 'main/permissionsets/Shipping.permissionset-meta.xml';
const weight = 'main/objects/Shipment__c/fields/Weight__c.field-meta.xml';
const emptyClass = lines('public with sharing class Extra {', '}');

export const shapeDefects: readonly Defect[] = [
    planted('a class without its meta file', 'shape/missing-meta', 'main/classes/Extra.cls', emptyClass),
    planted('a trigger without its meta file', 'shape/missing-meta', 'main/triggers/Shipments.trigger-meta.xml', null, {
        foundIn: 'main/triggers/Shipments.trigger'
    }),
    planted(
        'a meta file without its class',
        'shape/missing-content',
        'main/classes/Extra.cls-meta.xml',
        apexMeta('ApexClass')
    ),
    planted('a page without its meta file', 'shape/stray-file', 'main/pages/ShipmentPage.page-meta.xml', null, {
        foundIn: 'main/pages/ShipmentPage.page',
        also: ['reference/page']
    }),
    planted(
        'a static resource without its meta file',
        'shape/stray-file',
        'main/staticresources/logo.resource-meta.xml',
        null,
        { foundIn: 'main/staticresources/logo.txt', also: ['lwc/static-resource', 'shape/unknown-type'] }
    ),
    planted('a static resource without content', 'shape/missing-content', 'main/staticresources/logo.txt', null, {
        foundIn: 'main/staticresources/logo.resource-meta.xml',
        also: ['lwc/static-resource']
    }),
    planted('a text file among the classes', 'shape/stray-file', 'main/classes/readme.txt', 'text\n', {
        also: ['shape/unknown-type']
    }),
    planted('a script beside the components', 'shape/stray-file', 'main/lwc/jest.config.js', 'module.exports = {};\n', {
        also: ['shape/unknown-type']
    }),
    planted('a file of no metadata type', 'shape/unknown-type', 'main/things/Some.thing-meta.xml', meta('Thing')),
    planted(
        'a component without its configuration',
        'shape/missing-bundle-meta',
        'main/lwc/texts/texts.js-meta.xml',
        null,
        { foundIn: 'main/lwc/texts' }
    ),
    planted(
        'a component whose module has another name',
        'shape/missing-bundle-source',
        'main/lwc/texts/texts.js',
        null,
        {
            with: { 'main/lwc/texts/text.js': 'export const a = 1;\n' },
            foundIn: 'main/lwc/texts'
        }
    ),
    planted(
        'a class in two folders',
        'shape/duplicate-component',
        'main/more/classes/NotifyAction.cls',
        lines('public with sharing class NotifyAction {', '}'),
        {
            with: { 'main/more/classes/NotifyAction.cls-meta.xml': apexMeta('ApexClass') },
            also: ['apex/compile', 'flow/unknown-action', 'flow/action-input']
        }
    ),
    planted(
        'a permission set in two packages',
        'shape/duplicate-component',
        'extra/permissionsets/Shipping.permissionset-meta.xml',
        meta('PermissionSet', '<label>Shipping</label>')
    ),
    planted(
        'a field in two packages',
        'shape/duplicate-part',
        'extra/objects/Shipment__c/fields/Weight__c.field-meta.xml',
        meta(
            'CustomField',
            '<fullName>Weight__c</fullName>',
            '<label>Weight</label>',
            '<precision>8</precision>',
            '<scale>2</scale>',
            '<type>Number</type>'
        )
    ),
    swap(
        'a field whose name is not that of its file',
        'shape/name-mismatch',
        weight,
        '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Weight__c',
        '‸<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">\n    <fullName>Mass__c',
        {
            also: ['reference/field', 'reference/metadata-field', 'formula/unknown-field']
        }
    ),
    planted(
        'a record whose file name has no type',
        'shape/name-mismatch',
        'main/customMetadata/Post.md-meta.xml',
        '<?xml version="1.0" encoding="UTF-8"?>\n‸<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata">\n    <label>Post</label>\n</CustomMetadata>\n',
        {
            also: ['shape/stray-file']
        }
    ),
    planted(
        'a replacement file that is not there',
        'shape/replacement',
        'sfdx-project.json',
        JSON.stringify({
            packageDirectories: [{ path: 'main', default: true }, { path: 'extra' }],
            sourceApiVersion: '66.0',
            replacements: [
                {
                    filename: 'main/labels/CustomLabels.labels-meta.xml',
                    stringToReplace: 'Shipments',
                    replaceWithFile: 'absent.txt'
                }
            ]
        }),
        {
            also: ['shape/package']
        }
    ),
    swapTold(
        'an element that is not closed',
        'metadata/malformed-xml',
        label,
        '</labels>',
        '    <labels>\n',
        '    <labels>\n        <value>\n',
        { also: ['reference/label', 'lwc/label'] }
    ),
    swap(
        'an element closed by another name',
        'metadata/malformed-xml',
        permissions,
        '<label>Shipping</label>',
        '<label>Shipping‸</name>',
        { also: ['reference/permission-set'] }
    ),
    swap(
        'an ampersand that is not escaped',
        'metadata/malformed-xml',
        label,
        'Shipments</value>',
        'Ship ‸& co</value>',
        { also: ['reference/label', 'lwc/label'] }
    ),
    swap(
        'an element that the type does not have',
        'metadata/unknown-element',
        permissions,
        '<label>Shipping</label>',
        '<label>Shipping</label>\n    ‸<title>Shipping</title>'
    ),
    swap(
        'an element at the wrong level',
        'metadata/unknown-element',
        permissions,
        '    <applicationVisibilities>\n',
        '    ‸<visible>true</visible>\n    <applicationVisibilities>\n'
    ),
    swap(
        'an unknown element of a layout',
        'metadata/unknown-element',
        'main/layouts/Shipment__c-Shipment Layout.layout-meta.xml',
        '<behavior>Edit</behavior>',
        '‸<mode>Edit</mode>'
    ),
    swap(
        'an unknown element of a component',
        'metadata/unknown-element',
        'main/lwc/badge/badge.js-meta.xml',
        '<isExposed>false</isExposed>',
        '‸<exposed>false</exposed>'
    ),
    swap(
        'an element given twice',
        'metadata/duplicate-element',
        permissions,
        '<label>Shipping</label>',
        '<label>Shipping</label>\n    ‸<label>Shipping</label>'
    ),
    swap(
        'a flow status given twice',
        'metadata/duplicate-element',
        'main/flows/Report_Failure.flow-meta.xml',
        '<status>Active</status>',
        '<status>Active</status>\n    ‸<status>Active</status>'
    ),
    swap(
        'a boolean that is none',
        'metadata/invalid-value',
        permissions,
        '<enabled>true</enabled>',
        '‸<enabled>yes</enabled>'
    ),
    swap(
        'a number that is none',
        'metadata/invalid-value',
        weight,
        '<precision>8</precision>',
        '‸<precision>eight</precision>',
        { also: ['field/digits'] }
    ),
    swap(
        'a value that the enumeration lacks',
        'metadata/invalid-value',
        'main/objects/Shipped__e/Shipped__e.object-meta.xml',
        '<publishBehavior>PublishImmediately</publishBehavior>',
        '‸<publishBehavior>PublishNow</publishBehavior>'
    ),
    planted(
        'a date that is none',
        'metadata/invalid-value',
        'main/flows/Nightly.flow-meta.xml',
        meta(
            'Flow',
            '<label>Nightly</label>',
            '<processType>AutoLaunchedFlow</processType>',
            '<start>',
            '    <locationX>0</locationX>',
            '    <locationY>0</locationY>',
            '    <schedule>',
            '        <frequency>Daily</frequency>',
            '        ‸<startDate>31.12.2026</startDate>',
            '        <startTime>01:00:00.000Z</startTime>',
            '    </schedule>',
            '    <triggerType>Scheduled</triggerType>',
            '</start>',
            '<status>Active</status>'
        )
    ),
    swap(
        'a field type that is none',
        'metadata/invalid-value',
        weight,
        '<type>Number</type>',
        '‸<type>Numeral</type>',
        { also: ['reference/field', 'reference/metadata-field', 'formula/unknown-field'] }
    ),
    swap(
        'a style that layouts do not have',
        'metadata/invalid-value',
        'main/layouts/Shipment__c-Shipment Layout.layout-meta.xml',
        '<style>TwoColumnsLeftToRight</style>',
        '‸<style>ThreeColumns</style>'
    ),
    swap(
        'a named credential type that is none',
        'metadata/invalid-value',
        'main/namedCredentials/Carrier_Api.namedCredential-meta.xml',
        '<namedCredentialType>SecuredEndpoint</namedCredentialType>',
        '‸<namedCredentialType>Secure</namedCredentialType>'
    ),
    planted(
        'a permission set without a label',
        'metadata/missing-element',
        'main/permissionsets/Empty.permissionset-meta.xml',
        meta('PermissionSet', '<description>Nothing</description>').replace('<PermissionSet', '‸<PermissionSet')
    ),
    planted(
        'a list view without a scope',
        'metadata/missing-element',
        'main/objects/Shipment__c/listViews/Mine.listView-meta.xml',
        meta('ListView', '<fullName>Mine</fullName>', '<label>Mine</label>').replace('<ListView', '‸<ListView')
    ),
    swap(
        'a variable of a flow without a type',
        'metadata/missing-element',
        'main/flows/Report_Failure.flow-meta.xml',
        '    <variables>\n        <name>kept</name>\n        <dataType>String</dataType>',
        '    ‸<variables>\n        <name>kept</name>'
    ),
    swap('labels of which one has no name', 'shape/package', label, '        <fullName>Card_Title</fullName>\n', '', {
        foundIn: 'sfdx-project.json',
        also: ['reference/label', 'lwc/label']
    }),
    swap(
        'a file in another namespace',
        'metadata/namespace',
        label,
        '<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">',
        '‸<CustomLabels xmlns="http://example.org/metadata">'
    ),
    planted(
        'a root element of another type',
        'metadata/unknown-root',
        'main/customPermissions/Approve_Shipments.customPermission-meta.xml',
        meta('PermissionSet', '<label>Approve</label>').replace('<PermissionSet', '‸<PermissionSet')
    )
];
