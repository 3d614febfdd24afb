import { beforeEach, describe, expect, it } from 'vitest';
import { insertSystemRow, systemRowBy, updateSystemRow } from '../../src/data/index.ts';
import { ApexList } from '../../src/runtime/collections.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import { STRING } from '../../src/semantics/types.ts';
import { dmlDefaults, TestOrg } from './testOrg.ts';

let test: TestOrg;
let oak: string;
let iron: string;
let first: string;

beforeEach(() => {
    test = new TestOrg();
    oak = test.insert('Shelf__c', { Name: 'Oak', Code__c: 'OAK' });
    iron = test.insert('Shelf__c', { Name: 'Iron' });
    first = test.insert('Tag__c', { Name: 'first', Shelf__c: iron, Other_Shelf__c: oak });
    test.insert('Tag__c', { Name: 'second', Other_Shelf__c: oak });
    test.insert('Tag__c', { Name: 'third', Other_Shelf__c: iron });
    test.insert('Tag__c', { Name: 'alone' });
    // Indexes come into being with the first query that needs them; what follows has to keep them true.
    tagged("Other_Shelf__r.Name = 'Oak'");
});

/** Names of the tags, found both by index and by looking at every row: no index serves an OR. */
function tagged(condition: string, binds: readonly unknown[] = []): unknown[] {
    const found = (where: string): unknown[] => test.column(`SELECT Name FROM Tag__c WHERE ${where}`, 'Name', binds);
    const byIndex = found(condition);
    expect(byIndex).toEqual(found(`(${condition}) OR Name = 'nothing'`));
    return byIndex;
}

const save = (operation: 'update' | 'delete' | 'undelete', object: string, values: Record<string, unknown>): void =>
    test.run((data) => data.dml(operation, test.record(object, values), dmlDefaults));

describe('a filter on a field of a parent', () => {
    it('given text in another case, when it is compared, then the children of the parent are found in the order of their ids', () => {
        expect(tagged("Other_Shelf__r.Name = 'oAK'")).toEqual(['first', 'second']);
        expect(tagged("Other_Shelf__r.Name IN ('IRON', 'oak')")).toEqual(['first', 'second', 'third']);
        expect(tagged("Other_Shelf__r.Name = 'Ash'")).toEqual([]);
    });

    it('given a bind, when it is a list, a text or null, then each of its values counts', () => {
        const names = new ApexList(STRING, ['iron', null]);
        expect(tagged('Other_Shelf__r.Name IN :names', [names])).toEqual(['third', 'alone']);
        expect(tagged('Other_Shelf__r.Name = :name', ['IRON'])).toEqual(['third']);
        expect(tagged('Other_Shelf__r.Name = :name', [null])).toEqual(['alone']);
    });

    it('given null, when it is compared, then parents without a value and rows without a parent are found', () => {
        expect(tagged('Other_Shelf__r.Code__c = null')).toEqual(['third', 'alone']);
        expect(tagged("Other_Shelf__c = null AND Name = 'ALONE'")).toEqual(['alone']);
    });

    it('given further conditions, when the index has selected rows, then they still have to hold', () => {
        expect(tagged("Other_Shelf__r.Code__c = 'OAK' AND Shelf__r.Name = 'Iron'")).toEqual(['first']);
        expect(tagged("Other_Shelf__r.Name = 'Oak' AND Name != 'first'")).toEqual(['second']);
    });

    it('given a path of two steps, when it is compared, then every row on the way back is found', () => {
        expect(tagged("Other_Shelf__r.CreatedBy.Username = 'ADMIN@shop.example'")).toEqual([
            'first',
            'second',
            'third'
        ]);
        expect(tagged("Other_Shelf__r.CreatedBy.Username = 'autoproc@shop.example'")).toEqual([]);
    });

    it('given a reference to users or queues, when the name is compared, then rows of either kind of owner are found', () => {
        const queue = insertSystemRow(test.org, 'Group', { Name: 'Joiners', Type: 'Queue' });
        updateSystemRow(test.org, 'Shelf__c', iron, { OwnerId: queue });
        const ownedBy = (name: string): unknown[] =>
            test.column(`SELECT Name FROM Shelf__c WHERE Owner.Name = '${name}'`, 'Name');
        expect([ownedBy('joiners'), ownedBy('local admin')]).toEqual([['Iron'], ['Oak']]);
    });

    it('given a parent that gets another name and a child that gets another parent, when they are saved, then the filter follows', () => {
        save('update', 'Shelf__c', { Id: oak, Name: 'Ash' });
        expect([tagged("Other_Shelf__r.Name = 'Oak'"), tagged("Other_Shelf__r.Name = 'Ash'")]).toEqual([
            [],
            ['first', 'second']
        ]);
        save('update', 'Tag__c', { Id: first, Other_Shelf__c: iron });
        expect(tagged("Other_Shelf__r.Name = 'Ash'")).toEqual(['second']);
        expect(tagged("Other_Shelf__r.Name = 'Iron'")).toEqual(['first', 'third']);
    });

    it('given a child, when it is deleted and brought back, then it is found only while it is there', () => {
        save('delete', 'Tag__c', { Id: first });
        expect(tagged("Other_Shelf__r.Name = 'Oak'")).toEqual(['second']);
        expect(test.column("SELECT Name FROM Tag__c WHERE Other_Shelf__r.Name = 'Oak' ALL ROWS", 'Name')).toEqual([
            'first',
            'second'
        ]);
        save('undelete', 'Tag__c', { Id: first });
        expect(tagged("Other_Shelf__r.Name = 'Oak'")).toEqual(['first', 'second']);
    });

    it('given changes, when they are rolled back, then the filter finds what it found before', () => {
        test.run((data) => {
            const savepoint = data.setSavepoint();
            data.dml('update', test.record('Shelf__c', { Id: oak, Name: 'Ash' }), dmlDefaults);
            data.dml('update', test.record('Tag__c', { Id: first, Other_Shelf__c: iron }), dmlDefaults);
            data.dml('delete', test.record('Tag__c', { Id: first }), dmlDefaults);
            data.rollbackToSavepoint(savepoint);
        });
        expect(tagged("Other_Shelf__r.Name = 'Oak'")).toEqual(['first', 'second']);
        expect([tagged("Other_Shelf__r.Name = 'Ash'"), tagged("Other_Shelf__r.Name = 'Iron'")]).toEqual([
            [],
            ['third']
        ]);
    });
});

