import { findSystemRow, normalizeId } from '../../data/index.ts';
import type { Monitoring, ReportFacts, Requester } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { ReportDefinition } from '../../project/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import { reportQuery } from '../../views/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ViewRun } from './viewRun.ts';
import { runView, viewRunFacts } from './viewRun.ts';

/** A report of the project with the row by which clients know it. */
export interface DeployedReport {
    readonly id: string;
    readonly definition: ReportDefinition;
    readonly ownerId: string;
}

type Way = Pick<ReportFacts, 'operation' | 'exportFileFormat' | 'source'>;

/** Runs reports as users may, and tells monitoring. All report folders are public. */
export class ReportRuns {
    private readonly org: Org;
    private readonly monitoring: Monitoring;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    /** @param id 15 or 18 characters @returns null for a report that is none of the org's */
    find(id: string): DeployedReport | null {
        const row = findSystemRow(this.org.data, 'Report', normalizeId(id) ?? '');
        const definition = this.org.project.reports.find(({ name }) => name === row?.DeveloperName);
        return row && definition ? { id: row.Id as string, definition, ownerId: row.OwnerId as string } : null;
    }

    may(user: RunningUser, permission: 'RunReports' | 'ExportReport'): boolean {
        return this.org.data.permissionsOf(user.id).system.has(permission.toLowerCase());
    }

    /**
     * @param limit rows that may leave at once; null for all
     * @throws PolicyRefusal when the rows must not leave, ApiFault when the user may not run reports
     */
    run(report: DeployedReport, requester: Requester, way: Way, limit: number | null): ViewRun & { allData: boolean } {
        const { user } = requester;
        if (!this.may(user, 'RunReports') || (way.exportFileFormat !== null && !this.may(user, 'ExportReport')))
            throw new ApiFault(403, 'FORBIDDEN', 'You don’t have sufficient privileges to perform this operation.');
        const { id, definition, ownerId } = report;
        const { project, schema } = this.org;
        const all = runView(this.org, user, (mayRead) => reportQuery(project, schema, definition, user.id, mayRead));
        const run = { ...all, records: limit === null ? all.records : all.records.slice(0, limit) };
        this.monitoring.report(requester, {
            ...way,
            ...viewRunFacts(run),
            id,
            name: definition.label,
            description: definition.description,
            format: definition.format,
            scope: definition.scope,
            ownerId
        });
        return { ...run, allData: run.records.length === all.records.length };
    }
}
