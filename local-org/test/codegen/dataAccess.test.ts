import { describe, expect, it } from 'vitest';
import { ApexList } from '../../src/runtime/collections.ts';
import { RunAs } from '../../src/runtime/services.ts';
import { SObject } from '../../src/runtime/sobject.ts';
import { currentTransaction } from '../../src/runtime/transaction.ts';
import type { DataPort } from '../../src/runtime/transaction.ts';
import { sobjectOf } from '../../src/semantics/types.ts';
import { schema } from '../apex/platform.ts';
import { programOf } from '../apex/program.ts';
import { inTransaction } from '../apex/transaction.ts';

const account = schema.object('Account')!;
const nameSlot = account.field('Name')!.index;

function accounts(count: number): ApexList {
    const rows = Array.from({ length: count }, (_, i) => {
        const row = new SObject(account);
        row.values[nameSlot] = `a${i}`;
        row.queried = true;
        return row;
    });
    return new ApexList(sobjectOf('Account'), rows);
}

/** Calls `Sample.run()` of a class with that body, over a data port. */
function run(members: string, data: Partial<DataPort>, sharing = ''): unknown {
    const { program } = programOf({ 'Sample.cls': `public ${sharing} class Sample {\n${members}\n}` });
    return inTransaction(() => program.callStatic(program.classNamed('sample')!, 'run$0'), { data });
}

describe('queries', () => {
    it('given a bind, when a query runs, then the port receives its value in source order', () => {
        const seen: unknown[] = [];
        const data = {
            query: (_: unknown, binds: readonly unknown[], shape: string) => (seen.push(binds, shape), accounts(1))
        };
        run(
            `public static void run() {
            String a = 'x';
            Integer n = 2;
            List<Account> rows = [SELECT Id FROM Account WHERE Name = :a LIMIT :n];
        }`,
            data
        );
        expect(seen).toEqual([['x', 2], 'list']);
    });

    it('given no row, when a query is assigned to one record, then a QueryException says so', () => {
        const body = `public static String run() {
            try {
                Account a = [SELECT Id FROM Account];
                return 'assigned';
            } catch (QueryException e) {
                return e.getMessage();
            }
        }`;
        expect(run(body, { query: () => accounts(0) })).toBe('List has no rows for assignment to SObject');
        expect(run(body, { query: () => accounts(2) })).toBe('List has more than 1 row for assignment to SObject');
        expect(run(body, { query: () => accounts(1) })).toBe('assigned');
    });

    it('given no row, when a query stands before ?., then the chain is null', () => {
        const body = `public static String run() { return [SELECT Name FROM Account]?.Name; }`;
        expect(run(body, { query: () => accounts(0) })).toBeNull();
        expect(run(body, { query: () => accounts(1) })).toBe('a0');
    });

    it('given 450 rows, when a for loop takes lists, then it gets 200, 200 and 50', () => {
        const body = `public static List<Integer> run() {
            List<Integer> sizes = new List<Integer>();
            for (List<Account> chunk : [SELECT Id FROM Account]) { sizes.add(chunk.size()); }
            return sizes;
        }`;
        expect((run(body, { query: () => accounts(450) }) as ApexList).items).toEqual([200, 200, 50]);
    });

    it('given rows, when a for loop takes records, then break leaves it', () => {
        const body = `public static String run() {
            String seen = '';
            for (Account a : [SELECT Name FROM Account]) {
                seen += a.Name;
                if (a.Name == 'a1') { break; }
            }
            return seen;
        }`;
        expect(run(body, { query: () => accounts(5) })).toBe('a0a1');
    });

    it('given a row, when a field that was not selected is read, then an SObjectException names it', () => {
        const body = `public static String run() {
            try {
                return [SELECT Name FROM Account].Industry;
            } catch (SObjectException e) {
                return e.getMessage();
            }
        }`;
        expect(run(body, { query: () => accounts(1) })).toBe(
            'SObject row was retrieved via SOQL without querying the requested field: Account.Industry'
        );
    });

    it('given a contact without account, when the account name is read along the path, then it is null', () => {
        const contact = schema.object('Contact')!;
        const row = new SObject(contact);
        row.queried = true;
        row.putParent(contact.field('AccountId')!.index, null);
        const body = `public static String run() {
            Contact c = [SELECT Account.Name FROM Contact];
            return c.Account.Name;
        }`;
        expect(run(body, { query: () => new ApexList(sobjectOf('Contact'), [row]) })).toBeNull();
    });
});

describe('DML', () => {
    it('given the statements, when they run, then the port gets operation, records and options', () => {
        const seen: unknown[] = [];
        const dml: DataPort['dml'] = (operation, records, options) => {
            seen.push([
                operation,
                records instanceof ApexList ? records.size() : (records as SObject).get(nameSlot),
                options.accessMode,
                options.upsertField
            ]);
        };
        run(
            `public static void run() {
            insert new Account(Name = 'one');
            update as user new List<Account>{ new Account(), new Account() };
            delete as system new Account(Name = 'gone');
        }`,
            { dml }
        );
        expect(seen).toEqual([
            ['insert', 'one', null, null],
            ['update', 2, 'user', null],
            ['delete', 'gone', 'system', null]
        ]);
    });
});

