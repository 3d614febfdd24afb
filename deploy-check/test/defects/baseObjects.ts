import { meta } from './sourceFile.ts';

const object = (name: string, ...elements: readonly string[]): Record<string, string> => ({
    [`main/objects/${name}/${name}.object-meta.xml`]: meta('CustomObject', ...elements)
});

const field = (object: string, name: string, ...elements: readonly string[]): Record<string, string> => ({
    [`main/objects/${object}/fields/${name}.field-meta.xml`]: meta(
        'CustomField',
        `<fullName>${name}</fullName>`,
        ...elements
    )
});

const part = (
    object: string,
    folder: string,
    suffix: string,
    type: string,
    name: string,
    ...elements: readonly string[]
): Record<string, string> => ({
    [`main/objects/${object}/${folder}/${name}.${suffix}-meta.xml`]: meta(
        type,
        `<fullName>${name}</fullName>`,
        ...elements
    )
});

const nameField = [
    '<nameField>',
    '    <label>Number</label>',
    '    <displayFormat>S-{0000}</displayFormat>',
    '    <type>AutoNumber</type>',
    '</nameField>'
];

/** Objects, their parts and the records of the base project. */
export const objectFiles: Readonly<Record<string, string>> = {
    ...object(
        'Shipment__c',
        '<compactLayoutAssignment>Main</compactLayoutAssignment>',
        '<deploymentStatus>Deployed</deploymentStatus>',
        '<label>Shipment</label>',
        ...nameField,
        '<pluralLabel>Shipments</pluralLabel>',
        '<sharingModel>Private</sharingModel>'
    ),
    ...field(
        'Shipment__c',
        'Status__c',
        '<label>Status</label>',
        '<type>Picklist</type>',
        '<valueSet>',
        '    <valueSetDefinition>',
        '        <sorted>false</sorted>',
        '        <value>',
        '            <fullName>New</fullName>',
        '            <default>true</default>',
        '            <label>New</label>',
        '        </value>',
        '        <value>',
        '            <fullName>Sent</fullName>',
        '            <default>false</default>',
        '            <label>Sent</label>',
        '        </value>',
        '    </valueSetDefinition>',
        '</valueSet>'
    ),
    ...field(
        'Shipment__c',
        'Priority__c',
        '<label>Priority</label>',
        '<type>Picklist</type>',
        '<valueSet>',
        '    <valueSetName>Priority</valueSetName>',
        '</valueSet>'
    ),
    ...field(
        'Shipment__c',
        'Weight__c',
        '<label>Weight</label>',
        '<precision>8</precision>',
        '<required>false</required>',
        '<scale>2</scale>',
        '<type>Number</type>'
    ),
    ...field(
        'Shipment__c',
        'Account__c',
        '<deleteConstraint>SetNull</deleteConstraint>',
        '<label>Account</label>',
        '<referenceTo>Account</referenceTo>',
        '<relationshipName>Shipments</relationshipName>',
        '<required>false</required>',
        '<type>Lookup</type>'
    ),
    ...field(
        'Shipment__c',
        'Code__c',
        '<externalId>true</externalId>',
        '<label>Code</label>',
        '<length>20</length>',
        '<required>true</required>',
        '<type>Text</type>',
        '<unique>true</unique>'
    ),
    ...field(
        'Shipment__c',
        'Note__c',
        '<inlineHelpText>For the driver</inlineHelpText>',
        '<label>Note</label>',
        '<length>2000</length>',
        '<type>LongTextArea</type>',
        '<visibleLines>3</visibleLines>'
    ),
    ...field(
        'Shipment__c',
        'Active__c',
        '<defaultValue>false</defaultValue>',
        '<label>Active</label>',
        '<type>Checkbox</type>'
    ),
    ...field(
        'Shipment__c',
        'Heavy__c',
        '<formula>IF(Weight__c &gt; 100, TRUE, FALSE)</formula>',
        '<label>Heavy</label>',
        '<type>Checkbox</type>'
    ),
    ...field(
        'Shipment__c',
        'Customer__c',
        '<formula>Account__r.Name</formula>',
        '<label>Customer</label>',
        '<type>Text</type>'
    ),
    ...part(
        'Shipment__c',
        'validationRules',
        'validationRule',
        'ValidationRule',
        'Weight_Positive',
        '<active>true</active>',
        '<errorConditionFormula>AND(Weight__c &lt; 0, NOT($Permission.Approve_Shipments))</errorConditionFormula>',
        '<errorDisplayField>Weight__c</errorDisplayField>',
        '<errorMessage>The weight must be positive.</errorMessage>'
    ),
    ...part(
        'Shipment__c',
        'recordTypes',
        'recordType',
        'RecordType',
        'Express',
        '<active>true</active>',
        '<label>Express</label>',
        '<picklistValues>',
        '    <picklist>Status__c</picklist>',
        '    <values>',
        '        <fullName>New</fullName>',
        '        <default>false</default>',
        '    </values>',
        '</picklistValues>'
    ),
    ...part(
        'Shipment__c',
        'listViews',
        'listView',
        'ListView',
        'All',
        '<columns>NAME</columns>',
        '<columns>Status__c</columns>',
        '<filterScope>Everything</filterScope>',
        '<label>All</label>'
    ),
    ...part(
        'Shipment__c',
        'compactLayouts',
        'compactLayout',
        'CompactLayout',
        'Main',
        '<fields>Name</fields>',
        '<fields>Status__c</fields>',
        '<label>Main</label>'
    ),
    ...part(
        'Shipment__c',
        'fieldSets',
        'fieldSet',
        'FieldSet',
        'Basics',
        '<description>Basics</description>',
        '<displayedFields>',
        '    <field>Code__c</field>',
        '    <isFieldManaged>false</isFieldManaged>',
        '    <isRequired>false</isRequired>',
        '</displayedFields>',
        '<label>Basics</label>'
    ),
    ...object(
        'Shipment_Line__c',
        '<deploymentStatus>Deployed</deploymentStatus>',
        '<label>Shipment Line</label>',
        ...nameField,
        '<pluralLabel>Shipment Lines</pluralLabel>',
        '<sharingModel>ControlledByParent</sharingModel>'
    ),
    ...field(
        'Shipment_Line__c',
        'Shipment__c',
        '<label>Shipment</label>',
        '<referenceTo>Shipment__c</referenceTo>',
        '<relationshipLabel>Lines</relationshipLabel>',
        '<relationshipName>Lines</relationshipName>',
        '<relationshipOrder>0</relationshipOrder>',
        '<reparentableMasterDetail>false</reparentableMasterDetail>',
        '<type>MasterDetail</type>',
        '<writeRequiresMasterRead>false</writeRequiresMasterRead>'
    ),
    ...object(
        'Shipped__e',
        '<deploymentStatus>Deployed</deploymentStatus>',
        '<eventType>HighVolume</eventType>',
        '<label>Shipped</label>',
        '<pluralLabel>Shipped</pluralLabel>',
        '<publishBehavior>PublishImmediately</publishBehavior>'
    ),
    ...field(
        'Shipped__e',
        'Code__c',
        '<label>Code</label>',
        '<length>20</length>',
        '<required>false</required>',
        '<type>Text</type>'
    ),
    ...object(
        'Archive__b',
        '<deploymentStatus>Deployed</deploymentStatus>',
        '<label>Archive</label>',
        '<pluralLabel>Archives</pluralLabel>'
    ),
    ...field(
        'Archive__b',
        'Key__c',
        '<label>Key</label>',
        '<length>40</length>',
        '<required>true</required>',
        '<type>Text</type>'
    ),
    ...field(
        'Archive__b',
        'Branch__c',
        '<label>Branch</label>',
        '<length>40</length>',
        '<required>true</required>',
        '<type>Text</type>'
    ),
    'main/objects/Archive__b/indexes/ArchiveIndex.index-meta.xml': meta(
        'Index',
        '<fullName>ArchiveIndex</fullName>',
        '<fields>',
        '    <name>Key__c</name>',
        '    <sortDirection>DESC</sortDirection>',
        '</fields>',
        '<fields>',
        '    <name>Branch__c</name>',
        '    <sortDirection>ASC</sortDirection>',
        '</fields>',
        '<label>Archive Index</label>'
    ),
    ...object(
        'Carrier__mdt',
        '<label>Carrier</label>',
        '<pluralLabel>Carriers</pluralLabel>',
        '<visibility>Public</visibility>'
    ),
    ...field(
        'Carrier__mdt',
        'Site__c',
        '<fieldManageability>DeveloperControlled</fieldManageability>',
        '<label>Site</label>',
        '<length>30</length>',
        '<required>true</required>',
        '<type>Text</type>',
        '<unique>false</unique>'
    ),
    ...field(
        'Carrier__mdt',
        'Rank__c',
        '<fieldManageability>DeveloperControlled</fieldManageability>',
        '<label>Rank</label>',
        '<precision>3</precision>',
        '<required>false</required>',
        '<scale>0</scale>',
        '<type>Number</type>',
        '<unique>false</unique>'
    ),
    ...field(
        'Carrier__mdt',
        'Kind__c',
        '<fieldManageability>DeveloperControlled</fieldManageability>',
        '<label>Kind</label>',
        '<required>false</required>',
        '<type>Picklist</type>',
        '<valueSet>',
        '    <restricted>true</restricted>',
        '    <valueSetDefinition>',
        '        <sorted>false</sorted>',
        '        <value>',
        '            <fullName>Road</fullName>',
        '            <default>true</default>',
        '            <label>Road</label>',
        '        </value>',
        '    </valueSetDefinition>',
        '</valueSet>'
    ),
    'main/customMetadata/Carrier.Post.md-meta.xml': [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
        '    <label>Post</label>',
        '    <protected>false</protected>',
        '    <values>',
        '        <field>Site__c</field>',
        '        <value xsi:type="xsd:string">post.example</value>',
        '    </values>',
        '    <values>',
        '        <field>Rank__c</field>',
        '        <value xsi:type="xsd:double">7.0</value>',
        '    </values>',
        '    <values>',
        '        <field>Kind__c</field>',
        '        <value xsi:type="xsd:string">Road</value>',
        '    </values>',
        '</CustomMetadata>',
        ''
    ].join('\n')
};
