import type { ApexType } from '../semantics/types.ts';
import { sameType } from '../semantics/types.ts';
import { box } from './boxes.ts';
import { apexEquals, hashText } from './equality.ts';
import { throwApex } from './exceptions.ts';
import { modifiedWhileIterated, readOnlyCollection } from './hashTable.ts';
import { ApexIterator } from './iterator.ts';

/** System.List: values in the plain form of `elementType`. */
export class ApexList {
    readonly elementType: ApexType;
    /** For reading and for platform code that builds lists; Apex code changes it through the methods. */
    readonly items: unknown[];
    /** Trigger.new and the like */
    readOnly = false;
    private iterations = 0;

    constructor(elementType: ApexType, items: unknown[] = []) {
        this.elementType = elementType;
        this.items = items;
    }

    get(index: number): unknown {
        const items = this.items;
        if (index < 0 || index >= items.length) outOfBounds(index);
        return items[index];
    }

    set(index: number, value: unknown): void {
        if (this.readOnly) readOnlyCollection();
        if (index < 0 || index >= this.items.length) outOfBounds(index);
        this.items[index] = value;
    }

    /** Assignment to `list[index]` as an expression. */
    put(index: number, value: unknown): unknown {
        this.set(index, value);
        return value;
    }

    add(value: unknown): void {
        if (this.readOnly || this.iterations > 0) this.refuseChange();
        this.items.push(value);
    }

    insert(index: number, value: unknown): void {
        this.refuseChange();
        if (index < 0 || index > this.items.length) outOfBounds(index);
        this.items.splice(index, 0, value);
    }

    addAll(values: Iterable<unknown>): void {
        this.refuseChange();
        for (const value of [...values]) this.items.push(value);
    }

    remove(index: number): unknown {
        this.refuseChange();
        if (index < 0 || index >= this.items.length) outOfBounds(index);
        return this.items.splice(index, 1)[0];
    }

    clear(): void {
        this.refuseChange();
        this.items.length = 0;
    }

    size(): number {
        return this.items.length;
    }

    isEmpty(): boolean {
        return this.items.length === 0;
    }

    indexOf(value: unknown): number {
        return this.items.findIndex((item) => apexEquals(item, value));
    }

    /** An element in its `Object` form, for code that only knows a List of Object. */
    boxed(index: number): unknown {
        return box(this.get(index), this.elementType);
    }

    clone(): ApexList {
        return new ApexList(this.elementType, this.items.slice());
    }

    /** Forbids structural change until endIteration; gives the elements. */
    beginIteration(): readonly unknown[] {
        this.iterations++;
        return this.items;
    }

    endIteration(): void {
        this.iterations--;
    }

    [Symbol.iterator](): IterableIterator<unknown> {
        return this.items.values();
    }

    iterator$0(): ApexIterator {
        return new ApexIterator(this.items.values(), this.elementType);
    }

    apexEquals(other: unknown): boolean {
        return (
            other instanceof ApexList &&
            other.items.length === this.items.length &&
            this.items.every((item, i) => apexEquals(item, other.items[i]))
        );
    }

    apexHash(): string {
        return `[${this.items.map(hashText).join(',')}]`;
    }

    /** A list may be used where its own element type or the generic form is asked for. */
    hasElementType(type: ApexType): boolean {
        return sameType(this.elementType, type);
    }

    private refuseChange(): void {
        if (this.readOnly) readOnlyCollection();
        if (this.iterations > 0) modifiedWhileIterated();
    }
}

function outOfBounds(index: number): never {
    return throwApex('System.ListException', `List index out of bounds: ${index}`);
}
