import { broken, judged, notApplicable } from '../finding.ts';
import { refusalOf, waitFor, type VerifyStep } from '../target.ts';
import { findWatched, isFinding, whileOpen } from '../watched.ts';

const JOBS = '/services/data/v66.0/jobs/query';
const PATIENCE_MS = 60_000;

/** Number 13: the result of a finished bulk query is refused before any row is sent. */
export const bulkResult: VerifyStep = {
    id: 'bulk-result',
    async run(target) {
        const watched = await findWatched(target);
        if (isFinding(watched)) return watched;
        const client = await watched.service.open();
        const { id } = await client.requestPost<{ id: string }>(JOBS, {
            operation: 'query',
            query: 'SELECT Id FROM Contact LIMIT 1'
        });
        try {
            const done = await waitFor(PATIENCE_MS, async () => {
                const { state } = await client.requestGet<{ state: string }>(`${JOBS}/${id}`);
                return state === 'JobComplete' ? state : null;
            });
            if (!done) return notApplicable('The bulk query did not finish, so there is no result to fetch.');
            const fetchResult = (): Promise<string | null> =>
                refusalOf(() => client.requestGet(`${JOBS}/${id}/results`));
            const refusal = await whileOpen(target, watched, fetchResult);
            // Without this a result that is refused for any other reason would pass for a refused one.
            const otherwise = await fetchResult();
            if (otherwise)
                return broken(`The result is refused with ${otherwise} even while the breaker lets through.`);
            return judged(
                refusal !== null,
                refusal
                    ? `The result was refused with ${refusal} while the breaker was open, and sent when it was not.`
                    : 'The result was sent although the breaker was open.'
            );
        } finally {
            await client.requestDelete(`${JOBS}/${id}`);
        }
    }
};
