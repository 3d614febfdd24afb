import {
    deleteSystemRow,
    findSystemRow,
    insertSystemRow,
    systemRowBy,
    systemRows,
    updateSystemRow
} from '../data/systemRows.ts';
import { transactionData } from '../dml/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import { symbolOf } from '../runtime/instances.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import { SchedulableContextValue } from './contexts.ts';
import { CronExpression } from './cronExpression.ts';
import type { JobHost } from './jobHost.ts';
import { failureText } from './jobHost.ts';
import { plainJob } from './runningJob.ts';
import { copyState } from './stateCopy.ts';

const MAX_SCHEDULED_JOBS = 100;
/** CronJobDetail.JobType of scheduled Apex. */
const SCHEDULED_APEX = '7';
const MS_PER_MINUTE = 60_000;

interface Schedule {
    readonly triggerId: string;
    /** AsyncApexJob of the next run. */
    jobId: string;
    readonly user: RunningUser;
    readonly isTest: boolean;
    readonly symbol: ClassSymbol;
    /** null for a schedule that fires once. */
    readonly cron: CronExpression | null;
    readonly run: () => void;
}

interface NewSchedule {
    readonly name: string | null;
    readonly expression: string;
    readonly cron: CronExpression | null;
    readonly next: number;
    readonly job: object;
    /** Runs inside the job's transaction. @param triggerId CronTrigger id */
    readonly run: (triggerId: string) => void;
}

/** System.schedule and System.scheduleBatch: CronTrigger and CronJobDetail rows, and the runs that follow from them. */
export class Schedules {
    private readonly host: JobHost;

    constructor(host: JobHost) {
        this.host = host;
    }

    /** @returns the CronTrigger id */
    schedule(name: string | null, expression: string | null, job: object | null): string {
        if (expression === null || job === null) nullPointer();
        const cron = new CronExpression(expression);
        const next = cron.next(this.host.org.now());
        if (next === null)
            throwApex(
                'System.AsyncException',
                `Based on configured schedule, the given trigger ${name} will never fire.`
            );
        const state = copyState(job);
        return this.add({
            name,
            expression,
            cron,
            next,
            job,
            run: (triggerId) => {
                this.host.call(copyState(state), 'System.Schedulable', 'execute', [
                    new SchedulableContextValue(triggerId)
                ]);
            }
        });
    }

    /** Starts a batch job once, some minutes from now. @param start runs in a transaction of its own then */
    scheduleOnce(name: string | null, minutes: number, job: object | null, start: (state: object) => void): string {
        if (job === null) nullPointer();
        const state = copyState(job);
        const next = this.host.org.now() + minutes * MS_PER_MINUTE;
        const time = new Date(next);
        const parts = [
            time.getUTCSeconds(),
            time.getUTCMinutes(),
            time.getUTCHours(),
            time.getUTCDate(),
            time.getUTCMonth() + 1,
            '?'
        ];
        const expression = [...parts, time.getUTCFullYear()].join(' ');
        return this.add({ name, expression, cron: null, next, job, run: () => start(copyState(state)) });
    }

    /** Ends a schedule; a run that is under way goes on. @returns was there one? */
    abort(triggerId: string): boolean {
        const trigger = findSystemRow(this.host.org, 'CronTrigger', triggerId);
        if (!trigger) return false;
        for (const jobId of this.host.rows.unfinishedOf(triggerId)) this.host.rows.abort(jobId);
        this.deleteRows(triggerId);
        return true;
    }

    /** Schedules of a process that is no more cannot fire: what they would run is lost. Call once, before any job starts. */
    deleteInterrupted(): void {
        for (const trigger of systemRows(this.host.org, 'CronTrigger')) this.deleteRows(trigger['Id'] as string);
        this.host.org.store.commit();
    }

