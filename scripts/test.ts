import { table } from 'table';
import { errorText } from '../errors/errorText.mjs';
import { apexTests } from './test/apexTests.ts';
import { componentTests, vitest } from './test/suites.ts';
import { check, type Step, type StepResult } from './test/step.ts';

const node = process.execPath;
const script = (name: string, ...args: string[]): [string, string[]] => [node, ['scripts/run.mjs', name, ...args]];

const STEPS: readonly Step[] = [
    check('Types of the local org', 'npx', ['tsc', '-p', 'local-org']),
    check('Types of the components', 'npx', ['tsc', '-p', 'tsconfig.lwc.json']),
    check('Types of the scripts', 'npx', ['tsc', '-p', 'scripts']),
    check('Types of the deployability check', 'npx', ['tsc', '-p', 'deploy-check']),
    check('Lint', 'npx', ['eslint', '.', '--max-warnings', '0']),
    check('Formatting', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']),
    check('Error catalogue is current', ...script('catalogue', '--check')),
    check('Page of the ways out is current', ...script('ways-out', '--check')),
    check('Validation rules of detection rules are current', ...script('build-rules', '--check')),
    check('Generated component JavaScript is current', ...script('lwc', '--check')),
    check('Apex and metadata check of the local org', node, ['local-org/bin/local-org.mjs', 'check', '--project', '.']),
    check('Deployability check', ...script('check-deploy')),
    check('Page of the deployability rules is current', ...script('check-deploy', '--check')),
    check('Table of what the local org supports is current', 'npx', ['tsx', 'local-org/build/support.ts', '--check']),
    vitest('Local org', 'local-org/vitest.config.ts'),
    vitest('Planted defects of the deployability check', 'deploy-check/vitest.config.ts'),
    vitest('Scripts', 'scripts/vitest.config.ts'),
    apexTests,
    componentTests,
    vitest('Drills and the console in a browser', 'test/vitest.config.ts')
];

const only = process.argv[2];
const chosen = STEPS.filter((step) => !only || step.title.toLowerCase().includes(only.toLowerCase()));
const results: StepResult[] = [];
for (const step of chosen) {
    process.stdout.write(`${step.title} … `);
    const started = performance.now();
    const outcome = await step.run().catch((fault: Error) => ({ passed: 0, failed: 1, details: fault.message }));
    const result = { title: step.title, seconds: (performance.now() - started) / 1000, ...outcome };
    results.push(result);
    console.log(`${result.passed} passed, ${result.failed} failed (${result.seconds.toFixed(1)} s)`);
    if (result.failed > 0) console.log(`\n${result.details.trimEnd()}\n`);
}

const sum = (key: 'passed' | 'failed' | 'seconds'): number => results.reduce((total, result) => total + result[key], 0);
console.log(
    '\n' +
        table([
            ['Part', 'Passed', 'Failed', 'Seconds'],
            ...results.map((result) => [result.title, result.passed, result.failed, result.seconds.toFixed(1)]),
            ['All', sum('passed'), sum('failed'), sum('seconds').toFixed(1)]
        ])
);
if (chosen.length === 0) console.log(errorText('FB-RUN-004', only));
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || chosen.length === 0 ? 1 : 0;
