import { describe, expect, it } from 'vitest';
import { ApexMatcher, ApexPattern, splitBy } from '../../src/runtime/stdlib/regex/matcher.ts';
import { compileRegex } from '../../src/runtime/stdlib/regex/regexCompiler.ts';
import { outputs } from './evaluate.ts';

/** `match@start` of every match */
function matches(pattern: string, text: string): string[] {
    const matcher = new ApexMatcher(new ApexPattern(pattern), text);
    const found: string[] = [];
    while (matcher.find()) found.push(`${matcher.group()}@${matcher.start()}`);
    return found;
}

/** What java.util.regex.Pattern documents and JavaScript does differently. */
describe('Java regular expressions', () => {
    const table: readonly (readonly [feature: string, pattern: string, text: string, expected: readonly string[]])[] = [
        ['class intersection', '[a-z&&[^aeiou]]+', 'hello', ['h@0', 'll@2']],
        ['class union', '[a-c[x-z]]+', 'abmyz', ['ab@0', 'yz@3']],
        ['closing bracket first in a class', '[]a]+', 'a]b', ['a]@0']],
        ['quotation', '\\Qa.b\\E', 'axb a.b', ['a.b@4']],
        ['possessive quantifier', 'x*+x', 'xxx', []],
        ['atomic group', '(?>a+)b', 'aab', ['aab@0']],
        ['flag to the end of the pattern', '(?i)abc', 'ABC', ['ABC@0']],
        ['flag in the middle', 'a(?i)b', 'aB AB', ['aB@0']],
        ['flag for one group', '(?i:a)b', 'Ab AB', ['Ab@0']],
        ['ignored case for ASCII only', '(?i)\u00e9', '\u00c9\u00e9', ['\u00e9@1']],
        ['end before a final line end', 'a$', 'a\n', ['a@0']],
        ['very end', 'a\\z', 'a\n', []],
        ['dot stops at more line ends', '.+', 'a\u0085b', ['a@0', 'b@2']],
        ['DOTALL', '(?s)a.b', 'a\nb', ['a\nb@0']],
        ['MULTILINE, not after the last line end', '(?m)^', 'a\r\nb\n', ['@0', '@3']],
        ['comments', '(?x) a b # text', 'ab', ['ab@0']],
        ['POSIX class', '\\p{Upper}+', 'abCD', ['CD@2']],
        ['space is ASCII', '\\s', '\u00a0 ', [' @1']],
        ['octal', '\\0101', 'A', ['A@0']],
        ['code point beyond 16 bits', '.', '\ud83d\ude00', ['\ud83d\ude00@0']],
        ['reference of as many digits as there are groups', '(a)\\11', 'aa1', ['aa1@0']],
        ['named group', '(?<y>\\d{4})-\\k<y>', '2026-2026', ['2026-2026@0']],
        ['matches without width', 'a*', 'baa', ['@0', 'aa@1', '@3']]
    ];
    for (const [feature, pattern, text, expected] of table) {
        it(`given ${feature}, when ${JSON.stringify(pattern)} searches, then Java's matches are found`, () => {
            expect(matches(pattern, text)).toEqual(expected);
        });
    }

    it('given constructs that JavaScript cannot express, when they are compiled, then they are refused by name', () => {
        expect(() => compileRegex('\\Ga')).toThrow(
            'The local org does not support the regular expression construct \\G.'
        );
        expect(() => compileRegex('(?:(a)|b)\\1')).toThrow('does not support the regular expression reference \\1');
        expect(() => compileRegex('(?<=a++)b')).toThrow(
            'does not support an atomic group or possessive quantifier inside a lookbehind'
        );
        expect(() => compileRegex('(?u)a')).toThrow('does not support the regular expression flag (?u)');
    });

    it('given a group that the last repetition left out, when it is read, then it is refused because Java would still have it', () => {
        const matcher = new ApexMatcher(new ApexPattern('(?:(a)|b)+'), 'ab');
        expect(matcher.matches()).toBe(true);
        expect(() => matcher.group(1)).toThrow('does not support group 1');
    });

    it('given malformed patterns, when they are compiled, then the message of Java and the place are told', () => {
        for (const [pattern, message] of [
            ['(a', 'Invalid regex at index 2: Unclosed group'],
            ['[a', 'Invalid regex at index 1: Unclosed character class'],
            ['*a', "Invalid regex at index 0: Dangling meta character '*'"],
            ['a)', "Invalid regex at index 0: Unmatched closing ')'"],
            ['[b-a]', 'Invalid regex at index 3: Illegal character range'],
            ['a{2,1}', 'Invalid regex at index 1: Illegal repetition range'],
            ['\\y', 'Invalid regex at index 1: Illegal/unsupported escape sequence']
        ] as const) {
            expect(() => compileRegex(pattern)).toThrow(message);
        }
    });
});

/** java.util.regex.Pattern.split: its table for "boo:and:foo" */
describe('splitting', () => {
    const table = [
        [':', 2, ['boo', 'and:foo']],
        [':', 5, ['boo', 'and', 'foo']],
        [':', -2, ['boo', 'and', 'foo']],
        ['o', 5, ['b', '', ':and:f', '', '']],
        ['o', -2, ['b', '', ':and:f', '', '']],
        ['o', 0, ['b', '', ':and:f']]
    ] as const;
    for (const [pattern, limit, expected] of table) {
        it(`given boo:and:foo, when it is split by ${pattern} with limit ${limit}, then the parts are Java's`, () => {
            expect(splitBy(compileRegex(pattern), 'boo:and:foo', limit)).toEqual(expected);
        });
    }

    it('given a separator without width or no separator, when a text is split, then no empty part leads', () => {
        expect(splitBy(compileRegex(''), 'abc', 0)).toEqual(['a', 'b', 'c']);
        expect(splitBy(compileRegex(','), '', 0)).toEqual(['']);
        expect(splitBy(compileRegex(','), ',a', 0)).toEqual(['', 'a']);
    });
});

describe('Pattern and Matcher in Apex', () => {
    it('given a matcher, when it is used, then groups, regions and replacements behave as in Java', () => {
        const table = {
            "Pattern.matches('a*b', 'aaaab')": 'true',
            "'2026-01-31'.replaceAll('(\\\\d+)-(\\\\d+)-(\\\\d+)', '$3.$2.$1')": '31.01.2026',
            "'aab'.replaceFirst('a', Matcher.quoteReplacement('$1\\\\'))": '$1\\ab',
            "'a1'.replaceAll('(a)', '$2')": '! System.StringException: No group 2',
            "'a.b.c'.split('\\\\.')": '(a, b, c)',
            "'a.b'.split(Pattern.quote('.'))": '(a, b)',
            "Pattern.compile('(a)(b)?').matcher('a').groupCount()": '2',
            "Pattern.compile('b').matcher('abb').region(2, 3).find()": 'true',
            "Pattern.compile('^b').matcher('ab').region(1, 2).lookingAt()": 'true',
            "Pattern.compile('a').matcher('b').group()": '! System.StringException: No match found',
            "Pattern.compile('(')": '! System.StringException: Invalid regex at index 1: Unclosed group'
        };
        expect(outputs(table)).toEqual(table);
    });
});
