import { systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { columnValue, type ViewColumn } from '../../views/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { fieldJson } from '../rest/recordJson.ts';
import { requesterOf } from '../rest/requester.ts';
import { cellText } from './cellText.ts';
import type { DeployedReport, ReportRuns } from './reportRuns.ts';

/** "The API returns up to the first 2,000 report rows" (Reports and Dashboards REST API Developer Guide). */
const API_ROWS = 2000;

/** `/analytics/reports`: the Reports and Dashboards REST API, for tabular reports. */
export class ReportResource {
    private readonly org: Org;
    private readonly runs: ReportRuns;

    constructor(org: Org, runs: ReportRuns) {
        this.org = org;
        this.runs = runs;
    }

    list({ version }: ApiCall): OrgResponse {
        return json(
            200,
            systemRows(this.org.data, 'Report').map(({ Id, Name }) => ({
                id: Id,
                name: Name,
                ...addresses(version, Id as string),
                url: `${addressOf(version, Id as string)}`
            }))
        );
    }

    describe(api: ApiCall): OrgResponse {
        const report = this.report(api);
        return json(200, { reportMetadata: reportMetadata(report, report.definition.columns) });
    }

    /** `GET` or `POST /analytics/reports/{id}?includeDetails=true` */
    execute(api: ApiCall): OrgResponse {
        if (api.call.request.body !== '' && 'reportMetadata' in api.call.jsonObject())
            unsupported('reports whose metadata the request changes');
        if (/spreadsheetml/.test(api.call.header('accept') ?? '')) unsupported('reports as Excel files');
        const report = this.report(api);
        const requester = requesterOf(api.session, api.call.request.remoteAddress);
        const way = { operation: 'ReportRunUsingSynchronousApi', exportFileFormat: null, source: 'API' } as const;
        const { query, records, allData } = this.runs.run(report, requester, way, API_ROWS);
        const withDetails = api.call.query.get('includeDetails') === 'true';
        const rows = records.map((record) => ({ dataCells: query.columns.map((column) => cell(record, column)) }));
        return json(200, {
            attributes: {
                ...addresses(api.version, report.id),
                reportId: report.id,
                reportName: report.definition.label,
                type: 'Report'
            },
            allData,
            factMap: {
                'T!T': {
                    aggregates: [{ label: String(records.length), value: records.length }],
                    ...(withDetails ? { rows } : {})
                }
            },
            groupingsAcross: { groupings: [] },
            groupingsDown: { groupings: [] },
            hasDetailRows: withDetails,
            reportExtendedMetadata: {
                aggregateColumnInfo: { RowCount: { dataType: 'int', label: 'Record Count' } },
                detailColumnInfo: Object.fromEntries(
                    query.columns.map(({ name, label, field }) => [name, { dataType: field.type, label }])
                ),
                groupingColumnInfo: {}
            },
            reportMetadata: reportMetadata(
                report,
                query.columns.map(({ name }) => name)
            )
        });
    }

    private report(api: ApiCall): DeployedReport {
        const report = this.runs.find(api.call.params[0]!);
        if (!report) throw new ApiFault(404, 'NOT_FOUND', 'The data you’re trying to access is unavailable.');
        return report;
    }
}

function reportMetadata({ id, definition }: DeployedReport, columns: readonly string[]): object {
    return {
        aggregates: ['RowCount'],
        description: definition.description,
        detailColumns: columns,
        developerName: definition.name,
        groupingsAcross: [],
        groupingsDown: [],
        id,
        name: definition.label,
        reportBooleanFilter: definition.booleanFilter,
        reportFilters: definition.filters.map(({ column, operation, value }) => ({
            column,
            operator: operation,
            value
        })),
        reportFormat: definition.format.toUpperCase(),
        reportType: { label: definition.reportType, type: definition.reportType },
        scope: definition.scope
    };
}

function addressOf(version: string, id: string): string {
    return `/services/data/v${version}/analytics/reports/${id}`;
}

function addresses(version: string, id: string): object {
    return { describeUrl: `${addressOf(version, id)}/describe`, instancesUrl: `${addressOf(version, id)}/instances` };
}

/** The value of a name is the id of the record that has it. */
function cell(record: SObject, column: ViewColumn): { label: string; value: unknown } {
    const value = columnValue(record, column);
    const idPath = column.field.nameField ? column.path.replace(/\.?\w+$/, '') : null;
    const id = idPath === '' ? record.id : idPath === null ? null : parentId(record, idPath);
    return { label: value === null ? '-' : cellText(record, column), value: id ?? fieldJson(column.field, value) };
}

function parentId(record: SObject, path: string): string | null {
    let current: SObject | null = record;
    for (const relationship of path.split('.')) {
        const index: number | undefined = current?.describe.fieldByRelationship(relationship)?.index;
        current = (index === undefined ? null : current?.parents?.[index]) ?? null;
    }
    return current?.id ?? null;
}
