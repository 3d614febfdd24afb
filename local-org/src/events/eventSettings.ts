import type { RunningUser } from '../runtime/transaction.ts';

export interface EventBusSettings {
    /** The bus of an org for tests: brings events only when it is asked to, has no clients and no allocations but its own. */
    readonly isTest: boolean;
    /** Milliseconds from publishing to delivery. */
    readonly latencyMs: number;
    /** Folder that keeps the events over the end of the process; null to forget them. */
    readonly directory: string | null;
    /** Under whom triggers run that have no user of their own, and publish callbacks. */
    readonly automatedProcess: () => RunningUser;
    /** Events an hour that the org may publish. */
    readonly hourlyAllocation: number;
    /** Told of subscribers, callbacks and clients that fail; the bus goes on with the next. */
    readonly onFailure: (error: Error) => void;
}

/** Figures of the platform (Platform Events Developer Guide). */
export const RETENTION_MS = 72 * 3_600_000;
export const MAX_BATCH_SIZE = 2000;
export const MAX_RETRIES = 9;
export const MAX_EVENT_BYTES = 1_000_000;
export const HOURLY_ALLOCATION = 250_000;
export const MAX_EVENTS_IN_TEST = 500;

/** The platform says "a small delay" that grows with each retry. */
export const FIRST_RETRY_DELAY_MS = 1000;
