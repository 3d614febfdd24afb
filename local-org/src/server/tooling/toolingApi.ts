import { findSystemRow, parseQueryText } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { executeAnonymous } from '../apex/anonymousResource.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { ServedState } from '../api/servedState.ts';
import type { OrgResponse } from '../protocol.ts';
import { runClientQuery } from '../rest/dataQuery.ts';
import type { DescribeResource } from '../rest/describeResource.ts';
import { RecordWriter } from '../rest/recordJson.ts';
import type { SObjectResource } from '../rest/sobjectResource.ts';
import { mayReadLog } from './debugLogs.ts';
import { queryColumns } from './queryColumns.ts';
import type { ComponentResource } from './componentResource.ts';
import type { SwitchResource } from './switchResource.ts';
import type { ToolingRow } from './rowQuery.ts';
import { queryRows } from './rowQuery.ts';
import { runTestsSynchronous, runTestsAsynchronous } from './testResource.ts';
import type { TestHost } from './testResource.ts';
import { COMPUTED_FIELDS, computedRows } from './computedRows.ts';

/** Objects of the data API that the Tooling API has too. Others are no part of it: business data is not to be had here. */
const SHARED: ReadonlySet<string> = new Set(
    (
        'ApexClass ApexTrigger ApexLog ApexPage ApexTestSuite TestSuiteMembership AsyncApexJob CronTrigger CronJobDetail CustomPermission ' +
        'EventLogFile Group NamedCredential Organization PermissionSet PermissionSetAssignment PermissionSetGroup Profile RecordType ' +
        'StaticResource TransactionSecurityPolicy User UserRole'
    )
        .split(' ')
        .map((name) => name.toLowerCase())
);

export interface ToolingParts {
    readonly org: Org;
    readonly state: ServedState;
    readonly describe: DescribeResource;
    readonly records: SObjectResource;
    readonly switches: SwitchResource;
    readonly components: ComponentResource;
    /** Runs tests; null where the org is not served from a folder of its own. */
    readonly tests: TestHost | null;
}

type Handler = (api: ApiCall) => OrgResponse | Promise<OrgResponse>;

/** `/tooling/…` */
export class ToolingApi {
    private readonly parts: ToolingParts;

    constructor(parts: ToolingParts) {
        this.parts = parts;
    }

    routes(): readonly Route<Handler>[] {
        const { org, describe, records } = this.parts;
        const route = (method: string, pattern: string, handle: Handler): Route<Handler> => ({
            method,
            pattern: `/tooling${pattern}`,
            handle
        });
        return [
            route('GET', '', ({ version }) => resources(version)),
            route('GET', '/query', (api) => this.query(api)),
            route('GET', '/executeAnonymous', (api) => executeAnonymous(org, api)),
            route('POST', '/runTestsAsynchronous', (api) => runTestsAsynchronous(this.testParts(), api)),
            route('POST', '/runTestsSynchronous', (api) => runTestsSynchronous(this.testParts(), api)),
            route('GET', '/sobjects', (api) => describe.global(api)),
            route('GET', '/sobjects/{}/describe', (api) => (this.isOwn(api) ? notDescribed() : describe.object(api))),
            route('GET', '/sobjects/ApexLog/{}/Body', (api) => this.logBody(api)),
            route('POST', '/sobjects/{}', (api) =>
                this.isOwn(api) ? this.create(api) : this.shared(api, () => records.create(api))
            ),
            route('GET', '/sobjects/{}/{}', (api) =>
                this.isOwn(api) ? this.read(api) : this.shared(api, () => records.retrieve(api))
            ),
            route('PATCH', '/sobjects/{}/{}', (api) =>
                this.isOwn(api) ? this.update(api) : this.abortOr(api, () => records.update(api))
            ),
            route('DELETE', '/sobjects/{}/{}', (api) =>
                this.isOwn(api) ? this.remove(api) : this.shared(api, () => records.remove(api))
            )
        ];
    }

