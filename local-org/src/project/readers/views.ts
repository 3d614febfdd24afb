import type { ElementReader } from '../elementReader.ts';
import type { ListViewDefinition, ReportDefinition, ReportTypeDefinition, ViewFilter } from '../model.ts';

const FORMATS = ['Tabular', 'Summary', 'Matrix', 'MultiBlock'] as const;

/** Elements of a report that change its rows or columns beyond what is read. */
const UNREAD = [
    'aggregateFilters',
    'block',
    'buckets',
    'crossFilters',
    'customDetailFormulas',
    'dataCategoryFilters',
    'groupingsAcross',
    'groupingsDown',
    'historicalSelector',
    'roleHierarchyFilter',
    'territoryHierarchyFilter',
    'userFilter'
];

export function readListView(reader: ElementReader): ListViewDefinition {
    return {
        name: reader.required('fullName'),
        path: reader.path,
        label: reader.required('label'),
        scope: reader.required('filterScope'),
        columns: reader.texts('columns'),
        filters: reader.all('filters').map((filter) => viewFilter(filter, 'field', 'operation')),
        booleanFilter: reader.optional('booleanFilter')
    };
}

export function readReport(reader: ElementReader, name: string): ReportDefinition {
    const filter = reader.one('filter');
    const timeFrame = reader.one('timeFrameFilter');
    return {
        name,
        path: reader.path,
        label: reader.required('name'),
        description: reader.optional('description'),
        folder: reader.path.split('/').at(-2) ?? '',
        reportType: reader.required('reportType'),
        format: reader.choice('format', FORMATS) ?? 'Tabular',
        columns: reader.all('columns').map((column) => column.required('field')),
        filters: (filter?.all('criteriaItems') ?? []).map((item) => viewFilter(item, 'column', 'operator')),
        booleanFilter: filter?.optional('booleanFilter') ?? null,
        scope: reader.optional('scope') ?? 'organization',
        timeFrame: timeFrame && {
            column: timeFrame.required('dateColumn'),
            interval: timeFrame.required('interval'),
            start: timeFrame.optional('startDate'),
            end: timeFrame.optional('endDate')
        },
        sortColumn: reader.optional('sortColumn'),
        sortDescending: reader.optional('sortOrder') === 'Desc',
        rowLimit: reader.has('rowLimit') ? reader.integer('rowLimit', 0) : null,
        unread: UNREAD.filter((element) => reader.has(element))
    };
}

export function readReportType(reader: ElementReader, name: string): ReportTypeDefinition {
    return {
        name,
        path: reader.path,
        label: reader.required('label'),
        baseObject: reader.required('baseObject'),
        isJoined: reader.has('join')
    };
}

function viewFilter(reader: ElementReader, column: string, operation: string): ViewFilter {
    return {
        column: reader.required(column),
        operation: reader.required(operation),
        value: reader.optional('value') ?? ''
    };
}
