import type { FieldValues } from '../data/index.ts';

/** What a report and a list view have in common. */
interface ViewFacts {
    readonly id: string;
    readonly name: string;
    readonly ownerId: string | null;
    /** API names of the columns with their objects, as `Account.Name`. */
    readonly columns: readonly string[];
    readonly entities: readonly string[];
    readonly source: 'API' | 'Classic' | 'Lightning';
    readonly scope: string;
    readonly rowsProcessed: number;
    readonly recordIds: readonly string[];
}

/** The run or the export of a report. */
export interface ReportFacts extends ViewFacts {
    readonly operation: 'ReportRunUsingSynchronousApi' | 'ReportExported';
    readonly exportFileFormat: 'CSV' | null;
    readonly description: string | null;
    readonly format: string;
}

/** The opening of a list view. */
export interface ListViewFacts extends ViewFacts {
    readonly developerName: string;
    readonly filterCriteria: string;
    readonly orderBy: string;
}

/** The download of a version of a file. */
export interface FileFacts {
    readonly action: 'API_DOWNLOAD' | 'UI_DOWNLOAD';
    readonly version: FieldValues;
    readonly elapsedMs: number;
}

export function reportValues(facts: ReportFacts): FieldValues {
    return {
        ...viewValues(facts),
        ReportId: facts.id,
        Description: facts.description,
        DisplayedFieldEntities: listText(facts.entities),
        ExportFileFormat: facts.exportFileFormat,
        Format: facts.format,
        GroupedColumnHeaders: listText([]),
        IsScheduled: false,
        Operation: facts.operation
    };
}

export function listViewValues(facts: ListViewFacts): FieldValues {
    return {
        ...viewValues(facts),
        ListViewId: facts.id,
        DeveloperName: facts.developerName,
        FilterCriteria: facts.filterCriteria,
        OrderBy: facts.orderBy
    };
}

function viewValues(facts: ViewFacts): FieldValues {
    return {
        Name: facts.name,
        OwnerId: facts.ownerId,
        ColumnHeaders: listText(facts.columns),
        NumberOfColumns: facts.columns.length,
        EventSource: facts.source,
        QueriedEntities: facts.rowsProcessed === 0 ? null : facts.entities.join(','),
        RowsProcessed: facts.rowsProcessed,
        Scope: facts.scope
    };
}

export function fileValues({ action, version, elapsedMs }: FileFacts): FieldValues {
    const extension = version.FileExtension;
    return {
        CanDownloadPdf: false,
        ContentSize: version.ContentSize,
        DocumentId: version.ContentDocumentId,
        FileAction: action,
        FileName: extension === null ? version.Title : `${String(version.Title)}.${String(extension)}`,
        FileSource: version.ContentLocation,
        FileType: version.FileType,
        IsLatestVersion: version.IsLatest,
        ProcessDuration: elapsedMs,
        VersionId: version.Id,
        VersionNumber: version.VersionNumber
    };
}

function listText(names: readonly string[]): string {
    return `[${names.join(', ')}]`;
}
