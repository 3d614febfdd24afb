import { keyOf } from '../store/keys.ts';
import type { Key } from '../store/keys.ts';
import type { OrderItem } from '../../syntax/soql.ts';
import type { Operand } from './conditions.ts';
import type { QueryRun } from './queryRun.ts';

export interface Order<T> {
    readonly operand: Operand<T>;
    readonly descending: boolean;
    /** Nulls come first unless the query says otherwise, in either direction. */
    readonly nullsFirst: boolean;
}

export function orderOf<T>(item: OrderItem, operand: Operand<T>): Order<T> {
    return { operand, descending: item.descending, nullsFirst: item.nulls !== 'last' };
}

/** Sorts stably; equal rows keep the order in which they came. */
export function sortBy<T>(sources: T[], orders: readonly Order<T>[], run: QueryRun): T[] {
    if (orders.length === 0 || sources.length < 2) return sources;
    const keyed = sources.map((source) => ({
        source,
        keys: orders.map(({ operand }) => sortKey(operand, keyOf(operand.family, operand.read(source, run))))
    }));
    keyed.sort((a, b) => {
        for (let i = 0; i < orders.length; i++) {
            const result = compare(a.keys[i]!, b.keys[i]!, orders[i]!);
            if (result !== 0) return result;
        }
        return 0;
    });
    return keyed.map(({ source }) => source);
}

/**
 * Even case-sensitive text sorts without case; ids do not. Picklists sort as their values do in Setup (SOQL and SOSL Reference, "ORDER BY"),
 * values that are not among them after those.
 */
function sortKey<T>(operand: Operand<T>, key: Key): Key {
    if (operand.picklist?.type === 'picklist' && typeof key === 'string') {
        const values = operand.picklist.picklistValues;
        const position = values.findIndex(({ value }) => value.toLowerCase() === key.toLowerCase());
        return position < 0 ? values.length : position;
    }
    return operand.family === 'exactText' && typeof key === 'string' ? key.toLowerCase() : key;
}

function compare<T>(a: Key, b: Key, order: Order<T>): number {
    if (a === b) return 0;
    if (a === null) return order.nullsFirst ? -1 : 1;
    if (b === null) return order.nullsFirst ? 1 : -1;
    const ascending = a < b ? -1 : 1;
    return order.descending ? -ascending : ascending;
}
