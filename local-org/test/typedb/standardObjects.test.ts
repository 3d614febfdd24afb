import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StandardObject } from '../../src/typedb/index.ts';
import { platformTypes, standardObjects } from '../../src/typedb/index.ts';

const objects = standardObjects();

function object(name: string): StandardObject {
    const found = objects.find(name);
    if (found === null) {
        throw new Error(`no object ${name}`);
    }
    return found;
}

describe('standard objects', () => {
    it('given the type data, when the objects are counted, then all of the jar are there', () => {
        expect(objects.names().length).toBeGreaterThanOrEqual(4542);
    });

    it('given any case, when Account is looked up, then prefix, name field and required fields are right', () => {
        const account = object('ACCOUNT');
        expect(account.name).toBe('Account');
        expect(account.keyPrefix).toBe('001');
        const name = account.fieldNamed('name');
        expect([name?.nameField, name?.nillable, name?.length]).toEqual([true, false, 255]);
        expect(account.fieldNamed('CurrencyIsoCode')).toBeNull();
    });

    it('given contacts, when relationships are read, then parent and children name the same field', () => {
        const accountId = object('Contact').fieldNamed('AccountId');
        expect([accountId?.relationshipName, accountId?.referenceTo]).toEqual(['Account', ['Account']]);
        const contacts = object('Account').childRelationships.find((child) => child.relationshipName === 'Contacts');
        expect(contacts).toEqual({ relationshipName: 'Contacts', childObject: 'Contact', field: 'AccountId' });
    });

    it('given a task, when its polymorphic references are read, then they name all targets', () => {
        expect(object('Task').fieldNamed('WhoId')?.referenceTo).toEqual(['Contact', 'Lead']);
        expect(object('Task').fieldNamed('WhoId')?.relationshipName).toBe('Who');
    });

    it('given picklists, when they are read, then the default value is marked and is the default formula', () => {
        const status = object('Lead').fieldNamed('Status');
        expect(status?.picklistValues.filter((entry) => entry.isDefault).map((entry) => entry.value)).toEqual([
            'Open - Not Contacted'
        ]);
        expect(status?.defaultValue).toBe("'Open - Not Contacted'");
    });

    it('given a reference field group, when the name of a person is read, then its parts belong to it', () => {
        expect(object('Contact').fieldNamed('LastName')?.compoundFieldName).toBe('Name');
        expect(object('Contact').fieldNamed('Name')?.createable).toBe(false);
        expect(object('Contact').fieldNamed('MailingCity')?.compoundFieldName).toBe('MailingAddress');
        expect(object('Contact').fieldNamed('MailingAddress')?.apexType).toBe('Address');
    });

    it('given setup objects, when mixed DML is asked for, then they are marked and ordinary ones are not', () => {
        for (const name of [
            'User',
            'PermissionSetAssignment',
            'SetupEntityAccess',
            'AuthSession',
            'GroupMember',
            'UserLogin'
        ]) {
            expect(object(name).isSetup, name).toBe(true);
        }
        expect(object('Account').isSetup).toBe(false);
    });

    it('given sessions, tokens and logins, when their rights are read, then only what the platform allows is allowed', () => {
        const rights = (name: string): boolean[] => {
            const { createable, updateable, deletable } = object(name);
            return [createable, updateable, deletable];
        };
        expect(rights('AuthSession')).toEqual([false, false, true]);
        expect(rights('OauthToken')).toEqual([false, false, true]);
        expect(rights('UserLogin')).toEqual([false, true, false]);
        expect(rights('LoginHistory')).toEqual([false, false, false]);
        expect(rights('SetupEntityAccess')).toEqual([true, false, true]);
    });

    it('given monitoring streams, when triggers and flows are asked for, then only the documented ones accept them', () => {
        const accepts = (name: string): boolean[] => [object(name).triggerable, object(name).flowSubscribable];
        expect(accepts('ApiEventStream')).toEqual([false, false]);
        expect(accepts('LoginEventStream')).toEqual([false, false]);
        expect(accepts('ApiAnomalyEvent')).toEqual([false, true]);
        expect(accepts('LogoutEventStream')).toEqual([true, false]);
        expect(accepts('BatchApexErrorEvent')).toEqual([true, true]);
        expect(accepts('AccountChangeEvent')).toEqual([true, false]);
    });

    it('given the stores of events, when they are read, then they are big objects whose fields can be set in Apex', () => {
        const apiEvent = object('ApiEvent');
        expect([apiEvent.kind, apiEvent.createable, apiEvent.queryable]).toEqual(['bigObject', false, true]);
        expect(apiEvent.fieldNamed('QueriedEntities')?.createable).toBe(true);
        expect(apiEvent.fieldNamed('ConnectedAppId')?.type).toBe('reference');
        expect(object('ApiEventStream').fieldNamed('ConnectedAppId')?.type).toBe('string');
        expect(object('ApiAnomalyEventStore').kind).toBe('standard');
        expect(object('ApiEventStream').queryable).toBe(false);
    });

    it('given an object without a curated description, when it is read, then it says so and keeps its Apex types', () => {
        const slaProcess = object('SlaProcess');
        expect(slaProcess.curated).toBe(false);
        expect(slaProcess.fieldNamed('BusinessHoursId')?.referenceTo).toEqual(['BusinessHours']);
        expect(slaProcess.fieldNamed('IsActive')?.apexType).toBe('Boolean');
    });

    it('given all objects, when key prefixes are compared, then no two share one', () => {
        const owners = new Map<string, string>();
        for (const name of objects.names()) {
            const prefix = object(name).keyPrefix;
            if (prefix !== null) {
                expect(owners.get(prefix), `${name} has the prefix of`).toBeUndefined();
                owners.set(prefix, name);
            }
        }
        expect(owners.get('005')).toBe('User');
        expect(objects.nameByKeyPrefix('0Pa')).toBe('PermissionSetAssignment');
    });

    it('given curated objects, when references are followed, then every target is an object', () => {
        const missing = objects
            .curatedNames()
            .flatMap((name) =>
                object(name).fields.flatMap((field) =>
                    field.referenceTo
                        .filter((target) => target !== 'SObject' && objects.find(target) === null)
                        .map((target) => `${name}.${field.name}: ${target}`)
                )
            );
        expect(missing).toEqual([]);
    });

    it('given both data files, when they are loaded in a fresh process, then their size keeps that within its budget', () => {
        const size = (file: string): number =>
            readFileSync(new URL(`../../src/typedb/generated/${file}`, import.meta.url)).length;
        // Both files, 1.7 MB, were measured to load in 16 to 36 ms; the budget is 120 ms.
        expect(size('platform-types.json') + size('sobjects.json')).toBeLessThan(4_000_000);
        expect(platformTypes()).toBe(platformTypes());
        expect(standardObjects()).toBe(objects);
    });
});
