import { randomUUID } from 'node:crypto';
import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { QueryJobs } from '../bulk/queryJobs.ts';
import { IngestJobs } from '../ingest/ingestJobs.ts';
import { BatchResource } from '../composite/batchResource.ts';
import { CompositeResource } from '../composite/compositeResource.ts';
import type { Dispatch } from '../composite/subrequest.ts';
import { TreeResource } from '../composite/treeResource.ts';
import { DeployResource } from '../metadata/deployResource.ts';
import type { Deployments } from '../metadata/deployments.ts';
import { GraphqlResource } from '../graphql/graphqlResource.ts';
import type { OrgRequest, OrgResponse } from '../protocol.ts';
import { AgentResource } from '../rest/agentResource.ts';
import { BlobResource } from '../rest/blobResource.ts';
import { CollectionResource } from '../rest/collectionResource.ts';
import { CredentialResource } from '../rest/credentialResource.ts';
import { DescribeResource } from '../rest/describeResource.ts';
import { LimitsResource } from '../rest/limitsResource.ts';
import { QueryResource } from '../rest/queryResource.ts';
import { RecordWrites } from '../rest/recordWrites.ts';
import { requestFacts } from '../rest/requester.ts';
import { SearchResource } from '../rest/searchResource.ts';
import { SObjectResource } from '../rest/sobjectResource.ts';
import { checkVersion, listResources } from '../rest/versions.ts';
import { ComponentResource } from '../tooling/componentResource.ts';
import { EventRelays } from '../tooling/eventRelays.ts';
import { ManagedEventSubscriptions } from '../streaming/managedEventSubscriptions.ts';
import { SwitchResource } from '../tooling/switchResource.ts';
import { ListViewResource } from '../views/listViewResource.ts';
import { ReportResource } from '../views/reportResource.ts';
import { ReportRuns } from '../views/reportRuns.ts';
import type { TestHost } from '../tooling/testResource.ts';
import { ToolingApi } from '../tooling/toolingApi.ts';
import type { Session } from '../auth/session.ts';
import { requireApiAccess } from './apiAccess.ts';
import type { ApiFault } from '../http/apiFault.ts';
import { Call } from '../http/call.ts';
import type { ApiCall } from '../http/call.ts';
import { faultResponse } from '../http/faultResponse.ts';
import type { Route } from '../http/routes.ts';
import { matchRoute } from '../http/routes.ts';
import type { ServedState } from './servedState.ts';

type Answer = OrgResponse | Promise<OrgResponse>;
type Handler = (api: ApiCall) => Answer;

export interface DataApiParts {
    readonly org: Org;
    readonly monitoring: Monitoring;
    readonly state: ServedState;
    /** null for an org into which nothing can be deployed. */
    readonly deployments: Deployments | null;
    /** Told what no client may be told. */
    print(line: string): void;
}

const VERSIONED = /^\/services\/data\/v([^/]+)(\/.*)?$/;

/** `/services/data/vXX.0/…` */
export class DataApi {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly limits: LimitsResource;
    private readonly routes: readonly Route<Handler>[];
    private readonly log: (line: string) => void;

    constructor(parts: DataApiParts) {
        this.org = parts.org;
        this.monitoring = parts.monitoring;
        this.log = parts.print;
        this.limits = new LimitsResource(parts.org);
        this.routes = routesOf(parts, this.limits, (api, path) => this.answerWithin(api, path));
    }

    /** Answers, and leaves the evidence of the request for the event log files. @param session null: not signed in */
    handle(request: OrgRequest, session: Session | null, refusal: ApiFault): Answer {
        const [, versionText = '', rest = ''] = VERSIONED.exec(request.path) ?? [];
        if (!session) throw refusal;
        const startedAt = this.org.clock.now();
        const api: ApiCall = { call: new Call(request, []), session, version: versionText, startedAt };
        const noted = (response: OrgResponse): OrgResponse => {
            this.note(api, rest, response);
            return response;
        };
        const answer = this.answer(api, rest);
        return answer instanceof Promise
            ? answer.catch((error: unknown) => faultResponse(error, this.log)).then(noted)
            : noted(answer);
    }

