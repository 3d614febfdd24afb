import type { ApiRequestFacts } from '../../monitoring/index.ts';
import { stamp } from './jobOptions.ts';

export type JobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** A Bulk API 2.0 query job. Its result is kept as lines until the job is deleted. */
export interface QueryJob {
    readonly id: string;
    readonly operation: 'query' | 'queryAll';
    readonly query: string;
    readonly object: string;
    readonly version: string;
    readonly columnDelimiter: string;
    readonly lineEnding: string;
    readonly createdAt: number;
    /** The request that made the job: whose rights and whose traces it has. */
    readonly request: ApiRequestFacts;
    state: JobState;
    modifiedAt: number;
    processingMs: number;
    header: string;
    lines: readonly string[];
    errorMessage: string | null;
    /** Takes the job out of the queue; null while it is not in there, as it holds on to the org that runs the queue. */
    cancel: (() => void) | null;
}

export function jobJson(job: QueryJob): Record<string, unknown> {
    return {
        id: job.id,
        operation: job.operation,
        object: job.object,
        createdById: job.request.requester.user.id,
        createdDate: stamp(job.createdAt),
        systemModstamp: stamp(job.modifiedAt),
        state: job.state,
        concurrencyMode: 'Parallel',
        contentType: 'CSV',
        apiVersion: Number(job.version),
        jobType: 'V2Query',
        lineEnding: job.lineEnding,
        columnDelimiter: job.columnDelimiter,
        ...(job.state === 'UploadComplete'
            ? {}
            : { numberRecordsProcessed: job.lines.length, retries: 0, totalProcessingTime: job.processingMs }),
        ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage })
    };
}
