import type { OrgData } from '../data/orgData.ts';
import { findSystemRow, insertSystemRow, systemRowBy, systemRows, updateSystemRow } from '../data/systemRows.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';

export type JobType = 'Queueable' | 'Future' | 'BatchApex' | 'ScheduledApex';
export type JobStatus = 'Queued' | 'Preparing' | 'Processing' | 'Completed' | 'Failed' | 'Aborted';

export interface NewJobRow {
    readonly type: JobType;
    readonly symbol: ClassSymbol;
    readonly userId: string;
    readonly method?: string;
    readonly cronTriggerId?: string;
}

const UNFINISHED: ReadonlySet<unknown> = new Set(['Holding', 'Queued', 'Preparing', 'Processing']);
const MAX_STATUS_DETAIL = 1000;

/** The AsyncApexJob rows: what people and Apex see of jobs, and what decides whether a job goes on. */
export class JobRows {
    private readonly org: OrgData;

    constructor(org: OrgData) {
        this.org = org;
    }

    /** @returns the row's id */
    insert(job: NewJobRow): string {
        return insertSystemRow(this.org, 'AsyncApexJob', {
            JobType: job.type,
            ApexClassId: this.classId(job.symbol),
            Status: 'Queued',
            JobItemsProcessed: 0,
            TotalJobItems: 0,
            NumberOfErrors: 0,
            MethodName: job.method ?? null,
            CronTriggerId: job.cronTriggerId ?? null,
            CreatedById: job.userId
        });
    }

    /** null when the row is gone: what asked for the job was rolled back. */
    status(id: string): JobStatus | null {
        return (findSystemRow(this.org, 'AsyncApexJob', id)?.['Status'] as JobStatus | undefined) ?? null;
    }

    isUnfinished(id: string): boolean {
        return UNFINISHED.has(this.status(id));
    }

    /** Visible to others at once. */
    set(id: string, values: Readonly<Record<string, unknown>>): void {
        updateSystemRow(this.org, 'AsyncApexJob', id, values);
        this.org.store.commit();
    }

    end(
        id: string,
        status: 'Completed' | 'Failed',
        detail: string | null,
        values: Readonly<Record<string, unknown>> = {}
    ): void {
        // Someone may have aborted the job while it ran.
        const kept = this.status(id) === 'Aborted' ? {} : { Status: status };
        this.set(id, {
            ...values,
            ...kept,
            ExtendedStatus: detail?.slice(0, MAX_STATUS_DETAIL) ?? null,
            CompletedDate: this.now()
        });
    }

    /** Within the current transaction: a rollback takes the abortion back. */
    abort(id: string): void {
        updateSystemRow(this.org, 'AsyncApexJob', id, { Status: 'Aborted', CompletedDate: this.now() });
    }

    /** Ids of the unfinished jobs that a schedule has started or will start. */
    unfinishedOf(cronTriggerId: string): string[] {
        return systemRows(this.org, 'AsyncApexJob')
            .filter((row) => row['CronTriggerId'] === cronTriggerId && UNFINISHED.has(row['Status']))
            .map((row) => row['Id'] as string);
    }

    /** Jobs that a process which is no more has left behind cannot go on: their state is lost. Call once, before any job starts. */
    failInterrupted(): void {
        for (const row of systemRows(this.org, 'AsyncApexJob')) {
            if (!UNFINISHED.has(row['Status'])) continue;
            updateSystemRow(this.org, 'AsyncApexJob', row['Id'] as string, {
                Status: 'Failed',
                ExtendedStatus: 'The org was stopped before the job ended.',
                CompletedDate: this.now()
            });
        }
        this.org.store.commit();
    }

    now(): ApexDatetime {
        return new ApexDatetime(Math.floor(this.org.now() / 1000) * 1000);
    }

    private classId(symbol: ClassSymbol): string | null {
        let outermost = symbol;
        while (outermost.outer) outermost = outermost.outer;
        return (systemRowBy(this.org, 'ApexClass', 'Name', outermost.name)?.['Id'] as string | undefined) ?? null;
    }
}
