import type { ApexException } from '../runtime/exceptions.ts';
import { PlatformEvents } from '../runtime/services.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import type { JobHost } from './jobHost.ts';

export type BatchPhase = 'START' | 'EXECUTE' | 'FINISH';

export interface BatchError {
    readonly jobId: string;
    readonly phase: BatchPhase;
    readonly error: ApexException;
    readonly requestId: string;
    /** Ids of the records of the chunk. */
    readonly scope: readonly string[];
}

/** BatchApexErrorEvent.JobScope is no longer than this many characters. */
const MAX_JOB_SCOPE = 40_000;

/** Tells subscribers of the part of a batch job that failed; for jobs that are Database.RaisesPlatformEvents. */
export function announceBatchError(host: JobHost, user: RunningUser, failure: BatchError): void {
    const scope = failure.scope.join(',');
    const stack = failure.error.apexStack().map((frame) => `${frame.place}: line ${frame.line}, column 1`);
    const values = {
        AsyncApexJobId: failure.jobId,
        DoesExceedJobScopeMaxLength: scope.length > MAX_JOB_SCOPE,
        ExceptionType: failure.error.typeName,
        JobScope: scope.slice(0, MAX_JOB_SCOPE),
        Message: failure.error.apexMessage,
        Phase: failure.phase,
        RequestId: failure.requestId,
        StackTrace: stack.join('\n')
    };
    host.service(PlatformEvents).publish('BatchApexErrorEvent', values, user.id);
}
