import { AccessLevel, DmlResult } from '../dml/index.ts';
import { ApexBlob } from '../runtime/blob.ts';
import { BoxedDouble, BoxedId, BoxedLong } from '../runtime/boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../runtime/collections.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../runtime/dates.ts';
import { Decimal } from '../runtime/decimal.ts';
import { EnumValue } from '../runtime/enums.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { symbolOf, typeOf } from '../runtime/instances.ts';
import { SObject } from '../runtime/sobject.ts';
import { instanceMembers } from '../runtime/stdlib/classMembers.ts';
import { SObjectFieldToken, SObjectTypeToken } from '../runtime/tokens.ts';
import { ApexTypeValue } from '../runtime/typeValue.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { displayName } from '../semantics/types.ts';

/** Values that never change or are compared by identity. */
const SHARED = [
    AccessLevel,
    ApexBlob,
    ApexDate,
    ApexDatetime,
    ApexTime,
    ApexTypeValue,
    BoxedDouble,
    BoxedId,
    BoxedLong,
    Decimal,
    DmlResult,
    EnumValue,
    SObjectFieldToken,
    SObjectTypeToken
];

/** Platform objects that can go into the state of a job tell how they are copied. */
export interface CopyableState {
    copyState(copy: <T>(value: T) => T): unknown;
}

/**
 * A copy of an object with all it refers to, as the platform makes by serialising a job: what the caller changes afterwards does not
 * reach the job, and transient members are empty.
 */
export function copyState<T>(value: T): T {
    const copies = new Map<object, object>();
    const copy = (original: unknown): unknown => {
        if (typeof original !== 'object' || original === null) return original;
        if (SHARED.some((shared) => original instanceof shared)) return original;
        const known = copies.get(original);
        return known ?? copyObject(original, copy, (made) => copies.set(original, made));
    };
    return copy(value) as T;
}

type Copy = (value: unknown) => unknown;

/** @param note called with the copy before anything it refers to is copied, for circles */
function copyObject(original: object, copy: Copy, note: (made: object) => void): object {
    if (original instanceof ApexList) {
        const list = new ApexList(original.elementType);
        note(list);
        for (const item of original.items) list.items.push(copy(item));
        return list;
    }
    if (original instanceof ApexSet) {
        const set = ApexSet.of(original.elementType, [...original].map(copy));
        note(set);
        return set;
    }
    if (original instanceof ApexMap) {
        const map = new ApexMap(original.keyType, original.valueType);
        note(map);
        for (const [key, value] of original) map.put(copy(key), copy(value));
        return map;
    }
    if (original instanceof SObject) return copyRecord(original, copy, note);
    if (symbolOf(original) !== null || original instanceof ApexException) return copyInstance(original, copy, note);
    const own = original as Partial<CopyableState>;
    if (typeof own.copyState !== 'function')
        return unsupported(`a ${displayName(typeOf(original))} in the state of an asynchronous job`);
    const made = own.copyState(<V>(value: V) => copy(value) as V) as object;
    note(made);
    return made;
}

function copyRecord(original: SObject, copy: Copy, note: (made: object) => void): SObject {
    const record = new SObject(original.describe);
    note(record);
    original.values.forEach((value, slot) => (record.values[slot] = value));
    record.queried = original.queried;
    if (original.parents) record.parents = original.parents.map((parent) => copy(parent) as SObject | null | undefined);
    if (original.children)
        record.children = new Map([...original.children].map(([name, rows]) => [name, copy(rows) as ApexList]));
    return record;
}

function copyInstance(original: object, copy: Copy, note: (made: object) => void): object {
    const made = Object.create(Object.getPrototypeOf(original) as object) as Record<string, unknown>;
    note(made);
    const symbol = symbolOf(original);
    const transient = new Set(
        symbol
            ? instanceMembers(symbol)
                  .filter((member) => member.isTransient)
                  .map((member) => member.jsName)
            : []
    );
    for (const name of Object.getOwnPropertyNames(original)) {
        const value = (original as Record<string, unknown>)[name];
        // What the platform keeps in an exception beside its Apex members never changes.
        const isInternal = original instanceof ApexException && (name === 'detail' || name === 'frames');
        made[name] = transient.has(name) ? null : isInternal ? value : copy(value);
    }
    return made;
}
