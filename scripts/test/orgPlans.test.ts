import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { createPlan, signUpRefused, type CreateOptions } from '../org/plans/create.ts';
import { deletePlan } from '../org/plans/delete.ts';
import { deployPlan } from '../org/plans/deploy.ts';
import { testPlan } from '../org/plans/test.ts';
import { runSteps } from '../org/runSteps.ts';
import { editionOf, orgAlias, SERVICE_PERMISSION_SETS, testClassesOf, TRIAL_PERMISSION_SETS } from '../org/settings.ts';
import type { Step } from '../org/step.ts';
import { responderFrom } from '../org/usernames.ts';
import { FakeCli } from './orgFakeCli.ts';
import { faultOfCommand } from './sfCommands.ts';

const OPTIONS: CreateOptions = {
    alias: 'trial',
    edition: 'shield',
    days: 3,
    devHub: null,
    description: 'a trial',
    openConsole: true
};
const deployment = {
    org: 'prod',
    edition: 'shield' as const,
    hasModels: false,
    responder: 'r@example.invalid',
    tests: {}
};
const ids = (steps: readonly Step[]): string[] => steps.map(({ id }) => id);
const flag = ({ command }: Step, name: string): string | undefined => command[command.indexOf(name) + 1];
const plans: [string, Step[]][] = [
    ['create (shield)', createPlan(OPTIONS)],
    ['create (base)', createPlan({ ...OPTIONS, edition: 'base' })],
    ['deploy', deployPlan(deployment)],
    ['deploy (base)', deployPlan({ ...deployment, edition: 'base' })],
    ['create (agentforce)', createPlan({ ...OPTIONS, edition: 'agentforce' })],
    ['deploy (with models)', deployPlan({ ...deployment, hasModels: true })],
    ['test', testPlan('trial')],
    ['delete', deletePlan('trial')]
];

describe.each(plans)('the plan "%s"', (_, steps) => {
    test('given any step, when it fails, then there is something to do about it', () => {
        expect(steps.filter(({ mend, title }) => mend.length < 20 || title === '')).toEqual([]);
        expect(new Set(ids(steps)).size).toBe(steps.length);
    });

    test('given files that a step names, when they are looked for, then they are in the repository', () => {
        const named = steps.flatMap((step) =>
            ['--source-dir', '--file', '--definition-file'].flatMap((name) =>
                step.command.includes(name) ? [flag(step, name)!] : []
            )
        );
        expect(named.filter((file) => !existsSync(path.join(PROJECT, file)))).toEqual([]);
    });

    test('given the pinned CLI, when its commands are read, then it has the command of every step with its flags', () => {
        expect(steps.flatMap(({ command }) => faultOfCommand(command) ?? [])).toEqual([]);
    });

    test('given facts that a step needs, when it comes to run, then an earlier step has learned them', () => {
        const known = new Set<string>();
        for (const step of steps) {
            const needed = [...step.command, ...Object.values(step.env ?? {})].join(' ').matchAll(/\{(\w+)\}/g);
            for (const [, fact] of needed) expect(known, `${step.id} needs ${fact}`).toContain(fact);
            Object.keys(step.learns ?? {}).forEach((fact) => known.add(fact));
        }
    });
});

describe('creating a scratch org', () => {
    test('given Event Monitoring, when the plan is made, then core comes before what stands on it and the settings of the org last', () => {
        expect(ids(createPlan(OPTIONS))).toEqual([
            'create-org',
            'deploy-core',
            'deploy-samples',
            'deploy-shield',
            'assign-permission-sets',
            'deploy-org-config',
            'provision-breakers',
            'start-health-checks',
            'sample-data',
            'service-user',
            'register-service-user',
            'open-console'
        ]);
    });

    test('given no Event Monitoring, when the plan is made, then nothing that needs its types is deployed', () => {
        const folders = createPlan({ ...OPTIONS, edition: 'base' }).flatMap((step) =>
            step.command.includes('--source-dir') ? [flag(step, '--source-dir')!] : []
        );

        expect(folders).not.toContain('force-app/shield');
        const deployed = folders.flatMap((folder) =>
            readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
        );
        expect(deployed.filter((file) => /transactionSecurityPolicy|RealTimeEvent|Event\.settings/.test(file))).toEqual(
            []
        );
        expect(deployed.some((file) => file.includes('platformEventSubscriberConfig'))).toBe(true);
    });

    test('given CI, when the plan is made, then the address of the console, which holds a login, is not asked for', () => {
        expect(ids(createPlan({ ...OPTIONS, openConsole: false }))).not.toContain('open-console');
    });

    test('given the permission sets that it assigns, when the metadata is read, then each of them exists', () => {
        const files = readdirSync(path.join(PROJECT, 'force-app'), { recursive: true, encoding: 'utf8' });
        const names = files
            .filter((file) => file.endsWith('.permissionset-meta.xml'))
            .map((file) => path.basename(file).split('.')[0]);

        expect(names).toEqual(expect.arrayContaining([...TRIAL_PERMISSION_SETS, ...SERVICE_PERMISSION_SETS]));
    });

    describe('with a program in the place of sf', () => {
        let fake: FakeCli;

        test('given a Dev Hub, when the whole plan runs, then the admin of the new org becomes its responder', async () => {
            fake = new FakeCli([
                { to: 'org create scratch', result: { username: 'admin@trial.invalid' } },
                { to: 'org open', result: { url: 'https://trial.invalid/console' } }
            ]);

            const { completed, facts } = await runSteps(createPlan(OPTIONS), fake.cli, () => undefined);

            expect(completed).toBe(true);
            expect(facts.consoleUrl).toBe('https://trial.invalid/console');
            const settings = fake.calls.find(({ args }) => args.includes('force-app/org-config'));
            expect(settings?.env.FIREBREAK_RESPONDER).toBe('admin@trial.invalid');
            expect(fake.calls[0]!.env.SF_SCRATCH_SIGNUP_CONNECTED_APP).toBe('PlatformCLI');
        });

        test('given a sign-up that ends in C-1016, when the plan runs, then nothing is deployed and the trap is recognised', async () => {
            fake = new FakeCli([{ to: 'org create scratch', code: 1, output: 'failed with error code: C-1016.' }]);

            const { completed, failure } = await runSteps(createPlan(OPTIONS), fake.cli, () => undefined);

            expect(completed).toBe(false);
            expect(signUpRefused(failure)).toBe(true);
            expect(fake.commands).toHaveLength(1);
        });
    });
});

