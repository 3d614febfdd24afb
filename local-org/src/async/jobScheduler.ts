import { findSystemRow } from '../data/systemRows.ts';
import type { OrgData } from '../data/orgData.ts';
import { transactionData } from '../dml/index.ts';
import { throwApex } from '../runtime/exceptions.ts';
import type { FutureMethod, JobService } from '../runtime/services.ts';
import { Jobs } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { currentTransaction, ServiceKey } from '../runtime/transaction.ts';
import { Batches } from './batches.ts';
import { Futures } from './futures.ts';
import type { JobLatencies } from './jobHost.ts';
import { JobHost } from './jobHost.ts';
import { Queueables } from './queueables.ts';
import { Schedules } from './schedules.ts';

export interface JobSchedulerOptions {
    readonly org: OrgData;
    /** Must provide `Apex`, `Transactions` and `Work` when a job runs; the scheduler enters itself as `Jobs` and `AsyncJobs`. */
    readonly services: ServiceRegistry;
    readonly latencies: JobLatencies;
}

/**
 * Asynchronous Apex. A job is a row (AsyncApexJob) and, from the commit of the transaction that asked for it, a piece of work in the
 * queue. Each job, and each part of a batch job, runs as a transaction of its own as the user who asked for it. Work that failed
 * throws out of the queue after the row says so: a test sees it at Test.stopTest(), a served org logs it.
 */
export class JobScheduler implements JobService {
    readonly queueables: Queueables;
    readonly batches: Batches;
    readonly schedules: Schedules;
    private readonly futures: Futures;
    private readonly host: JobHost;

    constructor(options: JobSchedulerOptions) {
        this.host = new JobHost(options.org, options.services, options.latencies);
        this.queueables = new Queueables(this.host);
        this.batches = new Batches(this.host);
        this.schedules = new Schedules(this.host);
        this.futures = new Futures(this.host);
        options.services.provide(Jobs, this);
        options.services.provide(AsyncJobs, this);
    }

    get latencies(): JobLatencies {
        return this.host.latencies;
    }

    enqueueFuture(method: FutureMethod, args: readonly unknown[]): void {
        this.futures.enqueue(method, args);
    }

    scheduleBatch(batch: object | null, name: string | null, minutes: number | null, scope: number | null): string {
        return this.schedules.scheduleOnce(name, minutes ?? 0, batch, (state) => {
            this.batches.execute(state, scope);
        });
    }

    /** System.abortJob. @param id of an AsyncApexJob or a CronTrigger, 18 characters */
    abort(id: string): void {
        const data = transactionData(currentTransaction());
        if (this.schedules.abort(id)) {
            data.markUncommitted();
            return;
        }
        if (!findSystemRow(this.host.org, 'AsyncApexJob', id)) {
            throwApex('System.AsyncException', `The job does not exist: ${id}`);
        }
        if (!this.host.rows.isUnfinished(id)) return;
        this.host.rows.abort(id);
        data.markUncommitted();
    }

    /** What a process that is no more has left waiting is marked as failed. Call once, before any job starts. */
    settleInterrupted(): void {
        this.host.rows.failInterrupted();
        this.schedules.deleteInterrupted();
    }
}

export const AsyncJobs = new ServiceKey<JobScheduler>('AsyncJobs');
