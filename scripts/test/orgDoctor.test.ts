import { describe, expect, test } from 'vitest';
import { checkDevHub } from '../org/doctor/devHubChecks.ts';
import { isHealthy, printDiagnoses, type Diagnosis } from '../org/doctor/diagnosis.ts';
import type { Machine } from '../org/doctor/machine.ts';
import { checkMachine } from '../org/doctor/machineChecks.ts';
import { FakeCli, type Reply } from './orgFakeCli.ts';

const machine = (changes: Partial<Machine> = {}): Machine => ({
    nodeVersion: '22.3.0',
    env: {},
    firstLineOf: (program) => `${program} 1.0`,
    has: () => true,
    find: (program) => `/usr/bin/${program}`,
    ...changes
});
const without = (program: string): Partial<Machine> => ({
    firstLineOf: (asked) => (asked === program ? null : `${asked} 1.0`)
});
const named = (diagnoses: readonly Diagnosis[], what: string): Diagnosis =>
    diagnoses.find((diagnosis) => diagnosis.what === what)!;

describe('looking at the machine', () => {
    test('given everything, when it is looked at, then nothing is missing or noted', () => {
        const diagnoses = checkMachine(machine());

        expect(diagnoses.filter(({ health }) => health !== 'ok')).toEqual([]);
        expect(isHealthy(diagnoses)).toBe(true);
    });

    test.each([
        ['20.18.3', 'missing'],
        ['20.19.0', 'ok'],
        ['18.20.0', 'missing'],
        ['22.0.0', 'ok']
    ])('given Node %s, when it is looked at, then it is %s', (nodeVersion, health) => {
        expect(named(checkMachine(machine({ nodeVersion })), 'Node').health).toBe(health);
    });

    test.each([
        ['npm', without('npm'), 'npm', 'missing'],
        ['git', without('git'), 'git', 'missing'],
        ['a CLI that runs', without(process.execPath), 'Salesforce CLI', 'missing'],
        ['Java', without('java'), 'Java', 'note'],
        ['a browser', { find: () => null, has: () => false }, 'Chromium', 'missing'],
        ['the browser it was told', { env: { CHROMIUM_PATH: '/gone' }, has: () => false }, 'Chromium', 'missing']
    ])(
        'given a machine without %s, when it is looked at, then that is said with a way to mend it',
        (_, changes, what, health) => {
            const diagnoses = checkMachine(machine(changes));
            const found = named(diagnoses, what);

            expect(found.health).toBe(health);
            expect(found.mend).not.toBe('');
            expect(printDiagnoses(diagnoses)).toContain(what);
            expect(isHealthy(diagnoses)).toBe(health === 'note');
        }
    );
});

describe('looking at the Dev Hub', () => {
    let fake: FakeCli;
    const HUB = { alias: 'hub', username: 'hub@example.invalid' };
    const look = (replies: readonly Reply[]): Promise<Diagnosis[]> => {
        fake = new FakeCli(replies);
        return checkDevHub(fake.cli, 'firebreak');
    };

    test('given no login at all, when it is looked for, then that is a note with the command, and no failure', async () => {
        const diagnoses = await look([{ to: 'org list', result: {} }]);

        expect(named(diagnoses, 'Dev Hub')).toMatchObject({ health: 'note', found: 'no login' });
        expect(named(diagnoses, 'Dev Hub').mend).toContain('sf org login web');
        expect(named(diagnoses, 'Org to work in').mend).toContain('npm run org:create');
        expect(isHealthy(diagnoses)).toBe(true);
    });

    test('given a Dev Hub, when it is asked, then what is left of its scratch orgs is told', async () => {
        const diagnoses = await look([
            {
                to: 'org list limits',
                result: [
                    { name: 'ActiveScratchOrgs', max: 3, remaining: 0 },
                    { name: 'DailyScratchOrgs', max: 6, remaining: 4 }
                ]
            },
            { to: 'org list', result: { devHubs: [HUB] } }
        ]);

        expect(named(diagnoses, 'Scratch orgs at a time')).toMatchObject({ health: 'note', found: '0 of 3 left' });
        expect(named(diagnoses, 'Scratch orgs today')).toMatchObject({ health: 'ok', found: '4 of 6 left' });
    });

    test.each([
        [['Account', 'ApiEvent'], 'ok'],
        [['Account'], 'note']
    ])(
        'given an org with the objects %s, when it is looked at, then Event Monitoring is %s',
        async (objects, health) => {
            const diagnoses = await look([
                {
                    to: 'org list',
                    result: { scratchOrgs: [{ alias: 'firebreak', username: 'trial@example.invalid' }] }
                },
                { to: 'sobject list', result: objects }
            ]);

            expect(named(diagnoses, 'Org to work in').health).toBe('ok');
            expect(named(diagnoses, 'Event Monitoring in it').health).toBe(health);
        }
    );

    test('given an org that has expired, when it is looked at, then the note says what to do', async () => {
        const diagnoses = await look([
            { to: 'org list', result: { scratchOrgs: [{ alias: 'firebreak', username: 'trial@example.invalid' }] } },
            { to: 'sobject list', code: 1, output: 'expired access/refresh token' }
        ]);

        expect(named(diagnoses, 'Org to work in')).toMatchObject({ health: 'note' });
        expect(named(diagnoses, 'Org to work in').found).toContain('expired');
    });
});
