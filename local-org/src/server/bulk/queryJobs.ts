import { parseQueryText } from '../../data/index.ts';
import { prepareQuery } from '../../data/soql/runQuery.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { Work } from '../../runtime/services.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { requestFacts, requesterOf } from '../rest/requester.ts';
import { oneOf } from './jobOptions.ts';
import { queryFailure, runBulkQuery } from './bulkQuery.ts';
import { columnsOf, DELIMITERS, LINE_ENDINGS } from './csv.ts';
import type { QueryJob } from './queryJob.ts';
import { jobJson } from './queryJob.ts';

/** A job waits in the queue before it starts, as on the platform. */
const QUEUE_MS = 150;
/** Rows of one result page when the client does not say. */
const DEFAULT_PAGE = 10_000;

/** `/jobs/query`: Bulk API 2.0 queries. Jobs end with the process that serves the org. */
export class QueryJobs {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly jobs: Map<string, QueryJob>;

    /** @param jobs those that are known already */
    constructor(org: Org, monitoring: Monitoring, jobs: Map<string, QueryJob> = new Map()) {
        this.org = org;
        this.monitoring = monitoring;
        this.jobs = jobs;
    }

    create(api: ApiCall): OrgResponse {
        const body = api.call.jsonObject();
        const operation = oneOf(body, 'operation', ['query', 'queryAll'] as const);
        const query = body['query'];
        if (typeof query !== 'string') throw new ApiFault(400, 'INVALIDJOB', 'query must be a text');
        oneOf(body, 'contentType', ['CSV']);
        const parsed = parseQueryText(this.org.data, query);
        const { plan } = prepareQuery(this.org.data, parsed);
        columnsOf(parsed);
        const job: QueryJob = {
            id: this.org.data.store.ids.next('750'),
            operation,
            query,
            object: plan.describe.name,
            version: api.version,
            columnDelimiter: oneOf(body, 'columnDelimiter', ['COMMA', ...Object.keys(DELIMITERS)]),
            lineEnding: oneOf(body, 'lineEnding', Object.keys(LINE_ENDINGS)),
            createdAt: this.org.clock.now(),
            request: { ...requestFacts(api), apiType: 'Bulk' },
            state: 'UploadComplete',
            modifiedAt: this.org.clock.now(),
            processingMs: 0,
            header: '',
            lines: [],
            errorMessage: null,
            cancel: null
        };
        this.jobs.set(job.id, job);
        this.note(job, 'UploadComplete');
        job.cancel = this.org.services.get(Work).schedule(QUEUE_MS, () => this.process(job));
        return json(200, jobJson(job));
    }

    get(api: ApiCall): OrgResponse {
        return json(200, jobJson(this.job(api)));
    }

    list(api: ApiCall): OrgResponse {
        const own = [...this.jobs.values()].filter((job) => this.mayUse(api, job));
        return json(200, { done: true, records: own.map(jobJson), nextRecordsUrl: null });
    }

    abort(api: ApiCall): OrgResponse {
        const job = this.job(api);
        if (api.call.jsonObject()['state'] !== 'Aborted')
            throw new ApiFault(400, 'INVALIDJOB', 'A query job can only be set to Aborted.');
        if (job.state !== 'UploadComplete' && job.state !== 'InProgress') {
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Aborting already ${job.state} job not allowed`);
        }
        job.cancel?.();
        job.cancel = null;
        this.set(job, 'Aborted');
        return json(200, jobJson(job));
    }

    remove(api: ApiCall): OrgResponse {
        const job = this.job(api);
        if (job.state === 'UploadComplete' || job.state === 'InProgress') {
            throw new ApiFault(400, 'INVALIDJOBSTATE', 'The job is still being processed.');
        }
        this.jobs.delete(job.id);
        this.note(job, 'Deleted');
        return noContent();
    }

    /** `/jobs/query/<id>/results?locator=&maxRecords=`; each page is a download of its own to monitoring. */
    results(api: ApiCall): OrgResponse {
        const job = this.job(api);
        if (job.state !== 'JobComplete')
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Job is not complete: ${job.state}`);
        const from = positionOf(api.call.query.get('locator'), job);
        const wanted = Number(api.call.query.get('maxRecords') ?? DEFAULT_PAGE);
        if (!Number.isInteger(wanted) || wanted < 1)
            throw new ApiFault(400, 'INVALIDREQUEST', 'maxRecords must be a positive number');
        this.monitoring.bulkResult(requesterOf(api.session, api.call.request.remoteAddress), job.query);
        const page = job.lines.slice(from, from + wanted);
        const next = from + page.length;
        const ending = LINE_ENDINGS[job.lineEnding]!;
        return {
            status: 200,
            headers: {
                'content-type': 'text/csv',
                'cache-control': 'no-store',
                'sforce-numberofrecords': String(page.length),
                'sforce-locator': next < job.lines.length ? locatorOf(next) : 'null'
            },
            body: [job.header, ...page].map((line) => line + ending).join('')
        };
    }

    private process(job: QueryJob): void {
        job.cancel = null;
        if (job.state !== 'UploadComplete') return;
        this.set(job, 'InProgress');
        const startedAt = this.org.clock.now();
        try {
            const delimiter = DELIMITERS[job.columnDelimiter]!;
            const { request, operation, query } = job;
            const { header, lines } = runBulkQuery(this.org, this.monitoring, { request, operation, query, delimiter });
            job.header = header;
            job.lines = lines;
            this.set(job, 'JobComplete');
        } catch (error) {
            const failure = queryFailure(error);
            job.errorMessage = failure.message;
            this.set(job, 'Failed');
            if (!failure.isExpected) throw error;
        } finally {
            job.processingMs = this.org.clock.now() - startedAt;
        }
    }

    private set(job: QueryJob, state: QueryJob['state']): void {
        job.state = state;
        job.modifiedAt = this.org.clock.now();
        this.note(job, state);
    }

    /** Every state of a job is a line in the event log file. */
    private note(job: QueryJob, status: string): void {
        this.monitoring.noteBulkJob({
            type: 'BulkApi2',
            at: this.org.clock.now(),
            requester: job.request.requester,
            jobId: job.id,
            batchId: null,
            status,
            operation: job.operation,
            entity: job.object,
            processed: job.lines.length,
            failed: 0,
            elapsedMs: this.org.clock.now() - job.createdAt,
            message: job.errorMessage
        });
    }

    /** @throws ApiFault NOT_FOUND for a job of somebody else too */
    private job(api: ApiCall): QueryJob {
        const job = this.jobs.get(api.call.params[0] ?? '');
        if (!job || !this.mayUse(api, job)) throw notFound();
        return job;
    }

    private mayUse({ session }: ApiCall, job: QueryJob): boolean {
        const isOwn = job.request.requester.user.id === session.user.id;
        return isOwn || this.org.data.permissionsOf(session.user.id).system.has('managedataintegrations');
    }
}

function locatorOf(position: number): string {
    return Buffer.from(String(position)).toString('base64url');
}

function positionOf(locator: string | null, job: QueryJob): number {
    if (locator === null) return 0;
    const position = Number(Buffer.from(locator, 'base64url').toString('utf8'));
    if (Number.isInteger(position) && position > 0 && position < job.lines.length) return position;
    throw new ApiFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
}
