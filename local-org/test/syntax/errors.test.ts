import { describe, expect, it } from 'vitest';
import { parseClass, parseTrigger } from '../../src/syntax/index.ts';
import { classErrors, statementErrors } from './outline.ts';

describe('given a broken statement', () => {
    it.each([
        ['Integer a = ;', "1:13 Unexpected token ';'."],
        ['a = b + ;', "1:9 Unexpected token ';'."],
        ['Integer a = 3_000;', "1:14 Extra ';', at '_000'."],
        ['a = b\nc = d;', "2:1 Missing ';' at 'c'"],
        ['f(a;', "1:4 Missing ')' at ';'"],
        ['if (a { b(); }', "1:7 Missing ')' at '{'"],
        ['a = b, c;', "1:6 Expecting ';' but was: ','"],
        ['if a) { }', "1:4 Expecting '(' but was: 'a'"],
        ['a = [SELECT Id];', "1:15 Expecting 'FROM' but was: ']'"],
        ['a[0 + 1;', "1:8 Expecting ']' but was: ';'"],
        ['insert;', "1:7 Unexpected token ';'."],
        [';', "1:1 Unexpected token ';'."],
        ['a = b ? c;', "1:10 Expecting ':' but was: ';'"],
        ['for (Integer i = 0; i < 3) { }', "1:26 Expecting ';' but was: ')'"],
        ['List<> a;', "1:5 Unexpected token '<>'."],
        ['a = b % c;', "1:7 Found punctuation symbol or operator '%' that isn't valid in Apex."],
        ["a = 'x;\nb();", '1:5 Illegal string literal: Line breaks are not allowed in string literals'],
        ["a = 'x;", "1:5 Missing closing quote character ' on string."],
        [
            String.raw`a = 'x\d';`,
            String.raw`1:5 Illegal string literal: Invalid string literal 'x\d'. Illegal character sequence '\d' in string literal.`
        ],
        [
            String.raw`a = '\u12g';`,
            String.raw`1:5 Illegal string literal: Invalid string literal '\u12g'. Illegal unicode sequence. Less than four hex digits '\u12' in string literal.`
        ],
        ['a(); /* b();', '1:6 Missing closing mark */ on multi-line comment.'],
        [
            'Integer größe = 1;',
            "1:9 Invalid identifier 'größe'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'."
        ]
    ])('when %j is parsed, then the first error is %j', (text, expected) => {
        expect(statementErrors(text)[0]).toBe(expected);
    });

    it.each(["a = 'x;\nb();", 'a = b % c;', String.raw`a = 'x\d';`, "a = '''\nx''';", 'a = b\nc = d;'])(
        'when %j is parsed, then the error has no consequences',
        (text) => {
            expect(statementErrors(text)).toHaveLength(1);
        }
    );
});

describe('given a chain that nests too deep for the compiler', () => {
    it.each([
        ['additions', `a = ${'1 + '.repeat(1000)}1;`, `a = ${'1 + '.repeat(1001)}1;`],
        ['calls', `a${'.b()'.repeat(1000)};`, `a${'.b()'.repeat(1001)};`]
    ])('when %s go on, then a thousand links are fine and one more is too long', (_kind, fine, long) => {
        expect(statementErrors(fine)).toEqual([]);
        expect(statementErrors(long)[0]).toContain('Expression is too long');
    });
});

describe('given a multi-line string literal, which a later API version introduces', () => {
    it('when it is parsed, then it is refused by name', () => {
        expect(statementErrors("a = '''\nx''';")).toEqual([
            "1:5 Multi-line string literals (''') belong to API version 67.0 and are not supported by the local org."
        ]);
    });
});

describe('given a broken class', () => {
    it.each([
        ['class A {', "1:10 Expecting '}' but was: '<EOF>'"],
        ['class A { } }', "1:13 Extra '<EOF>', at '}'."],
        ['class A { }\nclass B { }', "2:1 Missing '<EOF>' at 'class'"],
        ['class { }', "1:7 Unexpected token '{'."],
        ['class A { void f( { } }', "1:19 Unexpected token '{'."],
        ['class A { Integer f() return 1; }', "1:23 Expecting '{' but was: 'return'"],
        ['interface A { void f() { } }', "1:24 Expecting ';' but was: '{'"],
        ['class A { Integer a { get; get; } }', "1:28 Unexpected token 'get'."],
        ['enum A { B, }', "1:13 Unexpected token '}'."],
        ['', "1:1 Unexpected token '<EOF>'."],
        ['trigger T on A (before insert) {}', "1:1 Unexpected token 'trigger'."]
    ])('when %j is parsed, then the first error is %j', (text, expected) => {
        expect(classErrors(text)[0]).toBe(expected);
    });

    it('when several members and statements are broken, then each is reported and the sound ones are kept', () => {
        const { unit, diagnostics } = parseClass({
            path: 'classes/A.cls',
            text: `public class A {
    void one() {
        Integer a = ;
        Integer b = 2;
        b = * 3;
        return;
    }
    public Integer int two;
    void three() { }
    private static void ( ) { }
    Integer four;
}`
        });
        expect(diagnostics.map((d) => `${d.line}:${d.column}`)).toEqual(['3:21', '5:13', '8:24', '10:25']);
        expect(diagnostics[0]).toEqual({
            path: 'classes/A.cls',
            line: 3,
            column: 21,
            severity: 'error',
            code: 'apex/syntax',
            message: "Unexpected token ';'."
        });
        if (unit?.type.kind !== 'Class') throw new Error('expected a class');
        expect(unit.type.members.map((member) => 'name' in member && member.name.text)).toContain('three');
        const one = unit.type.members[0];
        expect(one?.kind === 'Method' && one.body?.body.map((statement) => statement.kind)).toEqual([
            'Local',
            'Return'
        ]);
    });

    it('when nesting is deeper than any program, then it is an error and not a crash', () => {
        const deep = '('.repeat(5000);
        expect(statementErrors(`a = ${deep}b;`)[0]).toContain('Expression is too long');
        const everyLevel = 'a || b && c | d ^ e & f == g < h + i * ('.repeat(5000);
        expect(statementErrors(`a = ${everyLevel}b;`)[0]).toContain('Expression is too long');
        expect(classErrors(`class A { void f() ${'{'.repeat(5000)} }`)[0]).toContain('Expression is too long');
    });

    it('when lines end in CRLF, CR or LF, then line and column count the same', () => {
        for (const end of ['\r\n', '\r', '\n']) {
            expect(classErrors(`class A {${end}/* x${end} y */ Integer a = ;${end}}`)).toEqual([
                "3:19 Unexpected token ';'."
            ]);
        }
    });
});

describe('given a broken trigger', () => {
    it.each([
        ['trigger T on A (before merge) { }', "1:24 Unexpected token 'merge'."],
        ['trigger T on A (during insert) { }', "1:17 Unexpected token 'during'."],
        ['trigger T on A () { }', "1:17 Unexpected token ')'."],
        ['trigger T A (before insert) { }', "1:11 Expecting 'on' but was: 'A'"]
    ])('when %j is parsed, then the first error is %j', (text, expected) => {
        const [first] = parseTrigger({ path: 'T.trigger', text }).diagnostics;
        expect(`${first?.line}:${first?.column} ${first?.message}`).toBe(expected);
    });
});
