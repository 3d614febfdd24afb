import { randomUUID } from 'node:crypto';
import type { ApiRequestFacts, Monitoring } from '../../monitoring/index.ts';
import { PolicyRefusal } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { parseXml } from '../../project/index.ts';
import { Work } from '../../runtime/services.ts';
import type { Call } from '../http/call.ts';
import { xml } from '../http/responses.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { requesterOf } from '../rest/requester.ts';
import type { BatchJob, BatchState, QueryBatch } from './batchJob.ts';
import { batchInfo, batchInfoList, errorDocument, jobInfo, resultList } from './batchJob.ts';
import { queryFailure, runBulkQuery } from './bulkQuery.ts';

/** A batch waits in the queue before it starts, as on the platform. */
const QUEUE_MS = 150;
const PATH = /^\/services\/async\/([\d.]+)\/job(?:\/(\w+)(?:\/(batch)(?:\/(\w+)(?:\/(result)(?:\/(\w+))?)?)?)?)?$/;

/** A request that is refused with a code of Bulk API 1.0. */
class BulkFault extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.code = code;
    }
}

interface BulkCall {
    readonly call: Call;
    readonly session: Session;
    readonly version: string;
}

/** `/services/async/{version}/job`: query jobs of Bulk API 1.0, in XML. Jobs end with the process that serves the org. */
export class BatchJobs {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly find: (token: string) => Session | null;
    private readonly jobs = new Map<string, BatchJob>();

    constructor(org: Org, monitoring: Monitoring, sessions: { find(token: string): Session | null }) {
        this.org = org;
        this.monitoring = monitoring;
        this.find = (token) => sessions.find(token);
    }

    call(call: Call): OrgResponse {
        const startedAt = this.org.clock.now();
        const [, version = ''] = PATH.exec(call.request.path) ?? [];
        try {
            const session = this.find(call.header('x-sfdc-session') ?? '');
            if (!session) throw new BulkFault('InvalidSessionId', 'Invalid session id');
            const answer = this.answered({ call, session, version });
            this.note(call, session, version, answer.status, startedAt);
            return answer;
        } catch (fault) {
            return refusal(fault);
        }
    }

    private answered(bulk: BulkCall): OrgResponse {
        try {
            return this.answer(bulk);
        } catch (fault) {
            return refusal(fault);
        }
    }

    private answer(bulk: BulkCall): OrgResponse {
        const { request } = bulk.call;
        const [, , jobId, batches, batchId, results, resultId] = PATH.exec(request.path) ?? [];
        if (!this.org.data.permissionsOf(bulk.session.user.id).system.has('apienabled'))
            throw new BulkFault('FeatureNotEnabled', 'The API is disabled for this user.');
        if (jobId === undefined) return this.create(bulk);
        const job = this.job(bulk.session, jobId);
        if (batches === undefined) return request.method === 'POST' ? this.change(bulk, job) : xml(200, jobInfo(job));
        if (batchId === undefined)
            return request.method === 'POST' ? this.addBatch(bulk, job) : xml(200, batchInfoList(job));
        const batch = job.batches.find(({ id }) => id.startsWith(batchId));
        if (!batch) throw new BulkFault('InvalidBatch', `Unable to find batch with id ${batchId}`);
        if (results === undefined) return xml(200, batchInfo(job, batch));
        return this.result(bulk, batch, resultId);
    }

    private create({ call, session, version }: BulkCall): OrgResponse {
        const operation = textIn(call, 'operation');
        if (operation !== 'query' && operation !== 'queryAll')
            throw new BulkFault(
                'FeatureNotEnabled',
                `LOC-002: The local org does not support ${operation} in Bulk API 1.0.`
            );
        const contentType = textIn(call, 'contentType');
        if (contentType !== 'CSV')
            throw new BulkFault(
                'InvalidJob',
                `LOC-002: The local org does not support the content type ${contentType} in Bulk API 1.0.`
            );
        const object = this.org.schema.object(textIn(call, 'object'));
        if (!object) throw new BulkFault('InvalidJob', `InvalidEntity : Entity '${textIn(call, 'object')}' not found.`);
        const now = this.org.clock.now();
        const job: BatchJob = {
            id: this.org.data.store.ids.next('750'),
            operation,
            object: object.name,
            version,
            createdAt: now,
            ownerId: session.user.id,
            batches: [],
            state: 'Open',
            modifiedAt: now
        };
        this.jobs.set(job.id, job);
        return xml(201, jobInfo(job));
    }

    /** Closes or aborts a job; what waits in an aborted one is not processed. */
    private change({ call }: BulkCall, job: BatchJob): OrgResponse {
        const state = textIn(call, 'state');
        if (state !== 'Closed' && state !== 'Aborted')
            throw new BulkFault('InvalidJobState', `Invalid state: ${state}`);
        job.state = state;
        job.modifiedAt = this.org.clock.now();
        if (state === 'Aborted') {
            for (const batch of job.batches) if (batch.state === 'Queued') this.set(job, batch, 'Not Processed');
        }
        return xml(200, jobInfo(job));
    }

