import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const door = fileURLToPath(new URL('../run.mjs', import.meta.url));
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [door, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

describe('commands that cannot be understood', () => {
    test.each([
        ['a scenario that is none', ['nope']],
        ['no scenario', []],
        ['two scenarios', ['drift', 'quiet']],
        ['a path instead of a name', ['../scenarios/drift']],
        ['an option that is none', ['drift', '--fast']]
    ])('given %s, when a drill is asked for, then it names the scenarios and ends with 2', (_, args) => {
        const { status, stdout, stderr } = run(['drill', ...args]);

        expect([status, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/^FB-DRL-005: .*drift.*quiet.*\n$/);
    });

    test.each(['abc', '65536', '-1', '80.5'])(
        'given the port %s, when the org is started, then it says what a port is',
        (port) => {
            const { status, stderr } = run(['start'], { PORT: port });

            expect(status).toBe(1);
            expect(stderr).toBe(`FB-RUN-008: PORT is "${port}". Name a port from 1 to 65535, or 0 for any free one.\n`);
        }
    );

    test.each([
        [
            'an option that is none',
            ['org-create', '--what'],
            /^FB-RUN-010: Unknown option '--what'\. Usage: npm run org:create -- \[--shield/
        ],
        [
            'a word too many',
            ['org-test', 'trial'],
            /^FB-RUN-010: Unexpected argument 'trial'\..* Usage: npm run org:test -- \[--target-org ALIAS\]/
        ],
        [
            'an option without its value',
            ['org-deploy', '--target-org'],
            /^FB-RUN-010: .*--target-org.* Usage: npm run org:deploy/
        ],
        [
            'an install of what nobody has built',
            ['org-release', 'install'],
            /^FB-ORG-021: .*release\.json is not there.*org-release create/
        ]
    ])('given %s, when a command about an org is called, then it says how it is called', (_, args, message) => {
        const { status, stdout, stderr } = run(args);

        expect([status, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(message);
    });

    test('given a script that is none, when it is asked for, then its name is said', () => {
        const { status, stderr } = run(['stop']);

        expect([status, stderr]).toEqual([
            2,
            'FB-RUN-002: There is no script called "stop" in scripts/. Look for the command in package.json.\n'
        ]);
    });
});
