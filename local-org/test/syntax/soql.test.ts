import { describe, expect, it } from 'vitest';
import {
    parseSoql,
    type Condition,
    type SoqlFunction,
    type SoqlQuery,
    type SoqlValue
} from '../../src/syntax/index.ts';
import { expressionOf, outline, statementErrors } from './outline.ts';

function dynamic(text: string): SoqlQuery {
    const { query, diagnostics } = parseSoql(text);
    if (query === null) throw new Error(diagnostics.map((found) => found.message).join('\n'));
    return query;
}

function inline(text: string): SoqlQuery {
    const expression = expressionOf(`[${text}]`);
    if (expression.kind !== 'Soql') throw new Error(`not a query: ${text}`);
    return expression.query;
}

function whereOutline(condition: Condition): string {
    switch (condition.kind) {
        case 'And':
        case 'Or':
            return `(${[condition.kind, ...condition.operands.map(whereOutline)].join(' ')})`;
        case 'Not':
            return `(Not ${whereOutline(condition.operand)})`;
        case 'Comparison': {
            const left = 'names' in condition.left ? condition.left.names.join('.') : functionOutline(condition.left);
            return `(${condition.operator} ${left} ${valueOutline(condition.right)})`;
        }
    }
}

function functionOutline(call: SoqlFunction): string {
    const args = call.args.map((arg) =>
        'names' in arg ? arg.names.join('.') : arg.kind === 'SoqlFunction' ? functionOutline(arg) : valueOutline(arg)
    );
    return `${call.name}(${args.join(',')})`;
}

function valueOutline(value: SoqlValue): string {
    switch (value.kind) {
        case 'Null':
            return 'null';
        case 'DateLiteral':
            return value.n === null ? value.name : `${value.name}:${value.n}`;
        case 'Bind':
            return `:${outline(value.expression)}`;
        case 'List':
            return `[${value.values.map(valueOutline).join(' ')}]`;
        case 'SemiJoin':
            return `{${value.query.text}}`;
        default:
            return `${value.kind} ${value.value}`;
    }
}

const where = (text: string) => {
    const { where: condition } = dynamic(`SELECT Id FROM A WHERE ${text}`);
    return condition && whereOutline(condition);
};

describe('given a query with every clause', () => {
    const query =
        inline(`SELECT Id, Owner.Name who, COUNT(Id) n, toLabel(Status), (SELECT Id FROM Contacts WHERE A = 1 LIMIT 2),
        TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Id END
        FROM Account a, a.Contacts c USING SCOPE mine WHERE Name LIKE 'x%' WITH USER_MODE
        GROUP BY ROLLUP(Name, CALENDAR_YEAR(CreatedDate)) HAVING COUNT(Id) > 1
        ORDER BY Name DESC NULLS LAST, COUNT(Id) ASC, Id LIMIT :n + 1 OFFSET 20 ALL ROWS FOR VIEW FOR REFERENCE UPDATE TRACKING, VIEWSTAT`);

    it('when it is parsed, then the select list is kept', () => {
        expect(query.select.map((item) => item.kind)).toEqual([
            'Field',
            'Field',
            'Function',
            'Function',
            'SubQuery',
            'Typeof'
        ]);
        expect(query.select[1]).toMatchObject({ field: { names: ['Owner', 'Name'] }, alias: 'who' });
        expect(query.select[2]).toMatchObject({ call: { name: 'COUNT', args: [{ names: ['Id'] }] }, alias: 'n' });
        expect(query.select[4]).toMatchObject({
            query: { from: [{ path: { names: ['Contacts'] } }], limit: { value: '2' } }
        });
        expect(query.select[5]).toMatchObject({
            field: { names: ['What'] },
            branches: [
                { type: 'Account', fields: [{ names: ['Phone'] }, { names: ['Name'] }] },
                { type: 'Opportunity' }
            ],
            otherwise: [{ names: ['Id'] }]
        });
    });

    it('when it is parsed, then the other clauses are kept', () => {
        expect(query.from).toMatchObject([
            { path: { names: ['Account'] }, alias: 'a' },
            { path: { names: ['a', 'Contacts'] }, alias: 'c' }
        ]);
        expect(query.usingScope).toBe('mine');
        expect(query.where && whereOutline(query.where)).toBe('(like Name String x%)');
        expect(query.withClause?.kind).toBe('UserMode');
        expect(query.groupBy).toMatchObject({
            mode: 'rollup',
            items: [{ names: ['Name'] }, { name: 'CALENDAR_YEAR' }]
        });
        expect(query.having && whereOutline(query.having)).toBe('(> COUNT(Id) Number 1)');
        expect(query.orderBy).toMatchObject([
            { by: { names: ['Name'] }, descending: true, nulls: 'last' },
            { by: { name: 'COUNT' }, descending: false, nulls: null },
            { by: { names: ['Id'] }, descending: false, nulls: null }
        ]);
        expect(query.limit && valueOutline(query.limit)).toBe(':(+ n 1)');
        expect(query.offset && valueOutline(query.offset)).toBe('Number 20');
        expect(query).toMatchObject({
            allRows: true,
            forClauses: ['view', 'reference'],
            updateStatistics: ['tracking', 'viewstat']
        });
    });
});

