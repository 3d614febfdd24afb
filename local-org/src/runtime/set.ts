import type { ApexType } from '../semantics/types.ts';
import { hashText } from './equality.ts';
import { HashTable, readOnlyCollection } from './hashTable.ts';
import { ApexIterator } from './iterator.ts';

/** System.Set; as a map's key set it shares the map's table: removing a key removes the entry, adding is refused. */
export class ApexSet {
    readonly elementType: ApexType;
    readOnly = false;
    private readonly table: HashTable<unknown>;
    private readonly isKeySet: boolean;

    constructor(elementType: ApexType, keysOf: HashTable<unknown> | null = null) {
        this.elementType = elementType;
        this.table = keysOf ?? new HashTable(elementType);
        this.isKeySet = keysOf !== null;
    }

    static of(elementType: ApexType, values: Iterable<unknown>): ApexSet {
        const set = new ApexSet(elementType);
        for (const value of values) set.table.set(value, value);
        return set;
    }

    /** @returns true when the set has changed */
    add(value: unknown): boolean {
        if (this.readOnly || this.isKeySet) readOnlyCollection();
        if (this.table.has(value)) return false;
        this.table.set(value, value);
        return true;
    }

    addAll(values: Iterable<unknown>): boolean {
        let changed = false;
        for (const value of [...values]) changed = this.add(value) || changed;
        return changed;
    }

    remove(value: unknown): boolean {
        if (this.readOnly) readOnlyCollection();
        return this.table.delete(value);
    }

    removeAll(values: Iterable<unknown>): boolean {
        let changed = false;
        for (const value of [...values]) changed = this.remove(value) || changed;
        return changed;
    }

    retainAll(values: Iterable<unknown>): boolean {
        const kept = ApexSet.of(this.elementType, values);
        return this.removeAll([...this].filter((value) => !kept.contains(value)));
    }

    contains(value: unknown): boolean {
        return this.table.has(value);
    }

    containsAll(values: Iterable<unknown>): boolean {
        for (const value of values) if (!this.table.has(value)) return false;
        return true;
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

    clone(): ApexSet {
        return ApexSet.of(this.elementType, this);
    }

    beginIteration(): Iterable<unknown> {
        this.table.beginIteration();
        return this.table.keys();
    }

    endIteration(): void {
        this.table.endIteration();
    }

    [Symbol.iterator](): IterableIterator<unknown> {
        return this.table.keys();
    }

    iterator$0(): ApexIterator {
        return new ApexIterator(this.table.keys(), this.elementType);
    }

    apexEquals(other: unknown): boolean {
        return other instanceof ApexSet && other.size() === this.size() && this.containsAll(other);
    }

    apexHash(): string {
        return `{${[...this].map(hashText).sort().join(',')}}`;
    }
}
