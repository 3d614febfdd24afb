import { beforeEach, describe, expect, it } from 'vitest';
import { insertSystemRow, systemRowBy } from '../../src/data/index.ts';
import type { ApexList, ApexMap } from '../../src/runtime/collections.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { parseSosl } from '../../src/syntax/index.ts';
import { TestOrg, valueOf } from './testOrg.ts';

let test: TestOrg;
beforeEach(() => {
    test = new TestOrg();
});

const read = (object: string, method: string, ...args: unknown[]): unknown =>
    test.run((data) => data.customData(object, method, args));

describe('custom metadata types', () => {
    it('given a record, when it is read by name in any case or by id, then it is found and uses no query', () => {
        const transaction = test.transaction();
        const byName = test.run(
            (data) => data.customData('Rule__mdt', 'getInstance', ['FIRST']) as SObject,
            transaction
        );
        expect([valueOf(byName, 'MasterLabel'), transaction.limits.queries, transaction.limits.queryRows]).toEqual([
            'The first',
            0,
            0
        ]);
        expect((read('Rule__mdt', 'getInstance', byName.id) as SObject).id).toBe(byName.id);
        expect(read('Rule__mdt', 'getInstance', 'Nothing')).toBeNull();
    });

    it('given all records, when they are read, then they are by developer name', () => {
        const all = read('Rule__mdt', 'getAll') as ApexMap;
        expect([all.size(), (all.get('First') as SObject).describe.name]).toEqual([1, 'Rule__mdt']);
    });
});

describe('hierarchy custom settings', () => {
    it('given no row at all, when defaults are read, then there is an empty record', () => {
        expect((read('Config__c', 'getOrgDefaults') as SObject).id).toBeNull();
        expect(read('Config__c', 'getValues', test.transaction().user.id)).toBeNull();
    });

    it('given values at three levels, when the instance is read, then the nearest one counts field by field', () => {
        const { user } = test.transaction();
        test.insert('Config__c', { Color__c: 'org', Size__c: 'org' });
        test.insert('Config__c', { SetupOwnerId: user.profileId, Color__c: 'profile' });
        const nearest = read('Config__c', 'getInstance') as SObject;
        expect([valueOf(nearest, 'Color__c'), valueOf(nearest, 'Size__c')]).toEqual(['profile', 'org']);
        test.insert('Config__c', { SetupOwnerId: user.id, Color__c: 'user' });
        expect(valueOf(read('Config__c', 'getInstance') as SObject, 'Color__c')).toBe('user');
        expect(valueOf(read('Config__c', 'getOrgDefaults') as SObject, 'Color__c')).toBe('org');
    });
});

describe('big objects', () => {
    const rows = (where: string): number => test.query(`SELECT Day__c, Key__c FROM Archive__b WHERE ${where}`).length;

    beforeEach(() => {
        for (const key of ['a', 'b'])
            insertSystemRow(test.org, 'Archive__b', { Day__c: '20260301', Key__c: key, Note__c: 'x' });
        test.org.store.commit();
    });

    it('given filters on the leading index fields, when rows are queried, then the last may be a range', () => {
        expect([rows("Day__c = '20260301'"), rows("Day__c = '20260301' AND Key__c > 'a'")]).toEqual([2, 1]);
    });

    it.each([
        "Note__c = 'x'",
        "Key__c = 'a'",
        "Day__c > '2026' AND Key__c = 'a'",
        "Day__c LIKE '2026%'",
        "Day__c = 'x' OR Day__c = 'y'"
    ])('given the filter %s, when rows are queried, then it is refused', (where) =>
        expect(() => rows(where)).toThrow(/big object/)
    );
});

describe('search', () => {
    it('given words, when objects are searched, then records are found in which each word begins one', () => {
        test.insert('Shelf__c', { Name: 'Tall oak shelf' });
        test.insert('Shelf__c', { Name: 'Iron rack' });
        const { query } = parseSosl("FIND 'oak sh*' IN ALL FIELDS RETURNING Shelf__c(Name), Tag__c(Name)");
        const lists = test.run((data) => data.search(query!, []) as ApexList);
        expect(
            lists.items.map((list) => (list as ApexList).items.map((record) => valueOf(record as SObject, 'Name')))
        ).toEqual([['Tall oak shelf'], []]);
    });
});

describe('labels', () => {
    it('given a label, when it is read in another case, then it has its text; an unknown one is an error', () => {
        expect(test.run((data) => data.label('greeting'))).toBe('Hello');
        expect(() => test.run((data) => data.label('nope'))).toThrow('External string does not exist: nope');
    });
});

describe('permission set groups', () => {
    it('given a group, when a user is assigned to it, then he has what its permission sets grant', () => {
        const user = test.user('grouped@shop.example', 'Standard User');
        const group = insertSystemRow(test.org, 'PermissionSetGroup', { DeveloperName: 'G', MasterLabel: 'G' });
        const set = systemRowBy(test.org, 'PermissionSet', 'Name', 'Shelf_Reader')!.Id;
        insertSystemRow(test.org, 'PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
        expect(test.org.permissionsOf(user).objects.has('shelf__c:read')).toBe(false);
        insertSystemRow(test.org, 'PermissionSetAssignment', { PermissionSetGroupId: group, AssigneeId: user });
        expect(test.org.permissionsOf(user).objects.has('shelf__c:read')).toBe(true);
    });
});
