import { describe, expect, it } from 'vitest';
import { formulaTree } from '../../src/data/formula/computedFields.ts';
import { evaluateFormula } from '../../src/data/formula/evaluateFormula.ts';
import type { FormulaScope, FormulaValue } from '../../src/data/formula/formulaValue.ts';
import { ApexDate, ApexDatetime } from '../../src/runtime/dates.ts';
import { Decimal } from '../../src/runtime/decimal.ts';

const NUMBERS = new Set(['Empty_Number', 'Amount']);

function scope(values: Readonly<Record<string, FormulaValue>>, options: Partial<FormulaScope> = {}): FormulaScope {
    return {
        now: Date.UTC(2026, 1, 28, 10),
        blankAsZero: false,
        isNew: false,
        prior: null,
        value: (names) => values[names.join('.')] ?? null,
        isNumber: (names) => NUMBERS.has(names.join('.')),
        ...options
    };
}

/** Value of a formula as text; numbers without trailing zeros. */
function show(
    text: string,
    values: Readonly<Record<string, FormulaValue>> = {},
    options: Partial<FormulaScope> = {}
): string {
    const value = evaluateFormula(formulaTree(text), scope(values, options));
    if (value instanceof Decimal) return value.stripTrailingZeros().toPlainString();
    if (value instanceof ApexDate || value instanceof ApexDatetime) return value.iso();
    return String(value);
}

describe('formulas', () => {
    it.each([
        ['1 + 2 * 3', '7'],
        ['2 ^ 10', '1024'],
        ['-3 + 1', '-2'],
        ['10 / 0', 'null'],
        ['"a" & "b" + "c"', 'abc'],
        ['IF(1 < 2, "yes", "no")', 'yes'],
        ['CASE("b", "a", 1, "b", 2, 3)', '2'],
        ['CASE("x", "a", 1, 3)', '3'],
        ['AND(TRUE, 1 = 1, NOT(FALSE))', 'true'],
        ['OR(FALSE, "A" = "a")', 'false'],
        ['LEN("abc")', '3'],
        ['MID("abcdef", 2, 3)', 'bcd'],
        ['FIND("c", "abc")', '3'],
        ['SUBSTITUTE("a-b-c", "-", "+")', 'a+b+c'],
        ['LPAD("7", 3, "0")', '007'],
        ['BEGINS("abc", "ab") && CONTAINS("abc", "bc")', 'true'],
        ['REGEX("12345", "[0-9]{5}")', 'true'],
        ['VALUE("1.50") + 1', '2.5'],
        ['ROUND(2.345, 2)', '2.35'],
        ['MOD(-7, 3)', '2'],
        ['FLOOR(-1.5)', '-1'],
        ['MAX(1, 3, 2)', '3'],
        ['TEXT(1.50)', '1.5'],
        ['DATE(2026, 2, 28) + 1', '2026-03-01'],
        ['DATE(2026, 3, 1) - DATE(2026, 2, 28)', '1'],
        ['ADDMONTHS(DATE(2026, 1, 31), 1)', '2026-02-28'],
        ['WEEKDAY(DATE(2026, 3, 1))', '1'],
        ['YEAR(TODAY())', '2026'],
        ['ISBLANK("")', 'true'],
        ['BLANKVALUE("", "x")', 'x']
    ])('given %s, when it is evaluated, then it is %s', (text, expected) => {
        expect(show(text)).toBe(expected);
    });

    it('given a blank number, when blanks count as zero or not, then arithmetic follows and ISBLANK does not', () => {
        expect([show('Empty_Number + 1'), show('Empty_Number + 1', {}, { blankAsZero: true })]).toEqual(['null', '1']);
        expect(show('ISBLANK(Empty_Number)', {}, { blankAsZero: true })).toBe('true');
    });

    it('given a record before and after, when it changed, then ISCHANGED and PRIORVALUE know', () => {
        const prior = scope({ Name: 'old' });
        expect(show('ISCHANGED(Name)', { Name: 'new' }, { prior })).toBe('true');
        expect(show('PRIORVALUE(Name)', { Name: 'new' }, { prior })).toBe('old');
        expect(show('ISNEW()', {}, { isNew: true })).toBe('true');
    });

    it('given a function that is not there, when it is evaluated, then it is refused by name', () => {
        expect(() => show('GEOLOCATION(1, 2)')).toThrow('The local org does not support formula function GEOLOCATION.');
    });
});
