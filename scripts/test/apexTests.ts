import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADMIN, serveEmptyOrg, type EmptyOrg } from '../emptyOrg.ts';
import { SalesforceCli } from '../org/cli.ts';
import { deployPlan } from '../org/plans/deploy.ts';
import { testClassesOf } from '../org/settings.ts';
import { readTestedDeployment, type TestedDeployment } from './testedDeployment.ts';
import type { Step } from './step.ts';
import { readTestRun, type TestRun } from './testRun.ts';

type Outcome = Awaited<ReturnType<Step['run']>>;

const ALIAS = 'tests';
const CORE = 'force-app/core';
/** What stands on core. None of them knows another one, so that one deployment asks of each what its own would. */
const ON_CORE = ['force-app/shield', 'force-app/agentforce', 'force-app/samples'];
/** Without code of their own. */
const SETTINGS = ['force-app/org-config', 'force-app/loopback'];
const LEAST_COVERAGE_PERCENT = 85;

/**
 * The project deployed into an empty org as into production: core first and alone, each class covered by the tests of its own deployment
 * to the 75 % without which an org refuses it, and better than that on the whole. Then all tests where everything is deployed.
 */
export const apexTests: Step = {
    title: 'Apex in the local org, by the Salesforce CLI',
    async run() {
        const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-apex-'));
        const org = await serveEmptyOrg(folder, (line) => console.log(line));
        try {
            return await testIn(org, folder);
        } finally {
            await org.close();
            rmSync(folder, { recursive: true, force: true });
        }
    }
};

async function testIn({ url, session }: EmptyOrg, folder: string): Promise<Outcome> {
    const cli = new SalesforceCli(() => undefined);
    mkdirSync(path.join(folder, 'home'));
    const env = {
        HOME: path.join(folder, 'home'),
        SF_DISABLE_LOG_FILE: 'true',
        CI: 'true',
        FIREBREAK_RESPONDER: ADMIN,
        FIREBREAK_MY_DOMAIN: new URL(url).hostname,
        SF_ACCESS_TOKEN: session.accessToken!
    };
    const login = ['org', 'login', 'access-token', '--no-prompt', '--instance-url', url, '--alias', ALIAS];
    const { code, output } = await cli.run(login, env);
    if (code !== 0) return { passed: 0, failed: 1, details: `sf ${login.join(' ')}\n${output}` };
    const done: TestedDeployment[] = [];
    for (const command of [coreCommand(), restCommand()]) {
        const deployment = readTestedDeployment((await cli.run([...command, '--json'], env)).output);
        done.push(deployment);
        if (deployment.faults.length > 0) return { passed: 0, failed: 1, details: deployment.faults.join('\n\n') };
    }
    const results = path.join(folder, 'results');
    const { output: printed } = await cli.run([...runCommand(), '--output-dir', results], env);
    return tally(done, readTestRun(results, printed));
}

/** As `npm run org:deploy` does it. */
function coreCommand(): readonly string[] {
    const tests = { [CORE]: testClassesOf(CORE) };
    const plan = deployPlan({ org: ALIAS, edition: 'shield', hasModels: true, responder: ADMIN, tests });
    return plan.find(({ id }) => id === 'deploy-core')!.command;
}

function restCommand(): readonly string[] {
    const folders = [...ON_CORE, ...SETTINGS].flatMap((folder) => ['--source-dir', folder]);
    const tests = ON_CORE.flatMap(testClassesOf).flatMap((name) => ['--tests', name]);
    return [
        ...['project', 'deploy', 'start', ...folders, '--target-org', ALIAS, '--wait', '120'],
        ...['--test-level', 'RunSpecifiedTests', ...tests]
    ];
}

function runCommand(): readonly string[] {
    const everything = ['--test-level', 'RunLocalTests', '--wait', '10', '--result-format', 'json'];
    return ['apex', 'run', 'test', '--target-org', ALIAS, ...everything];
}

/** Of a class the coverage counts that its own deployment gave it, which is the first that has it. */
function tally(done: readonly TestedDeployment[], run: TestRun): Outcome {
    const coverage = new Map([...done].reverse().flatMap(({ classes }) => classes.map((file) => [file.name, file])));
    const lines = [...coverage.values()].reduce((total, file) => total + file.lines, 0);
    const covered = [...coverage.values()].reduce((total, file) => total + file.covered, 0);
    const percent = (100 * covered) / lines;
    const faults = [
        ...run.faults,
        ...(percent >= LEAST_COVERAGE_PERCENT
            ? []
            : [`Apex coverage is ${percent.toFixed(1)} %, expected at least ${LEAST_COVERAGE_PERCENT} %.`])
    ];
    return { passed: run.passed + done.length, failed: faults.length, details: faults.join('\n\n') };
}
