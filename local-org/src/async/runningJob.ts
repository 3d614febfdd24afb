import type { Transaction } from '../runtime/transaction.ts';

export type JobKind =
    'queueable' | 'finalizer' | 'future' | 'batchStart' | 'batchExecute' | 'batchFinish' | 'scheduled';

/** What a transaction knows about the asynchronous job it is a part of. */
export interface RunningJob {
    readonly kind: JobKind;
    /** AsyncApexJob id */
    readonly id: string;
    readonly allowsCallouts: boolean;
    /** Place in a chain of queueables: 1 for one that was not started by another. */
    readonly depth: number;
    /** AsyncOptions.MaximumQueueableStackDepth, handed down the chain. */
    readonly maximumDepth: number | null;
    readonly minimumDelayMinutes: number | null;
    /** Failed queueables of the chain in a row, this one's parent included; finalizers start a limited number of attempts. */
    readonly failuresInARow: number;
    /** Set by System.attachFinalizer. */
    finalizer: object | null;
}

const jobs = new WeakMap<Transaction, RunningJob>();

/** null in synchronous transactions. */
export function runningJob(transaction: Transaction): RunningJob | null {
    return jobs.get(transaction) ?? null;
}

export function enterJob(transaction: Transaction, job: RunningJob): void {
    jobs.set(transaction, job);
}

/** A job that is no part of a queueable chain. */
export function plainJob(kind: JobKind, id: string, allowsCallouts: boolean): RunningJob {
    return {
        kind,
        id,
        allowsCallouts,
        depth: 0,
        maximumDepth: null,
        minimumDelayMinutes: null,
        failuresInARow: 0,
        finalizer: null
    };
}
