import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApiFault } from '../api/apiFault.ts';
import type { ApiCall } from '../api/call.ts';
import { json } from '../api/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { QueryOutcome } from './dataQuery.ts';
import { runClientQuery } from './dataQuery.ts';
import { parseQueryText } from '../../data/index.ts';
import { queryColumns } from '../tooling/queryColumns.ts';
import { RecordWriter } from './recordJson.ts';
import { requestFacts } from './requester.ts';

const DEFAULT_BATCH = 2000;
const SMALLEST_BATCH = 200;
/** "You can have up to 10 query cursors open at a time per user" (SOQL and SOSL Reference). */
const CURSORS_PER_USER = 10;
const CURSOR_LIFE_MS = 48 * 3_600_000;

interface Cursor {
    readonly id: string;
    readonly userId: string;
    readonly text: string;
    readonly outcome: QueryOutcome;
    readonly batchSize: number;
    readonly openedAt: number;
}

/** `/query`, `/queryAll` and the pages behind their locators. */
export class QueryResource {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly cursors = new Map<string, Cursor>();

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    query(api: ApiCall): OrgResponse {
        return this.first(api, 'Query');
    }

    queryAll(api: ApiCall): OrgResponse {
        return this.first(api, 'QueryAll');
    }

    /** `/query/01g…-2000` */
    queryMore(api: ApiCall): OrgResponse {
        const [id, position] = (api.call.params[0] ?? '').split('-');
        const cursor = this.cursors.get(id ?? '');
        const from = Number(position);
        const isOpen =
            cursor?.userId === api.session.user.id && this.org.clock.now() - cursor.openedAt < CURSOR_LIFE_MS;
        if (!cursor || !isOpen || !(from > 0 && from < cursor.outcome.records.length)) {
            throw new ApiFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
        }
        const page = cursor.outcome.records.slice(from, from + cursor.batchSize);
        this.tell(api, 'QueryMore', cursor.text, cursor.outcome, page);
        return this.answer(api, cursor, from, page);
    }

    private first(api: ApiCall, operation: 'Query' | 'QueryAll'): OrgResponse {
        const text = api.call.query.get('q');
        if (text === null || text.trim() === '')
            throw new ApiFault(400, 'MALFORMED_QUERY', 'A query string has to be specified');
        if (api.call.query.get('columns') === 'true')
            return json(200, queryColumns(this.org.schema, parseQueryText(this.org.data, text)));
        const { id: userId } = api.session.user;
        const outcome = runClientQuery(this.org, userId, text, operation === 'QueryAll');
        const cursor: Cursor = {
            id: this.org.data.store.ids.next('01g'),
            userId,
            text,
            outcome,
            batchSize: batchSizeOf(api),
            openedAt: this.org.clock.now()
        };
        const page = outcome.records.slice(0, cursor.batchSize);
        this.tell(api, operation, text, outcome, page);
        if (outcome.records.length > page.length) this.keep(cursor);
        return this.answer(api, cursor, 0, page);
    }

    private tell(
        api: ApiCall,
        operation: 'Query' | 'QueryMore' | 'QueryAll',
        text: string,
        outcome: QueryOutcome,
        page: readonly SObject[]
    ): void {
        this.monitoring.query(requestFacts(api), {
            operation,
            query: text,
            entities: outcome.entities,
            rowsProcessed: outcome.shape === 'count' ? 1 : outcome.records.length,
            rowsReturned: page.length,
            elapsedMs: this.org.clock.now() - api.startedAt,
            recordIds: page.flatMap(({ id }) => (id === null ? [] : [id]))
        });
    }

    private answer(api: ApiCall, cursor: Cursor, from: number, page: readonly SObject[]): OrgResponse {
        const { outcome } = cursor;
        const next = from + page.length;
        const done = next >= outcome.records.length;
        const writer = new RecordWriter(outcome.query, api.version, outcome.shape === 'aggregate');
        return json(200, {
            totalSize: outcome.size,
            done,
            nextRecordsUrl: done ? undefined : `/services/data/v${api.version}/query/${cursor.id}-${next}`,
            records: page.map((record) => writer.write(record))
        });
    }

    private keep(cursor: Cursor): void {
        const own = [...this.cursors.values()].filter(({ userId }) => userId === cursor.userId);
        if (own.length >= CURSORS_PER_USER) this.cursors.delete(own[0]!.id);
        this.cursors.set(cursor.id, cursor);
    }
}

function batchSizeOf({ call }: ApiCall): number {
    const wanted = Number(call.option('sforce-query-options', 'batchsize') ?? DEFAULT_BATCH);
    if (!Number.isInteger(wanted)) throw new ApiFault(400, 'INVALID_QUERY_OPTION', 'batchSize must be a whole number');
    return Math.min(DEFAULT_BATCH, Math.max(SMALLEST_BATCH, wanted));
}
