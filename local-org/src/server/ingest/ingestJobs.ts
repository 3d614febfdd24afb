import { mayUseObject } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import { DELIMITERS, LINE_ENDINGS } from '../bulk/csv.ts';
import { oneOf } from '../bulk/jobOptions.ts';
import type { OrgResponse } from '../protocol.ts';
import type { RecordWrites } from '../rest/recordWrites.ts';
import type { IngestJob, IngestOperation, IngestState } from './ingestJob.ts';
import { createdJobJson, ingestJobJson } from './ingestJob.ts';
import { failedResults, successfulResults, unprocessedRecords } from './ingestResults.ts';
import { IngestRun } from './ingestRun.ts';

const OPERATIONS: readonly IngestOperation[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];
const RUNNING: readonly IngestState[] = ['Open', 'UploadComplete', 'InProgress'];

/** `/jobs/ingest`: Bulk API 2.0 jobs that change records. Jobs end with the process that serves the org. */
export class IngestJobs {
    private readonly org: Org;
    private readonly run: IngestRun;
    private readonly jobs: Map<string, IngestJob>;

    /** @param jobs those that are known already */
    constructor(org: Org, writes: RecordWrites, jobs: Map<string, IngestJob> = new Map()) {
        this.org = org;
        this.run = new IngestRun(org, writes);
        this.jobs = jobs;
    }

    create(api: ApiCall): OrgResponse {
        if (api.call.header('content-type')?.startsWith('multipart/'))
            unsupported('ingest jobs that are made and filled by one multipart request');
        const body = api.call.jsonObject();
        const operation = operationOf(body);
        const object = this.objectOf(api, body['object']);
        if (operation === 'hardDelete') this.requireHardDelete(api);
        oneOf(body, 'contentType', ['CSV']);
        const now = this.org.clock.now();
        const job: IngestJob = {
            id: this.org.data.store.ids.next('750'),
            operation,
            object: object.name,
            externalIdField: operation === 'upsert' ? externalIdOf(object, body['externalIdFieldName']) : null,
            version: api.version,
            columnDelimiter: oneOf(body, 'columnDelimiter', ['COMMA', ...Object.keys(DELIMITERS)]),
            lineEnding: oneOf(body, 'lineEnding', Object.keys(LINE_ENDINGS)),
            user: api.session.user,
            createdAt: now,
            state: 'Open',
            modifiedAt: now,
            upload: null,
            columns: [],
            rows: [],
            outcomes: [],
            processingMs: 0,
            errorMessage: null,
            cancel: null
        };
        this.jobs.set(job.id, job);
        return json(200, createdJobJson(job));
    }

