import { normalizeId, systemRows } from '../../data/index.ts';
import type { FieldValues } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { ListViewDefinition } from '../../project/index.ts';
import { jsonText } from '../http/jsonText.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { ViewColumn, ViewQuery } from '../../views/index.ts';
import { columnValue, listViewQuery } from '../../views/index.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { fieldJson } from '../rest/recordJson.ts';
import { requesterOf } from '../rest/requester.ts';
import { runView, viewRunFacts } from './viewRun.ts';

const DEFAULT_LIMIT = 25;
const LARGEST_LIMIT = 2000;

interface DeployedListView {
    readonly row: FieldValues;
    readonly definition: ListViewDefinition;
    readonly object: string;
}

/** `/sobjects/X/listviews` */
export class ListViewResource {
    private readonly org: Org;
    private readonly monitoring: Monitoring;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    list(api: ApiCall): OrgResponse {
        const object = this.objectOf(api);
        const listviews = systemRows(this.org.data, 'ListView')
            .filter(({ SobjectType }) => SobjectType === object)
            .map(({ Id, Name, DeveloperName }) => {
                const url = addressOf(api.version, object, Id as string);
                return {
                    describeUrl: `${url}/describe`,
                    developerName: DeveloperName,
                    id: Id,
                    label: Name,
                    resultsUrl: `${url}/results`,
                    soqlCompatible: true,
                    url
                };
            });
        return json(200, { done: true, listviews, nextRecordsUrl: null, size: listviews.length, sobjectType: object });
    }

    describe(api: ApiCall): OrgResponse {
        const { row, definition, object } = this.listView(api);
        const { query } = this.run(api, definition, object);
        return json(200, {
            columns: columnsJson(query),
            id: row.Id,
            orderBy: [],
            query: query.soql,
            scope: definition.scope.toLowerCase(),
            sobjectType: object
        });
    }

    /** `/sobjects/X/listviews/{id}/results?limit=25&offset=1` */
    results(api: ApiCall): OrgResponse {
        const { row, definition, object } = this.listView(api);
        const limit = numberOf(api, 'limit', DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        const offset = numberOf(api, 'offset', 1, 1, Number.MAX_SAFE_INTEGER);
        const all = this.run(api, definition, object);
        const run = { ...all, records: all.records.slice(offset - 1, offset - 1 + limit) };
        this.monitoring.listView(requesterOf(api.session, api.call.request.remoteAddress), {
            ...viewRunFacts(run),
            id: row.Id as string,
            name: definition.label,
            developerName: definition.name,
            ownerId: (row.CreatedById as string | null) ?? null,
            source: 'API',
            scope: definition.scope,
            filterCriteria: jsonText(
                definition.filters.map(({ column, operation, value }) => ({ column, operation, value }))
            ),
            orderBy: `[${run.query.orderBy}]`
        });
        const records = run.records.map((record) => ({
            columns: [
                ...run.query.columns.map((column) => ({
                    fieldNameOrPath: column.path,
                    value: cellValue(record, column)
                })),
                { fieldNameOrPath: 'Id', value: record.id }
            ]
        }));
        return json(200, {
            columns: columnsJson(run.query),
            developerName: definition.name,
            done: offset - 1 + records.length >= all.records.length,
            id: row.Id,
            label: definition.label,
            records,
            size: records.length
        });
    }

    private run(api: ApiCall, definition: ListViewDefinition, object: string): ReturnType<typeof runView> {
        const { user } = api.session;
        const describe = this.org.schema.object(object)!;
        return runView(this.org, user, (mayRead) =>
            listViewQuery(this.org.schema, describe, definition, user.id, mayRead)
        );
    }

    private objectOf(api: ApiCall): string {
        const describe = this.org.schema.object(api.call.params[0]!);
        if (!describe) throw notFound();
        return describe.name;
    }

    private listView(api: ApiCall): DeployedListView {
        const object = this.objectOf(api);
        const id = normalizeId(api.call.params[1]!);
        const row = systemRows(this.org.data, 'ListView').find(
            ({ Id, SobjectType }) => Id === id && SobjectType === object
        );
        const definition = this.org.project.objects
            .find(({ name }) => name === object)
            ?.listViews.find(({ name }) => name === row?.DeveloperName);
        if (!row || !definition) throw notFound();
        return { row, definition, object };
    }
}

function cellValue(record: SObject, column: ViewColumn): string | null {
    const value = fieldJson(column.field, columnValue(record, column));
    return value === null ? null : typeof value === 'string' ? value : jsonText(value);
}

/** The platform adds the id to every row. */
function columnsJson({ columns }: ViewQuery): object[] {
    return [
        ...columns.map(({ path, label, field }) => ({
            fieldNameOrPath: path,
            hidden: false,
            label,
            selectListItem: path,
            sortable: field.type !== 'textarea',
            type: field.type
        })),
        { fieldNameOrPath: 'Id', hidden: true, label: 'Record ID', selectListItem: 'Id', sortable: true, type: 'id' }
    ];
}

function addressOf(version: string, object: string, id: string): string {
    return `/services/data/v${version}/sobjects/${object}/listviews/${id}`;
}

function numberOf(api: ApiCall, name: string, absent: number, least: number, most: number): number {
    const value = Number(api.call.query.get(name) ?? absent);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new ApiFault(
        400,
        'INVALID_QUERY_FILTER_OPERATOR',
        `${name} must be a whole number between ${least} and ${most}`
    );
}
