import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { RawJson } from '../http/jsonText.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { Dispatch } from './subrequest.ts';
import { runSubrequest } from './subrequest.ts';

const MAX_SUBREQUESTS = 25;
const PREFIX = /^\/?services\/data\//;

/** `/composite/batch`: up to 25 requests that know nothing of one another, each a transaction of its own. */
export class BatchResource {
    private readonly dispatch: Dispatch;

    constructor(dispatch: Dispatch) {
        this.dispatch = dispatch;
    }

    post(api: ApiCall): OrgResponse {
        const { batchRequests, haltOnError } = api.call.jsonObject();
        if (!Array.isArray(batchRequests) || batchRequests.length === 0)
            throw new ApiFault(
                400,
                'JSON_PARSER_ERROR',
                'batchRequests must be a list of requests at [line:1, column:1]'
            );
        if (batchRequests.length > MAX_SUBREQUESTS)
            throw new ApiFault(
                400,
                'LIMIT_EXCEEDED',
                `The batch contains too many requests; at most ${MAX_SUBREQUESTS} are allowed.`
            );
        const responses: OrgResponse[] = [];
        for (const request of batchRequests as unknown[]) {
            const isHalted = haltOnError === true && responses.some(isFailure);
            responses.push(isHalted ? HALTED : this.answer(api, request));
        }
        return json(200, {
            hasErrors: responses.some(isFailure),
            results: responses.map(({ status, body }) => ({
                statusCode: status,
                result: body === '' ? null : new RawJson(String(body))
            }))
        });
    }

    private answer(api: ApiCall, request: unknown): OrgResponse {
        const { method, url, richInput } = (request ?? {}) as Record<string, unknown>;
        try {
            if (typeof method !== 'string' || typeof url !== 'string')
                throw new ApiFault(400, 'REQUIRED_FIELD_MISSING', 'Each request must have method and url.');
            const subrequest = { method: method.toUpperCase(), url, body: richInput, headers: {} };
            return runSubrequest(api, this.dispatch, subrequest, url.replace(PREFIX, ''));
        } catch (error) {
            if (error instanceof ApiFault) return error.toResponse();
            throw error;
        }
    }
}

const HALTED: OrgResponse = json(412, [
    { errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }
]);

function isFailure({ status }: OrgResponse): boolean {
    return status >= 400;
}
