import { beforeAll, describe, expect, it } from 'vitest';
import { ApexDatetime } from '../../src/runtime/dates.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { TestOrg, valueOf } from './testOrg.ts';

const test = new TestOrg();
let oak = '';
let iron = '';

beforeAll(() => {
    oak = test.insert('Shelf__c', { Name: 'Oak', Code__c: 'OAK' });
    iron = test.insert('Shelf__c', { Name: 'iron', Code__c: 'IRON', Kind__c: 'STEEL' });
    test.insert('Shelf__c', { Name: 'Empty' });
    const day = 86_400_000;
    const item = (shelf: string, price: string | null, soldDaysAgo: number | null, colors: string | null): void => {
        test.insert('Item__c', {
            Shelf__c: shelf,
            Price__c: price === null ? null : Decimal.of(price),
            Sold_At__c: soldDaysAgo === null ? null : new ApexDatetime(test.clock - soldDaysAgo * day),
            Colors__c: colors
        });
    };
    item(oak, '10.00', 0, 'Red;Blue');
    item(oak, '2.50', 1, 'Green');
    item(oak, null, null, null);
    item(iron, '7.25', 40, 'Red');
});

const names = (text: string): unknown[] => test.column(text, 'Name');

describe('WHERE', () => {
    it('given text in another case, when it is compared, then case does not matter', () => {
        expect(names("SELECT Name FROM Shelf__c WHERE Name = 'IRON'")).toEqual(['iron']);
    });

    it('given != and null fields, when rows are filtered, then rows without a value are not equal to it', () => {
        expect(names("SELECT Name FROM Shelf__c WHERE Code__c != 'OAK' ORDER BY Name")).toEqual(['Empty', 'iron']);
        expect(names('SELECT Name FROM Shelf__c WHERE Code__c = null')).toEqual(['Empty']);
    });

    it('given LIKE, when wildcards are used, then % is any text, _ one character and a backslash escapes', () => {
        expect(names("SELECT Name FROM Shelf__c WHERE Name LIKE '%R%'")).toEqual(['iron']);
        expect(names("SELECT Name FROM Shelf__c WHERE Name LIKE 'O_K'")).toEqual(['Oak']);
        expect(names("SELECT Name FROM Shelf__c WHERE Name LIKE 'O\\\\_K'")).toEqual([]);
    });

    it('given a number, when it is ordered, then rows without a value never satisfy', () => {
        expect(test.count('SELECT COUNT() FROM Item__c WHERE Price__c < 8')).toBe(2);
        expect(test.count('SELECT COUNT() FROM Item__c WHERE NOT (Price__c < 8)')).toBe(2);
    });

    it('given date literals, when a datetime is compared, then they are ranges of days', () => {
        expect(test.count('SELECT COUNT() FROM Item__c WHERE Sold_At__c = TODAY')).toBe(1);
        expect(test.count('SELECT COUNT() FROM Item__c WHERE Sold_At__c < TODAY')).toBe(2);
        expect(test.count('SELECT COUNT() FROM Item__c WHERE Sold_At__c = LAST_N_DAYS:30')).toBe(2);
        expect(test.count('SELECT COUNT() FROM Item__c WHERE Sold_At__c >= YESTERDAY')).toBe(2);
    });

    it('given a multi-select picklist, when INCLUDES has combinations, then each must be selected as a whole', () => {
        expect(test.count("SELECT COUNT() FROM Item__c WHERE Colors__c INCLUDES ('Red;Blue', 'Green')")).toBe(2);
        expect(test.count("SELECT COUNT() FROM Item__c WHERE Colors__c EXCLUDES ('Red')")).toBe(2);
    });

    it('given a semi-join and an anti-join, when rows are filtered, then the inner query decides', () => {
        expect(
            names(
                'SELECT Name FROM Shelf__c WHERE Id IN (SELECT Shelf__c FROM Item__c WHERE Price__c > 5) ORDER BY Name'
            )
        ).toEqual(['iron', 'Oak']);
        expect(names('SELECT Name FROM Shelf__c WHERE Id NOT IN (SELECT Shelf__c FROM Item__c)')).toEqual(['Empty']);
    });

    it.each([
        ["Name = 'Oak' OR Id IN (SELECT Shelf__c FROM Item__c)", "with the 'OR' operator"],
        ["Name != 'Oak' AND (Name = 'iron' OR Id IN (SELECT Shelf__c FROM Item__c))", 'not in nested WHERE'],
        ['NOT (Id IN (SELECT Shelf__c FROM Item__c))', 'not in nested WHERE']
    ])('given a semi-join in %s, when the query is compiled, then it is refused as on the platform', (where, words) => {
        expect(() => test.query(`SELECT Id FROM Shelf__c WHERE ${where}`)).toThrow(words);
    });

    it('given binds, when a collection of records is bound, then it stands for their ids', () => {
        const shelves = test.list('Shelf__c', test.query("SELECT Id FROM Shelf__c WHERE Name = 'Oak'"));
        expect(test.query('SELECT Id FROM Item__c WHERE Shelf__c IN :shelves', [shelves])).toHaveLength(3);
        expect(
            test.query('SELECT Id FROM Item__c WHERE Shelf__c = :id AND Price__c > :floor LIMIT :n', [
                oak,
                Decimal.of('3'),
                5
            ])
        ).toHaveLength(1);
    });

    it('given a 15-character id, when an id field is compared, then it finds the record', () => {
        expect(names(`SELECT Name FROM Shelf__c WHERE Id = '${oak.slice(0, 15)}'`)).toEqual(['Oak']);
    });

    it('given a boolean compared with text, when the query is compiled, then it is refused with the platform text', () => {
        expect(() => test.query("SELECT Id FROM User WHERE IsActive = 'true'")).toThrow(
            "value of filter criterion for field 'IsActive' must be of type boolean and should not be enclosed in quotes"
        );
    });
});

