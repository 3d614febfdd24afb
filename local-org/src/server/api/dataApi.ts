import { randomUUID } from 'node:crypto';
import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { executeAnonymous } from '../apex/anonymousResource.ts';
import { QueryJobs } from '../bulk/queryJobs.ts';
import { GraphqlResource } from '../graphql/graphqlResource.ts';
import type { OrgRequest, OrgResponse } from '../protocol.ts';
import { BlobResource } from '../rest/blobResource.ts';
import { CollectionResource } from '../rest/collectionResource.ts';
import { DescribeResource } from '../rest/describeResource.ts';
import { LimitsResource } from '../rest/limitsResource.ts';
import { QueryResource } from '../rest/queryResource.ts';
import { RecordWrites } from '../rest/recordWrites.ts';
import { requestFacts } from '../rest/requester.ts';
import { SObjectResource } from '../rest/sobjectResource.ts';
import { checkVersion, listResources } from '../rest/versions.ts';
import { SwitchResource } from '../tooling/switchResource.ts';
import { ListViewResource } from '../views/listViewResource.ts';
import { ReportResource } from '../views/reportResource.ts';
import { ReportRuns } from '../views/reportRuns.ts';
import type { Session } from '../auth/session.ts';
import { ApiFault } from './apiFault.ts';
import { Call } from './call.ts';
import type { ApiCall } from './call.ts';
import { faultResponse } from './faultResponse.ts';
import type { Route } from './routes.ts';
import { matchRoute } from './routes.ts';

type Handler = (api: ApiCall) => OrgResponse;

const VERSIONED = /^\/services\/data\/v([^/]+)(\/.*)?$/;

/** `/services/data/vXX.0/…` */
export class DataApi {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly limits: LimitsResource;
    private readonly routes: readonly Route<Handler>[];
    private readonly log: (line: string) => void;

    constructor(org: Org, monitoring: Monitoring, log: (line: string) => void) {
        this.org = org;
        this.monitoring = monitoring;
        this.log = log;
        this.limits = new LimitsResource(org);
        this.routes = routesOf(org, monitoring, this.limits);
    }

    /** Answers, and leaves the evidence of the request for the event log files. @param session null: not signed in */
    handle(request: OrgRequest, session: Session | null, refusal: ApiFault): OrgResponse {
        const [, versionText = '', rest = ''] = VERSIONED.exec(request.path) ?? [];
        if (!session) throw refusal;
        const startedAt = this.org.clock.now();
        const api: ApiCall = { call: new Call(request, []), session, version: versionText, startedAt };
        const response = this.answer(api, rest);
        this.note(api, rest, response);
        return response;
    }

    private answer(api: ApiCall, rest: string): OrgResponse {
        try {
            checkVersion(api.version);
            this.checkApiAccess(api.session);
            this.limits.countRequest();
            const { handle, params } = matchRoute(this.routes, api.call.request.method, rest);
            return handle({ ...api, call: new Call(api.call.request, params) });
        } catch (error) {
            return faultResponse(error, this.log);
        }
    }

