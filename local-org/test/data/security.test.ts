import { beforeEach, describe, expect, it } from 'vitest';
import { ApexDatetime } from '../../src/runtime/dates.ts';
import { insertSystemRow, systemRowBy, updateSystemRow } from '../../src/data/index.ts';
import { dmlDefaults, TestOrg } from './testOrg.ts';

let test: TestOrg;
let user: string;
beforeEach(() => {
    test = new TestOrg();
    user = test.user('clerk@shop.example', 'Standard User');
});

function assign(expires: number | null = null): string {
    const set = systemRowBy(test.org, 'PermissionSet', 'Name', 'Shelf_Reader')!.Id;
    return insertSystemRow(test.org, 'PermissionSetAssignment', {
        AssigneeId: user,
        PermissionSetId: set,
        ExpirationDate: expires === null ? null : new ApexDatetime(expires)
    });
}

function query(text: string, withSharing = false): number {
    const transaction = test.transaction({ userId: user });
    transaction.withSharing = withSharing;
    return test.query(text, [], transaction).length;
}

describe('object and field permissions', () => {
    it('given no permission, when a query runs in user mode, then the object is denied; system mode reads it', () => {
        test.insert('Shelf__c');
        expect(() => query('SELECT Id FROM Shelf__c WITH USER_MODE')).toThrow("Access to entity 'Shelf__c' denied");
        expect(() => query('SELECT Id FROM Shelf__c WITH SECURITY_ENFORCED')).toThrow(
            'Insufficient permissions: secure query included inaccessible field'
        );
        expect(query('SELECT Id FROM Shelf__c WITH SYSTEM_MODE')).toBe(1);
    });

    it('given a permission set, when a granted and a hidden field are queried, then the hidden one does not exist for the user', () => {
        assign();
        expect(query('SELECT Kind__c FROM Shelf__c WITH USER_MODE')).toBe(0);
        for (const text of [
            'SELECT Code__c FROM Shelf__c WITH USER_MODE',
            "SELECT Id FROM Shelf__c WHERE Code__c = 'x' WITH USER_MODE"
        ]) {
            expect(() => query(text)).toThrow("No such column 'Code__c' on entity 'Shelf__c'.");
        }
    });

    it('given an assignment that expires, when its time has come, then the permission is gone', () => {
        assign(test.clock + 1000);
        expect(query('SELECT Id FROM Shelf__c WITH USER_MODE')).toBe(0);
        test.clock += 1000;
        expect(() => query('SELECT Id FROM Shelf__c WITH USER_MODE')).toThrow('denied');
    });

    it('given user-mode DML without permission, when it runs, then object and fields are refused in their own ways', () => {
        const insert = (values: Record<string, unknown>): void =>
            test.run(
                (data) => data.dml('insert', test.record('Shelf__c', values), { ...dmlDefaults, accessMode: 'user' }),
                test.transaction({ userId: user })
            );
        expect(() => insert({})).toThrow("Access to entity 'Shelf__c' denied");
        const set = systemRowBy(test.org, 'PermissionSet', 'Name', 'Shelf_Reader')!.Id as string;
        assign();
        const grant = systemRowBy(test.org, 'ObjectPermissions', 'ParentId', set)!.Id as string;
        updateSystemRow(test.org, 'ObjectPermissions', grant, { PermissionsCreate: true });
        insert({});
        expect(() => insert({ Kind__c: 'WOOD' })).toThrow(
            'Operation failed due to fields being inaccessible on Sobject Shelf__c, check errors on Exception or Result!'
        );
    });
});

describe('sharing', () => {
    it('given a private object, when sharing is enforced, then a user sees what he owns, and details with their master', () => {
        const foreign = test.insert('Shelf__c', { Name: 'foreign' });
        const own = test.insert('Shelf__c', { Name: 'own', OwnerId: user });
        for (const shelf of [foreign, own]) test.insert('Item__c', { Shelf__c: shelf });
        expect([
            query('SELECT Id FROM Shelf__c'),
            query('SELECT Id FROM Shelf__c', true),
            query('SELECT Id FROM Item__c', true)
        ]).toEqual([2, 1, 1]);
    });

    it('given a record that is not his, when a user updates it with sharing, then he has no access', () => {
        const id = test.insert('Shelf__c');
        const update = (withSharing: boolean): void => {
            const transaction = test.transaction({ userId: user });
            transaction.withSharing = withSharing;
            test.run(
                (data) => data.dml('update', test.record('Shelf__c', { Id: id, Name: 'x' }), dmlDefaults),
                transaction
            );
        };
        expect(() => update(true)).toThrow('INSUFFICIENT_ACCESS_OR_READONLY');
        update(false);
    });

    it('given a role above the owner’s, when sharing is enforced, then the record is seen', () => {
        const boss = insertSystemRow(test.org, 'UserRole', { Name: 'Boss' });
        const clerk = insertSystemRow(test.org, 'UserRole', { Name: 'Clerk', ParentRoleId: boss });
        const owner = test.user('owner@shop.example', 'Standard User');
        updateSystemRow(test.org, 'User', owner, { UserRoleId: clerk });
        updateSystemRow(test.org, 'User', user, { UserRoleId: boss });
        test.insert('Shelf__c', { OwnerId: owner });
        expect(query('SELECT Id FROM Shelf__c', true)).toBe(1);
    });

    it('given sessions of others, when a user without Manage Users looks, then he sees his own in any mode', () => {
        for (const id of [user, test.transaction().user.id])
            insertSystemRow(test.org, 'AuthSession', { UsersId: id, SourceIp: '127.0.0.1' });
        expect(query('SELECT Id FROM AuthSession')).toBe(1);
        expect(test.count('SELECT COUNT() FROM AuthSession')).toBe(2);
    });
});

describe('dynamic queries', () => {
    it('given binds by name, when one is missing, then the exception names it', () => {
        const run = (binds: Record<string, unknown>): unknown =>
            test.run((data) =>
                data.dynamicQuery(
                    'SELECT Id FROM Shelf__c WHERE Name = :name',
                    (name) => {
                        if (!(name in binds)) throw new Error(`no ${name}`);
                        return binds[name];
                    },
                    'count',
                    {}
                )
            );
        test.insert('Shelf__c', { Name: 'Oak' });
        expect(run({ name: 'oak' })).toBe(1);
        expect(() => run({})).toThrow('no name');
        expect(() => test.run((data) => data.dynamicQuery('SELECT FROM', () => null, 'list', {}))).toThrow();
    });
});
