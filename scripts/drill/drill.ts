import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { connectAs, readCredentials } from '../connection.ts';
import type { AttackOrder, AttackReport } from './attacker.ts';
import { EvidenceReader } from './evidence.ts';
import { judge, type DrillOutcome } from './outcome.ts';
import type { Scenario } from './scenario.ts';
import { answers, prepareStage, type Stage } from './stage.ts';
import { Workload } from './workload.ts';
import { ToolError } from '../toolError.ts';

const ADMIN = 'ada.admin@firebreak.example';
const CONTAINMENT_PATIENCE_MS = 60_000;
const WARM_UP_MS = 700;
/** How long the ordinary work goes on after containment, to show what still works. */
const AFTERMATH_MS = 1_500;
const POLL_MS = 200;

/**
 * Plays one scenario on a stage and judges what came of it.
 * @throws ToolError FB-DRL-006 when the org went away meanwhile
 */
export async function runDrill(stage: Stage, scenario: Scenario, print: (line: string) => void): Promise<DrillOutcome> {
    try {
        return await play(stage, scenario, print);
    } catch (fault) {
        if (await answers(stage.url)) throw fault;
        throw new ToolError('FB-DRL-006', stage.url, fault instanceof Error ? fault.message : String(fault));
    }
}

async function play(stage: Stage, scenario: Scenario, print: (line: string) => void): Promise<DrillOutcome> {
    const admin = await connectAs(stage.url, stage.stateDir, ADMIN);
    print('Setting the stage …');
    const refreshToken = await prepareStage(stage, admin, scenario);
    const contacts = await admin.query('SELECT COUNT() FROM Contact');
    const evidence = new EvidenceReader(admin, scenario.integration, new Date());
    const workload = new Workload(admin);
    print(`Playing "${scenario.title}" …`);
    await workload.start(scenario);
    await pause(WARM_UP_MS);
    const app = readCredentials(stage.stateDir).connectedApps[scenario.attacker.app]!;
    const attack = await runAttacker({
        url: stage.url,
        scenario,
        clientId: app.consumerKey,
        clientSecret: app.consumerSecret,
        refreshToken,
        patienceMs: CONTAINMENT_PATIENCE_MS
    });
    if (scenario.expect === 'contained') await containment(evidence);
    await pause(AFTERMATH_MS);
    const work = await workload.stop();
    return judge({ scenario, attack, work, evidence: await evidence.read(), rowsAvailable: contacts.totalSize });
}

/** Waits until the incident says contained, at most a minute: whoever is slower has failed, and the outcome says so. */
async function containment(evidence: EvidenceReader): Promise<void> {
    const until = Date.now() + CONTAINMENT_PATIENCE_MS;
    while (Date.now() < until && !(await evidence.incident())?.Contained_At__c) await pause(POLL_MS);
}

function runAttacker(order: AttackOrder): Promise<AttackReport[]> {
    return new Promise((resolve, reject) => {
        const reports: AttackReport[] = [];
        const child = fork(fileURLToPath(new URL('./attacker.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
        child.on('message', (report: AttackReport) => reports.push(report));
        child.on('error', reject);
        child.on('close', (code) => (code === 0 ? resolve(reports) : reject(new ToolError('FB-DRL-004', code))));
        child.send(order);
    });
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
