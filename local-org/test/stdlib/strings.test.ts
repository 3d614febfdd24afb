import { describe, expect, it } from 'vitest';
import { outputs } from './evaluate.ts';

/** Examples of the Apex Reference Guide (String class) where it has one, of Apache Commons Lang StringUtils otherwise. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'parts of a text': {
        "'hamburger'.substring(4, 8)": 'urge',
        "'abc'.substring(3)": '',
        "'abc'.substring(4)": '! System.StringException: Starting position out of bounds: 4',
        "'abc'.substring(1, 5)": '! System.StringException: Ending position out of bounds: 5',
        "'abc'.left(2) + 'abc'.right(2) + 'abcd'.mid(1, 2)": 'abbcbc',
        "'abc'.left(-1)": '',
        "'a.b.c'.substringBefore('.') + 'a.b.c'.substringAfterLast('.')": 'ac',
        "'tag1tag2tag'.substringBetween('tag')": '1',
        "'none'.substringBetween('[', ']')": 'null',
        "'abc'.charAt(3)": '! System.StringException: String index out of range: 3'
    },
    searching: {
        "'abcd'.indexOf('cd', 1)": '2',
        "'abcd'.lastIndexOf('a', -1)": '-1',
        "'aXaX'.countMatches('X')": '2',
        "'Hello'.containsIgnoreCase('ELL')": 'true',
        "'i am a machine'.difference('i am a robot')": 'robot',
        "'abcde'.indexOfDifference('abxyz')": '2',
        "'kitten'.getLevenshteinDistance('sitting')": '3',
        "'kitten'.getLevenshteinDistance('sitting', 2)": '-1',
        "'abc'.compareTo('abd')": '-1',
        "'abc'.compareTo('a')": '2',
        "'a'.equals('A')": 'false',
        "'a'.equalsIgnoreCase('A')": 'true',
        "'abc'.contains(null)": '! System.NullPointerException: Argument cannot be null.',
        "''.isNumeric()": 'false',
        "'1234'.isNumeric() && !'12.4'.isNumeric()": 'true',
        "String.isBlank(' \\t\\n') && String.isBlank(null) && !String.isEmpty(' ')": 'true'
    },
    shaping: {
        "'Now is the time'.abbreviate(8)": 'Now i...',
        "'abcdefghijklmno'.abbreviate(10, 6)": '...ghij...',
        "'ab'.center(5, '*')": '*ab**',
        "'7'.leftPad(3, '0') + '7'.rightPad(3, '0')": '007700',
        "'  a  b '.normalizeSpace()": 'a b',
        "'abc'.capitalize() + 'ABC'.uncapitalize()": 'AbcaBC',
        "'Hello World'.swapCase()": 'hELLO wORLD',
        "'am I'.reverse()": 'I ma',
        "'ab'.repeat('-', 3)": 'ab-ab-ab',
        "'hello'.overlay('zz', 1, 3)": 'hzzlo',
        "'Lightning.platform'.splitByCharacterTypeCamelCase()": '(Lightning, ., platform)',
        "'fooBARBaz12'.splitByCharacterTypeCamelCase()": '(foo, BAR, Baz, 12)',
        "'<b>hi</b>'.stripHtmlTags()": 'hi',
        "' a\\u00a0'.trim().length()": '2'
    },
    escapes: {
        "'a\"b, c'.escapeCsv()": '"a""b, c"',
        '\'"a""b, c"\'.unescapeCsv()': 'a"b, c',
        '\'<"Fran\\u00e7ois" & Co>\'.escapeHtml4()': '&lt;&quot;Fran&ccedil;ois&quot; &amp; Co&gt;',
        "'\\u20ac'.escapeHtml3() + '\\u20ac'.escapeHtml4()": '\u20ac&euro;',
        "'&lt;&eacute;&#65;&#x42;&unknown;'.unescapeHtml4()": '<\u00e9AB&unknown;',
        "'it\\'s <a>'.escapeXml()": 'it&apos;s &lt;a&gt;',
        '\'say "\\u00e9"\\n\'.escapeJava()': 'say \\"\\u00E9\\"\\n',
        "'it\\'s </a>'.escapeEcmaScript()": "it\\'s <\\/a>",
        "'a\\\\u0041\\\\n'.unescapeJava().length()": '3',
        "String.escapeSingleQuotes('O\\'Hara')": "O\\'Hara"
    },
    statics: {
        "String.format('Hi {0}, it\\'\\'s {1} \\'{0}\\' {2}', new List<Object>{ 'Ann', 5 })": "Hi Ann, it's 5 {0} {2}",
        "String.join(new List<Object>{ 1, null, 'x' }, '/')": '1//x',
        "String.getCommonPrefix(new List<String>{ 'SFDCApex', 'SFDCVisualforce' })": 'SFDC',
        'String.fromCharArray(new List<Integer>{ 65, 112, 101, 120 })': 'Apex',
        'String.valueOf((Object) null)': 'null',
        'String.valueOf(1.50)': '1.50',
        "String.valueOf(Double.valueOf('100000000'))": '1.0E8'
    }
};

for (const [topic, table] of Object.entries(tables)) {
    describe(`String: ${topic}`, () => {
        it('given expressions, when they are evaluated, then each gives its documented result', () => {
            expect(outputs(table)).toEqual(table);
        });
    });
}
