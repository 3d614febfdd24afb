import { transactionData } from '../dml/index.ts';
import { ApexException, limitExceeded, nullPointer, throwApex } from '../runtime/exceptions.ts';
import { symbolOf } from '../runtime/instances.ts';
import type { RunningUser, Transaction } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { FinalizerContextValue, QueueableContextValue } from './contexts.ts';
import type { JobHost, JobOutcome } from './jobHost.ts';
import { failureText, implementsType } from './jobHost.ts';
import type { RunningJob } from './runningJob.ts';
import { plainJob, runningJob } from './runningJob.ts';
import { copyState } from './stateCopy.ts';

export interface QueueableOptions {
    readonly delayMinutes: number | null;
    readonly maximumDepth: number | null;
    /** Text of a QueueableDuplicateSignature. */
    readonly signature: string | null;
}

/** A finalizer or an event of a test that always starts the next job would go on for ever. */
const MAX_DEPTH_IN_TEST = 50;
const MAX_DELAY_MINUTES = 10;
/** "A Queueable job that failed due to an unhandled exception can be successively re-enqueued five times" (Apex Developer Guide). */
const MAX_FAILURES_IN_A_ROW = 5;
const MS_PER_MINUTE = 60_000;

interface QueuedJob {
    readonly state: object;
    readonly user: RunningUser;
    readonly signature: string | null;
    readonly running: RunningJob;
}

/** System.enqueueJob and System.attachFinalizer. */
export class Queueables {
    private readonly host: JobHost;
    /** Job ids by duplicate signature. */
    private readonly signatures = new Map<string, string>();

    constructor(host: JobHost) {
        this.host = host;
    }

    /** @returns the AsyncApexJob id */
    enqueue(job: object | null, options: QueueableOptions): string {
        if (job === null) nullPointer();
        const transaction = currentTransaction();
        countJob(transaction);
        const parent = runningJob(transaction);
        const chain = chainAfter(parent, options, transaction.isTest);
        const symbol = symbolOf(job)!;
        this.refuseDuplicate(options.signature);
        const data = transactionData(transaction);
        const id = this.host.rows.insert({ type: 'Queueable', symbol, userId: transaction.user.id });
        const queued: QueuedJob = {
            state: copyState(job),
            user: transaction.user,
            signature: options.signature,
            running: { ...plainJob('queueable', id, implementsType(job, 'Database.AllowsCallouts')), ...chain }
        };
        if (options.signature !== null) this.signatures.set(options.signature, id);
        const delay =
            chain.minimumDelayMinutes === null
                ? this.host.latencies.queueableMs
                : chain.minimumDelayMinutes * MS_PER_MINUTE;
        data.markUncommitted();
        data.onCommit(() => this.host.later(delay, () => this.run(queued)));
        return id;
    }

    attachFinalizer(finalizer: object | null): void {
        if (finalizer === null) nullPointer();
        const job = runningJob(currentTransaction());
        if (job?.kind !== 'queueable')
            throwApex('System.AsyncException', 'Finalizers can be attached only to a Queueable job.');
        if (job.finalizer)
            throwApex('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
        job.finalizer = finalizer;
    }

    private refuseDuplicate(signature: string | null): void {
        const other = signature === null ? undefined : this.signatures.get(signature);
        if (other !== undefined && this.host.rows.isUnfinished(other)) {
            throwApex('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
        }
    }

    private run(job: QueuedJob): void {
        const { rows } = this.host;
        const { running, user } = job;
        const { id } = running;
        if (rows.status(id) !== 'Queued') return;
        rows.set(id, { Status: 'Processing', TotalJobItems: 0 });
        const outcome = this.host.attempt({ user, quiddity: 'QUEUEABLE', isAsync: true }, running, () => {
            this.host.call(job.state, 'System.Queueable', 'execute', [new QueueableContextValue(id)]);
        });
        if (job.signature !== null) this.signatures.delete(job.signature);
        rows.end(id, outcome.error ? 'Failed' : 'Completed', outcome.error && failureText(outcome.error), {
            NumberOfErrors: outcome.error ? 1 : 0
        });
        if (running.finalizer && (outcome.error === null || outcome.error instanceof ApexException))
            this.finish(job, outcome);
        if (outcome.error) throw outcome.error;
    }

    /** The finalizer sees what the job did to it, a failed job included; its own changes are a transaction of their own. */
    private finish(job: QueuedJob, outcome: JobOutcome): void {
        const { id, failuresInARow } = job.running;
        const exception = outcome.error instanceof ApexException ? outcome.error : null;
        const running: RunningJob = {
            ...job.running,
            kind: 'finalizer',
            allowsCallouts: true,
            failuresInARow: exception ? failuresInARow + 1 : 0,
            finalizer: null
        };
        const options = {
            user: job.user,
            quiddity: 'TRANSACTION_FINALIZER_QUEUEABLE',
            isAsync: false,
            requestId: outcome.requestId
        } as const;
        const finalizer = copyState(job.running.finalizer!);
        const { error } = this.host.attempt(options, running, () => {
            const context = new FinalizerContextValue(id, outcome.requestId, exception);
            this.host.call(finalizer, 'System.Finalizer', 'execute', [context]);
        });
        if (error) throw error;
    }
}

function countJob({ limits, limitCaps }: Transaction): void {
    limits.queueableJobs++;
    if (limits.queueableJobs > limitCaps.queueableJobs)
        limitExceeded(`Too many queueable jobs added to the queue: ${limits.queueableJobs}`);
}

type Chain = Pick<RunningJob, 'depth' | 'maximumDepth' | 'minimumDelayMinutes' | 'failuresInARow'>;

function chainAfter(parent: RunningJob | null, options: QueueableOptions, isTest: boolean): Chain {
    const isChained = parent?.kind === 'queueable' || parent?.kind === 'finalizer';
    const depth = isChained ? parent.depth + 1 : 1;
    const maximumDepth = options.maximumDepth ?? (isChained ? parent.maximumDepth : null);
    // "You can't chain queueable jobs in an Apex test" (Apex Developer Guide), unless the test sets a depth.
    const isRefusedChain = isTest && parent?.kind === 'queueable' && maximumDepth === null;
    const deepest = Math.min(maximumDepth ?? Infinity, isTest ? MAX_DEPTH_IN_TEST : Infinity);
    if (isRefusedChain || depth > deepest) throwApex('System.AsyncException', 'Maximum stack depth has been reached.');
    const failuresInARow = parent?.kind === 'finalizer' ? parent.failuresInARow : 0;
    if (failuresInARow > MAX_FAILURES_IN_A_ROW) {
        throwApex(
            'System.AsyncException',
            `A failed job can be enqueued again by its finalizer ${MAX_FAILURES_IN_A_ROW} times in a row.`
        );
    }
    return { depth, maximumDepth, minimumDelayMinutes: checkedDelay(options.delayMinutes), failuresInARow };
}

function checkedDelay(minutes: number | null): number | null {
    if (minutes !== null && (minutes < 0 || minutes > MAX_DELAY_MINUTES)) {
        throwApex('System.AsyncException', `The delay in minutes must be between 0 and ${MAX_DELAY_MINUTES}.`);
    }
    return minutes;
}
