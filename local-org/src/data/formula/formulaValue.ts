import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';

/** Value inside a formula. Text that is empty and no value are the same. */
export type FormulaValue = string | boolean | Decimal | ApexDate | ApexDatetime | ApexTime | null;

/** What a formula is evaluated over. */
export interface FormulaScope {
    /** Milliseconds since 1970 by the org's clock. */
    readonly now: number;
    /** How blank numbers behave. */
    readonly blankAsZero: boolean;
    /** Value behind `Account.Name`, `$User.Id`, `{!variable}`. Throws when there is no such thing. */
    value(names: readonly string[]): FormulaValue;
    /** Is the reference of a number type? Decides what a blank one is. */
    isNumber(names: readonly string[]): boolean;
    /** Record before the save; null for a new record and outside of rules. */
    readonly prior: FormulaScope | null;
    /** Is the record being created? False outside of rules. */
    readonly isNew: boolean;
}

export class FormulaError extends Error {}

/** A value of the store or of Apex as a formula sees it. */
export function formulaValue(value: unknown): FormulaValue {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'number') return Decimal.of(value);
    if (typeof value === 'bigint') return Decimal.of(value);
    return value as FormulaValue;
}

export function textOf(value: FormulaValue): string {
    if (value === null) return '';
    if (value instanceof ApexDatetime)
        return new Date(value.ms)
            .toISOString()
            .replace('T', ' ')
            .replace(/\.\d+Z$/, 'Z');
    if (value instanceof ApexDate) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
    if (value instanceof Decimal) return stripZeros(value.toString());
    return String(value);
}

function stripZeros(digits: string): string {
    return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

export function isTrue(value: FormulaValue): boolean {
    return value === true;
}

/** -1, 0 or 1; null when the two cannot be ordered because one is blank. */
export function compareValues(left: FormulaValue, right: FormulaValue): number | null {
    if (left === null || right === null) return null;
    if (left instanceof Decimal && right instanceof Decimal) return left.compare(right);
    const a = orderable(left);
    const b = orderable(right);
    return a < b ? -1 : a > b ? 1 : 0;
}

function orderable(value: NonNullable<FormulaValue>): string | number {
    if (value instanceof ApexDate) return value.days * 86_400_000;
    if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
    if (value instanceof Decimal) return value.toNumber();
    return typeof value === 'boolean' ? Number(value) : value;
}

/** Text compares with its case; two blanks are equal. */
export function valuesEqual(left: FormulaValue, right: FormulaValue): boolean {
    if (left === null || right === null) return (left ?? right) === null || (left ?? right) === '';
    return compareValues(left, right) === 0;
}
