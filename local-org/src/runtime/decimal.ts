import { throwApex } from './exceptions.ts';
import { doubleText } from './doubleText.ts';
import type { RoundingModeName } from './rounding.ts';
import { divideRounded } from './rounding.ts';

export type { RoundingModeName } from './rounding.ts';

const DECIMAL = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?$/;
const SAFE = Number.MAX_SAFE_INTEGER;
/** Digits of a quotient that does not come out even (IEEE 754 decimal128, as java.math.MathContext.DECIMAL128). */
const QUOTIENT_DIGITS = 34;
const NUMBER_POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);
const bigPowers: bigint[] = [];

function powerOfTen(exponent: number): bigint {
    return (bigPowers[exponent] ??= 10n ** BigInt(exponent));
}

/**
 * Decimal: `unscaled / 10^scale`, of any precision. The scale is part of the value as it prints (`1.50`) and not of the order
 * (`1.5 == 1.50`). The digits are a JavaScript number while that is exact.
 */
export class Decimal {
    static readonly apexName = 'Decimal';
    static readonly ZERO = new Decimal(0, null, 0);

    /** Exact when `big` is null, else NaN. */
    private readonly digits: number;
    private readonly big: bigint | null;
    private readonly places: number;

    private constructor(digits: number, big: bigint | null, places: number) {
        this.digits = digits;
        this.big = big;
        this.places = places;
    }

    /** An integer, the text of a literal, or a number by its shortest decimal form. */
    static of(value: string | number | bigint): Decimal {
        if (typeof value === 'number')
            return Number.isSafeInteger(value) ? new Decimal(value + 0, null, 0) : Decimal.ofDouble(value);
        if (typeof value === 'bigint') return Decimal.ofUnscaled(value, 0);
        const parsed = Decimal.parse(value);
        if (!parsed) throw new RangeError(`${value} is no decimal number.`);
        return parsed;
    }

    /** A Double by the decimal form it prints as: 0.1 becomes 0.1, 1.0 keeps its place after the point. */
    static ofDouble(value: number): Decimal {
        if (!Number.isFinite(value)) return throwApex('System.MathException', `Invalid decimal: ${doubleText(value)}`);
        const decimal = Decimal.parse(doubleText(value))!;
        return decimal.places < 0 ? decimal.setScale(0) : decimal;
    }

    /** `unscaled / 10^scale` */
    static ofUnscaled(unscaled: bigint, scale: number): Decimal {
        return unscaled <= SAFE && unscaled >= -SAFE
            ? new Decimal(Number(unscaled), null, scale)
            : new Decimal(NaN, unscaled, scale);
    }

    /** null when the text is no number. */
    static parse(text: string): Decimal | null {
        const match = DECIMAL.exec(text);
        if (!match) return null;
        const [, sign, mantissa, exponent] = match as unknown as [string, string, string, string | undefined];
        const point = mantissa.indexOf('.');
        const fraction = point < 0 ? '' : mantissa.slice(point + 1);
        const digits = (point < 0 ? mantissa : mantissa.slice(0, point)) + fraction;
        const scale = fraction.length - Number(exponent ?? 0);
        const unscaled = digits.length < 16 ? Number(digits) : BigInt(digits);
        if (typeof unscaled === 'bigint') return Decimal.ofUnscaled(sign === '-' ? -unscaled : unscaled, scale);
        return new Decimal(sign === '-' && unscaled !== 0 ? -unscaled : unscaled, null, scale);
    }

    get unscaled(): bigint {
        return this.big ?? BigInt(this.digits);
    }

    scale(): number {
        return this.places;
    }

    /** Number of digits without leading zeros; 1 for zero. */
    precision(): number {
        return this.digitText().length;
    }

    /** -1, 0 or 1 */
    signum(): number {
        return this.big === null ? Math.sign(this.digits) : this.big < 0n ? -1 : 1;
    }

    add(other: Decimal): Decimal {
        if (this.big === null && other.big === null) {
            if (this.places === other.places) {
                const sum = this.digits + other.digits;
                if (sum <= SAFE && sum >= -SAFE) return new Decimal(sum, null, this.places);
            } else {
                const places = Math.max(this.places, other.places);
                const sum = this.digitsAt(places) + other.digitsAt(places);
                if (sum <= SAFE && sum >= -SAFE) return new Decimal(sum, null, places);
            }
        }
        const places = Math.max(this.places, other.places);
        return Decimal.ofUnscaled(this.unscaledAt(places) + other.unscaledAt(places), places);
    }

    subtract(other: Decimal): Decimal {
        return this.add(other.negate());
    }

    multiply(other: Decimal): Decimal {
        if (this.big === null && other.big === null) {
            const product = this.digits * other.digits;
            if (product <= SAFE && product >= -SAFE) return new Decimal(product + 0, null, this.places + other.places);
        }
        return Decimal.ofUnscaled(this.unscaled * other.unscaled, this.places + other.places);
    }

    /**
     * The operator `/`: when the quotient ends within 34 digits it is exact, with the scale nearest to dividend's minus divisor's
     * (not below zero); else it has 34 digits, half even. @throws System.MathException for a zero divisor
     */
    divide(other: Decimal): Decimal {
        if (other.signum() === 0) return throwApex('System.MathException', 'Divide by 0');
        const preferred = Math.max(0, this.places - other.places);
        if (
            this.big === null &&
            other.big === null &&
            this.places >= other.places &&
            this.digits % other.digits === 0
        ) {
            return new Decimal(this.digits / other.digits + 0, null, preferred);
        }
        const extra = Math.max(0, QUOTIENT_DIGITS + 1 + other.precision() - this.precision());
        const dividend = this.unscaled * powerOfTen(extra);
        const divisor = other.unscaled;
        const quotient = dividend / divisor;
        const even = dividend % divisor === 0n;
        // When the division does not come out even, a last digit says that what was cut off is neither zero nor exactly one half.
        const rest = even ? 0n : dividend < 0n === divisor < 0n ? 1n : -1n;
        const exact = Decimal.ofUnscaled(quotient * 10n + rest, this.places - other.places + extra + 1);
        const rounded = exact.roundToDigits(QUOTIENT_DIGITS);
        return even && rounded.compare(exact) === 0 ? rounded.stripDownTo(preferred).atLeast(preferred) : rounded;
    }

