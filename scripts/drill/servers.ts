import type { Connection } from 'jsforce';
import type { AccessOrder } from './actors/access.ts';
import { startCollector } from './collector.ts';
import type { Actor, Scenario } from './scenario.ts';
import { startWebSite } from './webSite.ts';

/** The web servers around the org: the web site of the sample fintech, and that of the attacker. */
export interface Servers {
    /** The scenario with the attacker's address in the texts of its steps. */
    addressed(scenario: Scenario): Scenario;
    /** Visitors go to the web site; everybody else to the org. */
    accessOf(actor: Actor, access: AccessOrder): AccessOrder;
    /** Requests that reached the attacker. */
    collected(): number;
    close(): Promise<void>;
}

/** Starts those that the scenario needs. */
export async function startServers(admin: Connection, { actors, collector: address }: Scenario): Promise<Servers> {
    const hasVisitors = Object.values(actors).some(({ kind }) => kind === 'visitor');
    const site = hasVisitors ? await startWebSite(admin) : null;
    const collector = address === null ? null : await startCollector(address);
    return {
        addressed: (scenario) => ({
            ...scenario,
            steps: scenario.steps.map((step) =>
                step.question === undefined || !collector
                    ? step
                    : { ...step, question: step.question.replace('{collector}', collector.url) }
            )
        }),
        accessOf: ({ kind }, access) => (kind === 'visitor' ? { ...access, url: site!.url } : access),
        collected: () => collector?.received() ?? 0,
        async close() {
            await site?.close();
            await collector?.close();
        }
    };
}
