import { countQuery, parseQueryText, runQuery, SoqlError } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { SoqlQuery, SoqlValue } from '../../syntax/soql.ts';
import { bindsOf } from '../../data/soql/binds.ts';
import { queriedEntities } from './queriedEntities.ts';

/** A query that was run with a user's rights. */
export interface QueryOutcome {
    readonly query: SoqlQuery;
    readonly shape: 'records' | 'aggregate' | 'count';
    /** API name of the object in FROM. */
    readonly object: string;
    /** See queriedEntities. */
    readonly entities: readonly string[];
    readonly records: readonly SObject[];
    /** Number of records, or what COUNT() counted. */
    readonly size: number;
}

/** Runs the text of a client's query in user mode. @param allRows deleted rows too @throws SoqlError */
export function runClientQuery(org: Org, userId: string, text: string, allRows: boolean): QueryOutcome {
    const parsed = parseQueryText(org.data, text);
    refuseBinds(parsed);
    const query = allRows && !parsed.allRows ? { ...parsed, allRows: true } : parsed;
    const options = { userId, userMode: true, withSharing: true, binds: [], countRows: () => undefined };
    const { plan, records } = runQuery(org.data, query, options);
    return {
        query,
        shape: plan.shape,
        object: plan.describe.name,
        entities: queriedEntities(org.schema, query),
        records,
        size: plan.shape === 'count' ? countQuery(org.data, query, options) : records.length
    };
}

function refuseBinds(query: SoqlQuery): void {
    const bind: SoqlValue | undefined = bindsOf(query)[0];
    if (bind) throw new SoqlError('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
}
