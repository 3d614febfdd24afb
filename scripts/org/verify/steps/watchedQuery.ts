import { randomUUID } from 'node:crypto';
import { apexText } from '../../../anonymousApex.ts';
import { broken, judged, type Finding } from '../finding.ts';
import { rows, waitFor, type VerifyStep, type VerifyTarget } from '../target.ts';
import { findWatched, isFinding, type Watched } from '../watched.ts';

const PATIENCE_MS = 60_000;
const SECONDS_MS = 30_000;
const ENDED: ReadonlySet<string> = new Set(['Completed', 'Aborted', 'Failed']);

interface Observation {
    readonly job: { Status: string; ExtendedStatus: string | null; CreatedById: string } | null;
    readonly signal: SeenSignal | null;
}

interface SeenSignal {
    readonly Kind__c: string;
    readonly Objects__c: string | null;
    readonly Occurred_At_Ms__c: number;
    readonly CreatedDate: string;
}

/**
 * Sends one query as the service user and waits for what the policy makes of it. Signals of earlier steps may still be on their
 * way, so the query names a client that no other has.
 */
async function observe(target: VerifyTarget, { service }: Watched, soql: string): Promise<Observation> {
    const earlier = new Set((await jobs(target)).map(({ Id }) => Id));
    const client = `verify-in-org-${randomUUID()}`;
    await (await service.open(client)).query(soql);
    const signal = await waitFor(PATIENCE_MS, async () => {
        const [found] = await rows<SeenSignal>(
            target.responder,
            `SELECT Kind__c, Objects__c, Occurred_At_Ms__c, CreatedDate FROM Leak_Signal__c
             WHERE Source__c = 'ApiEventPolicy' AND User_Id__c = ${apexText(service.id)} AND Client__c = ${apexText(client)}`
        );
        return found ?? null;
    });
    const job = await waitFor(signal ? PATIENCE_MS : 0, async () => {
        const fresh = (await jobs(target)).filter(({ Id, Status }) => !earlier.has(Id) && ENDED.has(Status));
        return fresh.find(({ CreatedById }) => CreatedById === service.id) ?? fresh[0] ?? null;
    });
    return { signal, job };
}

function jobs({ responder }: VerifyTarget): Promise<(NonNullable<Observation['job']> & { Id: string })[]> {
    return rows(
        responder,
        `SELECT Id, Status, ExtendedStatus, CreatedById FROM AsyncApexJob
         WHERE ApexClass.Name = 'SignalPublishJob' ORDER BY CreatedDate DESC LIMIT 50`
    );
}

async function observed(
    target: VerifyTarget,
    soql: string,
    judge: (seen: Observation, watched: Watched) => Finding
): Promise<Finding> {
    const watched = await findWatched(target);
    return isFinding(watched) ? watched : judge(await observe(target, watched, soql), watched);
}

const jobText = ({ job }: Observation): string =>
    job ? `job ${job.Status}${job.ExtendedStatus ? `: ${job.ExtendedStatus}` : ''}` : 'no job was found';

/** Number 2: the job of a condition starts within seconds, as the watched user. */
export const conditionJob: VerifyStep = {
    id: 'condition-job',
    run: (target) =>
        observed(target, 'SELECT Id FROM Contact LIMIT 1', (seen, { service }) => {
            if (!seen.signal)
                return broken(
                    `No signal that names the client arrived within ${PATIENCE_MS / 1000} s; ${jobText(seen)}.`
                );
            // Records keep whole seconds, so a signal may seem to have arrived before it was sent.
            const delay = Math.max(0, Date.parse(seen.signal.CreatedDate) - seen.signal.Occurred_At_Ms__c);
            const asWatched = seen.job?.CreatedById === service.id;
            return judged(
                delay <= SECONDS_MS && asWatched,
                `The signal was stored about ${Math.round(delay / 1000)} s after the query; the job ran as ${asWatched ? 'the watched user' : 'somebody else'}.`
            );
        })
};

/** Number 3: the watched user may publish from that job. */
export const watchedUserPublishes: VerifyStep = {
    id: 'watched-user-publishes',
    run: (target) =>
        observed(target, 'SELECT Id FROM Contact LIMIT 1', (seen) =>
            judged(
                seen.signal !== null && seen.job?.Status === 'Completed',
                `${seen.signal ? 'A signal arrived' : 'No signal arrived'}; ${jobText(seen)}.`
            )
        )
};

/** Number 14: a COUNT() reaches the policy as such, with the object that was counted. */
export const countQuery: VerifyStep = {
    id: 'count-query',
    run: (target) =>
        observed(target, 'SELECT COUNT() FROM Contact', (seen) =>
            seen.signal
                ? judged(
                      seen.signal.Kind__c === 'Count' && seen.signal.Objects__c?.includes('Contact') === true,
                      `The policy saw kind ${seen.signal.Kind__c} on ${seen.signal.Objects__c ?? 'no object'}.`
                  )
                : broken('The policy saw nothing of the query, or not the name of its client.')
        )
};
