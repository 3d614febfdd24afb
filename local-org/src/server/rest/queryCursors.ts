import type { ApiRequestFacts, Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { QueryOutcome } from './dataQuery.ts';
import { runClientQuery } from './dataQuery.ts';

/** "You can have up to 10 query cursors open at a time per user" (SOQL and SOSL Reference). */
const CURSORS_PER_USER = 10;
const CURSOR_LIFE_MS = 48 * 3_600_000;
const LARGEST_BATCH = 2000;
const SMALLEST_BATCH = 200;

/** A request that asks for rows. */
export interface RowRequest {
    readonly facts: ApiRequestFacts;
    readonly startedAt: number;
}

/** Rows of one answer, and where the next ones are. */
export interface QueryPage {
    readonly outcome: QueryOutcome;
    readonly records: readonly SObject[];
    /** `01g…-2000`; null when these are the last. */
    readonly locator: string | null;
}

interface Cursor {
    readonly id: string;
    readonly userId: string;
    readonly text: string;
    readonly outcome: QueryOutcome;
    readonly batchSize: number;
    readonly openedAt: number;
}

/** Runs the queries of clients and keeps what did not fit into the first answer. Every answer is an event. */
export class QueryCursors {
    private readonly org: Org;
    private readonly monitoring: Monitoring;
    private readonly cursors = new Map<string, Cursor>();

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    /** @throws PolicyRefusal, SoqlError */
    open(request: RowRequest, operation: 'Query' | 'QueryAll', text: string, batchSize: number): QueryPage {
        const userId = request.facts.requester.user.id;
        const cursor: Cursor = {
            id: this.org.data.store.ids.next('01g'),
            userId,
            text,
            outcome: runClientQuery(this.org, userId, text, operation === 'QueryAll'),
            batchSize: Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, batchSize)),
            openedAt: this.org.clock.now()
        };
        const page = this.page(cursor, 0);
        this.tell(request, operation, cursor, page);
        if (page.locator !== null) this.keep(cursor);
        return page;
    }

    /** @param locator `01g…-2000` @throws ApiFault INVALID_QUERY_LOCATOR */
    more(request: RowRequest, locator: string): QueryPage {
        const [id, position] = locator.split('-');
        const cursor = this.cursors.get(id ?? '');
        const from = Number(position);
        const isOpen =
            cursor?.userId === request.facts.requester.user.id &&
            this.org.clock.now() - cursor.openedAt < CURSOR_LIFE_MS;
        if (!cursor || !isOpen || !(from > 0 && from < cursor.outcome.records.length)) {
            throw new ApiFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
        }
        const page = this.page(cursor, from);
        this.tell(request, 'QueryMore', cursor, page);
        return page;
    }

    private page({ id, outcome, batchSize }: Cursor, from: number): QueryPage {
        const records = outcome.records.slice(from, from + batchSize);
        const next = from + records.length;
        return { outcome, records, locator: next >= outcome.records.length ? null : `${id}-${next}` };
    }

    private tell(
        { facts, startedAt }: RowRequest,
        operation: 'Query' | 'QueryMore' | 'QueryAll',
        { text, outcome }: Cursor,
        { records }: QueryPage
    ): void {
        this.monitoring.query(facts, {
            operation,
            query: text,
            entities: outcome.entities,
            rowsProcessed: outcome.shape === 'count' ? 1 : outcome.records.length,
            rowsReturned: records.length,
            elapsedMs: this.org.clock.now() - startedAt,
            recordIds: records.flatMap(({ id }) => (id === null ? [] : [id]))
        });
    }

    private keep(cursor: Cursor): void {
        const own = [...this.cursors.values()].filter(({ userId }) => userId === cursor.userId);
        if (own.length >= CURSORS_PER_USER) this.cursors.delete(own[0]!.id);
        this.cursors.set(cursor.id, cursor);
    }
}
