import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/syntax/index.ts';
import { outline, statementErrors, statementsOf, typeOutline } from './outline.ts';

function only<Kind extends Statement['kind']>(text: string, kind: Kind): Extract<Statement, { kind: Kind }> {
    const [statement, ...rest] = statementsOf(text);
    if (statement?.kind !== kind || rest.length > 0) throw new Error(`expected one ${kind}: ${text}`);
    return statement as Extract<Statement, { kind: Kind }>;
}

describe('given declarations of local variables', () => {
    it('when several names share a type, then each has its own initial value', () => {
        const local = only('final Map<String, List<Account>> a, b = null;', 'Local');
        expect(typeOutline(local.type)).toBe('Map<String,List<Account>>');
        expect(local.modifiers.names).toEqual(['final']);
        expect(local.declarators.map((d) => [d.name.text, d.init && outline(d.init)])).toEqual([
            ['a', null],
            ['b', 'null']
        ]);
    });

    it.each(['a.b.C d;', 'A[] b = c;', 'List<A>[] b;', 'Set<Id> s = x < y ? z : w;'])(
        'when %s is parsed, then it is a declaration',
        (text) => {
            expect(statementsOf(text)[0]?.kind).toBe('Local');
        }
    );

    it.each(['a.b = c;', 'a[0] = b;', 'a < b;', 'a instanceof B;', 'a.b(c);'])(
        'when %s is parsed, then it is an expression',
        (text) => {
            expect(statementsOf(text)[0]?.kind).toBe('ExpressionStatement');
        }
    );
});

describe('given loops', () => {
    it('when a for loop has all parts, then each is kept', () => {
        const loop = only('for (Integer i = 0, n = 9; i < n; i++, n--) f(i);', 'For');
        expect(loop.init).toMatchObject({ kind: 'Local' });
        expect(loop.condition && outline(loop.condition)).toBe('(< i n)');
        expect(loop.update.map(outline)).toEqual(['(post++ i)', '(post-- n)']);
        expect(loop.body.kind).toBe('ExpressionStatement');
    });

    it('when a for loop has no parts, then they are null or empty and the body is empty', () => {
        expect(only('for (;;);', 'For')).toMatchObject({
            init: null,
            condition: null,
            update: [],
            body: { kind: 'Empty' }
        });
    });

    it('when a loop runs over a query, then type, name and iterable are kept', () => {
        const loop = only('for (List<Account> page : [SELECT Id FROM Account]) {}', 'ForEach');
        expect(typeOutline(loop.type)).toBe('List<Account>');
        expect(loop.name.text).toBe('page');
        expect(loop.iterable.kind).toBe('Soql');
    });

    it('when while and do-while are parsed, then condition and body are kept', () => {
        expect(outline(only('while (a) { b(); }', 'While').condition)).toBe('a');
        expect(only('do { b(); } while (a);', 'DoWhile')).toMatchObject({
            body: { body: [{}] },
            condition: { kind: 'Name' }
        });
    });
});

describe('given branches', () => {
    it('when else follows nested ifs, then it belongs to the nearer one', () => {
        const branch = only('if (a) if (b) c(); else d();', 'If');
        expect(branch.otherwise).toBeNull();
        expect(branch.then).toMatchObject({ kind: 'If', otherwise: { kind: 'ExpressionStatement' } });
    });

    it('when a switch has every form of when, then each is told apart', () => {
        const found = only(
            `switch on x {
                when 1, -2, (3) { a(); }
                when 'b', null { }
                when Account acc { }
                when SPRING, Season.FALL { }
                when else { }
            }`,
            'Switch'
        );
        expect(
            found.branches.map(({ when }) =>
                when.kind === 'Values'
                    ? when.values.map(outline)
                    : when.kind === 'Type'
                      ? `${typeOutline(when.type)} ${when.name.text}`
                      : 'else'
            )
        ).toEqual([['1', '(- 2)', '3'], ["'b'", 'null'], 'Account acc', ['SPRING', '(. Season FALL)'], 'else']);
    });

    it('when a switch has no when, then the platform says so', () => {
        expect(statementErrors('switch on x { }')).toEqual(['1:15 Switch statement requires at least one when block']);
    });
});

describe('given a long chain of else-ifs', () => {
    it('when it is parsed, then it does not count as nesting', () => {
        expect(statementErrors(`${'if (a) b(); else '.repeat(500)} c();`)).toEqual([]);
    });

    it('when it is longer than what can be compiled, then it is refused once, and what follows is read', () => {
        const text = `${'if (a) b(); else '.repeat(5000)} c(); d = ;`;
        expect(statementErrors(text).map((error) => error.slice(error.indexOf(' ') + 1))).toEqual([
            'Expression is too long, please split this expression into multiple statements',
            "Unexpected token ';'."
        ]);
    });
});

describe('given exceptions and jumps', () => {
    it('when a try has catches and finally, then all are kept', () => {
        const found = only('try { a(); } catch (A.B e) { } catch (Exception e) { throw e; } finally { c(); }', 'Try');
        expect(found.catches.map((clause) => [typeOutline(clause.type), clause.name.text])).toEqual([
            ['A.B', 'e'],
            ['Exception', 'e']
        ]);
        expect(found.finallyBody?.body).toHaveLength(1);
    });

    it('when a try has neither catch nor finally, then the platform says so', () => {
        expect(statementErrors('try { a(); } b();')).toEqual([
            '1:14 Try block must have at least one catch block or a finally block'
        ]);
    });

    it.each([
        ['return;', { kind: 'Return', value: null }],
        ['return a;', { kind: 'Return', value: { kind: 'Name' } }],
        ['break;', { kind: 'Break' }],
        ['continue;', { kind: 'Continue' }]
    ])('when %s is parsed, then it is that jump', (text, expected) => {
        expect(statementsOf(text)).toMatchObject([expected]);
    });
});

describe('given DML', () => {
    it.each([
        ['insert a;', { operation: 'insert', accessMode: null, upsertField: null, mergeWith: null }],
        ['update as user a.b;', { operation: 'update', accessMode: 'user' }],
        [
            'delete as system [SELECT Id FROM A];',
            { operation: 'delete', accessMode: 'system', target: { kind: 'Soql' } }
        ],
        ['undelete a;', { operation: 'undelete' }],
        ['upsert a;', { operation: 'upsert', upsertField: null }],
        ['upsert as user a Key__c;', { operation: 'upsert', accessMode: 'user', upsertField: [{ text: 'Key__c' }] }],
        [
            'upsert a Account.Fields.Key__c;',
            { upsertField: [{ text: 'Account' }, { text: 'Fields' }, { text: 'Key__c' }] }
        ],
        ['merge a b;', { operation: 'merge', target: { kind: 'Name' }, mergeWith: { kind: 'Name' } }],
        ['insert new List<A>{ b };', { target: { kind: 'NewCollection' } }]
    ])('when %s is parsed, then its parts are kept', (text, expected) => {
        expect(only(text, 'Dml')).toMatchObject(expected);
    });

    it('when System.runAs has a block, then it is a statement of its own', () => {
        expect(only('SYSTEM.runas(u) { insert a; }', 'RunAs').body.body).toMatchObject([{ kind: 'Dml' }]);
    });
});
