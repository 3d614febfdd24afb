import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { RawJson } from '../http/jsonText.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { RecordWrites } from '../rest/recordWrites.ts';
import { BrokenReference, resolveText, resolveValue } from './references.ts';
import type { Dispatch, Subrequest } from './subrequest.ts';
import { headersOf, runSubrequest } from './subrequest.ts';

const MAX_SUBREQUESTS = 25;
const PREFIX = '/services/data/';
const MONITORED = /\/(?:query|queryAll)(?:[/?]|$)/i;
const REFERENCE_ID = /^[A-Za-z]\w*$/;

interface CompositeItem extends Subrequest {
    readonly referenceId: string;
}

interface CompositeAnswer {
    readonly body: RawJson | null;
    readonly httpHeaders: Readonly<Record<string, string>>;
    readonly httpStatusCode: number;
    readonly referenceId: string;
}

/** `/composite`: up to 25 requests in one call, which may refer to the answers of those before them. */
export class CompositeResource {
    private readonly writes: RecordWrites;
    private readonly dispatch: Dispatch;

    constructor(writes: RecordWrites, dispatch: Dispatch) {
        this.writes = writes;
        this.dispatch = dispatch;
    }

    post(api: ApiCall): OrgResponse {
        const body = api.call.jsonObject();
        const items = itemsOf(body['compositeRequest']);
        let answers: CompositeAnswer[] = [];
        if (body['allOrNone'] !== true) answers = this.run(api, items, false);
        else {
            refuseMonitoredAfterChange(items);
            this.writes.together(api.session.user, () => {
                answers = this.run(api, items, true);
                return !answers.some(isFailure);
            });
        }
        const isTakenBack = body['allOrNone'] === true && answers.some(isFailure);
        return json(200, { compositeResponse: isTakenBack ? answers.map(takenBack) : answers });
    }

    private run(api: ApiCall, items: readonly CompositeItem[], stopsOnFailure: boolean): CompositeAnswer[] {
        const known = new Map<string, unknown>();
        const answers: CompositeAnswer[] = [];
        for (const item of items) {
            const hasFailed = stopsOnFailure && answers.some(isFailure);
            const response = hasFailed ? halted(TAKEN_BACK) : this.answer(api, item, known);
            answers.push(answerOf(item, response));
            if (response.status < 300) known.set(item.referenceId, parsed(response));
        }
        return answers;
    }

    private answer(api: ApiCall, item: CompositeItem, known: ReadonlyMap<string, unknown>): OrgResponse {
        try {
            const url = resolveText(item.url, known);
            const resolved = { ...item, url, body: resolveValue(item.body, known) };
            if (!url.startsWith(PREFIX))
                throw new ApiFault(400, 'INVALID_URL', `The url must begin with ${PREFIX}: ${url}`);
            return runSubrequest(api, this.dispatch, resolved, url.slice(PREFIX.length));
        } catch (error) {
            if (error instanceof BrokenReference) return halted(error.message);
            if (error instanceof ApiFault) return error.toResponse();
            throw error;
        }
    }
}

const TAKEN_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

function itemsOf(list: unknown): CompositeItem[] {
    if (!Array.isArray(list) || list.length === 0)
        throw new ApiFault(
            400,
            'JSON_PARSER_ERROR',
            'compositeRequest must be a list of requests at [line:1, column:1]'
        );
    if (list.length > MAX_SUBREQUESTS)
        throw new ApiFault(400, 'LIMIT_EXCEEDED', `Limit of ${MAX_SUBREQUESTS} subrequests exceeded: ${list.length}`);
    const seen = new Set<string>();
    return list.map((value: unknown) => {
        const { method, url, body, referenceId, httpHeaders } = (value ?? {}) as Record<string, unknown>;
        if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string')
            throw new ApiFault(400, 'REQUIRED_FIELD_MISSING', 'Each request must have method, url and referenceId.');
        if (!REFERENCE_ID.test(referenceId) || seen.has(referenceId))
            throw new ApiFault(
                400,
                'INVALID_REFERENCE_ID',
                `Provided referenceId ('${referenceId}') must be unique and begin with a letter.`
            );
        seen.add(referenceId);
        return { method: method.toUpperCase(), url, body, referenceId, headers: headersOf(httpHeaders) };
    });
}

/** Monitoring keeps a query's event at once, which a transaction with open changes does not allow here. */
function refuseMonitoredAfterChange(items: readonly CompositeItem[]): void {
    const change = items.findIndex(({ method }) => method !== 'GET');
    if (change >= 0 && items.slice(change).some(({ url }) => MONITORED.test(url)))
        unsupported('queries behind changes in a composite request with allOrNone');
}

function answerOf({ referenceId }: CompositeItem, { status, headers, body }: OrgResponse): CompositeAnswer {
    const { location } = headers;
    return {
        body: body === '' ? null : new RawJson(String(body)),
        httpHeaders: location === undefined ? {} : { Location: location },
        httpStatusCode: status,
        referenceId
    };
}

function isFailure({ httpStatusCode }: CompositeAnswer): boolean {
    return httpStatusCode >= 400;
}

/** What went well is told to be undone. */
function takenBack(answer: CompositeAnswer): CompositeAnswer {
    return isFailure(answer)
        ? answer
        : answerOf({ referenceId: answer.referenceId } as CompositeItem, halted(TAKEN_BACK));
}

function halted(message: string): OrgResponse {
    return json(400, [{ errorCode: 'PROCESSING_HALTED', message }]);
}

function parsed({ body }: OrgResponse): unknown {
    return body === '' ? null : (JSON.parse(String(body)) as unknown);
}
