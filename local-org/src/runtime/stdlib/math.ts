import { Decimal } from '../decimal.ts';
import { decimalToInt, decimalToLong, doubleToLong, longToInt } from '../conversions.ts';
import { throwApex } from '../exceptions.ts';
import type { ApexLong } from '../longs.ts';
import { divideByZero, longNegate, normalizeLong } from '../longs.ts';
import { definePlatformType } from '../platform.ts';
import type { PlatformFunction } from '../platform.ts';
import { staticsWithoutNull } from './arguments.ts';

/** Functions that exist for Double and, through Double, for Decimal. */
const realFunctions: Readonly<Record<string, (value: number) => number>> = {
    acos: Math.acos,
    asin: Math.asin,
    atan: Math.atan,
    cbrt: Math.cbrt,
    cos: Math.cos,
    cosh: Math.cosh,
    exp: Math.exp,
    log: Math.log,
    log10: Math.log10,
    sin: Math.sin,
    sinh: Math.sinh,
    sqrt: Math.sqrt,
    tan: Math.tan,
    tanh: Math.tanh
};

function overDecimal(name: string, body: (...values: number[]) => number): PlatformFunction {
    return (...values: Decimal[]) => {
        const result = body(...values.map((value) => value.toNumber()));
        // A Decimal has no NaN and no infinity.
        if (!Number.isFinite(result))
            return throwApex('System.MathException', `Math.${name} has no value for ${values.map(String).join(', ')}`);
        return Decimal.ofDouble(result);
    };
}

const overloads = Object.entries(realFunctions).flatMap(([name, body]) => [
    [`${name}(Double)`, (value: number) => body(value)] as const,
    [`${name}(Decimal)`, overDecimal(name, body as (...values: number[]) => number)] as const
]);

function greater(a: Decimal, b: Decimal): Decimal {
    return a.compare(b) >= 0 ? a : b;
}

function lesser(a: Decimal, b: Decimal): Decimal {
    return a.compare(b) <= 0 ? a : b;
}

/** java.lang.Math.rint: half even. */
function rint(value: number): number {
    const rounded = Math.round(value);
    return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

definePlatformType('System.Math', {
    staticProperties: { E: { get: () => Math.E }, PI: { get: () => Math.PI } },
    statics: {
        'random()': () => Math.random(),
        ...staticsWithoutNull({
            ...Object.fromEntries(overloads),
            'abs(Decimal)': (value: Decimal) => value.abs(),
            'abs(Double)': (value: number) => Math.abs(value),
            'abs(Integer)': (value: number) => Math.abs(value) | 0,
            'abs(Long)': (value: ApexLong) => (value < 0 ? longNegate(value) : value),
            'atan2(Decimal,Decimal)': (y: Decimal, x: Decimal) =>
                Decimal.ofDouble(Math.atan2(y.toNumber(), x.toNumber())),
            'atan2(Double,Double)': (y: number, x: number) => Math.atan2(y, x),
            'ceil(Decimal)': (value: Decimal) => value.setScale(0, 'CEILING'),
            'ceil(Double)': (value: number) => Math.ceil(value),
            'floor(Decimal)': (value: Decimal) => value.setScale(0, 'FLOOR'),
            'floor(Double)': (value: number) => Math.floor(value),
            'max(Decimal,Double)': (a: Decimal, b: number) => greater(a, Decimal.of(b)),
            'max(Decimal,Decimal)': greater,
            'max(Double,Double)': (a: number, b: number) => Math.max(a, b),
            'max(Integer,Integer)': (a: number, b: number) => Math.max(a, b),
            'max(Long,Long)': (a: ApexLong, b: ApexLong) => (a >= b ? a : b),
            'min(Decimal,Double)': (a: Decimal, b: number) => lesser(a, Decimal.of(b)),
            'min(Decimal,Decimal)': lesser,
            'min(Double,Double)': (a: number, b: number) => Math.min(a, b),
            'min(Integer,Integer)': (a: number, b: number) => Math.min(a, b),
            'min(Long,Long)': (a: ApexLong, b: ApexLong) => (a <= b ? a : b),
            'mod(Integer,Integer)': (a: number, b: number) => (b === 0 ? divideByZero() : (a % b) + 0),
            'mod(Long,Long)': (a: ApexLong, b: ApexLong) =>
                b === 0 ? divideByZero() : normalizeLong(BigInt(a) % BigInt(b)),
            'pow(Double,Double)': (base: number, exponent: number) => Math.pow(base, exponent),
            'rint(Decimal)': (value: Decimal) => value.setScale(0),
            'rint(Double)': rint,
            'round(Decimal)': (value: Decimal) => decimalToInt(value.setScale(0)),
            'round(Double)': (value: number) => longToInt(doubleToLong(Math.floor(value + 0.5))),
            'roundToLong(Decimal)': (value: Decimal) => decimalToLong(value.setScale(0)),
            'roundToLong(Double)': (value: number) => doubleToLong(Math.floor(value + 0.5)),
            'signum(Decimal)': (value: Decimal) => Decimal.of(value.signum()),
            'signum(Double)': (value: number) => Math.sign(value)
        })
    }
});