    private addBatch({ call, session, version }: BulkCall, job: BatchJob): OrgResponse {
        if (job.state !== 'Open') throw new BulkFault('InvalidJobState', `Job is in state ${job.state}`);
        const now = this.org.clock.now();
        const request: ApiRequestFacts = {
            requester: requesterOf(session, call.request.remoteAddress),
            apiType: 'Bulk',
            apiVersion: version,
            client: call.option('sforce-call-options', 'client'),
            userAgent: call.header('user-agent'),
            additionalInfo: '{}'
        };
        const batch: QueryBatch = {
            id: this.org.data.store.ids.next('751'),
            query: call.request.body,
            createdAt: now,
            request,
            state: 'Queued',
            modifiedAt: now,
            message: null,
            resultId: this.org.data.store.ids.next('752'),
            header: null,
            lines: []
        };
        job.batches.push(batch);
        this.org.services.get(Work).schedule(QUEUE_MS, () => this.process(job, batch));
        return xml(201, batchInfo(job, batch));
    }

    private process(job: BatchJob, batch: QueryBatch): void {
        if (batch.state !== 'Queued') return;
        try {
            const { header, lines } = runBulkQuery(this.org, this.monitoring, {
                request: batch.request,
                operation: job.operation,
                query: batch.query,
                delimiter: ','
            });
            batch.header = header;
            batch.lines = lines;
            this.set(job, batch, 'Completed');
        } catch (error) {
            const failure = queryFailure(error);
            batch.message = failure.message;
            this.set(job, batch, 'Failed');
            if (!failure.isExpected) throw error;
        }
    }

    private set(job: BatchJob, batch: QueryBatch, state: BatchState): void {
        batch.state = state;
        batch.modifiedAt = this.org.clock.now();
        this.monitoring.noteBulkJob({
            type: 'BulkApi',
            at: this.org.clock.now(),
            requester: batch.request.requester,
            jobId: job.id,
            batchId: batch.id,
            status: state,
            operation: job.operation,
            entity: job.object,
            processed: batch.lines.length,
            failed: 0,
            elapsedMs: this.org.clock.now() - batch.createdAt,
            message: batch.message
        });
    }

    /** The list of results, or one; the download of one is an event. */
    private result({ call, session }: BulkCall, batch: QueryBatch, resultId: string | undefined): OrgResponse {
        if (batch.state !== 'Completed') throw new BulkFault('InvalidBatch', `Batch is in state ${batch.state}`);
        if (resultId === undefined) return xml(200, resultList(batch));
        if (!batch.resultId.startsWith(resultId))
            throw new BulkFault('InvalidBatch', `Unable to find result with id ${resultId}`);
        this.monitoring.bulkResult(requesterOf(session, call.request.remoteAddress), batch.query);
        return {
            status: 200,
            headers: { 'content-type': 'text/csv', 'cache-control': 'no-store' },
            body: `${[batch.header, ...batch.lines].join('\n')}\n`
        };
    }

    private job({ user }: Session, id: string): BatchJob {
        const job = [...this.jobs.values()].find((candidate) => candidate.id.startsWith(id));
        const mayUse =
            job?.ownerId === user.id || this.org.data.permissionsOf(user.id).system.has('managedataintegrations');
        if (!job || !mayUse) throw new BulkFault('InvalidJob', `Unable to find job with id ${id}`);
        return job;
    }

    private note(call: Call, session: Session, version: string, status: number, startedAt: number): void {
        this.monitoring.noteRequest({
            type: 'BulkApi',
            at: startedAt,
            requester: requesterOf(session, call.request.remoteAddress),
            requestId: randomUUID(),
            method: call.request.method,
            path: call.request.path,
            status,
            elapsedMs: this.org.clock.now() - startedAt,
            rows: null,
            entity: null,
            apiVersion: version,
            client: call.option('sforce-call-options', 'client'),
            userAgent: call.header('user-agent'),
            appName: session.app?.name ?? null
        });
    }
}

function refusal(fault: unknown): OrgResponse {
    if (fault instanceof BulkFault) return xml(400, errorDocument(fault.code, fault.message));
    if (fault instanceof PolicyRefusal) return xml(403, errorDocument(fault.code, fault.message));
    throw fault;
}

/** Text of an element of the request's document. */
function textIn(call: Call, name: string): string {
    const { root } = parseXml('request', call.request.body);
    if (!root) throw new BulkFault('InvalidXML', 'The request is no XML document.');
    return root.children.find((child) => child.name.replace(/^\w+:/, '') === name)?.text.trim() ?? '';
}