    /** `PUT …/batches`: the one upload of an open job. */
    upload(api: ApiCall): OrgResponse {
        const job = this.job(api);
        if (job.state !== 'Open')
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Uploading data to a job in state ${job.state} not allowed`);
        const type = api.call.header('content-type')?.split(';')[0]!.trim().toLowerCase();
        if (type !== 'text/csv')
            throw new ApiFault(415, 'UNSUPPORTED_MEDIA_TYPE', `Content type must be text/csv, not ${type ?? 'absent'}`);
        if (job.upload !== null)
            throw new ApiFault(
                400,
                'INVALIDJOBSTATE',
                `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`
            );
        job.upload = api.call.request.body;
        return { status: 201, headers: {}, body: '' };
    }

    /** `PATCH {state}`: closes the upload, or ends the job where it is. */
    update(api: ApiCall): OrgResponse {
        const job = this.job(api);
        const state = oneOf(api.call.jsonObject(), 'state', ['', 'UploadComplete', 'Aborted']);
        if (state === '') throw new ApiFault(400, 'INVALIDJOB', 'state must be one of UploadComplete, Aborted');
        if (state === 'Aborted') this.abort(job);
        else this.close(job);
        return json(200, createdJobJson(job));
    }

    get(api: ApiCall): OrgResponse {
        return json(200, ingestJobJson(this.job(api)));
    }

    list(api: ApiCall): OrgResponse {
        const own = [...this.jobs.values()].filter((job) => this.mayUse(api, job));
        const records = own.map((job) => ({ ...createdJobJson(job), jobType: 'V2Ingest' }));
        return json(200, { done: true, records, nextRecordsUrl: null });
    }

    remove(api: ApiCall): OrgResponse {
        const job = this.job(api);
        if (job.state === 'Open' || job.state === 'InProgress')
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Deleting a job in state ${job.state} not allowed`);
        job.cancel?.();
        this.jobs.delete(job.id);
        return noContent();
    }

    successful(api: ApiCall): OrgResponse {
        return successfulResults(this.ended(api));
    }

    failed(api: ApiCall): OrgResponse {
        return failedResults(this.ended(api));
    }

    unprocessed(api: ApiCall): OrgResponse {
        return unprocessedRecords(this.ended(api));
    }

    private close(job: IngestJob): void {
        if (job.state !== 'Open')
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Closing already ${wordOf(job.state)} Job not allowed`);
        if (job.upload === null) throw new ApiFault(400, 'INVALIDJOBSTATE', 'The job has no data to process');
        this.run.set(job, 'UploadComplete');
        this.run.queue(job);
    }

    /** What has been saved stays saved. */
    private abort(job: IngestJob): void {
        if (!RUNNING.includes(job.state))
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Aborting already ${wordOf(job.state)} Job not allowed`);
        this.run.stop(job);
        this.run.set(job, 'Aborted');
    }

    private ended(api: ApiCall): IngestJob {
        const job = this.job(api);
        if (RUNNING.includes(job.state))
            throw new ApiFault(400, 'INVALIDJOBSTATE', `Job is not complete: ${job.state}`);
        return job;
    }

    private objectOf(api: ApiCall, name: unknown): SObjectDescribe {
        const object = typeof name === 'string' ? this.org.schema.object(name) : null;
        const permissions = this.org.data.permissionsOf(api.session.user.id);
        const isEvent = object?.kind === 'platformEvent';
        if (!object || !mayUseObject(permissions, object, isEvent ? 'create' : 'read'))
            throw new ApiFault(400, 'INVALIDJOB', `InvalidJob : Unable to find object: ${String(name)}`);
        return object;
    }

    private requireHardDelete({ session }: ApiCall): void {
        if (this.org.data.permissionsOf(session.user.id).system.has('bulkapiharddelete')) return;
        throw new ApiFault(
            400,
            'FEATURENOTENABLED',
            'hardDelete operation requires special user profile permission, please contact your system administrator'
        );
    }

    /** @throws ApiFault NOT_FOUND for a job of somebody else too */
    private job(api: ApiCall): IngestJob {
        const job = this.jobs.get(api.call.params[0] ?? '');
        if (!job || !this.mayUse(api, job)) throw notFound();
        return job;
    }

    private mayUse({ session }: ApiCall, job: IngestJob): boolean {
        const isOwn = job.user.id === session.user.id;
        return isOwn || this.org.data.permissionsOf(session.user.id).system.has('managedataintegrations');
    }
}

function operationOf(body: Readonly<Record<string, unknown>>): IngestOperation {
    if (body['operation'] === undefined) throw new ApiFault(400, 'INVALIDJOB', 'InvalidJob : No operation specified');
    return oneOf(body, 'operation', OPERATIONS);
}

function externalIdOf(object: SObjectDescribe, name: unknown): string {
    if (typeof name !== 'string' || name === '')
        throw new ApiFault(400, 'INVALIDJOB', 'InvalidJob : External ID was blank for upsert');
    const field = object.field(name);
    if (field && (field.externalId || field.name === 'Id')) return field.name;
    throw new ApiFault(400, 'INVALIDJOB', `InvalidJob : Invalid external id field: ${name}`);
}

/** How messages call a state. */
function wordOf(state: IngestState): string {
    return state === 'JobComplete' ? 'Completed' : state;
}
