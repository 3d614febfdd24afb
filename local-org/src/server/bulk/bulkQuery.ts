import { SoqlError } from '../../data/index.ts';
import type { ApiRequestFacts, Monitoring } from '../../monitoring/index.ts';
import { PolicyRefusal } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { runClientQuery } from '../rest/dataQuery.ts';
import { columnsOf, csvHeader, csvLine } from './csv.ts';

/** What a bulk job was asked, whichever of the two Bulk APIs it belongs to. */
export interface BulkQuery {
    /** Whose rights and whose traces it has. */
    readonly request: ApiRequestFacts;
    readonly operation: 'query' | 'queryAll';
    readonly query: string;
    /** What stands between two columns of the result. */
    readonly delimiter: string;
}

/** Runs the query of a bulk job and lets policies judge it. @throws SoqlError, PolicyRefusal */
export function runBulkQuery(org: Org, monitoring: Monitoring, job: BulkQuery): { header: string; lines: string[] } {
    const startedAt = org.clock.now();
    const isAll = job.operation === 'queryAll';
    const { query, entities, records } = runClientQuery(org, job.request.requester.user.id, job.query, isAll);
    const columns = columnsOf(query);
    monitoring.query(job.request, {
        operation: isAll ? 'QueryAll' : 'Query',
        query: job.query,
        entities,
        rowsProcessed: records.length,
        rowsReturned: records.length,
        elapsedMs: org.clock.now() - startedAt,
        recordIds: null
    });
    return {
        header: csvHeader(columns, job.delimiter),
        lines: records.map((record) => csvLine(record, columns, job.delimiter))
    };
}

/** What a failed job says to its client; `isExpected` is false for a fault of the local org itself. */
export function queryFailure(error: unknown): { readonly message: string; readonly isExpected: boolean } {
    const reason = reasonOf(error);
    const told = reason ?? 'UNKNOWN_EXCEPTION: An unexpected error occurred';
    return { message: `InvalidBatch : Failed to process query: ${told}`, isExpected: reason !== null };
}

function reasonOf(error: unknown): string | null {
    if (error instanceof PolicyRefusal || error instanceof SoqlError) return `${error.code}: ${error.message.trim()}`;
    return error instanceof ApexException ? `${error.typeName}: ${error.message}` : null;
}
