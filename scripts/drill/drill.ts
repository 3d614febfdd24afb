import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'jsforce';
import { answers } from '../localOrg.ts';
import { ToolError } from '../toolError.ts';
import { ActorProcess } from './actors/actorProcess.ts';
import { Campaign } from './campaign.ts';
import { EvidenceReader } from './evidence.ts';
import { History } from './history.ts';
import { Monitor } from './monitor.ts';
import { unmet } from './needs.ts';
import { judge, type DrillOutcome } from './outcome.ts';
import { PlatformModel } from './platformModel.ts';
import type { Scenario } from './scenario.ts';
import { startServers, type Servers } from './servers.ts';
import type { Stage } from './stage.ts';
import { Workload } from './workload.ts';

const CONTAINMENT_PATIENCE_MS = 60_000;
const WARM_UP_MS = 700;
/** How long the ordinary work goes on after containment, to show what still works. */
const AFTERMATH_MS = 1_500;
const POLL_MS = 200;

/**
 * Plays one scenario on a stage and judges what came of it.
 * @throws ToolError FB-DRL-009 when the scenario needs what the stage does not offer, FB-DRL-006 when the org went away meanwhile
 */
export async function runDrill(stage: Stage, scenario: Scenario, print: (line: string) => void): Promise<DrillOutcome> {
    const lacking = unmet(scenario, stage.offers);
    if (lacking.length > 0) throw new ToolError('FB-DRL-009', scenario.name, lacking.join('; no '));
    try {
        return await play(stage, scenario, print);
    } catch (fault) {
        if (await answers(stage.url)) throw fault;
        throw new ToolError('FB-DRL-006', stage.url, fault instanceof Error ? fault.message : String(fault));
    }
}

async function play(stage: Stage, scenario: Scenario, print: (line: string) => void): Promise<DrillOutcome> {
    const admin = await stage.logIn();
    const servers = await startServers(admin, scenario);
    try {
        return await playWith(servers, stage, admin, scenario, print);
    } finally {
        await servers.close();
    }
}

async function playWith(
    servers: Servers,
    stage: Stage,
    admin: Connection,
    written: Scenario,
    print: (line: string) => void
): Promise<DrillOutcome> {
    const addressed = servers.addressed(written);
    print('Setting the stage …');
    const access = await stage.prepare(admin, written);
    const begin = written.steps[0]!.at;
    const clock = await stage.startClock(admin, written.clock === 'campaign' ? begin : null);
    await clock.passUntil(Date.parse(begin));
    const history = new History(admin, written, clock);
    const scenario = {
        ...addressed,
        integration: await integrationKey(admin, addressed),
        steps: history.steps(addressed.steps)
    };
    const rowsAvailable = await countOf(admin, scenario.prize);
    const evidence = new EvidenceReader(admin, scenario.integration, new Date(clock.now));
    const workload = new Workload(admin, clock);
    const actors = new Map(
        Object.entries(scenario.actors).map(([name, actor]) => {
            const order = servers.accessOf(actor, access[name]!);
            return [name, new ActorProcess({ ...actor, user: order.user }, order)];
        })
    );
    try {
        await history.write(print);
        print(`Playing "${scenario.title}" …`);
        await workload.start(scenario);
        await pause(WARM_UP_MS);
        const campaign = new Campaign(scenario, actors, clock, {
            threatDetected: new PlatformModel(admin),
            monitorReports: new Monitor(admin, clock)
        });
        await campaign.play((time) => workload.reached(time), print);
        if (scenario.expect === 'contained') {
            await campaign.keepTrying(CONTAINMENT_PATIENCE_MS);
            await containment(evidence);
        }
        await pause(AFTERMATH_MS);
        const work = await workload.stop();
        return judge({
            scenario,
            attack: campaign.reports,
            work,
            evidence: await evidence.read(),
            learned: await history.learned(),
            rowsAvailable,
            collected: servers.collected()
        });
    } finally {
        for (const actor of actors.values()) actor.end();
        await history.clear();
    }
}

/** A person who is covered has an integration of its own (PersonKey). */
async function integrationKey(admin: Connection, { integration, accused, actors }: Scenario): Promise<string> {
    if (accused === null) return integration;
    const { records } = await admin.query<{ Id: string }>(
        `SELECT Id FROM User WHERE Username = '${actors[accused]!.user}'`
    );
    return `Unregistered:${records[0]!.Id}`;
}

async function countOf(admin: Connection, objects: readonly string[]): Promise<number> {
    let count = 0;
    for (const object of objects) count += (await admin.query(`SELECT COUNT() FROM ${object}`)).totalSize;
    return count;
}

/** Waits until the incident says contained, at most a minute: whoever is slower has failed, and the outcome says so. */
async function containment(evidence: EvidenceReader): Promise<void> {
    const until = Date.now() + CONTAINMENT_PATIENCE_MS;
    while (Date.now() < until && !(await evidence.incident())?.Contained_At__c) await pause(POLL_MS);
}
