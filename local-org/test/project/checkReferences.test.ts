import { describe, expect, it } from 'vitest';
import { buildSchema, checkReferences } from '../../src/project/index.ts';
import { clinic, severity } from './fixtures.ts';
import { classMeta, findings, loadFiles, metadata } from './temporaryProject.ts';

/** Findings about references in the clinic with these files added. */
function problems(files: Readonly<Record<string, string>>): string[] {
    const { project, diagnostics } = loadFiles({ ...clinic, ...files });
    expect(diagnostics).toEqual([]);
    return findings({ diagnostics: checkReferences(project, buildSchema(project)) });
}

const field = (content: string): string => metadata('CustomField', content);
const value = (name: string, type: string, text: string): string =>
    `<values><field>${name}</field><value xsi:type="xsd:${type}">${text}</value></values>`;

describe('references within a project', () => {
    it('given the clinic, when it is checked, then nothing is wrong', () => {
        expect(
            problems({
                'force-app/customMetadata/Severity.Low.md-meta.xml': severity('Low', value('Weight__c', 'double', '1'))
            })
        ).toEqual([]);
    });

    it('given a lookup to an object that is not there, when it is checked, then the field is named', () => {
        const text = field(
            '<fullName>Room__c</fullName><label>Room</label><type>Lookup</type><referenceTo>Room__c</referenceTo>'
        );
        expect(problems({ 'force-app/objects/Visit__c/fields/Room__c.field-meta.xml': text })).toEqual([
            "objects/Visit__c/fields/Room__c.field-meta.xml:2:1 project/unknown-object referenceTo value of 'Room__c' does not resolve to a valid sObject type"
        ]);
    });

    it('given fields of an object without a file of its own, when they are checked, then the object is missing', () => {
        const text = field(
            '<fullName>A__c</fullName><label>A</label><type>Checkbox</type><defaultValue>false</defaultValue>'
        );
        expect(problems({ 'force-app/objects/Lost__c/fields/A__c.field-meta.xml': text })).toEqual([
            "objects/Lost__c/fields/A__c.field-meta.xml:1:1 project/unknown-object Entity of type 'CustomObject' named 'Lost__c' cannot be found"
        ]);
    });

    it('given an event with a field type that events lack, when it is checked, then it is refused', () => {
        const text = field(
            '<fullName>Who__c</fullName><label>Who</label><type>Lookup</type><referenceTo>Contact</referenceTo>'
        );
        const [problem] = problems({ 'force-app/objects/Visit_Changed__e/fields/Who__c.field-meta.xml': text });
        expect(problem).toContain(
            'project/invalid-field-type Field Visit_Changed__e.Who__c: platform events only have fields of type'
        );
    });

    it.each([
        [
            value('Wieght__c', 'double', '1'),
            'unknown-field In field: field - no CustomField named Severity__mdt.Wieght__c found'
        ],
        [value('Weight__c', 'double', '1000'), 'invalid-value Weight__c: value outside of valid range: 1000'],
        [value('Weight__c', 'string', 'heavy'), 'invalid-value Weight__c: a string is no value of a double field'],
        [value('Next__c', 'string', 'Higher'), 'invalid-value Next__c: no Severity__mdt record named Higher found']
    ])('given a record with %s, when it is checked, then value and place are given', (values, expected) => {
        expect(problems({ 'force-app/customMetadata/Severity.Low.md-meta.xml': severity('Low', values) })).toEqual([
            `customMetadata/Severity.Low.md-meta.xml:5:5 project/${expected}`
        ]);
    });

    it('given records that refer to each other, when they are checked, then that is fine', () => {
        expect(
            problems({
                'force-app/customMetadata/Severity.Low.md-meta.xml': severity(
                    'Low',
                    value('Next__c', 'string', 'High')
                ),
                'force-app/customMetadata/Severity.High.md-meta.xml': severity('High', '')
            })
        ).toEqual([]);
    });

    it('given permissions on what is not there or required, when they are checked, then each is named', () => {
        const text = metadata(
            'PermissionSet',
            `<label>Nurse</label>
<classAccesses><apexClass>Ward</apexClass><enabled>true</enabled></classAccesses>
<fieldPermissions><editable>true</editable><field>Visit__c.State__c</field><readable>true</readable></fieldPermissions>
<fieldPermissions><editable>true</editable><field>Visit__c.Nothing__c</field><readable>true</readable></fieldPermissions>
<fieldPermissions><editable>true</editable><field>Visit__c.Urgent__c</field><readable>true</readable></fieldPermissions>`
        );
        expect(problems({ 'force-app/permissionsets/Nurse.permissionset-meta.xml': text })).toEqual([
            'permissionsets/Nurse.permissionset-meta.xml:5:1 project/required-field-permission You cannot deploy to a required field: Visit__c.State__c',
            'permissionsets/Nurse.permissionset-meta.xml:6:1 project/unknown-field In field: field - no CustomField named Visit__c.Nothing__c found',
            'permissionsets/Nurse.permissionset-meta.xml:1:1 project/unknown-class In field: apexClass - no ApexClass named Ward found'
        ]);
    });

    it('given a subscription of a trigger, when the trigger is missing or there, then only the first is a finding', () => {
        const config = {
            'force-app/PlatformEventSubscriberConfigs/C.platformEventSubscriberConfig-meta.xml': metadata(
                'PlatformEventSubscriberConfig',
                '<masterLabel>C</masterLabel><platformEventConsumer>VisitChanged</platformEventConsumer>'
            )
        };
        expect(problems(config)).toEqual([
            'PlatformEventSubscriberConfigs/C.platformEventSubscriberConfig-meta.xml:1:1 project/unknown-trigger no ApexTrigger named VisitChanged found'
        ]);
        expect(
            problems({
                ...config,
                'force-app/triggers/VisitChanged.trigger': 'trigger VisitChanged on Visit_Changed__e (after insert) {}',
                'force-app/triggers/VisitChanged.trigger-meta.xml': classMeta.replaceAll('ApexClass', 'ApexTrigger')
            })
        ).toEqual([]);
    });
});
