import { ApexDate, ApexDatetime, ApexTime } from './dates.ts';
import type { Decimal } from './decimal.ts';
import { nullPointer } from './exceptions.ts';
import { divideByZero } from './longs.ts';

/** Operators of Apex that generated code calls by name. Operands are plain values; null raises where the platform raises. */

const DAY = 86_400_000;

export function intDivide(a: number, b: number): number {
    if (b === 0) divideByZero();
    return (a / b) | 0;
}

export function doubleDivide(a: number, b: number): number {
    if (b === 0) divideByZero();
    return a / b;
}

export function decimalDivide(a: Decimal, b: Decimal): Decimal {
    if (b.signum() === 0) divideByZero();
    return a.divide(b);
}

/** With a null operand every relation is false (Apex Developer Guide, "Expression Operators"). */
export function less(a: number | bigint | null, b: number | bigint | null): boolean {
    return a !== null && b !== null && a < b;
}

export function lessOrEqual(a: number | bigint | null, b: number | bigint | null): boolean {
    return a !== null && b !== null && a <= b;
}

export function greater(a: number | bigint | null, b: number | bigint | null): boolean {
    return a !== null && b !== null && a > b;
}

export function greaterOrEqual(a: number | bigint | null, b: number | bigint | null): boolean {
    return a !== null && b !== null && a >= b;
}

/** Difference in order, NaN (so that every relation is false) with a null operand. */
export function compareDecimals(a: Decimal | null, b: Decimal | null): number {
    return a === null || b === null ? NaN : a.compare(b);
}

export function decimalsEqual(a: Decimal | null, b: Decimal | null): boolean {
    return a === null || b === null ? a === b : a.compare(b) === 0;
}

type Moment = ApexDate | ApexDatetime | ApexTime;

export function compareMoments(a: Moment | null, b: Moment | null): number {
    return a === null || b === null ? NaN : position(a) - position(b);
}

export function momentsEqual(a: Moment | null, b: Moment | null): boolean {
    return a === null || b === null ? a === b : position(a) === position(b);
}

function position(moment: Moment): number {
    return moment instanceof ApexDate ? moment.days : moment.ms;
}

/** Ids order by their text, case-sensitive; null comes first. */
export function compareIds(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    return a === b ? 0 : a < b ? -1 : 1;
}

/** An Id and a String: case-sensitive, the 15-character form of an id equals its 18-character form (Apex Developer Guide, "Expression Operators"). */
export function idsEqual(a: string | null, b: string | null): boolean {
    if (a === null || b === null || a.length === b.length) return a === b;
    return a.length < b.length ? isShortForm(a, b) : isShortForm(b, a);
}

function isShortForm(short: string, long: string): boolean {
    return short.length === 15 && long.length === 18 && long.startsWith(short);
}

/** `date + days` */
export function dateAdd(date: ApexDate | null, days: number | bigint | null): ApexDate {
    if (date === null || days === null) return nullPointer();
    return new ApexDate(date.days + Math.trunc(Number(days)));
}

/** `datetime + days`, where days may have a fraction */
export function datetimeAdd(moment: ApexDatetime | null, days: number | bigint | Decimal | null): ApexDatetime {
    if (moment === null || days === null) return nullPointer();
    return new ApexDatetime(moment.ms + Math.round(amount(days) * DAY));
}

/** `time + milliseconds` */
export function timeAdd(time: ApexTime | null, milliseconds: number | bigint | null): ApexTime {
    if (time === null || milliseconds === null) return nullPointer();
    return new ApexTime((((time.ms + Number(milliseconds)) % DAY) + DAY) % DAY);
}

export function negated(amountToSubtract: number | bigint | Decimal | null): number | null {
    return amountToSubtract === null ? null : -amount(amountToSubtract);
}

function amount(value: number | bigint | Decimal): number {
    return typeof value === 'object' ? value.toNumber() : Number(value);
}
