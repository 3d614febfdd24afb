import { insertSystemRow, systemRows, deleteSystemRow } from '../../data/index.ts';
import { asPlatform } from '../../monitoring/index.ts';
import { OrgTransaction } from '../../org/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexDatetime } from '../../runtime/dates.ts';
import { apexFrames } from '../../runtime/frames.ts';
import { DebugLog } from '../../runtime/stdlib/orgServices.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import type { ToolingRecords } from './toolingRecords.ts';

/** One System.debug of a transaction. */
interface Entry {
    readonly at: number;
    readonly line: number | null;
    /** `LEVEL|message` */
    readonly text: string;
}

/** A log that can be had, and whose it is. */
export interface KeptLog {
    readonly id: string;
    readonly userId: string;
}

/** Levels that the local org keeps the same for everybody: it writes debug statements and the units they are in. */
const LEVELS = 'APEX_CODE,DEBUG;APEX_PROFILING,INFO';
const MAX_LOGS = 1000;
const MAX_ENTRY = 32_000;

/** Debug logs of users with a trace flag, and the log that an anonymous block answers with. */
export class DebugLogs {
    private readonly bodies = new Map<string, string>();
    private readonly listeners = new Set<(log: KeptLog) => void>();
    private readonly records: ToolingRecords;

    constructor(records: ToolingRecords) {
        this.records = records;
    }

    /** Writes down what the org's transactions debug. Logs whose text an earlier process took with it go. */
    attach(org: Org): void {
        const orphans = systemRows(org.data, 'ApexLog').filter(({ Id }) => !this.bodies.has(Id as string));
        if (orphans.length)
            asPlatform(org, () => orphans.forEach(({ Id }) => deleteSystemRow(org.data, 'ApexLog', Id as string)));
        const open = new WeakMap<OrgTransaction, Entry[]>();
        org.services.provide(DebugLog, {
            write: (text) => {
                const transaction = currentTransaction();
                if (!(transaction instanceof OrgTransaction)) return;
                transaction.debugLog.push(text);
                let entries = open.get(transaction);
                if (!entries) {
                    open.set(transaction, (entries = []));
                    // A transaction runs in one go: the microtask after it knows its whole log, and no client has its answer yet.
                    if (this.isTraced(transaction.user.id, org.clock.now()))
                        queueMicrotask(() => this.keep(org, transaction, entries!));
                }
                entries.push({ at: org.clock.now(), line: apexFrames(new Error().stack ?? '')[0]?.line ?? null, text });
                this.latest = entries;
            }
        });
    }

    private latest: Entry[] = [];

    /** Runs an anonymous block and gives the log of it in the platform's form. */
    whileRunning<T>(
        org: Org,
        user: { readonly username: string; readonly id: string },
        code: string,
        run: () => T
    ): { result: T; log: string } {
        this.latest = [];
        const startedAt = org.clock.now();
        const result = run();
        const head = code.split('\n').map((line) => `Execute Anonymous: ${line}`);
        const unit = 'CODE_UNIT_STARTED|[EXTERNAL]|execute_anonymous_apex';
        return { result, log: textOf({ user, startedAt, endedAt: org.clock.now(), head, unit, entries: this.latest }) };
    }

    /** Text of a log, null when there is none. */
    body(id: string): string | null {
        return this.bodies.get(id) ?? null;
    }

    /** @returns what ends the listening */
    onLog(listener: (log: KeptLog) => void): () => void {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
    }

    private isTraced(userId: string, now: number): boolean {
        return this.records.all('TraceFlag').some((flag) => {
            const start = flag['StartDate'];
            const end = flag['ExpirationDate'];
            const isOpen =
                (!(start instanceof Date) || start.getTime() <= now) && (!(end instanceof Date) || end.getTime() > now);
            return flag['TracedEntityId'] === userId && isOpen;
        });
    }

    private keep(org: Org, transaction: OrgTransaction, entries: readonly Entry[]): void {
        const { user, quiddity } = transaction;
        const startedAt = entries[0]!.at;
        const endedAt = entries.at(-1)!.at;
        const unit = `CODE_UNIT_STARTED|[EXTERNAL]|${quiddity === 'ANONYMOUS' ? 'execute_anonymous_apex' : quiddity}`;
        const text = textOf({ user, startedAt, endedAt, head: [], unit, entries });
        const row = {
            Application: 'Unknown',
            DurationMilliseconds: endedAt - startedAt,
            Location: 'Monitoring',
            LogLength: Buffer.byteLength(text),
            LogUserId: user.id,
            Operation: quiddity === 'ANONYMOUS' ? 'Api' : quiddity,
            Request: quiddity === 'ANONYMOUS' || quiddity === 'SYNCHRONOUS' ? 'API' : 'Application',
            StartTime: new ApexDatetime(startedAt),
            Status: 'Success'
        };
        const id = asPlatform(org, () => insertSystemRow(org.data, 'ApexLog', row));
        this.bodies.set(id, text);
        if (this.bodies.size > MAX_LOGS) this.bodies.delete(this.bodies.keys().next().value!);
        for (const listener of this.listeners) listener({ id, userId: user.id });
    }
}

/** One's own logs; those of others are for who may see all data. */
export function mayReadLog(org: Org, reader: { readonly id: string }, ownerId: string): boolean {
    return reader.id === ownerId || org.data.permissionsOf(reader.id).system.has('modifyalldata');
}

interface LogParts {
    readonly user: { readonly username: string; readonly id: string };
    readonly startedAt: number;
    readonly endedAt: number;
    readonly head: readonly string[];
    readonly unit: string;
    readonly entries: readonly Entry[];
}

function textOf({ user, startedAt, endedAt, head, unit, entries }: LogParts): string {
    const stamp = (at: number): string =>
        `${new Date(at).toISOString().slice(11, 23).replace(/Z$/, '')} (${(at - startedAt) * 1_000_000})`;
    const lines = [
        `66.0 ${LEVELS}`,
        ...head,
        `${stamp(startedAt)}|USER_INFO|[EXTERNAL]|${user.id}|${user.username}|(GMT+00:00) Greenwich Mean Time (GMT)|GMTZ`,
        `${stamp(startedAt)}|EXECUTION_STARTED`,
        `${stamp(startedAt)}|${unit}`,
        ...entries.map(
            ({ at, line, text }) => `${stamp(at)}|USER_DEBUG|[${line ?? 'EXTERNAL'}]|${text.slice(0, MAX_ENTRY)}`
        ),
        `${stamp(endedAt)}|${unit.replace('STARTED|[EXTERNAL]|', 'FINISHED|')}`,
        `${stamp(endedAt)}|EXECUTION_FINISHED`
    ];
    return `${lines.join('\n')}\n`;
}
