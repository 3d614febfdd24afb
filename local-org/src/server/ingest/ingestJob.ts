import type { RunningUser } from '../../runtime/transaction.ts';
import { stamp } from '../bulk/jobOptions.ts';

export type IngestState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

/** What became of one line of the upload. */
export interface IngestOutcome {
    /** Id of the record, null when there is none. */
    readonly id: string | null;
    readonly created: boolean;
    /** `STATUS_CODE:message:fields --`, null when the record was saved. */
    readonly error: string | null;
}

/** A Bulk API 2.0 ingest job. Upload and results are kept until the job is deleted. */
export interface IngestJob {
    readonly id: string;
    readonly operation: IngestOperation;
    /** API name: a deployment gives the object other fields while the job waits. */
    readonly object: string;
    /** Field of an upsert, null for other operations. */
    readonly externalIdField: string | null;
    readonly version: string;
    readonly columnDelimiter: string;
    readonly lineEnding: string;
    readonly user: RunningUser;
    readonly createdAt: number;
    state: IngestState;
    modifiedAt: number;
    /** The CSV, null before the upload and after the job has read it. */
    upload: string | null;
    columns: readonly string[];
    rows: readonly (readonly string[])[];
    /** By position in `rows`; those beyond have not been processed. */
    readonly outcomes: IngestOutcome[];
    processingMs: number;
    errorMessage: string | null;
    /** Takes the job out of the queue; null while it is not in there, as it holds on to the org that runs the queue. */
    cancel: (() => void) | null;
}

/** The job as its creation tells it. */
export function createdJobJson(job: IngestJob): Record<string, unknown> {
    return {
        id: job.id,
        operation: job.operation,
        object: job.object,
        createdById: job.user.id,
        createdDate: stamp(job.createdAt),
        systemModstamp: stamp(job.modifiedAt),
        state: job.state,
        ...(job.externalIdField === null ? {} : { externalIdFieldName: job.externalIdField }),
        concurrencyMode: 'Parallel',
        contentType: 'CSV',
        apiVersion: Number(job.version),
        contentUrl: `services/data/v${job.version}/jobs/ingest/${job.id}/batches`,
        lineEnding: job.lineEnding,
        columnDelimiter: job.columnDelimiter
    };
}

export function ingestJobJson(job: IngestJob): Record<string, unknown> {
    return {
        ...createdJobJson(job),
        jobType: 'V2Ingest',
        numberRecordsProcessed: job.outcomes.length,
        numberRecordsFailed: job.outcomes.filter(({ error }) => error !== null).length,
        retries: 0,
        totalProcessingTime: job.processingMs,
        apiActiveProcessingTime: job.processingMs,
        apexProcessingTime: 0,
        ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage })
    };
}