describe('SELECT', () => {
    it('given a parent path, when it is selected, then the parent record and the reference come along', () => {
        const [item] = test.query(
            "SELECT Shelf__r.Name, Shelf__r.Owner.Name FROM Item__c WHERE Shelf__r.Code__c = 'IRON'"
        );
        const shelf = item!.getParent(item!.fieldNamed('Shelf__c').index)!;
        expect(valueOf(shelf, 'Name')).toBe('iron');
        expect(valueOf(shelf.getParent(shelf.fieldNamed('OwnerId').index)!, 'Name')).toBe('Local Admin');
        expect([valueOf(item!, 'Shelf__c'), shelf.id]).toEqual([iron, iron]);
    });

    it('given a field that was not selected, when it is read, then it is an SObjectException', () => {
        const [shelf] = test.query('SELECT Name FROM Shelf__c LIMIT 1');
        expect(() => valueOf(shelf!, 'Code__c')).toThrow(
            'SObject row was retrieved via SOQL without querying the requested field: Shelf__c.Code__c'
        );
    });

    it('given a child sub-query, when it has its own filter and order, then each parent has its own rows', () => {
        const shelves = test.query(
            'SELECT Name, (SELECT Price__c FROM Items__r WHERE Price__c != null ORDER BY Price__c DESC LIMIT 1) FROM Shelf__c ORDER BY Name'
        );
        const prices = shelves.map((shelf) =>
            (shelf.getChildren('Items__r')!.items as SObject[]).map((row) => String(valueOf(row, 'Price__c')))
        );
        expect(prices).toEqual([[], ['7.25'], ['10.00']]);
    });

    it('given formula and roll-up fields, when they are read, then they are computed from what is stored', () => {
        expect(String(test.column("SELECT Gross__c FROM Item__c WHERE Shelf__r.Name = 'iron'", 'Gross__c')[0])).toBe(
            '8.63'
        );
        expect(
            test.column("SELECT Item_Count__c FROM Shelf__c WHERE Name = 'Oak'", 'Item_Count__c').map(Number)
        ).toEqual([3]);
    });

    it('given TYPEOF, when the owner is a user, then the fields of that branch are there', () => {
        const [shelf] = test.query(
            "SELECT TYPEOF Owner WHEN User THEN Username ELSE Name END FROM Shelf__c WHERE Name = 'Oak'"
        );
        expect(valueOf(shelf!.getParent(shelf!.fieldNamed('OwnerId').index)!, 'Username')).toBe('admin@shop.example');
    });

    it('given toLabel, when a picklist is selected, then its label is given', () => {
        expect(test.column("SELECT toLabel(Kind__c) FROM Shelf__c WHERE Name = 'Oak'", 'Kind__c')).toEqual([
            'Made of wood'
        ]);
    });

    it('given FIELDS(ALL) without a small limit, when the query is compiled, then it is refused', () => {
        expect(() => test.query('SELECT FIELDS(ALL) FROM Shelf__c')).toThrow(
            'The SOQL FIELDS function must have a LIMIT of at most 200'
        );
        expect(
            test
                .query('SELECT FIELDS(ALL) FROM Shelf__c LIMIT 1')[0]!
                .isSet(test.org.schema.object('Shelf__c')!.field('Code__c')!.index)
        ).toBe(true);
    });

    it('given unknown names, when the query is compiled, then the texts are the platform’s', () => {
        expect(() => test.query('SELECT Nope__c FROM Shelf__c')).toThrow(
            /\^\nERROR at Row:1:Column:8\nNo such column 'Nope__c' on entity 'Shelf__c'\./
        );
        expect(() => test.query('SELECT Id FROM Nope__c')).toThrow(/sObject type 'Nope__c' is not supported\./);
        expect(() => test.query('SELECT Nope__r.Name FROM Shelf__c')).toThrow(
            /Didn't understand relationship 'Nope__r' in field path\./
        );
    });
});

