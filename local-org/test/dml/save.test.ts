import { beforeEach, describe, expect, it } from 'vitest';
import { ApexDatetime } from '../../src/runtime/dates.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import { throwApex } from '../../src/runtime/exceptions.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { currentTransaction } from '../../src/runtime/transaction.ts';
import { transactionData } from '../../src/dml/index.ts';
import { dmlDefaults, TestOrg, valueOf } from '../data/testOrg.ts';

let test: TestOrg;
beforeEach(() => {
    test = new TestOrg();
});

const trigger = () => transactionData(currentTransaction()).triggerContext!;
const newRecords = (): SObject[] => trigger().newList!.items as SObject[];

function save(operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete', records: SObject[], allOrNone = true) {
    return test.run((data) => data.databaseDml(operation, records, { allOrNone }));
}

describe('insert', () => {
    it('given a record, when it is inserted, then defaults, audit fields, auto-number and owner are set', () => {
        const shelf = test.insert('Shelf__c', { Name: '  Oak  ' });
        const item = test.insert('Item__c', { Shelf__c: shelf });
        const [row] = test.query('SELECT Name, Kind__c, CreatedDate, Owner.Username FROM Shelf__c');
        expect([valueOf(row!, 'Name'), valueOf(row!, 'Kind__c')]).toEqual(['Oak', 'WOOD']);
        expect(valueOf(row!, 'CreatedDate')).toEqual(new ApexDatetime(test.clock));
        expect(test.column(`SELECT Name FROM Item__c WHERE Id = '${item}'`, 'Name')).toEqual(['I-0001']);
        expect(shelf).toMatch(/^a\w{17}$/);
    });

    it('given milliseconds in a datetime, when it is stored, then they are gone', () => {
        const shelf = test.insert('Shelf__c', { Name: 'x' });
        test.insert('Item__c', { Shelf__c: shelf, Sold_At__c: new ApexDatetime(1_000_500) });
        expect(test.column('SELECT Sold_At__c FROM Item__c', 'Sold_At__c')).toEqual([new ApexDatetime(1_000_000)]);
    });

    const refused = (object: string, values: Record<string, unknown>, text: string): void => {
        expect(() => test.insert(object, values)).toThrow(text);
    };

    it('given a missing required field, when it is inserted, then the DmlException has the platform layout', () => {
        refused(
            'Item__c',
            {},
            'Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Shelf__c]: [Shelf__c]'
        );
        refused('Account', {}, 'Required fields are missing: [Name]: [Name]');
    });

    it('given values out of bounds, when they are inserted, then each has its own status code', () => {
        refused(
            'Shelf__c',
            { Code__c: '12345678901' },
            'STRING_TOO_LONG, Code: data value too large: 12345678901 (max length=10): [Code__c]'
        );
        refused(
            'Shelf__c',
            { Kind__c: 'GLASS' },
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Kind: bad value for restricted picklist field: GLASS: [Kind__c]'
        );
        const shelf = test.insert('Shelf__c', {});
        refused('Item__c', { Shelf__c: shelf, Price__c: Decimal.of('1000000') }, 'NUMBER_OUTSIDE_VALID_RANGE');
    });

    it('given a unique value twice, when it is inserted without regard to case, then the other record is named', () => {
        const first = test.insert('Shelf__c', { Code__c: 'A1' });
        refused(
            'Shelf__c',
            { Code__c: 'a1' },
            `DUPLICATE_VALUE, duplicate value found: Code__c duplicates value on record with id: ${first.slice(0, 15)}: []`
        );
    });

    it('given a reference to nothing or to another object, when it is inserted, then it is refused', () => {
        refused(
            'Item__c',
            { Shelf__c: test.insert('Shelf__c').slice(0, 11) + 'zzzzAAA' },
            'INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []'
        );
        refused(
            'Item__c',
            { Shelf__c: test.insert('Tag__c') },
            'FIELD_INTEGRITY_EXCEPTION, Shelf: id value of incorrect type'
        );
    });

    it('given a validation rule that holds, when it is inserted, then its message and field are in the error', () => {
        refused('Shelf__c', { Code__c: 'TRAP' }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION, No traps here.: [Code__c]');
    });

    it('given an id already set, when it is inserted, then it is refused', () => {
        refused(
            'Shelf__c',
            { Id: test.insert('Shelf__c') },
            'INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]'
        );
    });

    it('given the same record twice in a list, when it is inserted, then it is a ListException', () => {
        const shelf = test.record('Shelf__c');
        expect(() => save('insert', [shelf, shelf])).toThrow(
            'Before Insert or Upsert list must not have two identically equal elements'
        );
    });

    it('given partial success, when one of three fails, then the others are saved and only they have ids', () => {
        const records = ['A', 'TRAP', 'B'].map((code) => test.record('Shelf__c', { Code__c: code }));
        const results = save('insert', records, false);
        expect(results.map((result) => result.errors.length)).toEqual([0, 1, 0]);
        expect(records.map((record) => record.id !== null)).toEqual([true, false, true]);
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(2);
    });

    it('given all or nothing, when one fails, then nothing is saved and no record has an id', () => {
        const records = ['A', 'TRAP'].map((code) => test.record('Shelf__c', { Code__c: code }));
        expect(() => save('insert', records)).toThrow('First exception on row 1;');
        expect(records.map((record) => record.id)).toEqual([null, null]);
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
    });
});

describe('triggers', () => {
    it('given a before trigger, when it changes a field, then the change is stored but not on the caller’s record', () => {
        test.triggers = {
            'Shelf__c before insert': () =>
                newRecords().forEach((record) => record.put(record.fieldNamed('Code__c').index, 'SET'))
        };
        const record = test.record('Shelf__c', { Name: 'x' });
        save('insert', [record]);
        expect(test.column('SELECT Code__c FROM Shelf__c', 'Code__c')).toEqual(['SET']);
        expect(record.isSet(record.fieldNamed('Code__c').index)).toBe(false);
    });

    it('given 450 records, when they are inserted, then triggers see chunks of 200', () => {
        const sizes: number[] = [];
        test.triggers = { 'Shelf__c after insert': () => sizes.push(newRecords().length) };
        save(
            'insert',
            Array.from({ length: 450 }, () => test.record('Shelf__c'))
        );
        expect(sizes).toEqual([200, 200, 50]);
    });

    it('given an after trigger, when it writes to Trigger.new, then the record is read-only', () => {
        test.triggers = { 'Shelf__c after insert': () => newRecords()[0]!.put(1, null) };
        expect(() => test.insert('Shelf__c')).toThrow(
            /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, .*execution of AfterInsert\n\ncaused by: System.FinalException: Record is read-only/
        );
    });

    it('given addError in an after trigger with partial success, when the rest is retried, then the trigger runs again for it alone', () => {
        const seen: number[] = [];
        test.triggers = {
            'Shelf__c after insert': () => {
                seen.push(newRecords().length);
                newRecords()
                    .filter((record) => valueOf(record, 'Code__c') === 'BAD')
                    .forEach((record) => record.addError('Bad one'));
            }
        };
        const results = save(
            'insert',
            ['A', 'BAD', 'B'].map((code) => test.record('Shelf__c', { Code__c: code })),
            false
        );
        expect(seen).toEqual([3, 2]);
        expect(results[1]!.errors).toEqual([
            { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Bad one', fields: [] }
        ]);
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(2);
    });

    it('given a trigger that throws, when records are inserted, then the text names trigger, event and cause', () => {
        test.triggers = { 'Shelf__c before insert': () => throwApex('System.MathException', 'Divide by 0') };
        expect(() => test.insert('Shelf__c')).toThrow(
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Shelf__c before insert: execution of BeforeInsert\n\ncaused by: System.MathException: Divide by 0'
        );
    });

    it('given an update, when triggers run, then old and new values are both there', () => {
        const id = test.insert('Shelf__c', { Code__c: 'OLD' });
        const seen: unknown[] = [];
        test.triggers = {
            'Shelf__c after update': () => {
                seen.push(
                    valueOf(trigger().oldMap!.get(id) as SObject, 'Code__c'),
                    valueOf(trigger().newMap!.get(id) as SObject, 'Code__c')
                );
            }
        };
        save('update', [test.record('Shelf__c', { Id: id, Code__c: 'NEW' })]);
        expect(seen).toEqual(['OLD', 'NEW']);
    });

    it('given a trigger that saves its own record for ever, when the depth is 16, then the transaction ends', () => {
        const id = test.insert('Shelf__c');
        const again = (): void =>
            transactionData(currentTransaction()).dml('update', test.record('Shelf__c', { Id: id }), dmlDefaults);
        test.triggers = { 'Shelf__c after update': again };
        expect(() => save('update', [test.record('Shelf__c', { Id: id })])).toThrow('Maximum trigger depth exceeded');
    });
});

describe('update, upsert', () => {
    it('given fields not set, when a record is updated, then they keep their values', () => {
        const id = test.insert('Shelf__c', { Name: 'Oak', Code__c: 'A' });
        save('update', [test.record('Shelf__c', { Id: id, Name: 'Ash' })]);
        expect(test.column('SELECT Code__c FROM Shelf__c', 'Code__c')).toEqual(['A']);
    });

    it('given a deleted record, when it is updated, then it is ENTITY_IS_DELETED with its id in the text', () => {
        const id = test.insert('Shelf__c');
        save('delete', [test.record('Shelf__c', { Id: id })]);
        expect(() => save('update', [test.record('Shelf__c', { Id: id })])).toThrow(
            `Update failed. First exception on row 0 with id ${id}; first error: ENTITY_IS_DELETED, entity is deleted: []`
        );
    });

    it('given an external id, when records are upserted, then matches are updated and the rest inserted', () => {
        const id = test.insert('Shelf__c', { Name: 'Oak', Code__c: 'A' });
        const records = [
            test.record('Shelf__c', { Name: 'Ash', Code__c: 'a' }),
            test.record('Shelf__c', { Name: 'Elm', Code__c: 'B' })
        ];
        const results = test.run((data) => data.databaseDml('upsert', records, { upsertField: 'Code__c' }));
        expect(results.map((result) => result.created)).toEqual([false, true]);
        expect(records[0]!.id).toBe(id);
        expect(test.column('SELECT Name FROM Shelf__c ORDER BY Name', 'Name')).toEqual(['Ash', 'Elm']);
    });

    it('given one external id twice in a call, when records are upserted, then the second is refused', () => {
        const records = ['A', 'a'].map((code) => test.record('Shelf__c', { Code__c: code }));
        expect(() => test.run((data) => data.databaseDml('upsert', records, { upsertField: 'Code__c' }))).toThrow(
            'Upsert failed. First exception on row 1; first error: DUPLICATE_VALUE, Duplicate external id specified: a: [Code__c]'
        );
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
    });

    it('given a parent with only an external id, when the child is inserted, then the reference is resolved', () => {
        const id = test.insert('Shelf__c', { Code__c: 'A' });
        const item = test.record('Item__c');
        item.putParent(item.fieldNamed('Shelf__c').index, test.record('Shelf__c', { Code__c: 'A' }));
        save('insert', [item]);
        expect(test.column('SELECT Shelf__c FROM Item__c', 'Shelf__c')).toEqual([id]);
    });
});

describe('delete, undelete', () => {
    it('given a master, when it is deleted, then details go along, set-null lookups are emptied, and undelete brings the details back', () => {
        const shelf = test.insert('Shelf__c');
        test.insert('Item__c', { Shelf__c: shelf });
        test.insert('Tag__c', { Other_Shelf__c: shelf });
        save('delete', [test.record('Shelf__c', { Id: shelf })]);
        expect([test.count('SELECT COUNT() FROM Item__c'), test.count('SELECT COUNT() FROM Item__c ALL ROWS')]).toEqual(
            [0, 1]
        );
        expect(test.column('SELECT Other_Shelf__c FROM Tag__c', 'Other_Shelf__c')).toEqual([null]);
        save('undelete', [test.record('Shelf__c', { Id: shelf })]);
        expect(test.count('SELECT COUNT() FROM Item__c')).toBe(1);
    });

    it('given a detail that was deleted before its master, when the master is undeleted, then the detail stays away', () => {
        const shelf = test.insert('Shelf__c');
        const [first] = [test.insert('Item__c', { Shelf__c: shelf }), test.insert('Item__c', { Shelf__c: shelf })];
        save('delete', [test.record('Item__c', { Id: first })]);
        save('delete', [test.record('Shelf__c', { Id: shelf })]);
        save('undelete', [test.record('Shelf__c', { Id: shelf })]);
        expect(test.count('SELECT COUNT() FROM Item__c')).toBe(1);
    });

    it('given a restricting lookup, when the parent is deleted, then it is refused', () => {
        const shelf = test.insert('Shelf__c', { Name: 'Oak' });
        test.insert('Tag__c', { Name: 'T1', Shelf__c: shelf });
        expect(() => save('delete', [test.record('Shelf__c', { Id: shelf })])).toThrow(
            'DELETE_FAILED, Your attempt to delete Oak could not be completed because it is associated with the following tags.: T1'
        );
    });

    it('given a before delete trigger with addError, when a record is deleted, then it stays', () => {
        const shelf = test.insert('Shelf__c');
        test.triggers = {
            'Shelf__c before delete': () => (trigger().oldList!.items as SObject[])[0]!.addError('Append only')
        };
        expect(() => save('delete', [test.record('Shelf__c', { Id: shelf })])).toThrow(
            'FIELD_CUSTOM_VALIDATION_EXCEPTION, Append only: []'
        );
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(1);
    });
});

describe('setup objects', () => {
    it('given ordinary DML first, when a setup object follows, then it is mixed DML', () => {
        const permissionSet = test.column("SELECT Id FROM PermissionSet WHERE Name = 'Shelf_Reader'", 'Id')[0];
        const user = test.user('reader@shop.org', 'Standard User');
        expect(() =>
            test.run((data) => {
                data.dml('insert', test.record('Shelf__c'), dmlDefaults);
                data.dml(
                    'insert',
                    test.record('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: permissionSet }),
                    dmlDefaults
                );
            })
        ).toThrow(
            'MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ' +
                'PermissionSetAssignment, original object: Shelf__c: []'
        );
    });

    it('given a user without Manage Users, when he freezes another, then he has no access', () => {
        const user = test.user('plain@shop.org', 'Standard User');
        const login = test.query(`SELECT Id FROM UserLogin WHERE UserId = '${user}'`)[0]!;
        const update = (userId?: string) =>
            test.run(
                (data) => data.dml('update', test.record('UserLogin', { Id: login.id, IsFrozen: true }), dmlDefaults),
                test.transaction({ userId })
            );
        expect(() => update(user)).toThrow('INSUFFICIENT_ACCESS_OR_READONLY');
        update();
        expect(test.column(`SELECT IsFrozen FROM UserLogin WHERE UserId = '${user}'`, 'IsFrozen')).toEqual([true]);
    });

    it('given custom metadata or events, when DML is tried, then it is not allowed', () => {
        expect(() => test.insert('Rule__mdt', { DeveloperName: 'X' })).toThrow(
            'DML operation INSERT not allowed on Rule__mdt'
        );
        expect(() => test.insert('Ping__e', {})).toThrow('DML operation INSERT not allowed on Ping__e');
    });
});

describe('transactions', () => {
    it('given a savepoint, when the transaction returns to it, then later changes are gone and ids stay on the records', () => {
        const kept = test.record('Shelf__c');
        const lost = test.record('Shelf__c');
        test.run((data) => {
            data.dml('insert', kept, dmlDefaults);
            const savepoint = data.setSavepoint();
            data.dml('insert', lost, dmlDefaults);
            data.rollbackToSavepoint(savepoint);
        });
        expect(test.column('SELECT Id FROM Shelf__c', 'Id')).toEqual([kept.id]);
        expect(lost.id).not.toBeNull();
    });

    it('given an error, when the transaction is rolled back, then nothing remains', () => {
        const transaction = test.transaction();
        const data = transactionData(transaction);
        expect(() =>
            test.run((inner) => {
                inner.dml('insert', test.record('Shelf__c'), dmlDefaults);
                throw new Error('stop');
            }, transaction)
        ).toThrow('stop');
        expect(data.hasUncommittedWork()).toBe(true);
        data.rollback();
        expect(test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
    });

    it('given 151 DML statements, when the last runs, then it is a LimitException', () => {
        expect(() =>
            test.run((data) => {
                for (let i = 0; i <= 150; i++) data.dml('insert', test.record('Shelf__c'), dmlDefaults);
            })
        ).toThrow('Too many DML statements: 151');
    });
});
