import { closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRow, encodeRow } from '../data/store/rowCodec.ts';
import type { EncodedRow } from '../data/store/rowCodec.ts';
import type { Schema } from '../project/index.ts';
import type { SentEvent } from './busEvent.ts';
import { RETENTION_MS } from './eventSettings.ts';

/** `b`: last replay id given out before the events of this file, by object. */
interface BaseLine {
    readonly b: Readonly<Record<string, number>>;
}

interface EventLine {
    readonly o: string;
    readonly u: string;
    /** published at, milliseconds */
    readonly t: number;
    readonly p: string;
    readonly v: EncodedRow;
}

/** What a former process has left on the bus. */
export interface RecoveredEvents {
    readonly bases: ReadonlyMap<string, number>;
    /** In the order in which they were sent, which is the order of their replay ids. */
    readonly events: readonly SentEvent[];
}

const FILE_NAME = 'events.jsonl';

/**
 * Append-only file of sent events, so that the bus keeps them, and their replay ids, over the end of the process. Written when
 * an event is sent: what had not been delivered yet is delivered after the next start.
 */
export class EventLog {
    private readonly file: number;

    private constructor(file: number) {
        this.file = file;
    }

    /** @param directory must exist @param now milliseconds; older events than the bus keeps are dropped */
    static open(directory: string, schema: Schema, now: number): { log: EventLog; recovered: RecoveredEvents } {
        const path = join(directory, FILE_NAME);
        const recovered = existsSync(path)
            ? recover(readFileSync(path, 'utf8'), schema, now)
            : { bases: new Map(), events: [] };
        rewrite(path, recovered);
        return { log: new EventLog(openSync(path, 'a')), recovered };
    }

    append(events: readonly SentEvent[]): void {
        writeSync(this.file, events.map((event) => JSON.stringify(lineOf(event)) + '\n').join(''));
    }

    close(): void {
        closeSync(this.file);
    }
}

function lineOf(event: SentEvent): EventLine {
    const { describe, uuid, publishedAt, publisherId, values } = event;
    return {
        o: describe.name,
        u: uuid,
        t: publishedAt,
        p: publisherId,
        v: encodeRow(describe, { id: '', values, isDeleted: false })
    };
}

/** A line torn by the end of the process is the last one and is passed over: nobody has been told that it was sent. */
function recover(text: string, schema: Schema, now: number): RecoveredEvents {
    const bases = new Map<string, number>();
    const events: SentEvent[] = [];
    const complete = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    for (const line of complete) {
        if (line === '') continue;
        const entry = JSON.parse(line) as BaseLine | EventLine;
        if ('b' in entry) {
            for (const [object, base] of Object.entries(entry.b)) bases.set(object, base);
            continue;
        }
        const describe = schema.object(entry.o);
        if (describe?.kind !== 'platformEvent') continue;
        if (entry.t < now - RETENTION_MS) bases.set(entry.o, (bases.get(entry.o) ?? 0) + 1);
        else
            events.push({
                describe,
                uuid: entry.u,
                publishedAt: entry.t,
                publisherId: entry.p,
                values: decodeRow(describe, '', entry.v, false).values
            });
    }
    return { bases, events };
}

function rewrite(path: string, recovered: RecoveredEvents): void {
    const next = `${path}.next`;
    const file = openSync(next, 'w');
    const base: BaseLine = { b: Object.fromEntries(recovered.bases) };
    writeSync(file, [base, ...recovered.events.map(lineOf)].map((line) => JSON.stringify(line) + '\n').join(''));
    closeSync(file);
    renameSync(next, path);
}
