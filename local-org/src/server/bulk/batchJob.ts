import type { ApiRequestFacts } from '../../monitoring/index.ts';
import { tag } from '../soap/envelope.ts';

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';

export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'Not Processed';

/** A query of a job; its one result is kept until the job is gone. */
export interface QueryBatch {
    readonly id: string;
    readonly query: string;
    readonly createdAt: number;
    readonly request: ApiRequestFacts;
    state: BatchState;
    modifiedAt: number;
    message: string | null;
    resultId: string;
    header: string | null;
    lines: readonly string[];
}

/** A query job of Bulk API 1.0. */
export interface BatchJob {
    readonly id: string;
    readonly operation: 'query' | 'queryAll';
    readonly object: string;
    readonly version: string;
    readonly createdAt: number;
    readonly ownerId: string;
    readonly batches: QueryBatch[];
    state: 'Open' | 'Closed' | 'Aborted';
    modifiedAt: number;
}

export function jobInfo(job: BatchJob): string {
    const count = (state: BatchState): number => job.batches.filter((batch) => batch.state === state).length;
    return document('jobInfo', {
        id: job.id,
        operation: job.operation,
        object: job.object,
        createdById: job.ownerId,
        createdDate: stamp(job.createdAt),
        systemModstamp: stamp(job.modifiedAt),
        state: job.state,
        concurrencyMode: 'Parallel',
        contentType: 'CSV',
        numberBatchesQueued: count('Queued'),
        numberBatchesInProgress: count('InProgress'),
        numberBatchesCompleted: count('Completed'),
        numberBatchesFailed: count('Failed'),
        numberBatchesTotal: job.batches.length,
        numberRecordsProcessed: job.batches.reduce((sum, { lines }) => sum + lines.length, 0),
        numberRetries: 0,
        apiVersion: job.version,
        numberRecordsFailed: 0
    });
}

export function batchInfo(job: BatchJob, batch: QueryBatch): string {
    return document('batchInfo', batchFields(job, batch));
}

export function batchInfoList(job: BatchJob): string {
    return document('batchInfoList', { batchInfo: job.batches.map((batch) => batchFields(job, batch)) });
}

export function resultList(batch: QueryBatch): string {
    return document('result-list', { result: batch.resultId });
}

export function errorDocument(code: string, message: string): string {
    return document('error', { exceptionCode: code, exceptionMessage: message });
}

function batchFields(job: BatchJob, batch: QueryBatch): object {
    return {
        id: batch.id,
        jobId: job.id,
        state: batch.state,
        stateMessage: batch.message ?? undefined,
        createdDate: stamp(batch.createdAt),
        systemModstamp: stamp(batch.modifiedAt),
        numberRecordsProcessed: batch.lines.length,
        numberRecordsFailed: 0
    };
}

function document(root: string, members: object): string {
    const inner = Object.entries(members).map(([name, value]) => tag(name, value));
    return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${NAMESPACE}">${inner.join('')}</${root}>`;
}

function stamp(milliseconds: number): string {
    return new Date(milliseconds).toISOString();
}