describe('sharing', () => {
    const query = () => (modes.push(currentTransaction().withSharing), accounts(0));
    let modes: boolean[] = [];
    const read = 'if ([SELECT Id FROM Account].isEmpty()) { n++; }';

    it('given classes with and without sharing, when they call each other, then each query runs under its own class', () => {
        modes = [];
        run(
            `
            static Integer n = 0; public static void run() { ${read} new Open().go(); ${read} new Plain().go(); new Neutral().go(); }
            public without sharing class Open { Integer n = 0; public void go() { ${read} new Neutral().go(); } }
            public with sharing class Plain { Integer n = 0; public void go() { ${read} } }
            public class Neutral { Integer n = 0; public void go() { ${read} } }`,
            { query },
            'with sharing'
        );
        expect(modes).toEqual([true, false, false, true, true, true]);
    });

    it('given entry classes, when they run first, then no keyword means without and inherited means with sharing', () => {
        modes = [];
        run(`static Integer n = 0; public static void run() { ${read} }`, { query });
        run(`static Integer n = 0; public static void run() { ${read} }`, { query }, 'inherited sharing');
        expect(modes).toEqual([false, true]);
    });

    it('given an exception in a class without sharing, when it is caught outside, then sharing is back', () => {
        modes = [];
        run(
            `
            static Integer n = 0; public static void run() { try { new Open().go(); } catch (Exception e) { ${read} } }
            public without sharing class Open { Integer n = 0; public void go() { ${read} Integer zero = 0; zero = 1 / zero; } }`,
            { query },
            'with sharing'
        );
        expect(modes).toEqual([false, true]);
    });
});

describe('triggers and runAs', () => {
    it('given a trigger, when its object and event are asked for, then it is found and its body runs', () => {
        const { program } = programOf({
            'Log.cls': 'public class Log { public static List<String> lines = new List<String>(); }',
            'OnAccount.trigger': `trigger OnAccount on Account (before insert, after update) {\n    note('ran');\n    void note(String text) { Log.lines.add(text); }\n}`
        });
        expect(program.triggersOf('account', 'before insert')).toEqual(['OnAccount']);
        expect(program.triggersOf('Account', 'before delete')).toEqual([]);
        const lines = inTransaction(() => {
            program.runTrigger('OnAccount');
            const record = currentTransaction().statics[program.classNamed('log')!.index] as { _lines: ApexList };
            return record._lines.items;
        });
        expect(lines).toEqual(['ran']);
    });

    it('given System.runAs, when its body returns or throws, then the block is left each time', () => {
        const steps: string[] = [];
        const { program } = programOf({
            'Sample.cls': `@IsTest private class Sample {
                public static Integer run() { System.runAs(new User()) { return 1; } }
                public static void fail() { System.runAs(new User()) { Integer zero = 0; zero = 1 / zero; } }
            }`
        });
        const symbol = program.classNamed('sample')!;
        const parts = {
            provide: (services: { provide: (key: typeof RunAs, service: object) => void }) =>
                services.provide(RunAs, { enter: () => (steps.push('in'), () => steps.push('out')) })
        };
        expect(inTransaction(() => program.callStatic(symbol, 'run$0'), parts as never)).toBe(1);
        expect(() => inTransaction(() => program.callStatic(symbol, 'fail$0'), parts as never)).toThrow('Divide by 0');
        expect(steps).toEqual(['in', 'out', 'in', 'out']);
    });
});

describe('transactions', () => {
    it('given a static counter, when a second transaction runs, then it starts afresh', () => {
        const { program } = programOf({
            'Sample.cls': 'public class Sample { static Integer n = 0; public static Integer run() { n++; return n; } }'
        });
        const symbol = program.classNamed('sample')!;
        const twice = () =>
            inTransaction(() => [program.callStatic(symbol, 'run$0'), program.callStatic(symbol, 'run$0')]);
        expect(twice()).toEqual([1, 2]);
        expect(twice()).toEqual([1, 2]);
    });

    it('given a member that the registry lacks, when it is called, then it is refused by name and listed', () => {
        const { program } = programOf({
            'Sample.cls': `public class Sample { public static void run() { Canvas.Test.testCanvasLifecycle(null, null); } }`
        });
        expect([...program.linkReport]).toEqual([
            'Canvas.Test.testCanvasLifecycle(Canvas.CanvasLifecycleHandler, Canvas.RenderContext)'
        ]);
        expect(() => inTransaction(() => program.callStatic(program.classNamed('sample')!, 'run$0'))).toThrow(
            'The local org does not support Canvas.Test.testCanvasLifecycle(Canvas.CanvasLifecycleHandler, Canvas.RenderContext).'
        );
    });
});
