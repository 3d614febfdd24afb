import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LoadedProject } from '../../src/project/index.ts';
import { loadProject } from '../../src/project/index.ts';

function metadata(root: string, content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</${root}>\n`;
}

const field = (name: string, content: string): string =>
    metadata('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${content}`);
const object = (label: string, content: string): string =>
    metadata(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus><label>${label}</label><pluralLabel>${label}s</pluralLabel>${content}`
    );
const textName = '<nameField><label>Name</label><type>Text</type></nameField>';

const path = (name: string, file: string): string => `force-app/main/default/objects/${name}/${file}`;
const fieldPath = (owner: string, name: string): string => path(owner, `fields/${name}.field-meta.xml`);

/** A small shop: Shelf (master) <- Item (detail) with rules, roll-up, formula; a tag with a restricting lookup; metadata; events. */
const shop: Readonly<Record<string, string>> = {
    [path('Shelf__c', 'Shelf__c.object-meta.xml')]: object('Shelf', `<sharingModel>Private</sharingModel>${textName}`),
    [fieldPath('Shelf__c', 'Code__c')]: field(
        'Code__c',
        '<type>Text</type><length>10</length><unique>true</unique><externalId>true</externalId>'
    ),
    [fieldPath('Shelf__c', 'Item_Count__c')]: field(
        'Item_Count__c',
        '<type>Summary</type><summaryForeignKey>Item__c.Shelf__c</summaryForeignKey><summaryOperation>count</summaryOperation>'
    ),
    [fieldPath('Shelf__c', 'Kind__c')]: field(
        'Kind__c',
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>' +
            '<value><fullName>WOOD</fullName><default>true</default><label>Made of wood</label></value>' +
            '<value><fullName>STEEL</fullName><default>false</default><label>Made of steel</label></value></valueSetDefinition></valueSet>'
    ),
    [path('Shelf__c', 'validationRules/No_Trap.validationRule-meta.xml')]: metadata(
        'ValidationRule',
        '<fullName>No_Trap</fullName><active>true</active><errorConditionFormula>Code__c = "TRAP"</errorConditionFormula>' +
            '<errorDisplayField>Code__c</errorDisplayField><errorMessage>No traps here.</errorMessage>'
    ),
    [path('Item__c', 'Item__c.object-meta.xml')]: object(
        'Item',
        '<sharingModel>ControlledByParent</sharingModel><nameField><label>Number</label><type>AutoNumber</type><displayFormat>I-{0000}</displayFormat></nameField>'
    ),
    [fieldPath('Item__c', 'Shelf__c')]: field(
        'Shelf__c',
        '<type>MasterDetail</type><referenceTo>Shelf__c</referenceTo><relationshipName>Items</relationshipName><relationshipLabel>Items</relationshipLabel>' +
            '<relationshipOrder>0</relationshipOrder><writeRequiresMasterRead>false</writeRequiresMasterRead>'
    ),
    [fieldPath('Item__c', 'Price__c')]: field(
        'Price__c',
        '<type>Number</type><precision>8</precision><scale>2</scale>'
    ),
    [fieldPath('Item__c', 'Gross__c')]: field(
        'Gross__c',
        '<type>Number</type><precision>18</precision><scale>2</scale><formula>Price__c * 1.19</formula><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>'
    ),
    [fieldPath('Item__c', 'Sold_At__c')]: field('Sold_At__c', '<type>DateTime</type>'),
    [fieldPath('Item__c', 'Colors__c')]: field(
        'Colors__c',
        '<type>MultiselectPicklist</type><visibleLines>4</visibleLines><valueSet><valueSetDefinition><sorted>false</sorted>' +
            ['Red', 'Green', 'Blue']
                .map(
                    (color) =>
                        `<value><fullName>${color}</fullName><default>false</default><label>${color}</label></value>`
                )
                .join('') +
            '</valueSetDefinition></valueSet>'
    ),
    [path('Tag__c', 'Tag__c.object-meta.xml')]: object('Tag', `<sharingModel>ReadWrite</sharingModel>${textName}`),
    [fieldPath('Tag__c', 'Shelf__c')]: field(
        'Shelf__c',
        '<type>Lookup</type><referenceTo>Shelf__c</referenceTo><relationshipName>Tags</relationshipName><deleteConstraint>Restrict</deleteConstraint>'
    ),
    [fieldPath('Tag__c', 'Other_Shelf__c')]: field(
        'Other_Shelf__c',
        '<type>Lookup</type><referenceTo>Shelf__c</referenceTo><relationshipName>OtherTags</relationshipName><deleteConstraint>SetNull</deleteConstraint>'
    ),
    [path('Config__c', 'Config__c.object-meta.xml')]: metadata(
        'CustomObject',
        '<customSettingsType>Hierarchy</customSettingsType><enableFeeds>false</enableFeeds><label>Config</label><visibility>Public</visibility>'
    ),
    [fieldPath('Config__c', 'Color__c')]: field('Color__c', '<type>Text</type><length>20</length>'),
    [fieldPath('Config__c', 'Size__c')]: field('Size__c', '<type>Text</type><length>20</length>'),
    [path('Archive__b', 'Archive__b.object-meta.xml')]: metadata(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><label>Archive</label><pluralLabel>Archives</pluralLabel>' +
            '<fields><fullName>Day__c</fullName><label>Day</label><length>8</length><required>true</required><type>Text</type></fields>' +
            '<fields><fullName>Key__c</fullName><label>Key</label><length>18</length><required>true</required><type>Text</type></fields>' +
            '<fields><fullName>Note__c</fullName><label>Note</label><length>100</length><type>Text</type></fields>' +
            '<indexes><fullName>Main</fullName><label>Main</label><fields><name>Day__c</name><sortDirection>DESC</sortDirection></fields>' +
            '<fields><name>Key__c</name><sortDirection>ASC</sortDirection></fields></indexes>'
    ),
    [path('Rule__mdt', 'Rule__mdt.object-meta.xml')]: metadata(
        'CustomObject',
        '<label>Rule</label><pluralLabel>Rules</pluralLabel><visibility>Public</visibility>'
    ),
    [fieldPath('Rule__mdt', 'Limit__c')]: field(
        'Limit__c',
        '<type>Number</type><precision>8</precision><scale>0</scale>'
    ),
    [path('Ping__e', 'Ping__e.object-meta.xml')]: metadata(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishImmediately</publishBehavior><label>Ping</label><pluralLabel>Pings</pluralLabel>'
    ),
    [fieldPath('Ping__e', 'Text__c')]: field('Text__c', '<type>Text</type><length>50</length>'),
    [path('Done__e', 'Done__e.object-meta.xml')]: metadata(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior><label>Done</label><pluralLabel>Dones</pluralLabel>'
    ),
    [fieldPath('Done__e', 'Text__c')]: field('Text__c', '<type>Text</type><length>50</length>')
};

/** The shop as a loaded project; its files are gone again. */
export function loadShop(): LoadedProject {
    const root = mkdtempSync(join(tmpdir(), 'shop-'));
    const descriptor = JSON.stringify({
        packageDirectories: [{ path: 'force-app', default: true }],
        sourceApiVersion: '66.0'
    });
    for (const [file, text] of Object.entries({ ...shop, 'sfdx-project.json': descriptor })) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
    }
    const loaded = loadProject(root);
    rmSync(root, { recursive: true });
    return loaded;
}