    private query(api: ApiCall): OrgResponse {
        const { org } = this.parts;
        const text = api.call.query.get('q') ?? '';
        const query = parseQueryText(org.data, text);
        const name = query.from[0]!.path.names[0]!;
        if (api.call.query.get('columns') === 'true') return json(200, queryColumns(org.schema, query));
        const switched = this.parts.switches.query(api);
        if (switched) return switched;
        const components = this.parts.components.query(api);
        if (components) return components;
        const computed = this.computed(name);
        if (computed) {
            this.requireSetup(api);
            const { size, records } = queryRows(computed.object, computed.fields, computed.rows, query);
            return json(200, {
                size,
                totalSize: size,
                done: true,
                queryLocator: null,
                entityTypeName: computed.object,
                records
            });
        }
        this.checkShared(name);
        const outcome = runClientQuery(org, api.session.user.id, text, false);
        const writer = new RecordWriter(outcome.query, api.version, outcome.shape === 'aggregate');
        const records = outcome.records.map((record) => writer.write(record));
        return json(200, {
            size: outcome.size,
            totalSize: outcome.size,
            done: true,
            queryLocator: null,
            entityTypeName: outcome.object,
            records
        });
    }

    private computed(name: string): { object: string; fields: readonly string[]; rows: readonly ToolingRow[] } | null {
        const { org, state } = this.parts;
        const own = ['DebugLevel', 'TraceFlag'].find((object) => object.toLowerCase() === name.toLowerCase());
        if (own !== undefined)
            return { object: own, fields: state.toolingRecords.fieldsOf(own), rows: state.toolingRecords.all(own) };
        const object = Object.keys(COMPUTED_FIELDS).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
        if (object === undefined) return null;
        const rows = state.testRuns.rows(object) ?? computedRows(org, object);
        return { object, fields: COMPUTED_FIELDS[object]!, rows };
    }

    private create(api: ApiCall): OrgResponse {
        this.requireSetup(api);
        const { org, state } = this.parts;
        const id = state.toolingRecords.create(api.call.params[0]!, api.call.jsonObject(), org.clock.now(), (prefix) =>
            org.data.store.ids.next(prefix)
        );
        return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
    }

    private read(api: ApiCall): OrgResponse {
        this.requireSetup(api);
        return json(200, this.parts.state.toolingRecords.get(api.call.params[0]!, api.call.params[1]!));
    }

    private update(api: ApiCall): OrgResponse {
        this.requireSetup(api);
        this.parts.state.toolingRecords.update(api.call.params[0]!, api.call.params[1]!, api.call.jsonObject());
        return noContent();
    }

    private remove(api: ApiCall): OrgResponse {
        this.requireSetup(api);
        this.parts.state.toolingRecords.remove(api.call.params[0]!, api.call.params[1]!);
        return noContent();
    }

    /** A test run is stopped by setting its queue items to Aborted. */
    private abortOr(api: ApiCall, update: () => OrgResponse): OrgResponse {
        const [object, id] = api.call.params;
        if (!/^ApexTest(?:QueueItem|RunResult)$/i.test(object!)) return this.shared(api, update);
        this.requireSetup(api);
        if (api.call.jsonObject()['Status'] !== 'Aborted' || !this.parts.state.testRuns.abort(id!)) throw notFound();
        return noContent();
    }

    private logBody(api: ApiCall): OrgResponse {
        const id = api.call.params[0]!;
        const row = findSystemRow(this.parts.org.data, 'ApexLog', id);
        const body = this.parts.state.debugLogs.body(id);
        if (!row || body === null || !mayReadLog(this.parts.org, api.session.user, String(row.LogUserId)))
            throw notFound();
        return {
            status: 200,
            headers: { 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'no-store' },
            body
        };
    }

    private isOwn({ call }: ApiCall): boolean {
        return this.parts.state.toolingRecords.has(call.params[0]!);
    }

    private shared(api: ApiCall, answer: () => OrgResponse): OrgResponse {
        this.checkShared(api.call.params[0]!);
        return answer();
    }

    private checkShared(object: string): void {
        if (!SHARED.has(object.toLowerCase())) {
            throw new ApiFault(400, 'INVALID_TYPE', `sObject type '${object}' is not supported.`);
        }
    }

    private testParts(): Parameters<typeof runTestsAsynchronous>[0] {
        const { org, state, tests } = this.parts;
        return { org, state, tests };
    }

    private requireSetup(api: ApiCall): void {
        const { system } = this.parts.org.data.permissionsOf(api.session.user.id);
        if (!system.has('viewsetup'))
            throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on entity');
    }
}

function notDescribed(): never {
    throw notFound();
}

function resources(version: string): OrgResponse {
    const names = ['query', 'executeAnonymous', 'runTestsAsynchronous', 'runTestsSynchronous', 'sobjects'];
    return json(200, Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/tooling/${name}`])));
}
