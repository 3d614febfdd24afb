import { ApexDatetime } from './dates.ts';
import type { ApexDate } from './dates.ts';
import { Decimal } from './decimal.ts';
import { throwApex } from './exceptions.ts';
import type { ApexLong } from './longs.ts';
import { normalizeLong } from './longs.ts';

/** Conversions between the numeric types, dates and ids; null stays null. Narrowing casts cut off as Java's do. */

export function longToInt(value: ApexLong | null): number | null {
    return value === null ? null : Number(BigInt.asIntN(32, BigInt(value)));
}

export function longToDouble(value: ApexLong | null): number | null {
    return value === null ? null : Number(value);
}

export function numberToDecimal(value: ApexLong | null): Decimal | null {
    return value === null ? null : Decimal.of(value);
}

export function doubleToDecimal(value: number | null): Decimal | null {
    return value === null ? null : Decimal.ofDouble(value);
}

export function decimalToDouble(value: Decimal | null): number | null {
    return value === null ? null : value.toNumber();
}

export function decimalToLong(value: Decimal | null): ApexLong | null {
    return value === null ? null : normalizeLong(value.toBigInt());
}

export function decimalToInt(value: Decimal | null): number | null {
    return value === null ? null : Number(BigInt.asIntN(32, value.toBigInt()));
}

export function doubleToLong(value: number | null): ApexLong | null {
    if (value === null) return null;
    if (Number.isNaN(value)) return 0;
    const clamped = BigInt(Math.trunc(Math.max(-(2 ** 63), Math.min(2 ** 63, value))));
    return normalizeLong(clamped >= 2n ** 63n ? 2n ** 63n - 1n : clamped);
}

export function doubleToInt(value: number | null): number | null {
    if (value === null) return null;
    return Number.isNaN(value) ? 0 : Math.trunc(Math.max(-2147483648, Math.min(2147483647, value))) + 0;
}

/** A Date as Datetime is its midnight in GMT. */
export function dateToDatetime(value: ApexDate | null): ApexDatetime | null {
    return value === null ? null : new ApexDatetime(value.days * 86_400_000);
}

const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Would `stringToId` take it? */
export function isId(value: string): boolean {
    if (!ID.test(value)) return false;
    const suffix = value.slice(15).toUpperCase();
    return [...suffix].every((char) => SUFFIX.includes(char));
}

/** The 18-character form. @throws System.StringException `Invalid id: x` */
export function stringToId(value: string | null): string | null {
    if (value === null) return null;
    if (!ID.test(value)) return throwApex('System.StringException', `Invalid id: ${value}`);
    if (value.length === 15) return value + idSuffix(value);
    return idSuffix(value.slice(0, 15)) === value.slice(15).toUpperCase()
        ? value.slice(0, 15) + value.slice(15).toUpperCase()
        : restoreCase(value);
}

/** The three characters that say which of the first fifteen are upper case. */
export function idSuffix(id15: string): string {
    let suffix = '';
    for (let block = 0; block < 3; block++) {
        let bits = 0;
        for (let i = 0; i < 5; i++) {
            const char = id15[block * 5 + i]!;
            if (char >= 'A' && char <= 'Z') bits |= 1 << i;
        }
        suffix += SUFFIX[bits];
    }
    return suffix;
}

/** 18 characters whose case was lost: the suffix says what it was. */
function restoreCase(value: string): string {
    const suffix = value.slice(15).toUpperCase();
    let id = '';
    for (let i = 0; i < 15; i++) {
        const bits = SUFFIX.indexOf(suffix[Math.floor(i / 5)]!);
        if (bits < 0) return throwApex('System.StringException', `Invalid id: ${value}`);
        const char = value[i]!;
        id += (bits >> (i % 5)) & 1 ? char.toUpperCase() : char.toLowerCase();
    }
    return id + suffix;
}
