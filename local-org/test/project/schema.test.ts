import { describe, expect, it } from 'vitest';
import type { SObjectDescribe } from '../../src/project/index.ts';
import { buildSchema } from '../../src/project/index.ts';
import { clinic } from './fixtures.ts';
import { findings, loadFiles } from './temporaryProject.ts';

const loaded = loadFiles(clinic);
const schema = buildSchema(loaded.project);

function object(name: string): SObjectDescribe {
    const found = schema.object(name);
    if (found === null) {
        throw new Error(`no object ${name}`);
    }
    return found;
}

describe('schema of a project', () => {
    it('given a clean project, when it is loaded, then nothing is found wrong', () => {
        expect(findings(loaded)).toEqual([]);
    });

    it('given a custom object, when it is described, then it has system fields before its own', () => {
        const visit = object('VISIT__C');
        expect([visit.name, visit.kind, visit.label, visit.labelPlural]).toEqual([
            'Visit__c',
            'custom',
            'Visit',
            'Visits'
        ]);
        expect(visit.fields.slice(0, 9).map((field) => field.name)).toEqual([
            'Id',
            'OwnerId',
            'IsDeleted',
            'Name',
            'CreatedDate',
            'CreatedById',
            'LastModifiedDate',
            'LastModifiedById',
            'SystemModstamp'
        ]);
        expect(visit.field('createdbyid')?.createable).toBe(false);
        expect(visit.fieldByRelationship('createdby')?.name).toBe('CreatedById');
    });

    it('given fields, when their slots are read, then they are dense and in order', () => {
        const { fields } = object('Visit__c');
        expect(fields.map((field) => field.index)).toEqual(fields.map((_, position) => position));
    });

    it('given an auto-number name, when it is described, then the platform sets it', () => {
        const name = object('Visit__c').nameField;
        expect([name?.name, name?.autoNumber, name?.displayFormat, name?.createable]).toEqual([
            'Name',
            true,
            'V-{0000}',
            false
        ]);
    });

    it('given a lookup, when it is described, then both directions have their names and the delete rule', () => {
        const patient = object('Visit__c').field('Patient__c');
        expect([patient?.relationshipName, patient?.referenceTo, patient?.restrictDelete]).toEqual([
            'Patient__r',
            ['Contact'],
            true
        ]);
        expect(object('Contact').childRelationship('visits__r')).toEqual({
            relationshipName: 'Visits__r',
            childObject: 'Visit__c',
            field: 'Patient__c',
            cascadeDelete: false,
            restrictDelete: true
        });
        expect(object('Contact').childRelationship('Cases')?.field).toBe('ContactId');
    });

    it('given a master-detail field, when the detail is described, then it has no owner and is deleted with its master', () => {
        const bill = object('Bill__c');
        expect(bill.field('OwnerId')).toBeNull();
        expect(bill.sharingModel).toBe('ControlledByParent');
        const master = bill.field('Visit__c');
        expect([master?.nillable, master?.cascadeDelete, master?.updateable]).toEqual([false, true, false]);
        expect(object('Visit__c').childRelationship('Bills__r')?.cascadeDelete).toBe(true);
    });

    it('given a picklist, when it is described, then values, labels and default are there', () => {
        const state = object('Visit__c').field('State__c');
        expect(state?.picklistValues.map((entry) => [entry.value, entry.label])).toEqual([
            ['Planned', 'Is planned'],
            ['Done', 'Done']
        ]);
        expect([state?.restrictedPicklist, state?.defaultValueFormula, state?.nillable]).toEqual([
            true,
            "'Planned'",
            false
        ]);
    });

    it('given a checkbox, when it is described, then it is never null and has its default', () => {
        const urgent = object('Visit__c').field('Urgent__c');
        expect([urgent?.nillable, urgent?.defaultValueFormula, urgent?.apexType]).toEqual([false, 'TRUE', 'Boolean']);
    });

    it('given formulas and summaries, when they are described, then nobody can write them', () => {
        const tax = object('Bill__c').field('Tax__c');
        expect([tax?.calculated, tax?.createable, tax?.formula]).toEqual([true, false, 'Amount__c * 0.19']);
        const total = object('Visit__c').field('Total__c');
        expect([total?.type, total?.scale, total?.updateable, total?.summary?.operation]).toEqual([
            'currency',
            2,
            false,
            'sum'
        ]);
    });

    it('given a geolocation, when it is described, then its coordinates are fields of their own', () => {
        const visit = object('Visit__c');
        expect([visit.field('Place__c')?.type, visit.field('Place__c')?.createable]).toEqual(['location', false]);
        expect(visit.field('Place__Latitude__s')?.compoundFieldName).toBe('Place__c');
        expect(visit.field('Place__Longitude__s')?.scale).toBe(5);
    });

    it('given a field on a standard object, when it is described, then the object has it beside its own', () => {
        expect(object('Contact').field('blood_group__c')?.length).toBe(3);
        expect(object('Contact').field('LastName')?.nillable).toBe(false);
    });

    it('given custom metadata, when it is described, then it is read-only data with the names of its records', () => {
        const severity = object('Severity__mdt');
        expect([severity.kind, severity.createable, severity.queryable, severity.keyPrefix]).toEqual([
            'customMetadata',
            false,
            true,
            'm00'
        ]);
        for (const name of [
            'DeveloperName',
            'MasterLabel',
            'QualifiedApiName',
            'Label',
            'NamespacePrefix',
            'Language',
            'Id'
        ]) {
            expect(severity.field(name), name).not.toBeNull();
        }
        expect(severity.field('Next__c')?.metadataRelationship).toBe(true);
        expect(severity.fieldByRelationship('Next__r')?.name).toBe('Next__c');
    });

    it('given a platform event, when it is described, then it is published, never queried or updated', () => {
        const event = object('Visit_Changed__e');
        expect([event.kind, event.publishBehavior, event.queryable, event.createable, event.updateable]).toEqual([
            'platformEvent',
            'PublishAfterCommit',
            false,
            true,
            false
        ]);
        expect(event.field('ReplayId')?.createable).toBe(false);
        expect(event.field('Visit_Id__c')?.updateable).toBe(false);
    });

    it('given a custom setting, when it is described, then its owner is an organization, profile or user', () => {
        const prices = object('Prices__c');
        expect([prices.kind, prices.settingsType, prices.triggerable]).toEqual(['customSetting', 'Hierarchy', false]);
        expect(prices.field('SetupOwnerId')?.referenceTo).toEqual(['Organization', 'Profile', 'User']);
        expect(prices.field('OwnerId')).toBeNull();
    });

    it('given a private object, when its share object is asked for, then it is there and others have none', () => {
        expect(object('Visit__Share').field('ParentId')?.referenceTo).toEqual(['Visit__c']);
        expect(object('Visit__c').childRelationship('Shares')?.childObject).toBe('Visit__Share');
        expect(schema.object('Bill__Share')).toBeNull();
    });

    it('given key prefixes, when an id is looked up, then it gives its object', () => {
        expect(schema.objectByKeyPrefix('003000000000001AAA')?.name).toBe('Contact');
        const prefix = object('Visit__c').keyPrefix ?? '';
        expect(prefix).toMatch(/^a0/);
        expect(schema.objectByKeyPrefix(`${prefix}000000000001AAA`)?.name).toBe('Visit__c');
        expect(schema.objectByKeyPrefix('zzz')).toBeNull();
    });

    it('given a project, when it is described twice, then prefixes and slots are the same', () => {
        const again = buildSchema(loadFiles(clinic).project);
        expect(again.object('Visit__c')?.keyPrefix).toBe(object('Visit__c').keyPrefix);
        expect(again.object('Visit__c')?.fields.map((field) => field.name)).toEqual(
            object('Visit__c').fields.map((field) => field.name)
        );
    });

    it('given all objects, when they are listed, then custom and curated standard ones are there, sorted', () => {
        const names = schema.objects().map((described) => described.name);
        expect(names).toEqual([...names].sort());
        expect(names).toEqual(expect.arrayContaining(['Account', 'Bill__c', 'Severity__mdt', 'User', 'Visit__Share']));
    });

    it('given an unknown name, when it is looked up, then there is no object', () => {
        expect(schema.object('Nothing__c')).toBeNull();
    });
});
