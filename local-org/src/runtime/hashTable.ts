import type { ApexType } from '../semantics/types.ts';
import { apexEquals, hashKey, hashText } from './equality.ts';
import { throwApex } from './exceptions.ts';

/** Stands in the table for a key that only its own equals can compare. */
class Token {
    readonly key: unknown;
    /** hash at the time of insertion */
    readonly text: string;
    constructor(key: unknown, text: string) {
        this.key = key;
        this.text = text;
    }
}

/** Keys whose JavaScript identity is their Apex equality need no translation. */
function isPlainKey(type: ApexType): boolean {
    return type.kind === 'primitive' && ['Boolean', 'Integer', 'Long', 'Double', 'String', 'Id'].includes(type.name);
}

/**
 * Insertion-ordered table behind Map and Set. A key's hash is taken when it goes in: a record or object that changes afterwards is
 * not found again, as on the platform.
 */
export class HashTable<V> {
    /** canonical key -> value */
    readonly store = new Map<unknown, V>();
    /** canonical key -> key as given; null when both are the same */
    readonly originals: Map<unknown, unknown> | null;
    private buckets: Map<string, Token[]> | null = null;
    private iterations = 0;

    constructor(keyType: ApexType) {
        this.originals = isPlainKey(keyType) ? null : new Map();
    }

    get size(): number {
        return this.store.size;
    }

    get(key: unknown): V | undefined {
        return this.store.get(this.originals === null ? key : this.canonical(key, false));
    }

    has(key: unknown): boolean {
        return this.store.has(this.originals === null ? key : this.canonical(key, false));
    }

    set(key: unknown, value: V): void {
        if (this.originals === null) {
            if (this.iterations > 0 && !this.store.has(key)) modifiedWhileIterated();
            this.store.set(key, value);
            return;
        }
        if (this.iterations > 0 && !this.has(key)) modifiedWhileIterated();
        const canonical = this.canonical(key, true);
        if (!this.originals.has(canonical)) this.originals.set(canonical, key);
        this.store.set(canonical, value);
    }

    delete(key: unknown): boolean {
        const canonical = this.originals === null ? key : this.canonical(key, false);
        if (!this.store.has(canonical)) return false;
        if (this.iterations > 0) modifiedWhileIterated();
        this.store.delete(canonical);
        this.originals?.delete(canonical);
        this.forget(canonical);
        return true;
    }

    clear(): void {
        if (this.iterations > 0 && this.store.size > 0) modifiedWhileIterated();
        this.store.clear();
        this.originals?.clear();
        this.buckets = null;
    }

    keys(): IterableIterator<unknown> {
        return this.originals === null ? this.store.keys() : this.originals.values();
    }

    values(): IterableIterator<V> {
        return this.store.values();
    }

    *entries(): IterableIterator<[unknown, V]> {
        for (const [canonical, value] of this.store)
            yield [this.originals === null ? canonical : this.originals.get(canonical), value];
    }

    beginIteration(): void {
        this.iterations++;
    }

    endIteration(): void {
        this.iterations--;
    }

    private canonical(key: unknown, create: boolean): unknown {
        const direct = hashKey(key);
        if (direct !== undefined) return direct;
        const text = hashText(key);
        const bucket = this.buckets?.get(text);
        const found = bucket?.find((token) => apexEquals(token.key, key));
        if (found || !create) return found;
        const token = new Token(key, text);
        this.buckets ??= new Map();
        if (bucket) bucket.push(token);
        else this.buckets.set(text, [token]);
        return token;
    }

    private forget(canonical: unknown): void {
        if (!(canonical instanceof Token)) return;
        const rest = this.buckets!.get(canonical.text)!.filter((token) => token !== canonical);
        if (rest.length > 0) this.buckets!.set(canonical.text, rest);
        else this.buckets!.delete(canonical.text);
    }
}

export function modifiedWhileIterated(): never {
    return throwApex('System.FinalException', 'Cannot modify a collection while it is being iterated.');
}

export function readOnlyCollection(): never {
    return throwApex('System.FinalException', 'Collection is read-only');
}
