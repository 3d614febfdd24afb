import type { SObjectDescribe, Schema } from '../../project/index.ts';
import { IdSequence } from './recordIds.ts';
import { Table } from './table.ts';
import type { StoredRow } from './table.ts';

/** What one commit did to one record: null before = created, null after = gone for good. */
export interface RowChange {
    readonly describe: SObjectDescribe;
    readonly id: string;
    readonly before: StoredRow | null;
    readonly after: StoredRow | null;
}

export interface Commit {
    readonly changes: readonly RowChange[];
    /** Counters of auto-number fields that moved, by `Object.Field`. */
    readonly counters: ReadonlyMap<string, number>;
}

/** A place in the undo log to which the store can return. */
export type Mark = number & { readonly mark: unique symbol };

interface UndoEntry {
    readonly table: Table;
    readonly id: string;
    readonly before: StoredRow | null;
}

/**
 * All records of the org, in memory. Every change is entered in an undo log, which serves savepoints, the rollback of a
 * transaction and the isolation of tests alike. Transactions run one after another, so uncommitted changes are those since
 * the last commit.
 */
export class OrgStore {
    readonly schema: Schema;
    readonly ids: IdSequence;
    private readonly tables = new Map<string, Table>();
    private readonly counters = new Map<string, number>();
    private readonly movedCounters = new Map<string, number>();
    private readonly undoLog: UndoEntry[] = [];
    private committedAt = 0;
    private isolations = 0;
    private readonly commitListeners: ((commit: Commit) => void)[] = [];
    private readonly changeListeners: ((describe: SObjectDescribe) => void)[] = [];

    constructor(schema: Schema, ids: IdSequence) {
        this.schema = schema;
        this.ids = ids;
    }

    table(describe: SObjectDescribe): Table {
        let table = this.tables.get(describe.name);
        if (!table) this.tables.set(describe.name, (table = new Table(describe)));
        return table;
    }

    /** Tables that were touched so far. */
    allTables(): Iterable<Table> {
        return this.tables.values();
    }

    /** Writes, replaces (row given) or removes for good (null) one record. */
    put(table: Table, id: string, row: StoredRow | null): void {
        this.undoLog.push({ table, id, before: table.get(id) });
        table.replace(id, row);
        this.noteChange(table.describe);
    }

    mark(): Mark {
        return this.undoLog.length as Mark;
    }

    rollbackTo(mark: Mark): void {
        while (this.undoLog.length > mark) {
            const entry = this.undoLog.pop()!;
            entry.table.replace(entry.id, entry.before);
            this.noteChange(entry.table.describe);
        }
    }

    get hasUncommittedChanges(): boolean {
        return this.undoLog.length > this.committedAt;
    }

    /** Makes everything since the last commit last; listeners (the journal) run before this returns. */
    commit(): void {
        if (this.isolations === 0) {
            const commit: Commit = { changes: this.netChanges(), counters: new Map(this.movedCounters) };
            if (commit.changes.length || commit.counters.size)
                for (const listener of this.commitListeners) listener(commit);
            this.undoLog.length = 0;
            this.movedCounters.clear();
        }
        this.committedAt = this.undoLog.length;
    }

    /** Throws away everything since the last commit. */
    rollback(): void {
        this.rollbackTo(this.committedAt as Mark);
    }

    /** From now on commits can be taken back by `leaveIsolation` and are told to no listener: the way of a test. */
    enterIsolation(): Mark {
        this.isolations++;
        return this.mark();
    }

    leaveIsolation(mark: Mark): void {
        this.rollbackTo(mark);
        this.isolations--;
        this.committedAt = this.undoLog.length;
    }

    onCommit(listener: (commit: Commit) => void): void {
        this.commitListeners.push(listener);
    }

    /** Told of every change and every undoing, for caches over setup data. */
    onChange(listener: (describe: SObjectDescribe) => void): void {
        this.changeListeners.push(listener);
    }

    /** Next number of an auto-number field. Numbers of rolled-back records are lost, as on the platform. */
    nextCounter(name: string): number {
        const next = (this.counters.get(name) ?? 0) + 1;
        this.counters.set(name, next);
        this.movedCounters.set(name, next);
        return next;
    }

    restoreCounter(name: string, value: number): void {
        this.counters.set(name, value);
    }

    allCounters(): ReadonlyMap<string, number> {
        return this.counters;
    }

    private netChanges(): RowChange[] {
        const first = new Map<Table, Map<string, StoredRow | null>>();
        for (const { table, id, before } of this.undoLog.slice(this.committedAt)) {
            let rows = first.get(table);
            if (!rows) first.set(table, (rows = new Map()));
            if (!rows.has(id)) rows.set(id, before);
        }
        const changes: RowChange[] = [];
        for (const [table, rows] of first) {
            for (const [id, before] of rows) {
                const after = table.get(id);
                if (before !== after) changes.push({ describe: table.describe, id, before, after });
            }
        }
        return changes;
    }

    private noteChange(describe: SObjectDescribe): void {
        for (const listener of this.changeListeners) listener(describe);
    }
}