describe('records of custom metadata', () => {
    const named = (name: string): unknown[] =>
        test.column('SELECT MasterLabel FROM Rule__mdt WHERE DeveloperName = :name', 'MasterLabel', [name]);

    it('given a record that is written anew, gets another name and is undone, when it is queried by name, then what is there is found', () => {
        expect([named('FIRST'), named('Second')]).toEqual([['The first'], []]);
        const mark = test.org.store.enterIsolation();
        insertSystemRow(test.org, 'Rule__mdt', { DeveloperName: 'Second', MasterLabel: 'The second' });
        const { Id } = systemRowBy(test.org, 'Rule__mdt', 'DeveloperName', 'first')!;
        updateSystemRow(test.org, 'Rule__mdt', Id as string, { DeveloperName: 'Third' });
        expect([named('first'), named('second'), named('third')]).toEqual([[], ['The second'], ['The first']]);
        test.org.store.leaveIsolation(mark);
        expect([named('first'), named('second'), named('third')]).toEqual([['The first'], [], []]);
    });

    it('given values in another order than the records, when they are asked for, then the records come in the order of their ids', () => {
        const limited = (condition: string): unknown[] =>
            test.column(`SELECT DeveloperName FROM Rule__mdt WHERE Limit__c ${condition}`, 'DeveloperName');
        expect([limited('!= NULL'), limited('= NULL')]).toEqual([[], ['First']]);
        const [second, third] = ['Second', 'Third'].map((DeveloperName, index) =>
            insertSystemRow(test.org, 'Rule__mdt', {
                DeveloperName,
                MasterLabel: DeveloperName,
                Limit__c: Decimal.of(`${2 - index}`)
            })
        );
        test.org.store.commit();
        expect([limited('!= NULL'), limited('= 2.0')]).toEqual([['Second', 'Third'], ['Second']]);
        expect(limited('IN (1, 2)')).toEqual(['Second', 'Third']);
        expect(limited('!= 2')).toEqual(['First', 'Third']);
        updateSystemRow(test.org, 'Rule__mdt', second!, { Limit__c: null });
        updateSystemRow(test.org, 'Rule__mdt', third!, { Limit__c: Decimal.of('2') });
        expect([limited('!= NULL'), limited('= NULL'), limited('= 2')]).toEqual([
            ['Third'],
            ['First', 'Second'],
            ['Third']
        ]);
    });
});