    private checkApiAccess({ user }: Session): void {
        if (this.org.data.permissionsOf(user.id).system.has('apienabled')) return;
        throw new ApiFault(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
    }

    private note(api: ApiCall, rest: string, { status }: OrgResponse): void {
        const { app } = api.session;
        const { requester, apiVersion, client, userAgent } = requestFacts(api);
        const { method, path } = api.call.request;
        const entity = /^\/sobjects\/(\w+)/.exec(rest)?.[1] ?? null;
        this.monitoring.noteRequest({
            type: rest.startsWith('/jobs/') ? 'BulkApi2' : 'RestApi',
            at: api.startedAt,
            requester,
            requestId: randomUUID(),
            method,
            path,
            status,
            elapsedMs: this.org.clock.now() - api.startedAt,
            rows: null,
            entity,
            apiVersion,
            client,
            userAgent,
            appName: app?.name ?? null
        });
    }
}

function routesOf(org: Org, monitoring: Monitoring, limits: LimitsResource): readonly Route<Handler>[] {
    const query = new QueryResource(org, monitoring);
    const describe = new DescribeResource(org);
    const writes = new RecordWrites(org);
    const records = new SObjectResource(org, writes);
    const collections = new CollectionResource(org, writes);
    const switches = new SwitchResource(org);
    const graphql = new GraphqlResource(org, monitoring);
    const blobs = new BlobResource(org, monitoring);
    const listViews = new ListViewResource(org, monitoring);
    const reports = new ReportResource(org, new ReportRuns(org, monitoring));
    const jobs = new QueryJobs(org, monitoring);
    const route = (method: string, pattern: string, handle: Handler): Route<Handler> => ({ method, pattern, handle });
    return [
        route('GET', '', (api) => listResources(api.version)),
        route('GET', '/limits', () => limits.limits()),
        route('GET', '/query', (api) => query.query(api)),
        route('GET', '/query/{}', (api) => query.queryMore(api)),
        route('GET', '/queryAll', (api) => query.queryAll(api)),
        route('GET', '/queryAll/{}', (api) => query.queryMore(api)),
        route('GET', '/sobjects', (api) => describe.global(api)),
        route('GET', '/sobjects/{}', (api) => describe.basic(api)),
        route('POST', '/sobjects/{}', (api) => records.create(api)),
        route('GET', '/sobjects/{}/describe', (api) => describe.object(api)),
        route('GET', '/sobjects/{}/listviews', (api) => listViews.list(api)),
        route('GET', '/sobjects/{}/{}', (api) => records.retrieve(api)),
        route('PATCH', '/sobjects/{}/{}', (api) => records.update(api)),
        route('DELETE', '/sobjects/{}/{}', (api) => records.remove(api)),
        route('GET', '/sobjects/{}/listviews/{}/describe', (api) => listViews.describe(api)),
        route('GET', '/sobjects/{}/listviews/{}/results', (api) => listViews.results(api)),
        route('GET', '/sobjects/{}/{}/{}', (api) => blobs.get(api)),
        route('POST', '/graphql', (api) => graphql.query(api)),
        route('GET', '/analytics/reports', (api) => reports.list(api)),
        route('GET', '/analytics/reports/{}', (api) => reports.execute(api)),
        route('POST', '/analytics/reports/{}', (api) => reports.execute(api)),
        route('GET', '/analytics/reports/{}/describe', (api) => reports.describe(api)),
        route('POST', '/analytics/reports/{}/instances', () => unsupported('reports that run asynchronously')),
        route('PATCH', '/sobjects/{}/{}/{}', (api) => records.upsert(api)),
        route('POST', '/composite/sobjects', (api) => collections.create(api)),
        route('PATCH', '/composite/sobjects', (api) => collections.update(api)),
        route('DELETE', '/composite/sobjects', (api) => collections.remove(api)),
        route('PATCH', '/composite/sobjects/{}/{}', (api) => collections.upsert(api)),
        route('GET', '/jobs/query', (api) => jobs.list(api)),
        route('POST', '/jobs/query', (api) => jobs.create(api)),
        route('GET', '/jobs/query/{}', (api) => jobs.get(api)),
        route('PATCH', '/jobs/query/{}', (api) => jobs.abort(api)),
        route('DELETE', '/jobs/query/{}', (api) => jobs.remove(api)),
        route('GET', '/jobs/query/{}/results', (api) => jobs.results(api)),
        route('GET', '/tooling/executeAnonymous', (api) => executeAnonymous(org, api)),
        ...switches.routes(),
        route('GET', '/tooling/query', (api) => switches.query(api) ?? unsupported('queries of the Tooling API')),
        route('POST', '/jobs/ingest', () => unsupported('ingest jobs of the Bulk API')),
        route('POST', '/composite', () => unsupported('the composite resource; use composite/sobjects')),
        route('POST', '/composite/batch', () => unsupported('the composite batch resource')),
        route('POST', '/composite/tree/{}', () => unsupported('the sObject tree resource; use composite/sobjects')),
        route('GET', '/search', () => unsupported('searches by REST'))
    ];
}
