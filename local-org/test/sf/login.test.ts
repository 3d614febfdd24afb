import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ADMIN, PATIENCE, SfOrg } from './sfOrg.ts';

vi.setConfig(PATIENCE);

describe('the Salesforce CLI logs in to a served org', () => {
    const org = new SfOrg();
    beforeAll(() => org.open());
    afterAll(() => org.close());

    it('given an access token, when it logs in, then the org is the default one, and no Dev Hub', async () => {
        const login = await org.logIn();
        expect(login.exitCode, login.output).toBe(0);
        expect(login.result).toMatchObject({ username: ADMIN, orgId: expect.stringMatching(/^00D\w{15}$/) });

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

    it.each([
        ['no page', [], '/'],
        ['the console', ['--path', 'lightning/n/Firebreak_Console'], '/lightning/n/Firebreak_Console']
    ])('given %s, when a link is asked for, then it opens one session there, once', async (_, flags, place) => {
        const { result } = await org.sf<{ url: string }>(['org', 'open', '--url-only', ...flags]);

        const first = await fetch(result.url, { redirect: 'manual' });
        expect([first.status, first.headers.get('location')]).toEqual([302, place]);
        const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
        const home = await fetch(`${org.url}/`, { headers: { cookie } });
        expect(await home.text()).toContain(`Signed in as ${ADMIN}`);

        const second = await fetch(result.url, { redirect: 'manual' });
        expect(second.headers.get('location')).toMatch(/^\/login/);
        expect(second.headers.get('set-cookie')).toBeNull();
    });

    it('given another site as the page, when a link is asked for, then there is none', async () => {
        const address = `${org.url}/services/oauth2/singleaccess?redirect_uri=https%3A%2F%2Fevil.example`;
        const response = await fetch(address, { headers: { authorization: `Bearer ${await org.token()}` } });
        expect(response.status).toBe(400);
    });
});