describe('deploying to a sandbox or to production', () => {
    test('given both packages, when the plan is made, then each is tried before it is saved, in the order in which they need each other', () => {
        const steps = deployPlan(deployment).filter(({ command }) => command[0] === 'project');

        expect(ids(steps)).toEqual([
            'check-core',
            'deploy-core',
            'check-shield',
            'deploy-shield',
            'check-org-config',
            'deploy-org-config'
        ]);
        expect(steps.map(({ command }) => command.includes('--dry-run'))).toEqual([
            true,
            false,
            true,
            false,
            true,
            false
        ]);
    });

    test('given an org with models of its own, when the plan is made, then their package comes after shield and before the settings', () => {
        const deployed = ids(deployPlan({ ...deployment, hasModels: true })).filter((id) => id.startsWith('deploy-'));

        expect(deployed).toEqual(['deploy-core', 'deploy-shield', 'deploy-agentforce', 'deploy-org-config']);
    });

    test('given flags for two editions, when a scratch org is asked for, then it says that one is to be chosen', () => {
        expect(() => editionOf({ shield: true, agentforce: true })).toThrow('FB-ORG-022');
        expect(editionOf({ shield: false, agentforce: true })).toBe('agentforce');
        expect(editionOf({ shield: false, agentforce: false })).toBe('base');
    });

    test('given health checks that run, when the plan is made, then they stand still from before the first package until the end', () => {
        const steps = ids(deployPlan(deployment));

        expect(steps.at(0)).toBe('stop-health-checks');
        expect(steps.at(-1)).toBe('start-health-checks');
    });

    test('given the tests of a package, when it is deployed, then exactly these run', () => {
        const check = deployPlan({ ...deployment, tests: { 'force-app/core': ['ATest', 'BTest'] } }).find(
            ({ id }) => id === 'check-core'
        );

        expect(check!.command.join(' ')).toContain('--test-level RunSpecifiedTests --tests ATest --tests BTest');
    });

    test('given the test classes of core, when they are listed, then each is a class with tests', () => {
        const names = testClassesOf('force-app/core');
        const files = readdirSync(path.join(PROJECT, 'force-app/core/tests'), { recursive: true, encoding: 'utf8' });
        const withTests = files
            .filter((file) => file.endsWith('.cls'))
            .filter((file) =>
                /static void it_/.test(readFileSync(path.join(PROJECT, 'force-app/core/tests', file), 'utf8'))
            )
            .map((file) => path.basename(file, '.cls'));

        expect(names).toEqual(withTests.sort());
    });

    test('given a responder, when the settings are deployed, then its username takes the place of the example', () => {
        const settings = deployPlan(deployment).find(({ id }) => id === 'deploy-org-config');

        expect(settings?.env).toEqual({ FIREBREAK_RESPONDER: 'r@example.invalid' });
    });
});

describe('the responder', () => {
    test('given FIREBREAK_RESPONDER, when it is asked for, then nobody is bothered', async () => {
        const ask = async (): Promise<string> => {
            throw new Error('asked');
        };

        expect(await responderFrom({ FIREBREAK_RESPONDER: ' r@example.invalid ' }, ask)).toBe('r@example.invalid');
    });

    test('given a person at the keyboard, when nothing is set, then the answer counts', async () => {
        expect(await responderFrom({}, async () => 'r@example.invalid')).toBe('r@example.invalid');
    });

    test.each([
        ['nobody to ask', {}, null],
        ['an answer that is no username', {}, async () => 'nobody'],
        ['a variable that is no username', { FIREBREAK_RESPONDER: 'ada' }, null]
    ])('given %s, when it is asked for, then the error names the variable', async (_, env, ask) => {
        await expect(responderFrom(env, ask)).rejects.toThrow(/FB-ORG-005.*FIREBREAK_RESPONDER/);
    });
});

test('given an alias in the command, in the environment or nowhere, when it is chosen, then the nearest wins', () => {
    expect(orgAlias('given', { FIREBREAK_ORG: 'set' })).toBe('given');
    expect(orgAlias(undefined, { FIREBREAK_ORG: 'set' })).toBe('set');
    expect(orgAlias(undefined, {})).toBe('firebreak');
});

test('given an org, when its tests are planned, then they run in both modes with coverage and JUnit results', () => {
    const [synchronous, asynchronous] = testPlan('trial');

    expect(synchronous!.command).toContain('--synchronous');
    expect(asynchronous!.command).not.toContain('--synchronous');
    for (const step of [synchronous!, asynchronous!]) {
        expect(step.command).toEqual(expect.arrayContaining(['--code-coverage', 'RunLocalTests']));
        expect(flag(step, '--result-format')).toBe('junit');
        expect(flag(step, '--output-dir')).toMatch(/^test-results\//);
    }
});
