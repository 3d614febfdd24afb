import type { RunningUser } from '../runtime/transaction.ts';

export interface EventBusSettings {
    /** Milliseconds from publishing to delivery. */
    readonly latencyMs: number;
    /** Milliseconds before the first retry after a RetryableException, doubled each time; null: the next delivery is the retry, as in tests. */
    readonly retryDelayMs: number | null;
    /** Under whom triggers run that have no user of their own, and publish callbacks. */
    readonly automatedProcess: () => RunningUser;
    /** Events an hour that the org may publish. */
    readonly hourlyAllocation: number;
}

/** Figures of the platform (Platform Events Developer Guide). */
export const RETENTION_MS = 72 * 3_600_000;
export const MAX_BATCH_SIZE = 2000;
export const MAX_RETRIES = 9;
export const MAX_EVENT_BYTES = 1_000_000;
export const HOURLY_ALLOCATION = 250_000;
