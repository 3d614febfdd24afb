import { once } from 'node:events';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { ADMIN, PATIENCE, SfOrg } from './sfOrg.ts';

vi.setConfig(PATIENCE);

const token = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const texts = { out: '', err: '' };
    const code = await main(
        ['token', ...args],
        (text) => (texts.out += text),
        (text) => (texts.err += text)
    );
    return { code, ...texts };
};

/** Where somebody listened until now. */
async function addressOfNobody(): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}`;
}

describe('the Salesforce CLI logs in to a served org', () => {
    const org = new SfOrg();
    beforeAll(() => org.open());
    afterAll(() => org.close());

    it('given what the token command prints, when it logs in, then the org is the default one, and no Dev Hub', async () => {
        const { code, out } = await token('--state', org.stateDir);
        expect([code, out]).toEqual([0, expect.stringMatching(/^00D\w{12,15}!\S+$/)]);
        const login = await org.logIn(ADMIN, out);
        expect(login.exitCode, login.output).toBe(0);
        expect(login.result).toMatchObject({ username: ADMIN, orgId: expect.stringMatching(/^00D\w{15}$/) });

        expect(existsSync(path.join(org.folder, 'home', '.cache', 'sf', 'autoupdate')), 'an update has begun').toBe(
            false
        );

        const display = await org.sf<Record<string, string>>(['org', 'display']);
        expect(display.result).toMatchObject({ username: ADMIN, alias: 'local', connectedStatus: 'Connected' });

        const list = await org.sf<Record<string, { alias?: string; connectedStatus?: string }[]>>(['org', 'list']);
        expect(list.result['devHubs']).toEqual([]);
        expect(list.result['sandboxes']).toMatchObject([{ alias: 'local', connectedStatus: 'Connected' }]);
    });

    it('given a token that is none, when a command is run, then the CLI shows the refusal', async () => {
        const { exitCode, message } = await org.sf(
            ['data', 'query', '-q', 'SELECT Id FROM User', '-o', '00D000000000001!no.token'],
            {
                SF_ORG_INSTANCE_URL: org.url
            }
        );
        expect([exitCode, message]).toEqual([1, expect.stringContaining('Session expired or invalid')]);
    });

    const link = async (search: string): Promise<{ status: number; url: string }> => {
        const headers = { authorization: `Bearer ${await org.token()}` };
        const response = await fetch(`${org.url}/services/oauth2/singleaccess${search}`, { headers });
        const { frontdoor_uri: url } = (await response.json()) as { frontdoor_uri: string };
        return { status: response.status, url };
    };

    it.each([
        ['no page', async () => (await link('')).url, '/'],
        [
            'the console',
            async () => {
                const page = ['--path', 'lightning/n/Firebreak_Console'];
                return (await org.sf<{ url: string }>(['org', 'open', '--url-only', ...page])).result.url;
            },
            '/lightning/n/Firebreak_Console'
        ]
    ])('given %s, when a link is asked for, then it opens one session there, once', async (_, ask, place) => {
        const url = await ask();

        const first = await fetch(url, { redirect: 'manual' });
        expect([first.status, first.headers.get('location')]).toEqual([302, place]);
        const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
        const home = await fetch(`${org.url}/`, { headers: { cookie } });
        expect(await home.text()).toContain(`Signed in as ${ADMIN}`);

        const second = await fetch(url, { redirect: 'manual' });
        expect(second.headers.get('location')).toMatch(/^\/login/);
        expect(second.headers.get('set-cookie')).toBeNull();
    });

    it('given another site as the page, when a link is asked for, then there is none', async () => {
        expect((await link('?redirect_uri=https%3A%2F%2Fevil.example')).status).toBe(400);
    });

    it('given an org that is not there, or a user who is not in it, when a token is asked for, then that is said', async () => {
        const stranger = await token('--state', org.stateDir, '--user', 'eve@example.com');
        expect([stranger.code, stranger.err]).toEqual([
            2,
            expect.stringMatching(/^LOC-007: the org has no user eve@example.com; it has .*admin@local-org\.example/)
        ]);
        const nowhere = await token('--state', org.projectDir);
        expect([nowhere.code, nowhere.err]).toEqual([
            2,
            expect.stringMatching(/^LOC-007: .*no org is served from this folder/)
        ]);

        const left = path.join(org.folder, 'left');
        cpSync(org.stateDir, left, { recursive: true });
        writeFileSync(path.join(left, 'server.json'), JSON.stringify({ url: await addressOfNobody() }));
        const gone = await token('--state', left);
        expect([gone.code, gone.err]).toEqual([2, expect.stringMatching(/^LOC-007: the org at http:.*start it again/)]);
        expect([stranger.out, nowhere.out, gone.out]).toEqual(['', '', '']);
    });
});
