import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { command, type Step, type CommandResult } from './step.ts';

interface Tally {
    readonly passed: number;
    readonly failed: number;
    readonly details: string;
}

/** A suite whose runner writes its results as JSON; a runner that dies before writing them counts as one failure. */
function suite(title: string, run: (report: string) => Promise<CommandResult>, read: (json: unknown) => Tally): Step {
    return {
        title,
        async run() {
            const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-test-'));
            const report = path.join(folder, 'report.json');
            try {
                const { code, output } = await run(report);
                if (!existsSync(report)) return { passed: 0, failed: 1, details: output };
                const tally = read(JSON.parse(readFileSync(report, 'utf8')));
                const died = code !== 0 && tally.failed === 0;
                return died ? { ...tally, failed: 1, details: output } : tally;
            } finally {
                rmSync(folder, { recursive: true, force: true });
            }
        }
    };
}

interface JestLikeReport {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    testResults: {
        name: string;
        status: string;
        message: string;
        assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
    }[];
}

/** Jest and Vitest write the same report; a file that could not even be loaded counts as one failure. */
function readJestReport(json: unknown): Tally {
    const report = json as JestLikeReport;
    const broken = report.testResults.filter(
        (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
    );
    const details = report.testResults
        .flatMap((file) =>
            file.assertionResults
                .filter((test) => test.status === 'failed')
                .map((test) => `${test.fullName}\n${test.failureMessages.join('\n')}`)
        )
        .concat(broken.map((file) => `${file.name}\n${file.message}`));
    return {
        passed: report.numPassedTests,
        failed: report.numFailedTests + broken.length,
        details: details.join('\n\n')
    };
}

/** @param filter arguments that choose among the files of the suite */
export function vitest(title: string, config: string, ...filter: string[]): Step {
    return suite(
        title,
        (report) =>
            command('npx', [
                ...['vitest', 'run', '--config', config, '--reporter=json', `--outputFile=${report}`],
                ...filter
            ]),
        readJestReport
    );
}

export const componentTests = suite(
    'Lightning web components (Jest)',
    (report) => command('npx', ['sfdx-lwc-jest', '--', '--json', `--outputFile=${report}`, '--coverage', '--silent']),
    readJestReport
);
