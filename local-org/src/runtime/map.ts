import type { ApexType } from '../semantics/types.ts';
import { apexEquals, hashText } from './equality.ts';
import { nullPointer, throwApex } from './exceptions.ts';
import { HashTable, readOnlyCollection } from './hashTable.ts';
import { ApexList } from './list.ts';
import { ApexSet } from './set.ts';
import type { SObject } from './sobject.ts';

/** System.Map in insertion order. */
export class ApexMap {
    readonly keyType: ApexType;
    readonly valueType: ApexType;
    /** Trigger.newMap and the like */
    readOnly = false;
    private readonly table: HashTable<unknown>;

    constructor(keyType: ApexType, valueType: ApexType) {
        this.keyType = keyType;
        this.valueType = valueType;
        this.table = new HashTable(keyType);
    }

    static of(keyType: ApexType, valueType: ApexType, entries: Iterable<readonly [unknown, unknown]>): ApexMap {
        const map = new ApexMap(keyType, valueType);
        for (const [key, value] of entries) map.table.set(key, value);
        return map;
    }

    get(key: unknown): unknown {
        return this.table.get(key) ?? null;
    }

    /** @returns the value that was there before, or null */
    put(key: unknown, value: unknown): unknown {
        if (this.readOnly) readOnlyCollection();
        const before = this.table.get(key) ?? null;
        this.table.set(key, value);
        return before;
    }

    putAll(entries: Iterable<readonly [unknown, unknown]>): void {
        for (const [key, value] of [...entries]) this.put(key, value);
    }

    /** Puts records under their ids. @throws System.ListException for a record that has none */
    putRecords(records: ApexList): void {
        (records.items as (SObject | null)[]).forEach((record, index) => {
            if (record === null) return nullPointer();
            if (record.id === null) throwApex('System.ListException', `Row with null Id at index: ${index}`);
            this.put(record.id, record);
        });
    }

    containsKey(key: unknown): boolean {
        return this.table.has(key);
    }

    remove(key: unknown): unknown {
        if (this.readOnly) readOnlyCollection();
        const before = this.table.get(key) ?? null;
        this.table.delete(key);
        return before;
    }

    clear(): void {
        if (this.readOnly) readOnlyCollection();
        this.table.clear();
    }

    size(): number {
        return this.table.size;
    }

    isEmpty(): boolean {
        return this.table.size === 0;
    }

    /** A view: removing from it removes the entry. */
    keySet(): ApexSet {
        const keys = new ApexSet(this.keyType, this.table);
        keys.readOnly = this.readOnly;
        return keys;
    }

    values(): ApexList {
        return new ApexList(this.valueType, [...this.table.values()]);
    }

    clone(): ApexMap {
        return ApexMap.of(this.keyType, this.valueType, this);
    }

    [Symbol.iterator](): IterableIterator<[unknown, unknown]> {
        return this.table.entries();
    }

    apexEquals(other: unknown): boolean {
        if (!(other instanceof ApexMap) || other.size() !== this.size()) return false;
        for (const [key, value] of this)
            if (!other.containsKey(key) || !apexEquals(value, other.get(key))) return false;
        return true;
    }

    apexHash(): string {
        const entries = [...this].map(([key, value]) => `${hashText(key)}=${hashText(value)}`);
        return `{${entries.sort().join(',')}}`;
    }
}
