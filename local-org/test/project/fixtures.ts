import { metadata } from './temporaryProject.ts';

const object = (content: string): string => metadata('CustomObject', content);
const field = (content: string): string => metadata('CustomField', content);

export const visitObject = object(
    `<deploymentStatus>Deployed</deploymentStatus>
    <label>Visit</label>
    <nameField><displayFormat>V-{0000}</displayFormat><label>Visit Number</label><type>AutoNumber</type></nameField>
    <pluralLabel>Visits</pluralLabel>
    <sharingModel>Private</sharingModel>`
);

/** A small clinic: visits of contacts, their bills as details, a severity setting, an event. */
export const clinic: Readonly<Record<string, string>> = {
    'force-app/objects/Visit__c/Visit__c.object-meta.xml': visitObject,
    'force-app/objects/Visit__c/fields/Patient__c.field-meta.xml': field(
        `<fullName>Patient__c</fullName><label>Patient</label><type>Lookup</type>
        <referenceTo>Contact</referenceTo><relationshipName>Visits</relationshipName><deleteConstraint>Restrict</deleteConstraint>`
    ),
    'force-app/objects/Visit__c/fields/State__c.field-meta.xml': field(
        `<fullName>State__c</fullName><label>State</label><type>Picklist</type><required>true</required>
        <valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>
            <value><fullName>Planned</fullName><default>true</default><label>Is planned</label></value>
            <value><fullName>Done</fullName><default>false</default><label>Done</label></value>
        </valueSetDefinition></valueSet>`
    ),
    'force-app/objects/Visit__c/fields/Key__c.field-meta.xml': field(
        `<fullName>Key__c</fullName><label>Key</label><type>Text</type><length>80</length><unique>true</unique>
        <caseSensitive>false</caseSensitive><externalId>true</externalId>`
    ),
    'force-app/objects/Visit__c/fields/Urgent__c.field-meta.xml': field(
        '<fullName>Urgent__c</fullName><label>Urgent</label><type>Checkbox</type><defaultValue>true</defaultValue>'
    ),
    'force-app/objects/Visit__c/fields/Total__c.field-meta.xml': field(
        `<fullName>Total__c</fullName><label>Total</label><type>Summary</type><summaryForeignKey>Bill__c.Visit__c</summaryForeignKey>
        <summarizedField>Bill__c.Amount__c</summarizedField><summaryOperation>sum</summaryOperation>`
    ),
    'force-app/objects/Visit__c/fields/Place__c.field-meta.xml': field(
        '<fullName>Place__c</fullName><label>Place</label><type>Location</type><displayLocationInDecimal>true</displayLocationInDecimal><scale>5</scale>'
    ),
    'force-app/objects/Visit__c/validationRules/Done_Needs_Patient.validationRule-meta.xml': metadata(
        'ValidationRule',
        `<fullName>Done_Needs_Patient</fullName><active>true</active>
    <errorConditionFormula>ISBLANK(Patient__c)</errorConditionFormula><errorMessage>Who was there?</errorMessage>
    <errorDisplayField>Patient__c</errorDisplayField>`
    ),
    'force-app/objects/Bill__c/Bill__c.object-meta.xml': object(
        `<label>Bill</label><pluralLabel>Bills</pluralLabel><nameField><label>Bill Name</label><type>Text</type></nameField>
        <fields><fullName>Visit__c</fullName><label>Visit</label><type>MasterDetail</type><referenceTo>Visit__c</referenceTo>
            <relationshipName>Bills</relationshipName><relationshipOrder>0</relationshipOrder></fields>
        <fields><fullName>Amount__c</fullName><label>Amount</label><type>Currency</type><precision>12</precision><scale>2</scale></fields>
        <fields><fullName>Tax__c</fullName><label>Tax</label><type>Currency</type><formula>Amount__c * 0.19</formula><precision>12</precision><scale>2</scale></fields>`
    ),
    'force-app/objects/Contact/fields/Blood_Group__c.field-meta.xml': field(
        '<fullName>Blood_Group__c</fullName><label>Blood Group</label><type>Text</type><length>3</length>'
    ),
    'force-app/objects/Severity__mdt/Severity__mdt.object-meta.xml': object(
        '<label>Severity</label><pluralLabel>Severities</pluralLabel><visibility>Public</visibility>'
    ),
    'force-app/objects/Severity__mdt/fields/Weight__c.field-meta.xml': field(
        '<fullName>Weight__c</fullName><label>Weight</label><type>Number</type><precision>3</precision><scale>0</scale>'
    ),
    'force-app/objects/Severity__mdt/fields/Next__c.field-meta.xml': field(
        `<fullName>Next__c</fullName><label>Next</label><type>MetadataRelationship</type><referenceTo>Severity__mdt</referenceTo>
        <relationshipName>Previous</relationshipName>`
    ),
    'force-app/objects/Visit_Changed__e/Visit_Changed__e.object-meta.xml': object(
        `<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Visit Changed</label>
        <pluralLabel>Visits Changed</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>`
    ),
    'force-app/objects/Visit_Changed__e/fields/Visit_Id__c.field-meta.xml': field(
        '<fullName>Visit_Id__c</fullName><label>Visit Id</label><type>Text</type><length>18</length>'
    ),
    'force-app/objects/Prices__c/Prices__c.object-meta.xml': object(
        '<customSettingsType>Hierarchy</customSettingsType><label>Prices</label><visibility>Public</visibility>'
    )
};

/** A custom metadata record of the clinic's Severity type. */
export function severity(label: string, values: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>${label}</label>
    <protected>false</protected>
    ${values}
</CustomMetadata>`;
}
