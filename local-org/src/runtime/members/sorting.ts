import type { ApexType } from '../../semantics/types.ts';
import type { ApexList } from '../collections.ts';
import { ApexBlob } from '../blob.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../dates.ts';
import { Decimal } from '../decimal.ts';
import { EnumValue } from '../enums.ts';
import { throwApex } from '../exceptions.ts';
import { SObject } from '../sobject.ts';
import { stringValueOf } from '../stdlib/stringValue.ts';
import { readOnlyCollection } from '../hashTable.ts';
import { unbox } from '../boxes.ts';

interface Comparable {
    compareto$1(other: unknown): number | null;
}
interface Comparator {
    compare$2(a: unknown, b: unknown): number | null;
}

/**
 * List.sort: primitives ascending (strings by code unit), enums by ordinal, Comparables by compareTo, records by their fields; null
 * first (Apex Developer Guide, "List Sorting"). A comparator decides about nulls itself.
 */
export function sortList(list: ApexList, comparator: object | null): void {
    if (list.readOnly) readOnlyCollection();
    const order = comparator
        ? (a: unknown, b: unknown) => (comparator as Comparator).compare$2(a, b) ?? 0
        : (a: unknown, b: unknown) =>
              a === null || b === null ? nullsFirst(a, b) : naturalOrder(a, b, list.elementType);
    // Array.prototype.sort would keep undefined apart and is stable, as the platform's merge sort is.
    const sorted = [...list.items].sort(order);
    for (let i = 0; i < sorted.length; i++) list.items[i] = sorted[i];
}

function nullsFirst(a: unknown, b: unknown): number {
    return a === b ? 0 : a === null ? -1 : 1;
}

function naturalOrder(a: unknown, b: unknown, type: ApexType): number {
    const left = unbox(a);
    const right = unbox(b);
    if (isComparable(left)) return left.compareto$1(right) ?? 0;
    if (left instanceof Decimal && right instanceof Decimal) return left.compare(right);
    if (left instanceof SObject && right instanceof SObject) return compareRecords(left, right);
    if (left instanceof EnumValue && right instanceof EnumValue) return left.ordinal - right.ordinal;
    if (left instanceof ApexDate && right instanceof ApexDate) return left.days - right.days;
    if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.ms - right.ms;
    if (left instanceof ApexTime && right instanceof ApexTime) return left.ms - right.ms;
    if (typeof left !== 'object' && typeof left === typeof right) return left! < right! ? -1 : left! > right! ? 1 : 0;
    if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0;
    if (left instanceof ApexBlob || type.kind === 'class' || type.kind === 'object') {
        return throwApex('System.ListException', 'One or more of the items in this list is not Comparable.');
    }
    const leftText = stringValueOf(left);
    const rightText = stringValueOf(right);
    return leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}

/** By object label, then name field, then the remaining fields in alphabetical order. */
function compareRecords(a: SObject, b: SObject): number {
    const labels = compareText(a.describe.label, b.describe.label);
    if (labels !== 0) return labels;
    const name = a.describe.nameField;
    const others = a.describe.fields
        .filter((field) => field !== name && field.name !== 'Id')
        .sort((x, y) => compareText(x.name.toLowerCase(), y.name.toLowerCase()));
    for (const field of [...(name ? [name] : []), ...others]) {
        const left = a.values[field.index] ?? null;
        const right = b.values[field.index] ?? null;
        const order =
            left === null || right === null ? nullsFirst(left, right) : naturalOrder(left, right, { kind: 'null' });
        if (order !== 0) return order;
    }
    return compareText(a.id ?? '', b.id ?? '');
}

function compareText(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

function isNumber(value: unknown): value is number | bigint {
    return typeof value === 'number' || typeof value === 'bigint';
}

function isComparable(value: unknown): value is Comparable {
    return (
        typeof value === 'object' && value !== null && typeof (value as Partial<Comparable>).compareto$1 === 'function'
    );
}
