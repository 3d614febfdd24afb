import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { parseQueryText } from '../../data/index.ts';
import { queryColumns } from '../tooling/queryColumns.ts';
import type { QueryPage, RowRequest } from './queryCursors.ts';
import { QueryCursors } from './queryCursors.ts';
import { RecordWriter } from './recordJson.ts';
import { requestFacts } from './requester.ts';

const DEFAULT_BATCH = 2000;

/** `/query`, `/queryAll` and the pages behind their locators. */
export class QueryResource {
    private readonly org: Org;
    private readonly cursors: QueryCursors;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.cursors = new QueryCursors(org, monitoring);
    }

    query(api: ApiCall): OrgResponse {
        return this.first(api, 'Query');
    }

    queryAll(api: ApiCall): OrgResponse {
        return this.first(api, 'QueryAll');
    }

    /** `/query/01g…-2000` */
    queryMore(api: ApiCall): OrgResponse {
        return this.answer(api, this.cursors.more(rowRequest(api), api.call.params[0] ?? ''));
    }

    private first(api: ApiCall, operation: 'Query' | 'QueryAll'): OrgResponse {
        const text = api.call.query.get('q');
        if (text === null || text.trim() === '')
            throw new ApiFault(400, 'MALFORMED_QUERY', 'A query string has to be specified');
        if (api.call.query.get('columns') === 'true')
            return json(200, queryColumns(this.org.schema, parseQueryText(this.org.data, text)));
        return this.answer(api, this.cursors.open(rowRequest(api), operation, text, batchSizeOf(api)));
    }

    private answer(api: ApiCall, { outcome, records, locator }: QueryPage): OrgResponse {
        const writer = new RecordWriter(outcome.query, api.version, outcome.shape === 'aggregate');
        return json(200, {
            totalSize: outcome.size,
            done: locator === null,
            nextRecordsUrl: locator === null ? undefined : `/services/data/v${api.version}/query/${locator}`,
            records: records.map((record) => writer.write(record))
        });
    }
}

function rowRequest(api: ApiCall): RowRequest {
    return { facts: requestFacts(api), startedAt: api.startedAt };
}

function batchSizeOf({ call }: ApiCall): number {
    const wanted = Number(call.option('sforce-query-options', 'batchsize') ?? DEFAULT_BATCH);
    if (!Number.isInteger(wanted)) throw new ApiFault(400, 'INVALID_QUERY_OPTION', 'batchSize must be a whole number');
    return wanted;
}
