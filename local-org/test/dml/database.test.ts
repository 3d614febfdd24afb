import { beforeEach, describe, expect, it } from 'vitest';
import { AccessLevel } from '../../src/dml/index.ts';
import { ApexList, ApexMap } from '../../src/runtime/collections.ts';
import type { ApexException } from '../../src/runtime/exceptions.ts';
import type { DmlErrorRow } from '../../src/runtime/members/exceptions.ts';
import { findPlatformFunction } from '../../src/runtime/platform.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { OBJECT, STRING } from '../../src/semantics/types.ts';
import { dmlDefaults, TestOrg } from '../data/testOrg.ts';

let test: TestOrg;
beforeEach(() => {
    test = new TestOrg();
});

const call = (name: string, params: readonly string[], ...args: unknown[]): unknown =>
    test.run(() => findPlatformFunction('System.Database', 'statics', name, params)!(...args));
const of = (type: string, method: string, target: unknown): unknown =>
    findPlatformFunction(type, 'methods', method, [])!(target);

describe('Database methods', () => {
    it('given a list and allOrNone false, when it is inserted, then there is a SaveResult for each record', () => {
        const records = test.list('Shelf__c', [
            test.record('Shelf__c', { Code__c: 'A' }),
            test.record('Shelf__c', { Code__c: 'TRAP' })
        ]);
        const results = [
            ...(call(
                'insert',
                ['List<SObject>', 'Boolean', 'AccessLevel'],
                records,
                false,
                AccessLevel.SYSTEM_MODE
            ) as ApexList)
        ];
        expect(results.map((result) => of('Database.SaveResult', 'isSuccess', result))).toEqual([true, false]);
        const error = (of('Database.SaveResult', 'getErrors', results[1]) as ApexList).get(0);
        expect(of('Database.Error', 'getMessage', error)).toBe('No traps here.');
        expect((of('Database.Error', 'getStatusCode', error) as { name: string }).name).toBe(
            'FIELD_CUSTOM_VALIDATION_EXCEPTION'
        );
        expect([...(of('Database.Error', 'getFields', error) as ApexList)]).toEqual(['Code__c']);
    });

    it('given one record, when it is inserted, then there is one result and not a list', () => {
        expect(of('Database.SaveResult', 'isSuccess', call('insert', ['SObject'], test.record('Shelf__c')))).toBe(true);
    });

    it('given an id, when it is deleted, then the record is gone', () => {
        const id = test.insert('Shelf__c');
        expect(of('Database.DeleteResult', 'getId', call('delete', ['Id'], id))).toBe(id);
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
    });

    it('given binds in a map, when a query runs, then names are found without case and a missing one is a QueryException', () => {
        test.insert('Shelf__c', { Name: 'Oak' });
        const binds = ApexMap.of(STRING, OBJECT, [['NAME', 'Oak']]);
        const text = 'SELECT Id FROM Shelf__c WHERE Name = :name';
        const params = ['String', 'Map<String,Object>', 'AccessLevel'];
        expect((call('queryWithBinds', params, text, binds, AccessLevel.SYSTEM_MODE) as ApexList).size()).toBe(1);
        expect(
            call(
                'countQueryWithBinds',
                params,
                'SELECT COUNT() FROM Shelf__c WHERE Name = :name',
                binds,
                AccessLevel.SYSTEM_MODE
            )
        ).toBe(1);
        expect(() =>
            call('queryWithBinds', params, text, ApexMap.of(STRING, OBJECT, []), AccessLevel.SYSTEM_MODE)
        ).toThrow("Key 'name' does not exist");
    });

    it('given malformed text, when it is queried, then it is a QueryException', () => {
        try {
            call('query', ['String'], 'SELECT Id FROM Shelf__c WHERE');
            expect.unreachable();
        } catch (error) {
            expect((error as ApexException).typeName).toBe('System.QueryException');
        }
    });

    it('given a query locator, when it is iterated, then its rows do not count as query rows', () => {
        test.insert('Shelf__c');
        const transaction = test.transaction();
        const records = test.run(() => {
            const locator = findPlatformFunction('System.Database', 'statics', 'getQueryLocator', ['String'])!(
                'SELECT Id FROM Shelf__c'
            );
            return (locator as { records: ApexList }).records;
        }, transaction);
        expect([records.size(), transaction.limits.queries, transaction.limits.queryRows]).toEqual([1, 1, 0]);
    });

    it('given savepoints, when one is released or undone, then those after it can no longer be used', () => {
        test.run((data) => {
            const first = data.setSavepoint();
            const second = data.setSavepoint();
            data.rollbackToSavepoint(first);
            expect(() => data.rollbackToSavepoint(second)).toThrow('Savepoint');
            data.releaseSavepoint(first);
            expect(() => data.rollbackToSavepoint(first)).toThrow('Savepoint');
        });
    });

    it('given records in the recycle bin, when it is emptied, then they cannot be undeleted', () => {
        const id = test.insert('Shelf__c');
        call('delete', ['Id'], id);
        call('emptyRecycleBin', ['SObject'], test.record('Shelf__c', { Id: id }));
        expect(test.count('SELECT COUNT() FROM Shelf__c ALL ROWS')).toBe(0);
        expect(() => call('undelete', ['Id'], id)).toThrow('UNDELETE_FAILED');
    });

    it('given duplicates, when they are merged, then their children move to the master and they are deleted', () => {
        const [master, loser] = ['Master', 'Loser'].map((name) => test.insert('Account', { Name: name }));
        test.insert('Contact', { LastName: 'Kid', AccountId: loser });
        test.run((data) =>
            data.dml('merge', test.record('Account', { Id: master }), {
                ...dmlDefaults,
                mergeWith: test.record('Account', { Id: loser })
            })
        );
        expect(test.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([master]);
        expect(
            test.column('SELECT MasterRecordId FROM Account WHERE IsDeleted = true ALL ROWS', 'MasterRecordId')
        ).toEqual([master]);
    });
});

describe('DmlException', () => {
    it('given several failed rows, when it is thrown, then each row can be asked for', () => {
        const records = ['TRAP', 'fine', 'TRAP'].map((code) => test.record('Shelf__c', { Code__c: code }));
        const rows = failuresOf(records);
        expect(rows.map((row) => [row.index, row.statusCode, row.fields[0]!.name])).toEqual([
            [0, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Code__c'],
            [2, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Code__c']
        ]);
    });

    function failuresOf(records: SObject[]): readonly DmlErrorRow[] {
        try {
            test.run((data) => data.dml('insert', test.list('Shelf__c', records), dmlDefaults));
        } catch (error) {
            return (error as ApexException).detail as DmlErrorRow[];
        }
        return [];
    }
});

describe('people and permission sets', () => {
    it('given a new user, when he is inserted, then name, login row and the profile’s assignment come with him', () => {
        const profile = test.column("SELECT Id FROM Profile WHERE Name = 'Standard User'", 'Id')[0];
        const id = test.insert('User', {
            Username: 'new@shop.example',
            LastName: 'Body',
            FirstName: 'Some',
            Alias: 'sbody',
            Email: 'new@shop.example',
            CommunityNickname: 'sb',
            TimeZoneSidKey: 'GMT',
            LocaleSidKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            LanguageLocaleKey: 'en_US',
            ProfileId: profile
        });
        expect(test.column(`SELECT Name FROM User WHERE Id = '${id}'`, 'Name')).toEqual(['Some Body']);
        expect(test.count(`SELECT COUNT() FROM UserLogin WHERE UserId = '${id}' AND IsFrozen = false`)).toBe(1);
        expect(
            test.count(
                `SELECT COUNT() FROM PermissionSetAssignment WHERE AssigneeId = '${id}' AND PermissionSet.IsOwnedByProfile = true`
            )
        ).toBe(1);
    });

    it('given an assignment that is there, when it is made again, then it is a duplicate', () => {
        const user = test.user('twice@shop.example', 'Standard User');
        const set = test.column("SELECT Id FROM PermissionSet WHERE Name = 'Shelf_Reader'", 'Id')[0];
        test.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
        expect(() => test.insert('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set })).toThrow(
            'DUPLICATE_VALUE'
        );
    });

    it('given UserLogin, when it is inserted, then DML is not allowed on it', () => {
        expect(() => test.insert('UserLogin', {})).toThrow('DML operation INSERT not allowed on UserLogin');
    });
});
