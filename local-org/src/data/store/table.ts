import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { indexRank } from './indexRank.ts';
import { familyOf, keyOf } from './keys.ts';
import type { Key } from './keys.ts';

/** One record as it is stored. Never changed in place: an update puts a new row in its stead, so readers may keep a row. */
export interface StoredRow {
    readonly id: string;
    /** By FieldDescribe.index; null where the field has no value. */
    readonly values: readonly unknown[];
    /** In the recycle bin. */
    readonly isDeleted: boolean;
}

function indexKey(field: FieldDescribe, value: unknown): Key {
    return keyOf(familyOf(field), value);
}

type Index = Map<Key, Set<string>>;

/** The rows of one object with indexes that come into being when a query first needs them. */
export class Table {
    readonly describe: SObjectDescribe;
    private rows = new Map<string, StoredRow>();
    private readonly indexes = new Map<number, Index>();
    private sorted = true;
    private lastId = '';

    constructor(describe: SObjectDescribe) {
        this.describe = describe;
    }

    get size(): number {
        return this.rows.size;
    }

    get(id: string): StoredRow | null {
        return this.rows.get(id) ?? null;
    }

    /** Every row, recycle bin included, in the order of the ids. */
    all(): Iterable<StoredRow> {
        if (!this.sorted) this.sort();
        return this.rows.values();
    }

    /** Rows whose field has the value, recycle bin included; null when the field cannot be indexed. */
    lookup(field: FieldDescribe, value: unknown): StoredRow[] | null {
        if (field.type === 'id') {
            const row = typeof value === 'string' ? this.get(value) : null;
            return row ? [row] : [];
        }
        const index = this.indexFor(field);
        if (!index) return null;
        const ids = index.get(indexKey(field, value));
        if (!ids) return [];
        const found: StoredRow[] = [];
        for (const id of ids) found.push(this.rows.get(id)!);
        return found.length > 1 ? found.sort(byId) : found;
    }

    /** Rows whose field has any value, recycle bin included, in no order; null when the field cannot be indexed. */
    valued(field: FieldDescribe): StoredRow[] | null {
        const index = this.indexFor(field);
        if (!index) return null;
        return [...index].flatMap(([key, ids]) => (key === null ? [] : [...ids].map((id) => this.rows.get(id)!)));
    }

    /** Puts `row` in the place of the row with this id; null removes it. Only the store calls this: it keeps the undo log. */
    replace(id: string, row: StoredRow | null): void {
        const before = this.rows.get(id);
        for (const [slot, index] of this.indexes) {
            const field = this.describe.fields[slot]!;
            if (before) removeFrom(index, indexKey(field, before.values[slot] ?? null), id);
            if (row) addTo(index, indexKey(field, row.values[slot] ?? null), id);
        }
        if (!row) {
            this.rows.delete(id);
            return;
        }
        if (!before) {
            if (id < this.lastId) this.sorted = false;
            else this.lastId = id;
        }
        this.rows.set(id, row);
    }

    private indexFor(field: FieldDescribe): Index | null {
        const existing = this.indexes.get(field.index);
        if (existing) return existing;
        if (indexRank(this.describe, field) === null) return null;
        const index: Index = new Map();
        for (const row of this.rows.values()) addTo(index, indexKey(field, row.values[field.index] ?? null), row.id);
        this.indexes.set(field.index, index);
        return index;
    }

    private sort(): void {
        this.rows = new Map([...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)));
        this.sorted = true;
    }
}

export function byId(a: StoredRow, b: StoredRow): number {
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function addTo(index: Index, key: Key, id: string): void {
    const ids = index.get(key);
    if (ids) ids.add(id);
    else index.set(key, new Set([id]));
}

function removeFrom(index: Index, key: Key, id: string): void {
    const ids = index.get(key);
    if (!ids) return;
    ids.delete(id);
    if (ids.size === 0) index.delete(key);
}
