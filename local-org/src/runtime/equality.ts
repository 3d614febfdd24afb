import { ApexBlob } from './blob.ts';
import { BoxedDouble, BoxedId, BoxedLong } from './boxes.ts';
import { ApexDate, ApexDatetime, ApexTime } from './dates.ts';
import { Decimal } from './decimal.ts';

/** Values of the runtime that compare by content: collections and records. */
export interface ValueObject {
    apexEquals(other: unknown): boolean;
    /** Equal values give equal text. */
    apexHash(): string;
}

/** What a project class provides to be a key by content; both or none (Apex Developer Guide, "Using Custom Types in Map Keys and Sets"). */
interface CustomKey {
    equals$1(other: unknown): boolean | null;
    hashcode$0(): number | null;
}

/**
 * Equality as `equals` and the collections see it: by content, strings case-sensitive. The operator `==` on two Strings is not
 * this (see stringsEqual).
 */
export function apexEquals(a: unknown, b: unknown): boolean {
    if (a === b) return true;
    if (a === null || b === null) return false;
    const left = plain(a);
    const right = plain(b);
    if (left === right) return true;
    if (typeof left !== 'object' || left === null) {
        return isNumeric(left) && right instanceof Decimal ? right.compare(decimalOf(left)) === 0 : false;
    }
    if (left instanceof Decimal) {
        if (right instanceof Decimal) return left.compare(right) === 0;
        return isNumeric(right) && left.compare(decimalOf(right)) === 0;
    }
    const key = scalarKey(left);
    if (key !== undefined) return typeof right === 'object' && scalarKey(right!) === key;
    if (isValueObject(left)) return left.apexEquals(right);
    const custom = left as Partial<CustomKey>;
    return typeof custom.equals$1 === 'function' && custom.equals$1(b) === true;
}

/** `==` of two Strings: ignores case, code unit by code unit. */
export function stringsEqual(a: string | null, b: string | null): boolean {
    if (a === b) return true;
    if (a === null || b === null || a.length !== b.length) return false;
    return foldCase(a) === foldCase(b);
}

/** Text under which strings that are `==` coincide. */
function foldCase(text: string): string {
    return text.toUpperCase().toLowerCase();
}

/** Relational operators on Strings; a value is greater than null (Apex Developer Guide, "Expression Operators"). */
export function compareStrings(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    const left = foldCase(a);
    const right = foldCase(b);
    return left === right ? 0 : left < right ? -1 : 1;
}

/**
 * The key under which a JavaScript Map finds values equal to this one; undefined when equality can only be decided by asking
 * (records, collections, objects with their own equals): those go by hashText and apexEquals.
 */
export function hashKey(value: unknown): unknown {
    const bare = value === null ? null : plain(value);
    if (bare === null || typeof bare !== 'object') return bare;
    if (bare instanceof Decimal) return decimalKey(bare);
    const key = scalarKey(bare);
    if (key !== undefined) return key;
    return isValueObject(bare) || isCustomKey(bare) ? undefined : bare;
}

const identities = new WeakMap<object, string>();
let lastIdentity = 0;

/** Text that is equal for equal values. */
export function hashText(value: unknown): string {
    const bare = value === null ? null : plain(value);
    if (bare === null || typeof bare !== 'object') return `${typeof bare}:${String(bare)}`;
    if (bare instanceof Decimal) {
        const key = decimalKey(bare);
        return `${typeof key}:${String(key)}`;
    }
    const key = scalarKey(bare);
    if (key !== undefined) return key;
    if (isValueObject(bare)) return bare.apexHash();
    if (isCustomKey(bare)) return `hash:${bare.hashcode$0()}`;
    return identityText(bare);
}

/** A text of its own for every object, stable while the object lives. */
function identityText(value: object): string {
    let text = identities.get(value);
    if (text === undefined) {
        text = `@${++lastIdentity}`;
        identities.set(value, text);
    }
    return text;
}

/** Object.hashCode(): Java's string hash over the text that equal values share. */
export function apexHashCode(value: unknown): number {
    const bare = value === null ? null : plain(value);
    if (typeof bare === 'number' && Number.isInteger(bare)) return bare | 0;
    if (typeof bare === 'object' && bare !== null && isCustomKey(bare)) return bare.hashcode$0() ?? 0;
    const text = typeof bare === 'string' ? bare : hashText(bare);
    let hash = 0;
    for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
    return hash;
}

function plain(value: unknown): unknown {
    return value instanceof BoxedDouble || value instanceof BoxedLong || value instanceof BoxedId ? value.value : value;
}

function isNumeric(value: unknown): value is number | bigint {
    return typeof value === 'number' || typeof value === 'bigint';
}

function decimalOf(value: number | bigint): Decimal {
    return Decimal.of(value);
}

function decimalKey(value: Decimal): unknown {
    const text = value.toString();
    const digits = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    const number = Number(digits);
    return String(number) === digits ? number : `decimal:${digits}`;
}

function scalarKey(value: object): string | undefined {
    if (value instanceof ApexDate) return `date:${value.days}`;
    if (value instanceof ApexDatetime) return `datetime:${value.ms}`;
    if (value instanceof ApexTime) return `time:${value.ms}`;
    if (value instanceof ApexBlob) return `blob:${value.bytes.toString('base64')}`;
    return undefined;
}

function isValueObject(value: object): value is ValueObject {
    return typeof (value as Partial<ValueObject>).apexEquals === 'function';
}

function isCustomKey(value: object): value is CustomKey {
    return (
        typeof (value as Partial<CustomKey>).equals$1 === 'function' &&
        typeof (value as Partial<CustomKey>).hashcode$0 === 'function'
    );
}