describe('ORDER BY, LIMIT, OFFSET', () => {
    it('given nulls, when the order says nothing, then they come first', () => {
        expect(names('SELECT Name FROM Shelf__c ORDER BY Code__c')).toEqual(['Empty', 'iron', 'Oak']);
        expect(names('SELECT Name FROM Shelf__c ORDER BY Code__c DESC NULLS LAST')).toEqual(['Oak', 'iron', 'Empty']);
    });

    it('given a picklist, when rows are ordered by it, then the order of its values in Setup counts, not the alphabet', () => {
        expect(names('SELECT Name FROM Shelf__c ORDER BY Kind__c, Name')).toEqual(['Empty', 'Oak', 'iron']);
        expect(names('SELECT Name FROM Shelf__c ORDER BY Kind__c DESC, Name')).toEqual(['iron', 'Empty', 'Oak']);
    });

    it('given limit and offset, when rows are paged, then the page is cut after sorting', () => {
        expect(names('SELECT Name FROM Shelf__c ORDER BY Name LIMIT 1 OFFSET 1')).toEqual(['iron']);
        expect(() => test.query('SELECT Id FROM Shelf__c OFFSET 2001')).toThrow('Maximum SOQL offset allowed is 2000');
    });
});

describe('aggregates', () => {
    it('given groups, when aliases and unnamed functions are selected, then columns are named as on the platform', () => {
        const rows = test.query(
            'SELECT Shelf__r.Name shelf, COUNT(Id), SUM(Price__c) total, AVG(Price__c) FROM Item__c GROUP BY Shelf__r.Name ORDER BY Shelf__r.Name'
        );
        expect(
            rows.map((row) => ['shelf', 'expr0', 'total', 'expr1'].map((name) => String(valueOf(row, name))))
        ).toEqual([
            ['iron', '1', '7.25', '7.25'],
            ['Oak', '3', '12.50', '6.25']
        ]);
    });

    it('given ORDER BY with an aggregate, when groups are ordered, then its values decide', () => {
        const kinds = (direction: string): unknown[] =>
            test.column(`SELECT Kind__c k FROM Shelf__c GROUP BY Kind__c ORDER BY COUNT(Id) ${direction}`, 'k');
        expect([kinds('DESC'), kinds('ASC')]).toEqual([
            ['WOOD', 'STEEL'],
            ['STEEL', 'WOOD']
        ]);
    });

    it('given HAVING, when groups are filtered, then it sees the aggregate', () => {
        expect(
            test.column('SELECT Kind__c, COUNT(Id) n FROM Shelf__c GROUP BY Kind__c HAVING COUNT(Id) > 1', 'n')
        ).toEqual([2]);
    });

    it('given ROLLUP, when it sums up, then subtotals have no value and GROUPING tells so', () => {
        const rows = test.query(
            'SELECT Kind__c, GROUPING(Kind__c) g, COUNT(Id) n FROM Shelf__c GROUP BY ROLLUP(Kind__c)'
        );
        expect(rows.map((row) => [valueOf(row, 'Kind__c'), valueOf(row, 'g'), valueOf(row, 'n')])).toEqual([
            ['WOOD', 0, 2],
            ['STEEL', 0, 1],
            [null, 1, 3]
        ]);
    });

    it('given a date function, when it groups, then rows of one year are one group', () => {
        expect(
            test.column(
                'SELECT CALENDAR_YEAR(Sold_At__c) y, COUNT(Id) n FROM Item__c WHERE Sold_At__c != null GROUP BY CALENDAR_YEAR(Sold_At__c)',
                'n'
            )
        ).toEqual([3]);
    });

    it('given a field that is not grouped, when the query is compiled, then it is refused', () => {
        expect(() => test.query('SELECT Name, COUNT(Id) FROM Shelf__c GROUP BY Kind__c')).toThrow(
            'Field must be grouped or aggregated: Name'
        );
    });
});

describe('governor limits', () => {
    it('given 101 queries in a transaction, when the last runs, then it is a LimitException; custom metadata is free', () => {
        const transaction = test.transaction();
        for (let i = 0; i < 100; i++) test.query('SELECT Id FROM Shelf__c LIMIT 1', [], transaction);
        expect(test.query('SELECT Limit__c FROM Rule__mdt', [], transaction)).toHaveLength(1);
        expect(() => test.query('SELECT Id FROM Shelf__c', [], transaction)).toThrow('Too many SOQL queries: 101');
    });

    it('given sub-queries and counts, when rows are counted, then children count and COUNT() is one row', () => {
        const transaction = test.transaction();
        test.query('SELECT Id, (SELECT Id FROM Items__r) FROM Shelf__c', [], transaction);
        expect(transaction.limits.queryRows).toBe(7);
        test.query('SELECT MAX(Price__c) FROM Item__c', [], transaction);
        expect(transaction.limits.queryRows).toBe(11);
    });
});
