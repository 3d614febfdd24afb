import { runApex } from '../../connection.ts';
import { apexText } from '../../anonymousApex.ts';
import { notApplicable, type Finding } from './finding.ts';
import type { ServiceUser } from './serviceUser.ts';
import { rows, type VerifyTarget } from './target.ts';

/** The service user's integration and its breaker. */
export interface Watched {
    readonly service: ServiceUser;
    readonly integration: string;
    readonly breaker: { readonly Id: string; readonly Key__c: string; readonly State__c: string };
}

const LETS_THROUGH: ReadonlySet<string> = new Set(['CLOSED', 'SHADOW']);

/** Who is watched by the policies; or why nothing can be said about them here. */
export async function findWatched(target: VerifyTarget): Promise<Watched | Finding> {
    const { responder, service } = target;
    if (!service) return notApplicable('No login of a service user was given: --service-org ALIAS.');
    const classes = await rows(responder, "SELECT Id FROM ApexClass WHERE Name = 'ApiEventCondition'");
    if (classes.length === 0) return notApplicable('force-app/shield is not deployed in this org.');
    const [integration] = await rows<{ DeveloperName: string; Breaker__r: { DeveloperName: string } | null }>(
        responder,
        `SELECT DeveloperName, Breaker__r.DeveloperName FROM AI_Integration__mdt
         WHERE Service_User__c = ${apexText(service.username)} AND Active__c = TRUE`
    );
    if (!integration)
        return notApplicable(`${service.username} is the service user of no active AI_Integration__mdt record.`);
    const key = integration.Breaker__r?.DeveloperName ?? integration.DeveloperName;
    const [breaker] = await rows<Watched['breaker']>(
        responder,
        `SELECT Id, Key__c, State__c FROM Breaker_State__c WHERE Key__c = ${apexText(key)}`
    );
    if (!breaker || !LETS_THROUGH.has(breaker.State__c))
        return notApplicable(`Breaker ${key} is ${breaker?.State__c ?? 'without a row'}; close it first.`);
    return { service, integration: integration.DeveloperName, breaker };
}

export const isFinding = (found: object): found is Finding => 'verdict' in found;

/**
 * Opens the breaker by its row alone while something is tried, and puts the row back as it was. No event is published, so
 * neither incident nor playbook follows.
 */
export async function whileOpen<T>(target: VerifyTarget, { breaker }: Watched, act: () => Promise<T>): Promise<T> {
    const write = (state: string): Promise<void> =>
        runApex(
            target.responder,
            `update as system new Breaker_State__c(Id = ${apexText(breaker.Id)}, State__c = ${apexText(state)});`
        );
    await write('OPEN');
    try {
        return await act();
    } finally {
        await write(breaker.State__c);
    }
}
