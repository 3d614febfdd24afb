import { beforeAll, describe, expect, it } from 'vitest';
import { OrgDescribe } from '../../src/data/index.ts';
import { ApexList, ApexMap } from '../../src/runtime/collections.ts';
import type { EnumValue } from '../../src/runtime/enums.ts';
import { findPlatformFunction, findPlatformProperty } from '../../src/runtime/platform.ts';
import { Describe } from '../../src/runtime/services.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { sobjectFieldToken, sobjectTypeToken } from '../../src/runtime/tokens.ts';
import type { Transaction } from '../../src/runtime/transaction.ts';
import { enterTransaction } from '../../src/runtime/transaction.ts';
import { TestOrg, valueOf } from './testOrg.ts';

const test = new TestOrg();
const shelf = test.org.schema.object('Shelf__c')!;
let clerk: Transaction;
let admin: Transaction;

beforeAll(() => {
    const provide = (services: Transaction['services']): void => services.provide(Describe, new OrgDescribe(test.org));
    clerk = test.transaction({ userId: test.user('clerk@shop.example', 'Standard User'), provide });
    admin = test.transaction({ provide });
});

const call = (owner: string, name: string, group: 'statics' | 'methods', ...args: unknown[]): unknown => {
    const arity = args.length - (group === 'methods' ? 1 : 0);
    const found =
        findPlatformFunction(owner, group, name, new Array<string>(arity).fill('x')) ??
        findPlatformFunction(owner, group, name, []);
    return found!(...args);
};
const objectFact = (name: string, transaction = admin): unknown =>
    enterTransaction(transaction, () =>
        call(
            'Schema.DescribeSObjectResult',
            name,
            'methods',
            call('Schema.SObjectType', 'getDescribe', 'methods', sobjectTypeToken(shelf))
        )
    );
const fieldFact = (field: string, name: string, transaction = admin): unknown =>
    enterTransaction(transaction, () => {
        const description = call(
            'Schema.SObjectField',
            'getDescribe',
            'methods',
            sobjectFieldToken(shelf, shelf.field(field)!)
        );
        return call('Schema.DescribeFieldResult', name, 'methods', description);
    });

describe('object describe', () => {
    it('given an object, when it is described, then names, prefix and kind are those of the schema', () => {
        expect([
            objectFact('getName'),
            objectFact('getLabelPlural'),
            objectFact('getKeyPrefix'),
            objectFact('isCustom')
        ]).toEqual(['Shelf__c', 'Shelfs', shelf.keyPrefix, true]);
    });

    it('given two users, when access is asked for, then each gets his own answer', () => {
        expect([objectFact('isAccessible'), objectFact('isAccessible', clerk)]).toEqual([true, false]);
        expect([objectFact('isDeletable'), objectFact('isCreateable', clerk)]).toEqual([true, false]);
    });

    it('given child relationships, when they are listed, then the token of the child object is the one there is', () => {
        const relationships = objectFact('getChildRelationships') as ApexList;
        const items = [...relationships].find(
            (value) => call('Schema.ChildRelationship', 'getRelationshipName', 'methods', value) === 'Items__r'
        );
        expect(call('Schema.ChildRelationship', 'getChildSObject', 'methods', items)).toBe(
            sobjectTypeToken(test.org.schema.object('Item__c')!)
        );
        expect(call('Schema.ChildRelationship', 'isCascadeDelete', 'methods', items)).toBe(true);
    });

    it('given the field map, when it is read by a lower-case name, then it has the field token', () => {
        const fields = findPlatformProperty('Schema.DescribeSObjectResult', false, 'fields')!;
        const view = enterTransaction(admin, () => fields.get(new OrgDescribe(test.org).describeObject('Shelf__c')));
        const map = call('Schema.SObjectTypeFields', 'getMap', 'methods', view) as ApexMap;
        expect(map.get('code__c')).toBe(sobjectFieldToken(shelf, shelf.field('Code__c')!));
    });

    it('given the maps of objects and fields, when a name in the spelling of the project is looked up, then it is found', () => {
        const fields = findPlatformProperty('Schema.DescribeSObjectResult', false, 'fields')!;
        const view = enterTransaction(admin, () => fields.get(new OrgDescribe(test.org).describeObject('Shelf__c')));
        const byName = call('Schema.SObjectTypeFields', 'getMap', 'methods', view) as ApexMap;
        const all = enterTransaction(admin, () => call('System.Schema', 'getGlobalDescribe', 'statics')) as ApexMap;
        expect(byName.containsKey('Code__c')).toBe(true);
        expect(all.get('Shelf__c')).toBe(sobjectTypeToken(shelf));
        expect([...all.keySet()]).toContain('shelf__c');
    });

    it('given the global describe, when an object is looked up, then its token makes records with defaults', () => {
        const all = enterTransaction(admin, () => call('System.Schema', 'getGlobalDescribe', 'statics')) as ApexMap;
        const record = call('Schema.SObjectType', 'newSObject', 'methods', all.get('shelf__c'), null, true) as SObject;
        expect(valueOf(record, 'Kind__c')).toBe('WOOD');
    });

    it('given an event type, when a record is made with defaults, then it has its uuid already', () => {
        const token = sobjectTypeToken(test.org.schema.object('Ping__e')!);
        expect(
            valueOf(call('Schema.SObjectType', 'newSObject', 'methods', token, null, true) as SObject, 'EventUuid')
        ).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('given an unknown name, when describeSObjects is called, then it is refused', () => {
        expect(() =>
            enterTransaction(admin, () =>
                call('System.Schema', 'describeSObjects', 'statics', test.list('Shelf__c', ['Nope' as never]))
            )
        ).toThrow('The sobject: Nope does not exist');
    });
});

describe('field describe', () => {
    it('given fields, when their type is asked for, then it is the display type of the platform', () => {
        expect((fieldFact('Kind__c', 'getType') as EnumValue).name.toUpperCase()).toBe('PICKLIST');
        expect((fieldFact('OwnerId', 'getType') as EnumValue).name.toUpperCase()).toBe('REFERENCE');
        expect((fieldFact('Kind__c', 'getSoapType') as EnumValue).name.toUpperCase()).toBe('STRING');
    });

    it('given a picklist, when its entries are listed, then labels and the default are there', () => {
        const entries = fieldFact('Kind__c', 'getPicklistValues') as ApexList;
        const facts = [...entries].map((entry) => [
            call('Schema.PicklistEntry', 'getLabel', 'methods', entry),
            call('Schema.PicklistEntry', 'isDefaultValue', 'methods', entry)
        ]);
        expect(facts).toEqual([
            ['Made of wood', true],
            ['Made of steel', false]
        ]);
    });

    it('given length and uniqueness, when they are asked for, then they are those of the metadata', () => {
        expect([
            fieldFact('Code__c', 'getLength'),
            fieldFact('Code__c', 'isUnique'),
            fieldFact('Code__c', 'isExternalId')
        ]).toEqual([10, true, true]);
    });

    it('given a user without field permission, when access is asked for, then it is refused', () => {
        expect([fieldFact('Code__c', 'isAccessible', clerk), fieldFact('Code__c', 'isUpdateable', clerk)]).toEqual([
            false,
            false
        ]);
    });
});
