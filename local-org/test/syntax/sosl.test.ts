import { describe, expect, it } from 'vitest';
import { parseSosl } from '../../src/syntax/index.ts';
import { expressionOf } from './outline.ts';

describe('given a search', () => {
    it('when it has every clause, then all are kept', () => {
        const { query, diagnostics } = parseSosl(
            "FIND {Joe \\\"Smith\\} x} IN NAME FIELDS RETURNING Account(Id, toLabel(Type) t WHERE Name LIKE 'a%' " +
                'USING LISTVIEW = Mine ORDER BY Name DESC LIMIT 5 OFFSET 2), Contact WITH SNIPPET (target_length = 120) ' +
                "WITH NETWORK IN ('a', 'b') WITH USER_MODE LIMIT 10 UPDATE VIEWSTAT"
        );
        expect(diagnostics).toEqual([]);
        expect(query).toMatchObject({
            search: { kind: 'String', value: 'Joe "Smith\\} x' },
            scope: 'NAME',
            returning: [
                {
                    object: 'Account',
                    fields: [{ kind: 'Field' }, { kind: 'Function', alias: 't' }],
                    where: { operator: 'like' },
                    listView: 'Mine',
                    orderBy: [{ descending: true }],
                    limit: { value: '5' },
                    offset: { value: '2' }
                },
                { object: 'Contact', fields: [], where: null, listView: null, orderBy: [], limit: null, offset: null }
            ],
            withClauses: ['SNIPPET (target_length = 120)', "NETWORK IN ('a', 'b')", 'USER_MODE'],
            limit: { value: '10' },
            updateStatistics: ['viewstat']
        });
    });

    it('when no fields are named, then all are searched', () => {
        expect(parseSosl("FIND 'x'").query).toMatchObject({
            scope: 'ALL',
            returning: [],
            withClauses: [],
            limit: null
        });
    });

    it.each([
        ["[FIND 'a\\-b*' IN ALL FIELDS RETURNING Account]", { kind: 'String', value: 'a\\-b*' }],
        ['[find :a.b RETURNING Account(Id)]', { kind: 'Bind', expression: { kind: 'FieldAccess' } }]
    ])('when %s stands in Apex, then its search text is kept', (text, search) => {
        expect(expressionOf(text)).toMatchObject({ kind: 'Sosl', query: { search } });
    });

    it.each([
        ['FIND x', "1:6 unexpected token: 'x'"],
        ["FIND 'x' IN SOME FIELDS", "1:13 unexpected token: 'SOME'"],
        ["FIND 'x' RETURNING Account(", "1:28 unexpected token: '<EOF>'"],
        ["FIND 'x' WITH MAGIC", "1:15 unexpected token: 'MAGIC'"],
        ['FIND {x', '1:6 Missing closing mark } on search text.']
    ])('when %j is parsed, then the first error is %j', (text, expected) => {
        const { query, diagnostics } = parseSosl(text);
        expect(query).toBeNull();
        expect(diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`)[0]).toBe(expected);
    });
});