    /** A quotient of a given scale. @throws System.MathException for a zero divisor, or when rounding is needed but UNNECESSARY */
    divideToScale(other: Decimal, scale: number, mode: RoundingModeName = 'HALF_EVEN'): Decimal {
        if (other.signum() === 0) return throwApex('System.MathException', 'Divide by 0');
        const shift = scale - this.places + other.places;
        let dividend = shift >= 0 ? this.unscaled * powerOfTen(shift) : this.unscaled;
        let divisor = shift >= 0 ? other.unscaled : other.unscaled * powerOfTen(-shift);
        if (divisor < 0n) {
            dividend = -dividend;
            divisor = -divisor;
        }
        return Decimal.ofUnscaled(divideRounded(dividend, divisor, mode) ?? roundingNecessary(), scale);
    }

    negate(): Decimal {
        return this.big === null
            ? new Decimal(0 - this.digits, null, this.places)
            : Decimal.ofUnscaled(-this.big, this.places);
    }

    abs(): Decimal {
        return this.signum() < 0 ? this.negate() : this;
    }

    /** @param exponent 0 or more */
    pow(exponent: number): Decimal {
        return Decimal.ofUnscaled(this.unscaled ** BigInt(exponent), this.places * exponent);
    }

    /** Negative, 0 or positive by value; scales do not count. */
    compare(other: Decimal): number {
        if (this.big === null && other.big === null && this.places === other.places) return this.digits - other.digits;
        const places = Math.max(this.places, other.places);
        const left = this.unscaledAt(places);
        const right = other.unscaledAt(places);
        return left === right ? 0 : left < right ? -1 : 1;
    }

    /** @throws System.MathException when rounding is needed but UNNECESSARY */
    setScale(scale: number, mode: RoundingModeName = 'HALF_EVEN'): Decimal {
        if (scale === this.places) return this;
        if (scale > this.places) {
            const widened = this.big === null ? this.digitsAt(scale) : NaN;
            if (widened <= SAFE && widened >= -SAFE) return new Decimal(widened, null, scale);
            return Decimal.ofUnscaled(this.unscaledAt(scale), scale);
        }
        const rounded = divideRounded(this.unscaled, powerOfTen(this.places - scale), mode) ?? roundingNecessary();
        return Decimal.ofUnscaled(rounded, scale);
    }

    /** Without a fraction, cut off toward zero. */
    toBigInt(): bigint {
        return this.places >= 0 ? this.unscaled / powerOfTen(this.places) : this.unscaled * powerOfTen(-this.places);
    }

    stripTrailingZeros(): Decimal {
        return this.signum() === 0 ? Decimal.ZERO : this.stripDownTo(-Infinity);
    }

    toNumber(): number {
        if (this.big === null && this.places >= 0 && this.places < 16) return this.digits / NUMBER_POWERS[this.places]!;
        return Number(`${this.unscaled}e${-this.places}`);
    }

    /** java.math.BigDecimal.toString: scientific notation below 0.000001 and for a negative scale. */
    toString(): string {
        const digits = this.digitText();
        const exponent = digits.length - 1 - this.places;
        if (this.places >= 0 && exponent >= -6) return this.toPlainString();
        const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
        return `${this.signum() < 0 ? '-' : ''}${mantissa}E${exponent >= 0 ? '+' : ''}${exponent}`;
    }

    toPlainString(): string {
        const sign = this.signum() < 0 ? '-' : '';
        const digits = this.digitText();
        if (this.places <= 0) return digits === '0' ? '0' : sign + digits + '0'.repeat(-this.places);
        const padded = digits.padStart(this.places + 1, '0');
        return `${sign}${padded.slice(0, -this.places)}.${padded.slice(-this.places)}`;
    }

    apexToString(): string {
        return this.toString();
    }

    /** Digits without sign. */
    private digitText(): string {
        return this.big === null ? String(Math.abs(this.digits)) : String(this.big < 0n ? -this.big : this.big);
    }

    /** Unscaled number at a scale not below the own one; inexact (beyond the safe range) when it does not fit. */
    private digitsAt(places: number): number {
        return this.digits * (NUMBER_POWERS[places - this.places] ?? Infinity);
    }

    private unscaledAt(places: number): bigint {
        return places === this.places ? this.unscaled : this.unscaled * powerOfTen(places - this.places);
    }

    private roundToDigits(count: number): Decimal {
        const excess = this.precision() - count;
        if (excess <= 0) return this;
        const rounded = this.setScale(this.places - excess);
        return rounded.precision() > count ? rounded.setScale(rounded.places - 1) : rounded;
    }

    private atLeast(places: number): Decimal {
        return this.places < places ? this.setScale(places) : this;
    }

    /** Drops zeros at the end, keeping at least `places`. */
    private stripDownTo(places: number): Decimal {
        let unscaled = this.unscaled;
        let scale = this.places;
        while (scale > places && unscaled % 10n === 0n) {
            unscaled /= 10n;
            scale--;
        }
        return Decimal.ofUnscaled(unscaled, scale);
    }
}

function roundingNecessary(): never {
    return throwApex('System.MathException', 'Rounding necessary');
}
