import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/runtime/decimal.ts';
import { doubleText } from '../../src/runtime/doubleText.ts';
import { randomDecimals } from './randomDecimals.ts';

const pairs = randomDecimals(300).map((value, i, all) => [value, all[(i * 7 + 3) % all.length]!] as const);

/** unscaled digits and scale, straight from the text */
function exact(text: string): { unscaled: bigint; scale: number } {
    const [whole, fraction = ''] = text.split('.') as [string, string | undefined];
    return { unscaled: BigInt(whole + fraction), scale: fraction.length };
}

function at(value: { unscaled: bigint; scale: number }, scale: number): bigint {
    return value.unscaled * 10n ** BigInt(scale - value.scale);
}

describe('Decimal arithmetic against integers', () => {
    it('given any two decimals, when they are added or subtracted, then the result is exact and has the larger scale', () => {
        for (const [a, b] of pairs) {
            const [left, right] = [exact(a), exact(b)];
            const scale = Math.max(left.scale, right.scale);
            const sum = Decimal.of(a).add(Decimal.of(b));
            expect([sum.unscaled, sum.scale()]).toEqual([at(left, scale) + at(right, scale), scale]);
            const difference = Decimal.of(a).subtract(Decimal.of(b));
            expect([difference.unscaled, difference.scale()]).toEqual([at(left, scale) - at(right, scale), scale]);
        }
    });

    it('given any two decimals, when they are multiplied, then the result is exact and scales add up', () => {
        for (const [a, b] of pairs) {
            const product = Decimal.of(a).multiply(Decimal.of(b));
            expect([product.unscaled, product.scale()]).toEqual([
                exact(a).unscaled * exact(b).unscaled,
                exact(a).scale + exact(b).scale
            ]);
        }
    });

    it('given any two decimals, when they are divided, then the quotient is off by at most half of its last digit', () => {
        for (const [a, b] of pairs) {
            const [left, right] = [exact(a), exact(b)];
            if (right.unscaled === 0n) continue;
            const quotient = Decimal.of(a).divide(Decimal.of(b));
            expect(quotient.precision()).toBeLessThanOrEqual(Math.max(34, quotient.scale() + 1));
            const scale = left.scale + right.scale + quotient.scale();
            const error =
                quotient.unscaled * right.unscaled * 10n ** BigInt(left.scale) -
                left.unscaled * 10n ** BigInt(scale - left.scale);
            const halfDigit = right.unscaled * 10n ** BigInt(left.scale);
            const size = (value: bigint): bigint => (value < 0n ? -value : value);
            expect(size(error) * 2n <= size(halfDigit)).toBe(true);
        }
    });

    it('given any two decimals, when they are compared, then their values decide and their scales do not', () => {
        for (const [a, b] of pairs) {
            const scale = Math.max(exact(a).scale, exact(b).scale);
            const difference = at(exact(a), scale) - at(exact(b), scale);
            expect(Math.sign(Decimal.of(a).compare(Decimal.of(b)))).toBe(
                difference === 0n ? 0 : difference < 0n ? -1 : 1
            );
            expect(Decimal.of(a).compare(Decimal.of(a).setScale(exact(a).scale + 20))).toBe(0);
        }
    });
});

describe('Decimal as text', () => {
    it('given a literal, when it is printed, then digits and scale are kept', () => {
        for (const text of ['0', '1.50', '-0.001', '123456789012345678901234567890.10', '0.000001'])
            expect(String(Decimal.of(text))).toBe(text);
    });

    it('given very small values and negative scales, when they are printed, then the notation is scientific, and plain on request', () => {
        expect(String(Decimal.of('0.0000001'))).toBe('1E-7');
        expect(String(Decimal.of('1200').stripTrailingZeros())).toBe('1.2E+3');
        expect(Decimal.of('1200').stripTrailingZeros().toPlainString()).toBe('1200');
    });

    it('given a quotient that does not end, when it is printed, then it has 34 digits', () => {
        expect(String(Decimal.of(1).divide(Decimal.of(3)))).toBe('0.3333333333333333333333333333333333');
        expect(String(Decimal.of(20).divide(Decimal.of(3)))).toBe('6.666666666666666666666666666666667');
    });
});

/** java.math.RoundingMode, table "Result of rounding input to one digit with the given rounding mode" */
describe('rounding modes', () => {
    const inputs = ['5.5', '2.5', '1.6', '1.1', '1.0', '-1.0', '-1.1', '-1.6', '-2.5', '-5.5'];
    const table = {
        UP: '6 3 2 2 1 -1 -2 -2 -3 -6',
        DOWN: '5 2 1 1 1 -1 -1 -1 -2 -5',
        CEILING: '6 3 2 2 1 -1 -1 -1 -2 -5',
        FLOOR: '5 2 1 1 1 -1 -2 -2 -3 -6',
        HALF_UP: '6 3 2 1 1 -1 -1 -2 -3 -6',
        HALF_DOWN: '5 2 2 1 1 -1 -1 -2 -2 -5',
        HALF_EVEN: '6 2 2 1 1 -1 -1 -2 -2 -6'
    } as const;
    for (const mode of Object.keys(table) as (keyof typeof table)[]) {
        it(`given ${mode}, when values are rounded to whole numbers, then they go where Java sends them`, () => {
            expect(inputs.map((input) => Decimal.of(input).setScale(0, mode).toString()).join(' ')).toBe(table[mode]);
        });
    }

    it('given UNNECESSARY, when digits would be lost, then it throws', () => {
        expect(() => Decimal.of('1.1').setScale(0, 'UNNECESSARY')).toThrow('Rounding necessary');
        expect(String(Decimal.of('1.0').setScale(0, 'UNNECESSARY'))).toBe('1');
    });
});

/** java.lang.Double.toString: at least one digit after the point, scientific below 10^-3 and from 10^7 on */
describe('Double as text', () => {
    it('given doubles of all sizes, when they are printed, then as Java prints them', () => {
        const table: readonly (readonly [number, string])[] = [
            [1, '1.0'],
            [-0.5, '-0.5'],
            [0.001, '0.001'],
            [0.0001, '1.0E-4'],
            [9999999, '9999999.0'],
            [1e7, '1.0E7'],
            [1.5e300, '1.5E300'],
            [123456.789, '123456.789'],
            [0, '0.0'],
            [-0, '-0.0'],
            [NaN, 'NaN'],
            [-Infinity, '-Infinity']
        ];
        for (const [value, text] of table) expect(doubleText(value)).toBe(text);
    });
});
