import { table } from 'table';
import { errorText } from '../errors/errorText.mjs';
import { apexTests } from './test/apexTests.ts';
import { componentTests, vitest } from './test/suites.ts';
import { check, type Step, type StepResult } from './test/step.ts';

const node = process.execPath;
const script = (name: string, ...args: string[]): [string, string[]] => [node, ['scripts/run.mjs', name, ...args]];

/** Each keeps one core busy and disturbs nothing, so two run at a time. */
const CHECKS: readonly Step[] = [
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
    check('Table of what the local org supports is current', 'npx', ['tsx', 'local-org/build/support.ts', '--check'])
];

/** Uses both cores by itself. */
const WIDE_SUITE = vitest('Local org', 'local-org/vitest.config.ts');

/** Drills and pages mostly wait in real time and leave a core to the others; the longest begins first. */
const SUITES: readonly Step[] = [
    vitest('Drills', 'test/vitest.config.ts', 'drills'),
    vitest('The served project and its pages in a browser', 'test/vitest.config.ts', '--exclude', '**/drills.test.ts'),
    vitest('Scripts', 'scripts/vitest.config.ts'),
    apexTests,
    vitest('Planted defects of the deployability check', 'deploy-check/vitest.config.ts'),
    componentTests
];

const LANES = 2;

const only = process.argv[2]?.toLowerCase();
const chosen = (steps: readonly Step[]): Step[] =>
    steps.filter(({ title }) => !only || title.toLowerCase().includes(only));
const results: StepResult[] = [];
const began = performance.now();
await inLanes(chosen(CHECKS), LANES);
await inLanes(chosen([WIDE_SUITE]), 1);
await inLanes(chosen(SUITES), LANES);

/** Takes the steps in their order, so many at a time. */
async function inLanes(steps: readonly Step[], lanes: number): Promise<void> {
    const waiting = [...steps];
    const lane = async (): Promise<void> => {
        for (let step = waiting.shift(); step; step = waiting.shift()) await run(step);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
}

async function run(step: Step): Promise<void> {
    console.log(`${step.title} …`);
    const started = performance.now();
    const outcome = await step.run().catch((fault: Error) => ({ passed: 0, failed: 1, details: fault.message }));
    const result = { title: step.title, seconds: secondsSince(started), ...outcome };
    results.push(result);
    console.log(`${step.title}: ${result.passed} passed, ${result.failed} failed (${result.seconds.toFixed(1)} s)`);
    if (result.failed > 0) console.log(`\n${result.details.trimEnd()}\n`);
}

function secondsSince(moment: number): number {
    return (performance.now() - moment) / 1000;
}

const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0);
console.log(
    '\n' +
        table([
            ['Part', 'Passed', 'Failed', 'Seconds'],
            ...results.map((result) => [result.title, result.passed, result.failed, result.seconds.toFixed(1)]),
            ['All', sum('passed'), sum('failed'), secondsSince(began).toFixed(1)]
        ])
);
if (results.length === 0) console.log(errorText('FB-RUN-004', only));
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || results.length === 0 ? 1 : 0;
