import type { ApexException } from '../runtime/exceptions.ts';
import { PlatformEvents } from '../runtime/services.ts';
import { SObject } from '../runtime/sobject.ts';
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
export function announceBatchError(host: JobHost, failure: BatchError): void {
    const describe = host.org.schema.object('BatchApexErrorEvent');
    if (!describe) throw new Error('The schema has no object BatchApexErrorEvent.');
    const event = new SObject(describe);
    const set = (name: string, value: unknown): void => event.put(event.fieldNamed(name).index, value);
    const scope = failure.scope.join(',');
    const stack = failure.error.apexStack().map((frame) => `${frame.place}: line ${frame.line}, column 1`);
    set('AsyncApexJobId', failure.jobId);
    set('DoesExceedJobScopeMaxLength', scope.length > MAX_JOB_SCOPE);
    set('ExceptionType', failure.error.typeName);
    set('JobScope', scope.slice(0, MAX_JOB_SCOPE));
    set('Message', failure.error.apexMessage);
    set('Phase', failure.phase);
    set('RequestId', failure.requestId);
    set('StackTrace', stack.join('\n'));
    host.service(PlatformEvents).publish(event);
}
