import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit, OrgStore } from './orgStore.ts';
import { decodeRow, encodeRow } from './rowCodec.ts';
import type { EncodedRow } from './rowCodec.ts';

/** One record of a line: object, id, and its values, or null when it is gone. `1` at the end: in the recycle bin. */
type JournalChange = [object: string, id: string, values: EncodedRow | null, deleted?: 1];

interface JournalLine {
    readonly c: readonly JournalChange[];
    /** Auto-number counters that moved. */
    readonly n?: Readonly<Record<string, number>>;
}

const FILE_NAME = 'journal.jsonl';
const ROWS_PER_COMPACTED_LINE = 500;

/**
 * Append-only file with one JSON line per commit. A line is written by one synchronous append before the commit returns, so a
 * killed process loses nothing that it has told anyone; a line torn by the kill is the last one and is cut off at the next start.
 * Power failures are not guarded against (no fsync).
 */
export class Journal {
    private readonly path: string;
    private readonly file: number;

    private constructor(path: string, file: number) {
        this.path = path;
        this.file = file;
    }

    /**
     * Reads what earlier processes have committed into `store` and writes a new file without history, to which commits are appended from now on.
     * Until `keep` the file of before stays as it was, so that a deployment which is refused in its middle has not touched it.
     * @param directory must exist @throws Error when a line other than the last is damaged
     */
    static open(directory: string, store: OrgStore): Journal {
        const path = join(directory, FILE_NAME);
        const unknown = existsSync(path) ? recover(path, store) : [];
        const file = openSync(nextOf(path), 'w');
        writeCompacted(file, store, unknown);
        const journal = new Journal(path, file);
        store.onCommit((commit) => journal.append(commit));
        return journal;
    }

    /** The new file takes the old one's place by one rename: at any moment one whole journal is there. */
    keep(): void {
        renameSync(nextOf(this.path), this.path);
    }

    /** Closes the file; what was never kept is thrown away. */
    close(): void {
        closeSync(this.file);
        rmSync(nextOf(this.path), { force: true });
    }

    private append(commit: Commit): void {
        const changes = commit.changes.map(({ describe, id, after }): JournalChange => {
            if (!after) return [describe.name, id, null];
            const values = encodeRow(describe, after);
            return after.isDeleted ? [describe.name, id, values, 1] : [describe.name, id, values];
        });
        const line: JournalLine = commit.counters.size
            ? { c: changes, n: Object.fromEntries(commit.counters) }
            : { c: changes };
        writeSync(this.file, JSON.stringify(line) + '\n');
    }
}

/** @returns the last state of records whose object the schema does not know (any more); they are kept for a schema that does */
function recover(path: string, store: OrgStore): JournalChange[] {
    const bytes = readFileSync(path);
    const complete = bytes.lastIndexOf(10) + 1;
    if (complete < bytes.length) truncate(path, complete);
    const lines = bytes.subarray(0, complete).toString('utf8').split('\n');
    const unknown = new Map<string, JournalChange>();
    lines.forEach((text, index) => {
        if (text) for (const change of readLine(path, index + 1, text, store)) unknown.set(change[1], change);
    });
    return [...unknown.values()].filter(([, , values]) => values !== null);
}

function readLine(path: string, number: number, text: string, store: OrgStore): JournalChange[] {
    let line: JournalLine;
    try {
        line = JSON.parse(text) as JournalLine;
    } catch (error) {
        throw new Error(`${path}:${number} is damaged: ${(error as Error).message}`, { cause: error });
    }
    for (const [name, value] of Object.entries(line.n ?? {})) store.restoreCounter(name, value);
    const unknown: JournalChange[] = [];
    for (const change of line.c) {
        const [object, id, values, deleted] = change;
        const describe = store.schema.object(object);
        if (!describe) {
            unknown.push(change);
            continue;
        }
        store.ids.noteUsed(id);
        store.table(describe).replace(id, values && decodeRow(describe, id, values, deleted === 1));
    }
    return unknown;
}

function truncate(path: string, length: number): void {
    const file = openSync(path, 'r+');
    ftruncateSync(file, length);
    closeSync(file);
}

const nextOf = (path: string): string => `${path}.next`;

function writeCompacted(file: number, store: OrgStore, unknown: readonly JournalChange[]): void {
    let pending: JournalChange[] = [...unknown];
    const flush = (counters?: Readonly<Record<string, number>>): void => {
        if (pending.length || counters)
            writeSync(file, JSON.stringify(counters ? { c: pending, n: counters } : { c: pending }) + '\n');
        pending = [];
    };
    for (const table of store.allTables()) {
        for (const row of table.all()) {
            const values = encodeRow(table.describe, row);
            pending.push(
                row.isDeleted ? [table.describe.name, row.id, values, 1] : [table.describe.name, row.id, values]
            );
            if (pending.length >= ROWS_PER_COMPACTED_LINE) flush();
        }
    }
    flush(Object.fromEntries(store.allCounters()));
}
