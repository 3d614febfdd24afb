import type { Requester } from '../requester.ts';
import type { LogType } from './logTypes.ts';

type Cell = string | number | boolean | null;

/** One line of an event log file, before it is written. */
export interface LogLine {
    readonly type: LogType;
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly requester: Requester;
    readonly requestId: string;
    /** By column name, beside the columns that every line has. */
    readonly values: Readonly<Record<string, Cell>>;
}

/** One request to the APIs, as the event log files tell it hours later. */
export interface RequestEvidence {
    readonly type: 'API' | 'BulkApi' | 'BulkApi2' | 'RestApi';
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly requester: Requester;
    readonly requestId: string;
    /** HTTP method, or the operation of a SOAP message. */
    readonly method: string;
    /** Path without query string: queries may hold personal data. */
    readonly path: string;
    readonly status: number;
    readonly elapsedMs: number;
    readonly rows: number | null;
    readonly entity: string | null;
    readonly apiVersion: string | null;
    readonly client: string | null;
    readonly userAgent: string | null;
    readonly appName?: string | null;
}

/** What becomes of a job of the bulk APIs. */
export interface BulkJobEvidence {
    readonly type: 'BulkApi' | 'BulkApi2';
    readonly at: number;
    readonly requester: Requester;
    readonly jobId: string;
    /** Bulk API 1.0 only. */
    readonly batchId: string | null;
    readonly status: string;
    readonly operation: string;
    readonly entity: string;
    readonly processed: number;
    readonly failed: number;
    readonly elapsedMs: number;
    readonly message: string | null;
}

const FAMILIES = { API: 'SOAP', BulkApi: 'Bulk', BulkApi2: 'Bulk', RestApi: 'REST' } as const;

/** Requests of the bulk APIs are counted; what their jobs do is told as `bulkJobLine`. */
export function requestLines(evidence: RequestEvidence): LogLine[] {
    const { type, at, requester, requestId } = evidence;
    const line = (lineType: LogType, values: LogLine['values']): LogLine => ({
        type: lineType,
        at,
        requester,
        requestId,
        values
    });
    const usage = line('ApiTotalUsage', {
        API_FAMILY: FAMILIES[type],
        API_VERSION: evidence.apiVersion,
        API_RESOURCE: evidence.path,
        CLIENT_NAME: evidence.client,
        HTTP_METHOD: type === 'API' ? 'POST' : evidence.method,
        COUNTS_AGAINST_API_LIMIT: 1,
        CONNECTED_APP_ID: requester.connectedAppId,
        CONNECTED_APP_NAME: evidence.appName ?? null,
        ENTITY_NAME: evidence.entity,
        STATUS_CODE: evidence.status,
        USER_NAME: requester.user.username
    });
    if (type === 'BulkApi' || type === 'BulkApi2') return [usage];
    const details: LogLine['values'] = {
        ...entry(evidence.path, evidence.elapsedMs, requester),
        USER_TYPE: 'Standard',
        REQUEST_STATUS: evidence.status < 400 ? 'S' : 'F',
        STATUS_CODE: evidence.status,
        USER_AGENT: evidence.userAgent,
        ROWS_PROCESSED: evidence.rows,
        ENTITY_NAME: evidence.entity,
        CONNECTED_APP_ID: requester.connectedAppId,
        API_VERSION: evidence.apiVersion
    };
    const own: LogLine['values'] =
        type === 'API'
            ? { API_TYPE: 'SOAP Partner', CLIENT_NAME: evidence.client, METHOD_NAME: evidence.method }
            : { METHOD: evidence.method };
    return [line(type, { ...details, ...own }), usage];
}

export function bulkJobLine(evidence: BulkJobEvidence, requestId: string): LogLine {
    const { type, at, requester } = evidence;
    const shared = {
        ...entry(null, evidence.elapsedMs, requester),
        JOB_ID: evidence.jobId.slice(0, 15),
        OPERATION_TYPE: evidence.operation,
        ENTITY_TYPE: evidence.entity,
        MESSAGE: evidence.message
    };
    const own: LogLine['values'] =
        type === 'BulkApi2'
            ? {
                  JOB_STATUS: evidence.status,
                  RECORDS_PROCESSED: evidence.processed,
                  RECORDS_FAILED: evidence.failed
              }
            : {
                  BATCH_ID: evidence.batchId?.slice(0, 15) ?? null,
                  ROWS_PROCESSED: evidence.processed,
                  NUMBER_FAILURES: evidence.failed,
                  SUCCESS: evidence.status === 'Completed'
              };
    return { type, at, requester, requestId, values: { ...shared, ...own } };
}

/** Columns that nearly every type has. */
export function entry(path: string | null, elapsedMs: number, requester: Requester): LogLine['values'] {
    return {
        RUN_TIME: elapsedMs,
        URI: path,
        SESSION_KEY: requester.sessionKey,
        LOGIN_KEY: requester.loginKey
    };
}
