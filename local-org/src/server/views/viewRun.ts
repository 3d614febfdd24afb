import { mayUseField, mayUseObject } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { ViewColumn, ViewQuery } from '../../views/index.ts';
import { runClientQuery } from '../rest/dataQuery.ts';

/** The rows of a report or list view as one user sees them. */
export interface ViewRun {
    readonly query: ViewQuery;
    readonly records: readonly SObject[];
}

/** @param query makes the query of the columns that the user may read */
export function runView(
    org: Org,
    user: RunningUser,
    query: (mayRead: (column: ViewColumn) => boolean) => ViewQuery
): ViewRun {
    const permissions = org.data.permissionsOf(user.id);
    const made = query(({ entity, field }) => {
        const describe = org.schema.object(entity)!;
        return mayUseObject(permissions, describe, 'read') && mayUseField(permissions, describe, field, 'read');
    });
    return { query: made, records: runClientQuery(org, user.id, made.soql, false).records };
}

/** What the event of a view tells of its run. */
export function viewRunFacts({ query, records }: ViewRun): {
    readonly columns: readonly string[];
    readonly entities: readonly string[];
    readonly rowsProcessed: number;
    readonly recordIds: readonly string[];
} {
    return {
        columns: query.columns.map(({ path }) => `${query.describe.name}.${path}`),
        entities: query.entities,
        rowsProcessed: records.length,
        recordIds: records.map(({ id }) => id!)
    };
}