    /** Answers a request within another one, which cannot wait: test runs are requests of their own. */
    private answerWithin(api: ApiCall, rest: string): OrgResponse {
        if (/^\/tooling\/runTests/i.test(rest)) unsupported('test runs within a composite request');
        const answer = this.answer(api, rest);
        if (answer instanceof Promise) unsupported(`${rest} within a composite request`);
        return answer;
    }

    private answer(api: ApiCall, rest: string): Answer {
        try {
            checkVersion(api.version);
            requireApiAccess(this.org, api.session);
            this.limits.countRequest();
            const { handle, params } = matchRoute(this.routes, api.call.request.method, rest);
            return handle({ ...api, call: new Call(api.call.request, params) });
        } catch (error) {
            return faultResponse(error, this.log);
        }
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

function routesOf(parts: DataApiParts, limits: LimitsResource, dispatch: Dispatch): readonly Route<Handler>[] {
    const { org, monitoring, state, deployments } = parts;
    const query = new QueryResource(org, monitoring);
    const describe = new DescribeResource(org);
    const writes = new RecordWrites(org);
    const records = new SObjectResource(org, writes);
    const collections = new CollectionResource(org, writes);
    const switches = new SwitchResource(org);
    const components = new ComponentResource(org, [new EventRelays(org), new ManagedEventSubscriptions(org)]);
    const graphql = new GraphqlResource(org, monitoring);
    const blobs = new BlobResource(org, monitoring);
    const listViews = new ListViewResource(org, monitoring);
    const reports = new ReportResource(org, new ReportRuns(org, monitoring));
    const jobs = new QueryJobs(org, monitoring, state.queryJobs);
    const ingest = new IngestJobs(org, writes, state.ingestJobs);
    const composite = new CompositeResource(writes, dispatch);
    const batch = new BatchResource(dispatch);
    const trees = new TreeResource(org, writes);
    const search = new SearchResource(org);
    const tooling = new ToolingApi({
        org,
        state,
        describe,
        records,
        switches,
        components,
        tests: deployments && testHost(deployments)
    });
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
        route('GET', '/composite/sobjects/{}', (api) => collections.retrieve(api)),
        route('POST', '/composite/sobjects/{}', (api) => collections.retrieve(api)),
        route('PATCH', '/composite/sobjects/{}/{}', (api) => collections.upsert(api)),
        route('GET', '/jobs/query', (api) => jobs.list(api)),
        route('POST', '/jobs/query', (api) => jobs.create(api)),
        route('GET', '/jobs/query/{}', (api) => jobs.get(api)),
        route('PATCH', '/jobs/query/{}', (api) => jobs.abort(api)),
        route('DELETE', '/jobs/query/{}', (api) => jobs.remove(api)),
        route('GET', '/jobs/query/{}/results', (api) => jobs.results(api)),
        ...switches.routes(),
        ...components.routes(),
        ...new AgentResource(org).routes(),
        ...new CredentialResource(org).routes(),
        ...tooling.routes(),
        ...(deployments ? new DeployResource(org, deployments).routes() : []),
        route('GET', '/jobs/ingest', (api) => ingest.list(api)),
        route('POST', '/jobs/ingest', (api) => ingest.create(api)),
        route('GET', '/jobs/ingest/{}', (api) => ingest.get(api)),
        route('PATCH', '/jobs/ingest/{}', (api) => ingest.update(api)),
        route('DELETE', '/jobs/ingest/{}', (api) => ingest.remove(api)),
        route('PUT', '/jobs/ingest/{}/batches', (api) => ingest.upload(api)),
        route('GET', '/jobs/ingest/{}/successfulResults', (api) => ingest.successful(api)),
        route('GET', '/jobs/ingest/{}/failedResults', (api) => ingest.failed(api)),
        route('GET', '/jobs/ingest/{}/unprocessedrecords', (api) => ingest.unprocessed(api)),
        route('POST', '/composite', (api) => composite.post(api)),
        route('POST', '/composite/batch', (api) => batch.post(api)),
        route('POST', '/composite/tree/{}', (api) => trees.post(api)),
        route('POST', '/composite/graph', () => unsupported('composite graphs')),
        route('GET', '/search', (api) => search.search(api))
    ];
}

function testHost(deployments: Deployments): TestHost {
    return {
        startTests: (filter, onResult) => deployments.startTests(filter, onResult),
        suites: () => deployments.suites()
    };
}
