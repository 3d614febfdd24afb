import type { Project, ReportDefinition, Schema, SObjectDescribe } from '../project/index.ts';
import { unsupported } from '../runtime/unsupported.ts';
import type { ViewColumn } from './viewColumns.ts';
import { viewColumn } from './viewColumns.ts';
import { dateLiteral, viewConditions } from './viewConditions.ts';
import type { ViewQuery } from './viewQuery.ts';
import { viewQuery } from './viewQuery.ts';

/** Objects of the report types that the platform brings. */
const STANDARD_TYPES: Readonly<Record<string, string>> = {
    AccountList: 'Account',
    ContactList: 'Contact',
    LeadList: 'Lead',
    CaseList: 'Case',
    Opportunity: 'Opportunity'
};

const INTERVALS: Readonly<Record<string, string>> = {
    INTERVAL_TODAY: 'TODAY',
    INTERVAL_YESTERDAY: 'YESTERDAY',
    INTERVAL_THISWEEK: 'THIS_WEEK',
    INTERVAL_LASTWEEK: 'LAST_WEEK',
    INTERVAL_THISMONTH: 'THIS_MONTH',
    INTERVAL_LASTMONTH: 'LAST_MONTH',
    INTERVAL_CURY: 'THIS_YEAR',
    INTERVAL_PREVY: 'LAST_YEAR',
    INTERVAL_LAST7: 'LAST_N_DAYS:7',
    INTERVAL_LAST30: 'LAST_N_DAYS:30',
    INTERVAL_LAST60: 'LAST_N_DAYS:60',
    INTERVAL_LAST90: 'LAST_N_DAYS:90',
    INTERVAL_LAST120: 'LAST_N_DAYS:120'
};

/** The query behind a tabular report of one object, for one user. @param mayRead columns the user may not read are left out */
export function reportQuery(
    project: Project,
    schema: Schema,
    report: ReportDefinition,
    userId: string,
    mayRead: (column: ViewColumn) => boolean
): ViewQuery {
    const view = `the report ${report.name}`;
    if (report.format !== 'Tabular') return unsupported(`${report.format} reports, as ${view}`);
    if (report.unread.length > 0) return unsupported(`${report.unread[0]!} in ${view}`);
    const describe = baseOf(project, schema, report);
    const column = (name: string): ViewColumn => viewColumn(schema, describe, name, view);
    const conditions = [
        viewConditions(
            report.filters.map((filter) => [filter, column(filter.column)] as const),
            report.booleanFilter
        ),
        scopeCondition(report, userId),
        timeFrame(report, column)
    ];
    return viewQuery({
        describe,
        columns: report.columns.map(column).filter(mayRead),
        conditions,
        order: report.sortColumn === null ? null : column(report.sortColumn),
        descending: report.sortDescending,
        limit: report.rowLimit
    });
}

function baseOf(project: Project, schema: Schema, { name, reportType }: ReportDefinition): SObjectDescribe {
    const own = project.reportTypes.find((type) => reportType.toLowerCase() === `${type.name}__c`.toLowerCase());
    const object = own
        ? own.isJoined
            ? unsupported(`report types with related objects, as ${own.name}`)
            : own.baseObject
        : (STANDARD_TYPES[reportType] ?? /^CustomEntity\$(\w+)$/.exec(reportType)?.[1]);
    const describe = object === undefined ? null : schema.object(object);
    return describe ?? unsupported(`the report type ${reportType} of the report ${name}`);
}

function scopeCondition({ name, scope }: ReportDefinition, userId: string): string | null {
    if (scope === 'organization') return null;
    return scope === 'user' ? `OwnerId = '${userId}'` : unsupported(`the scope ${scope} of the report ${name}`);
}

/** Without dates, a custom interval is all time. */
function timeFrame({ timeFrame: frame }: ReportDefinition, column: (name: string) => ViewColumn): string | null {
    if (!frame) return null;
    const { path, field } = column(frame.column);
    const type = field.type === 'datetime' ? 'datetime' : 'date';
    if (frame.interval !== 'INTERVAL_CUSTOM')
        return `${path} = ${INTERVALS[frame.interval] ?? unsupported(`the report interval ${frame.interval}`)}`;
    const ends = [
        frame.start && `${path} >= ${dateLiteral(frame.start, type)}`,
        frame.end && `${path} <= ${type === 'datetime' ? `${frame.end}T23:59:59Z` : frame.end}`
    ].filter((end) => end !== null && end !== '');
    return ends.length === 0 ? null : ends.join(' AND ');
}
