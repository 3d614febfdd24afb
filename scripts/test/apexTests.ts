import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADMIN, serveEmptyOrg, type EmptyOrg } from '../emptyOrg.ts';
import { SalesforceCli } from '../org/cli.ts';
import type { Step } from './step.ts';

type Outcome = Awaited<ReturnType<Step['run']>>;

const ALIAS = 'tests';
const LEAST_COVERAGE_PERCENT = 85;

/**
 * The project deployed into an empty org and its Apex tests run there, by the commands that a scratch org gets. The coverage that a
 * production deployment asks for (75 %) is exceeded or it fails.
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
    const results = path.join(folder, 'results');
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
    const deploy = ['project', 'deploy', 'start', '--target-org', ALIAS, '--concise'];
    const test = ['apex', 'run', 'test', '--target-org', ALIAS, '--test-level', 'RunLocalTests', '--wait', '10'];
    for (const command of [login, deploy]) {
        const { code, output } = await cli.run(command, env);
        if (code !== 0) return failure(`sf ${command.join(' ')}\n${output}`);
    }
    const flags = ['--code-coverage', '--result-format', 'json', '--output-dir', results];
    const { output } = await cli.run([...test, ...flags], env);
    return existsSync(path.join(results, 'test-result-codecoverage.json'))
        ? tally(results)
        : failure(`sf ${test.join(' ')}\n${output}`);
}

interface TestJson {
    readonly FullName: string;
    readonly Outcome: string;
    readonly Message: string | null;
    readonly StackTrace: string | null;
}

interface CoverageJson {
    readonly totalLines: number;
    readonly totalCovered: number;
}

function tally(results: string): Outcome {
    const read = (name: string): unknown => JSON.parse(readFileSync(path.join(results, name), 'utf8'));
    const runId = readFileSync(path.join(results, 'test-run-id.txt'), 'utf8').trim();
    const { tests } = read(`test-result-${runId}.json`) as { readonly tests: readonly TestJson[] };
    const coverage = read('test-result-codecoverage.json') as readonly CoverageJson[];
    const failures = tests.filter(({ Outcome: outcome }) => outcome !== 'Pass');
    const details = failures.map(
        ({ FullName: name, Message: message, StackTrace: stack }) => `${name}: ${message ?? ''}\n${stack ?? ''}`
    );
    const sum = (key: keyof CoverageJson): number => coverage.reduce((total, file) => total + file[key], 0);
    const percent = (100 * sum('totalCovered')) / sum('totalLines');
    const isEnough = percent >= LEAST_COVERAGE_PERCENT;
    if (!isEnough)
        details.push(`Apex coverage is ${percent.toFixed(1)} %, expected at least ${LEAST_COVERAGE_PERCENT} %.`);
    return {
        passed: tests.length - failures.length + (isEnough ? 1 : 0),
        failed: failures.length + (isEnough ? 0 : 1),
        details: details.join('\n\n')
    };
}

function failure(details: string): Outcome {
    return { passed: 0, failed: 1, details };
}