describe('given a minimal query', () => {
    it('when it is parsed, then clauses that are not written are null or empty', () => {
        expect(dynamic('SELECT COUNT() FROM Account')).toEqual({
            kind: 'SoqlQuery',
            span: { start: 0, end: 27, line: 1, column: 1 },
            text: 'SELECT COUNT() FROM Account',
            select: [
                {
                    kind: 'Function',
                    call: {
                        kind: 'SoqlFunction',
                        name: 'COUNT',
                        args: [],
                        span: { start: 7, end: 14, line: 1, column: 8 }
                    },
                    alias: null,
                    span: { start: 7, end: 14, line: 1, column: 8 }
                }
            ],
            from: [{ path: { names: ['Account'], span: { start: 20, end: 27, line: 1, column: 21 } }, alias: null }],
            usingScope: null,
            where: null,
            withClause: null,
            groupBy: null,
            having: null,
            orderBy: [],
            limit: null,
            offset: null,
            forClauses: [],
            allRows: false,
            updateStatistics: []
        });
    });

    it('when it locks its rows, then the clause is kept', () => {
        expect(dynamic('SELECT Id FROM Account FOR UPDATE').forClauses).toEqual(['update']);
    });
});

describe('given conditions', () => {
    it.each([
        ["A = 'x' AND B != 1 AND C <> null", '(And (= A String x) (!= B Number 1) (!= C null))'],
        ['A < 1 OR B <= -2.5 OR C > +3', '(Or (< A Number 1) (<= B Number -2.5) (> C Number 3))'],
        ['(A = 1 OR B = 2) AND (NOT C = true)', '(And (Or (= A Number 1) (= B Number 2)) (Not (= C Boolean true)))'],
        ['NOT (A = 1 AND B = 2)', '(Not (And (= A Number 1) (= B Number 2)))'],
        ["A IN ('x', :b) AND C NOT IN :d.e", '(And (in A [String x :b]) (not in C :(. d e)))'],
        ['A IN (SELECT B FROM C WHERE D = 1)', '(in A {SELECT B FROM C WHERE D = 1})'],
        [
            "A INCLUDES ('x;y', 'z') AND B EXCLUDES ('w')",
            '(And (includes A [String x;y String z]) (excludes B [String w]))'
        ],
        ['A = TODAY AND B > last_n_days:30', '(And (= A TODAY) (> B LAST_N_DAYS:30))'],
        ['A = N_FISCAL_YEARS_AGO:2 AND B = LAST_90_DAYS', '(And (= A N_FISCAL_YEARS_AGO:2) (= B LAST_90_DAYS))'],
        ['A = 2026-01-31', '(= A Date 2026-01-31)'],
        ['A >= 2026-01-31T12:00:00.000Z', '(>= A Datetime 2026-01-31T12:00:00.000Z)'],
        ['A >= 2026-01-31T12:00:00+01:00', '(>= A Datetime 2026-01-31T12:00:00+01:00)'],
        ['A = 12:30:00.000Z', '(= A Time 12:30:00.000Z)'],
        ['A > USD5000 AND B < eur100.50', '(And (> A Number USD5000) (< B Number eur100.50))'],
        ['CALENDAR_YEAR(convertTimezone(A)) = 2026', '(= CALENDAR_YEAR(convertTimezone(A)) Number 2026)'],
        [
            "DISTANCE(A__c, GEOLOCATION(37.7, -122.4), 'mi') < 20",
            '(< DISTANCE(A__c,GEOLOCATION(Number 37.7,Number -122.4),String mi) Number 20)'
        ],
        ["FORMULA('A > B') = true", '(= FORMULA(String A > B) Boolean true)']
    ])('when WHERE %s is parsed, then the tree is %s', (text, expected) => {
        expect(where(text)).toBe(expected);
    });

    it.each([
        ['A = 1 AND B = 2 OR C = 3', "1:40 unexpected token: 'OR'"],
        ['A = B', "1:28 unexpected token: 'B'"],
        ['A', "1:25 unexpected token: '<EOF>'"],
        ['A = 1 AND', "1:33 unexpected token: '<EOF>'"],
        ['UNKNOWN(A) = 1', "1:24 unexpected token: 'UNKNOWN'"],
        ['A IN (1, )', "1:33 unexpected token: ')'"]
    ])('when WHERE %s is parsed, then the first error is %s', (text, expected) => {
        const { query, diagnostics } = parseSoql(`SELECT Id FROM A WHERE ${text}`);
        expect(query).toBeNull();
        expect(diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`)[0]).toBe(expected);
        expect(diagnostics[0]?.code).toBe('soql/syntax');
    });
});

describe('given strings of a dynamic query', () => {
    it('when a quote is escaped, then the value has the quote', () => {
        expect(where(String.raw`A = 'it\'s'`)).toBe("(= A String it's)");
    });

    it('when a LIKE wildcard is escaped, then the backslash stays for LIKE to see', () => {
        expect(where(String.raw`A LIKE 'a\_b\%'`)).toBe(String.raw`(like A String a\_b\%)`);
    });

    it('when a wildcard is escaped in Apex source, then the literal is refused', () => {
        expect(statementErrors(String.raw`a = [SELECT Id FROM A WHERE B LIKE 'a\_b'];`)[0]).toContain(
            'Illegal character sequence'
        );
    });
});

describe('given binds in an inline query', () => {
    it.each([
        ['Id = :a AND B = 1', '(And (= Id :a) (= B Number 1))'],
        ['Id = :(a) AND B = 1', '(And (= Id :a) (= B Number 1))'],
        ['Id IN :(b.keySet()) OR C = :d[0].e', '(Or (in Id :(call b keySet)) (= C :(. (index d 0) e)))'],
        ['Id = :(String) a', '(= Id :(cast String a))'],
        ['Id = :x ? 1 : 2', '(= Id :(? x 1 2))']
    ])('when WHERE %s is parsed, then the bind ends at its place', (text, expected) => {
        const condition = inline(`SELECT Id FROM A WHERE ${text} LIMIT 1`).where;
        expect(condition && whereOutline(condition)).toBe(expected);
    });

    it('when a query stands in a bind of a query, then both are parsed', () => {
        const query = inline('SELECT Id FROM A WHERE Id IN :f([SELECT Id FROM B WHERE C = :(d) LIMIT 1]) LIMIT 2');
        expect(query.limit && valueOutline(query.limit)).toBe('Number 2');
    });
});

describe('given security and filter clauses', () => {
    it.each([
        ['WITH SECURITY_ENFORCED', { kind: 'SecurityEnforced' }],
        ['WITH system_mode', { kind: 'SystemMode' }],
        [
            'WITH DATA CATEGORY Geography__c ABOVE usa__c AND Product__c AT (a__c, b__c)',
            { kind: 'DataCategory', text: 'Geography__c ABOVE usa__c AND Product__c AT (a__c, b__c)' }
        ],
        ["WITH UserId = 'x'", { kind: 'Condition', text: "UserId = 'x'" }]
    ])('when %s is parsed, then it is told apart', (text, expected) => {
        expect(dynamic(`SELECT Id FROM A ${text} LIMIT 1`).withClause).toMatchObject(expected);
    });
});

describe('given a broken dynamic query', () => {
    it.each([
        ['', "1:1 unexpected token: '<EOF>'"],
        ['SELECT FROM Account', "1:8 unexpected token: 'FROM'"],
        ['SELECT Id, FROM Account', "1:12 unexpected token: 'FROM'"],
        ['SELECT Id Account', "1:18 unexpected token: '<EOF>'"],
        ['SELECT Id FROM Account LIMIT x', "1:30 unexpected token: 'x'"],
        ['SELECT Id FROM Account WHERE', "1:29 unexpected token: '<EOF>'"],
        ['SELECT Id FROM Account ORDER Name', "1:30 unexpected token: 'Name'"],
        ['SELECT Id FROM Account LIMIT 1 WHERE A = 1', "1:32 unexpected token: 'WHERE'"],
        ['SELECT Id\nFROM Account\nWHERE Name = = 1', "3:14 unexpected token: '='"],
        ['DELETE FROM Account', "1:1 unexpected token: 'DELETE'"]
    ])('when %j is parsed, then the error is %j', (text, expected) => {
        expect(parseSoql(text).diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`)).toEqual([expected]);
    });
});
