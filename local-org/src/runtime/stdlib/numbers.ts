import { BoxedDouble, BoxedLong } from '../boxes.ts';
import { decimalToInt, decimalToLong, doubleToInt, doubleToLong, longToInt } from '../conversions.ts';
import { Decimal } from '../decimal.ts';
import type { RoundingModeName } from '../decimal.ts';
import type { EnumValue } from '../enums.ts';
import { throwApex } from '../exceptions.ts';
import type { ApexLong } from '../longs.ts';
import { normalizeLong } from '../longs.ts';
import { definePlatformType } from '../platform.ts';
import { methodsWithoutNull, nullArgument, staticsWithoutNull } from './arguments.ts';

const INTEGER = /^[+-]?\d+$/;
const DOUBLE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/;

function invalid(kind: string, text: unknown): never {
    return throwApex('System.TypeException', `Invalid ${kind}: ${String(text)}`);
}

function parseInteger(text: string): number {
    const value = INTEGER.test(text.trim()) ? Number(text) : NaN;
    return value >= -2147483648 && value <= 2147483647 ? value + 0 : invalid('integer', text);
}

function parseLong(text: string): ApexLong {
    if (!INTEGER.test(text.trim())) return invalid('long', text);
    const value = BigInt(text.trim().replace('+', ''));
    return BigInt.asIntN(64, value) === value ? normalizeLong(value) : invalid('long', text);
}

function parseDouble(text: string): number {
    return DOUBLE.test(text.trim()) ? parseFloat(text) : invalid('double', text);
}

function parseDecimal(text: string): Decimal {
    return Decimal.parse(text.trim()) ?? invalid('decimal', text);
}

definePlatformType('System.Integer', {
    methods: { 'format()': (value: number) => grouped(Decimal.of(value)) },
    statics: {
        'valueOf(String)': (text: string | null) => (text === null ? nullArgument(1, 1) : parseInteger(text)),
        'valueOf(Object)': (value: unknown) => {
            if (value === null) return nullArgument(1, 1);
            if (typeof value === 'number') return value;
            if (value instanceof BoxedLong) return longToInt(value.value);
            if (value instanceof BoxedDouble) return doubleToInt(value.value);
            if (value instanceof Decimal) return decimalToInt(value);
            return typeof value === 'string' ? parseInteger(value) : invalid('integer', 'not a number');
        }
    }
});

definePlatformType('System.Long', {
    methods: {
        'format()': (value: ApexLong) => grouped(Decimal.of(value)),
        'intValue()': longToInt
    },
    statics: staticsWithoutNull({ 'valueOf(String)': parseLong })
});

definePlatformType('System.Double', {
    methods: {
        'format()': (value: number) => grouped(Decimal.ofDouble(value)),
        'intValue()': doubleToInt,
        'longValue()': doubleToLong,
        'round()': (value: number) => decimalToLong(Decimal.ofDouble(value).setScale(0, 'HALF_UP'))
    },
    statics: {
        'valueOf(String)': (text: string | null) => (text === null ? nullArgument(1, 1) : parseDouble(text)),
        'valueOf(Object)': (value: unknown) => {
            if (value === null) return nullArgument(1, 1);
            if (typeof value === 'number') return value;
            if (value instanceof BoxedDouble) return value.value;
            if (value instanceof BoxedLong) return Number(value.value);
            if (value instanceof Decimal) return value.toNumber();
            return typeof value === 'string' ? parseDouble(value) : invalid('double', 'not a number');
        }
    }
});

/** A scale outside these bounds is refused (Apex Reference Guide, Decimal.setScale). */
const SCALE_LIMIT = 33;

function checkedScale(scale: number): number {
    if (scale < -SCALE_LIMIT || scale > SCALE_LIMIT)
        throwApex('System.MathException', `Scale must be between -33 and 33`);
    return scale;
}

definePlatformType('System.Decimal', {
    methods: {
        'abs()': (value: Decimal) => value.abs(),
        'doubleValue()': (value: Decimal) => value.toNumber(),
        'format()': grouped,
        'intValue()': decimalToInt,
        'longValue()': decimalToLong,
        'precision()': (value: Decimal) => value.precision(),
        'round()': (value: Decimal) => decimalToLong(value.setScale(0)),
        'scale()': (value: Decimal) => value.scale(),
        'stripTrailingZeros()': (value: Decimal) => value.stripTrailingZeros(),
        'toPlainString()': (value: Decimal) => value.toPlainString(),
        ...methodsWithoutNull({
            'divide(Decimal,Integer)': (value: Decimal, divisor: Decimal, scale: number) =>
                value.divideToScale(divisor, checkedScale(scale)),
            'divide/3': (value: Decimal, divisor: Decimal, scale: number, mode: EnumValue) =>
                value.divideToScale(divisor, checkedScale(scale), roundingMode(mode)),
            'pow(Integer)': (value: Decimal, exponent: number) => {
                if (exponent < 0 || exponent > 32767)
                    throwApex('System.MathException', 'Exponent must be between 0 and 32767');
                return value.pow(exponent);
            },
            'round(RoundingMode)': (value: Decimal, mode: EnumValue) =>
                decimalToLong(value.setScale(0, roundingMode(mode))),
            'setScale(Integer)': (value: Decimal, scale: number) => value.setScale(checkedScale(scale)),
            'setScale(Integer,RoundingMode)': (value: Decimal, scale: number, mode: EnumValue) =>
                value.setScale(checkedScale(scale), roundingMode(mode))
        })
    },
    statics: staticsWithoutNull({
        'valueOf(Double)': (value: number) => Decimal.ofDouble(value),
        'valueOf(Long)': (value: ApexLong) => Decimal.of(value),
        'valueOf(String)': parseDecimal
    })
});

definePlatformType('System.Boolean', {
    statics: {
        'valueOf(Object)': (value: unknown) => {
            if (value === null) return nullArgument(1, 1);
            if (typeof value === 'boolean') return value;
            return typeof value === 'string' ? value.toLowerCase() === 'true' : invalid('boolean', 'not a boolean');
        },
        'valueOf(String)': (value: string | null) =>
            value === null ? nullArgument(1, 1) : value.toLowerCase() === 'true'
    }
});

function roundingMode(mode: EnumValue): RoundingModeName {
    return mode.name as RoundingModeName;
}

/** Locale en_US: groups of three digits, at most three places after the point. */
function grouped(value: Decimal): string {
    const rounded = value.scale() > 3 ? value.setScale(3) : value;
    const [whole, fraction = ''] = rounded.toPlainString().split('.') as [string, string | undefined];
    const places = fraction.replace(/0+$/, '');
    return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (places ? `.${places}` : '');
}
