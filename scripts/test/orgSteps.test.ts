import { describe, expect, test } from 'vitest';
import { listLogins, accessTo } from '../org/logins.ts';
import { openOrg } from '../org/openOrg.ts';
import { runSteps } from '../org/runSteps.ts';
import type { Step } from '../org/step.ts';
import { FakeCli, type Reply } from './orgFakeCli.ts';

let fake: FakeCli;

const step = (id: string, changes: Partial<Step> = {}): Step => ({
    id,
    title: `Do ${id}`,
    command: ['do', id],
    mend: `Mend ${id}.`,
    ...changes
});

async function run(steps: readonly Step[], replies: readonly Reply[] = [], facts = {}) {
    fake = new FakeCli(replies);
    const lines: string[] = [];
    const result = await runSteps(steps, fake.cli, (line) => lines.push(line), facts);
    return { ...result, lines };
}

describe('running steps with a program in the place of sf', () => {
    test('given three steps that succeed, when they run, then each is announced and done once, in order', async () => {
        const { completed, lines } = await run([step('one'), step('two'), step('three')]);

        expect(completed).toBe(true);
        expect(fake.commands).toEqual(['do one', 'do two', 'do three']);
        expect(lines).toEqual(['[1/3] Do one …', '[2/3] Do two …', '[3/3] Do three …']);
    });

    test('given a step that fails, when the steps run, then nothing after it is done and the way to mend it is shown', async () => {
        const { completed, lines, failure } = await run(
            [step('one'), step('two'), step('three')],
            [{ to: 'do two', code: 1, output: 'no such thing' }]
        );

        expect(completed).toBe(false);
        expect(fake.commands).toEqual(['do one', 'do two']);
        expect(fake.shown.join('')).toContain('no such thing');
        expect(failure).toContain('no such thing');
        expect(lines.at(-1)).toContain('FB-ORG-001: "Do two" failed');
        expect(lines.at(-1)).toContain('Mend two.');
    });

    test('given a step that learns, when a later one names the fact, then it gets it in its arguments and its environment', async () => {
        const { facts } = await run(
            [
                step('one', { learns: { username: 'fields.username' } }),
                step('two', { command: ['do', '{username}'], env: { RESPONDER: '{username}' } })
            ],
            [{ to: 'do one', result: { fields: { username: 'ada@example.invalid' } } }]
        );

        expect(facts).toEqual({ username: 'ada@example.invalid' });
        expect(fake.commands).toEqual(['do one --json', 'do ada@example.invalid']);
        expect(fake.calls[1]!.env.RESPONDER).toBe('ada@example.invalid');
        expect(fake.shown.join('')).not.toContain('ada@example.invalid');
    });

    test('given a step that learns and fails, when it runs, then the message of the CLI is shown', async () => {
        const { lines } = await run(
            [step('one', { learns: { username: 'username' } })],
            [{ to: 'do one', code: 1, output: 'error C-1016' }]
        );

        expect(lines.at(-1)).toContain('error C-1016');
    });

    test('given an answer without the fact, when the step runs, then that is an error and no empty text', async () => {
        const steps = [step('one', { learns: { username: 'username' } })];

        await expect(run(steps, [{ to: 'do one', result: {} }])).rejects.toThrow('FB-ORG-002');
    });

    test('given an optional step that fails, when the steps run, then only what needs it is left out', async () => {
        const { completed, leftOut, lines } = await run(
            [step('one', { optional: 'Less is verified.' }), step('two', { needs: 'one' }), step('three')],
            [{ to: 'do one', code: 1, output: 'no licence' }]
        );

        expect(completed).toBe(true);
        expect(leftOut).toEqual(['one', 'two']);
        expect(fake.commands).toEqual(['do one', 'do three']);
        expect(lines.join('\n')).toContain('Less is verified.');
    });

    test('given any step, when it runs, then the CLI neither reports home nor updates itself', async () => {
        await run([step('one')]);

        expect(fake.calls[0]!.env).toMatchObject({
            SF_DISABLE_TELEMETRY: 'true',
            SF_DISABLE_AUTOUPDATE: 'true',
            SF_SKIP_NEW_VERSION_CHECK: 'true'
        });
    });
});

describe('logins of the CLI', () => {
    test('given a Dev Hub that stands in two lists, when the logins are listed, then it is there once, as a Dev Hub', async () => {
        const hub = { alias: 'hub', username: 'hub@example.invalid', isDefaultDevHubUsername: true };
        const scratch = { alias: 'firebreak', username: 'trial@example.invalid' };
        fake = new FakeCli([
            { to: 'org list', result: { nonScratchOrgs: [hub], devHubs: [hub], scratchOrgs: [scratch] } }
        ]);

        expect(await listLogins(fake.cli)).toEqual([
            { alias: 'hub', username: 'hub@example.invalid', kind: 'devHub', isDefaultDevHub: true },
            { alias: 'firebreak', username: 'trial@example.invalid', kind: 'scratch', isDefaultDevHub: false }
        ]);
    });

    test('given a login, when its access is asked for, then the token comes from the command that does not hide it', async () => {
        fake = new FakeCli([
            {
                to: 'org display',
                result: { instanceUrl: 'https://x.invalid', username: 'u@x.invalid', accessToken: '[REDACTED]' }
            },
            { to: 'org auth show-access-token', result: { accessToken: '00D!secret' } }
        ]);

        expect(await accessTo(fake.cli, 'x')).toEqual({
            instanceUrl: 'https://x.invalid',
            username: 'u@x.invalid',
            accessToken: '00D!secret'
        });
        expect(fake.shown.join('')).not.toContain('00D!secret');
    });

    test('given a login whose org is gone, when it is opened, then its address and the reason are said', async () => {
        const access = { instanceUrl: 'http://127.0.0.1:2', accessToken: '00D!secret' };

        await expect(openOrg(access)).rejects.toThrow(
            /^FB-ORG-025: http:\/\/127\.0\.0\.1:2 .*ECONNREFUSED.*sf org list/
        );
    });

    test('given what the CLI says about a command line that a script wrote, when it refuses it, then only the reason is shown', async () => {
        const output = 'Parsing --target-org \n\tNo authorization information found for x.\nSee more help with --help';
        fake = new FakeCli([{ to: 'org display', code: 1, output }]);

        await expect(accessTo(fake.cli, 'x')).rejects.toThrow(
            'No access to the org "x": No authorization information found for x. Log in with'
        );
    });

    test('given no login, when its access is asked for, then the error says how to log in', async () => {
        const output = 'Parsing --target-org \n\tNo authorization information found for x.\nSee more help with --help';
        fake = new FakeCli([{ to: 'org display', code: 1, output }]);

        await expect(accessTo(fake.cli, 'x')).rejects.toThrow(
            /^FB-ORG-004: No access to the org "x": No authorization information found for x\. Log in with: npx sf org login web --alias x/
        );
    });
});
