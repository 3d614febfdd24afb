import { throwApex } from './exceptions.ts';

/**
 * Long arithmetic: a JavaScript number while the value is a safe integer, else a bigint of 64 bits. Every result is normalised, so
 * equal Longs are `===`.
 */
export type ApexLong = number | bigint;

export function normalizeLong(value: bigint): ApexLong {
    const wrapped = BigInt.asIntN(64, value);
    return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

export function longAdd(a: ApexLong, b: ApexLong): ApexLong {
    if (typeof a === 'number' && typeof b === 'number') {
        const sum = a + b;
        if (Number.isSafeInteger(sum)) return sum;
    }
    return normalizeLong(BigInt(a) + BigInt(b));
}

export function longSubtract(a: ApexLong, b: ApexLong): ApexLong {
    if (typeof a === 'number' && typeof b === 'number') {
        const difference = a - b;
        if (Number.isSafeInteger(difference)) return difference;
    }
    return normalizeLong(BigInt(a) - BigInt(b));
}

export function longMultiply(a: ApexLong, b: ApexLong): ApexLong {
    if (typeof a === 'number' && typeof b === 'number') {
        const product = a * b;
        if (Number.isSafeInteger(product)) return product + 0;
    }
    return normalizeLong(BigInt(a) * BigInt(b));
}

/** Truncates toward zero. @throws System.MathException for a zero divisor */
export function longDivide(a: ApexLong, b: ApexLong): ApexLong {
    if (b === 0) divideByZero();
    if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
    return normalizeLong(BigInt(a) / BigInt(b));
}

export function longNegate(a: ApexLong): ApexLong {
    return typeof a === 'number' ? 0 - a : normalizeLong(-a);
}

export function longNot(a: ApexLong): ApexLong {
    return normalizeLong(~BigInt(a));
}

export function longBits(operator: '&' | '|' | '^', a: ApexLong, b: ApexLong): ApexLong {
    const left = BigInt(a);
    const right = BigInt(b);
    return normalizeLong(operator === '&' ? left & right : operator === '|' ? left | right : left ^ right);
}

/** The shift distance counts modulo 64, as in Java. */
export function longShift(operator: '<<' | '>>' | '>>>', a: ApexLong, by: ApexLong): ApexLong {
    const distance = BigInt.asUintN(6, BigInt(by));
    const value = BigInt(a);
    if (operator === '<<') return normalizeLong(value << distance);
    return normalizeLong(operator === '>>' ? value >> distance : BigInt.asUintN(64, value) >> distance);
}

export function divideByZero(): never {
    return throwApex('System.MathException', 'Divide by 0');
}