    private add(given: NewSchedule): string {
        const { org, rows } = this.host;
        if (given.name === null) nullPointer();
        if (systemRowBy(org, 'CronJobDetail', 'Name', given.name)) {
            throwApex(
                'System.AsyncException',
                `The Apex job named "${given.name}" is already scheduled for execution.`
            );
        }
        if (systemRows(org, 'CronTrigger').length >= MAX_SCHEDULED_JOBS) {
            throwApex(
                'System.AsyncException',
                `You have exceeded the maximum number (${MAX_SCHEDULED_JOBS}) of Apex scheduled jobs.`
            );
        }
        const transaction = currentTransaction();
        const { user, isTest } = transaction;
        const symbol = symbolOf(given.job)!;
        const triggerId = this.insertRows(given.name, given, user);
        const schedule: Schedule = {
            triggerId,
            jobId: rows.insert({ type: 'ScheduledApex', symbol, userId: user.id, cronTriggerId: triggerId }),
            user,
            isTest,
            symbol,
            cron: given.cron,
            run: () => given.run(triggerId)
        };
        const data = transactionData(transaction);
        data.markUncommitted();
        data.onCommit(() => this.arm(schedule, given.next));
        return triggerId;
    }

    private insertRows(name: string, given: NewSchedule, user: RunningUser): string {
        const { org } = this.host;
        return insertSystemRow(org, 'CronTrigger', {
            CronJobDetailId: insertSystemRow(org, 'CronJobDetail', { Name: name, JobType: SCHEDULED_APEX }),
            CronExpression: given.expression,
            NextFireTime: new ApexDatetime(given.next),
            StartTime: this.host.rows.now(),
            State: 'WAITING',
            TimeZoneSidKey: 'GMT',
            TimesTriggered: 0,
            OwnerId: user.id,
            CreatedById: user.id,
            LastModifiedById: user.id
        });
    }

    private arm(schedule: Schedule, next: number): void {
        this.host.later(next - this.host.org.now(), () => this.fire(schedule));
    }

    private fire(schedule: Schedule): void {
        const { org, rows } = this.host;
        const trigger = findSystemRow(org, 'CronTrigger', schedule.triggerId);
        if (!trigger) return;
        if (!rows.isUnfinished(schedule.jobId)) schedule.jobId = this.newJob(schedule);
        rows.set(schedule.jobId, { Status: 'Processing' });
        // Synchronous limits apply to scheduled Apex.
        const options = { user: schedule.user, quiddity: 'SCHEDULED', isAsync: false } as const;
        const { error } = this.host.attempt(options, plainJob('scheduled', schedule.jobId, false), schedule.run);
        this.settle(schedule, (trigger['TimesTriggered'] as number) + 1, error);
        if (error) throw error;
    }

    /** The job of a schedule that fires again goes back to waiting. */
    private settle(schedule: Schedule, timesTriggered: number, error: Error | null): void {
        const { org, rows } = this.host;
        const detail = error && failureText(error);
        const next = schedule.cron?.next(org.now()) ?? null;
        const isAborted = findSystemRow(org, 'CronTrigger', schedule.triggerId) === null;
        if (isAborted || next === null) {
            rows.end(schedule.jobId, error ? 'Failed' : 'Completed', detail, { JobItemsProcessed: 1 });
            if (!isAborted) this.deleteRows(schedule.triggerId);
            org.store.commit();
            return;
        }
        updateSystemRow(org, 'CronTrigger', schedule.triggerId, {
            PreviousFireTime: rows.now(),
            NextFireTime: new ApexDatetime(next),
            TimesTriggered: timesTriggered
        });
        rows.set(schedule.jobId, { Status: 'Queued', ExtendedStatus: detail });
        // In a test a schedule fires once, at Test.stopTest().
        if (!schedule.isTest) this.arm(schedule, next);
    }

    /** Aborting the waiting job does not end the schedule. */
    private newJob({ symbol, user, triggerId }: Schedule): string {
        return this.host.rows.insert({ type: 'ScheduledApex', symbol, userId: user.id, cronTriggerId: triggerId });
    }

    private deleteRows(triggerId: string): void {
        const { org } = this.host;
        const detailId = findSystemRow(org, 'CronTrigger', triggerId)?.['CronJobDetailId'];
        deleteSystemRow(org, 'CronTrigger', triggerId);
        if (typeof detailId === 'string') deleteSystemRow(org, 'CronJobDetail', detailId);
    }
}
