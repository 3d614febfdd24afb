import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg } from './httpOrg.ts';

const CREDENTIAL = '/services/data/v66.0/named-credentials/credential';
const PRINCIPAL = { externalCredential: 'Own_Org', principalName: 'Main', principalType: 'NamedPrincipal' };
const NO_ACCESS = "We couldn't access the credential(s).";

describe('an external credential by which the org calls with a token of its own', () => {
    const served = new HttpOrg();
    let admin: Connection;
    beforeAll(async () => {
        await served.openCallingItself();
        admin = await served.logIn('ada@example.com');
        await apex(
            "insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Loop_Access'].Id);"
        );
    }, 60_000);
    afterAll(() => served.close());

    const apex = async (block: string): Promise<string | null> =>
        (await admin.tooling.executeAnonymous(block)).exceptionMessage;
    /** Null when the org's own API answers the callout as the user of the client credentials. */
    const callOutAs = (username: string) =>
        apex(`
            HttpRequest request = new HttpRequest(); request.setMethod('GET');
            request.setEndpoint('callout:Own_Org/services/oauth2/userinfo');
            HttpResponse response = new Http().send(request);
            System.assertEquals(200, response.getStatusCode());
            Map<String, Object> user = (Map<String, Object>) JSON.deserializeUntyped(response.getBody());
            System.assertEquals('${username}', user.get('preferred_username'));`);
    const send = async (method: string, body: object, client = admin) => {
        const answer = await fetch(served.url + CREDENTIAL, {
            method,
            headers: { authorization: `Bearer ${client.accessToken!}`, 'content-type': 'application/json' },
            body: JSON.stringify(body)
        });
        return { status: answer.status, text: await answer.text() };
    };
    const asked = async (method: 'GET' | 'DELETE') => {
        const answer = await fetch(`${served.url + CREDENTIAL}?${new URLSearchParams(PRINCIPAL)}`, {
            method,
            headers: { authorization: `Bearer ${admin.accessToken!}` }
        });
        return { status: answer.status, text: await answer.text() };
    };
    const secretOf = (app: string) => served.credentials().connectedApps[app]!;
    const entered = (clientId: string, clientSecret: string) => ({
        ...PRINCIPAL,
        authenticationProtocol: 'OAuth',
        credentials: {
            clientId: { value: clientId, encrypted: false },
            clientSecret: { value: clientSecret, encrypted: true }
        }
    });
    const keysOfBot = () => entered(secretOf('Chat Bot').consumerKey, secretOf('Chat Bot').consumerSecret);

    it('given no secret was entered, when Apex calls out, then it may not use the credential', async () => {
        expect(JSON.parse((await asked('GET')).text)).toMatchObject({ authenticationStatus: 'Unconfigured' });
        expect(await callOutAs('bot@example.com')).toContain(NO_ACCESS);
    });

    it('given the secret was entered, when Apex calls out, then it calls as that user, and the secret never comes out again', async () => {
        const { status, text } = await send('POST', keysOfBot());
        const shown = await asked('GET');

        expect(status).toBe(201);
        for (const answer of [text, shown.text]) {
            expect(answer).not.toContain(secretOf('Chat Bot').consumerSecret);
            expect(JSON.parse(answer)).toMatchObject({
                ...PRINCIPAL,
                authenticationStatus: 'Configured',
                credentials: { clientSecret: { encrypted: true, value: null } }
            });
        }
        expect(await callOutAs('bot@example.com')).toBeNull();
        expect(statSync(join(served.stateDir, 'external-credentials.json')).mode & 0o077).toBe(0);
    });

    it('given its session was ended, when Apex calls out again, then a new token is fetched', async () => {
        const sessions = "[SELECT Id FROM AuthSession WHERE Users.Username = 'bot@example.com']";
        expect(await apex(`System.assert(!${sessions}.isEmpty()); delete ${sessions};`)).toBeNull();
        expect(await callOutAs('bot@example.com')).toBeNull();
    });

    it('given the org was stopped, when it runs again, then the secret is still there', async () => {
        await served.restart();
        admin = await served.logIn('ada@example.com');
        expect(await callOutAs('bot@example.com')).toBeNull();
    }, 60_000);

    it.each([
        ['a second time', () => keysOfBot(), 'Use PUT.'],
        ['for another protocol', () => ({ ...keysOfBot(), authenticationProtocol: 'Custom' }), 'protocol'],
        ['for no known principal', () => ({ ...keysOfBot(), principalName: 'Nobody' }), 'There is no principal Nobody'],
        ['for no known credential', () => ({ ...keysOfBot(), externalCredential: 'None' }), 'There is no external']
    ])('given a secret that is entered %s, when it is sent, then it is refused', async (_, body, text) => {
        expect(await send('POST', body())).toEqual({
            status: expect.toSatisfy((status: number) => status === 400 || status === 404) as number,
            text: expect.stringContaining(text) as string
        });
    });

    it('given half a secret, when it is sent, then it is refused and the old one stays', async () => {
        const { text } = await send('PUT', { ...keysOfBot(), credentials: { clientId: { value: 'x' } } });
        expect(text).toContain('clientId and clientSecret are required.');
        expect(await callOutAs('bot@example.com')).toBeNull();
    });

    it('given a user who may not set up credentials, when he enters one, then he is refused', async () => {
        const uma = await served.logIn('uma@example.com');
        expect(await send('PUT', keysOfBot(), uma)).toMatchObject({ status: 403 });
    });

    it('given a wrong secret, or one taken away, when Apex calls out, then it may not use the credential', async () => {
        await send('PUT', entered(secretOf('Chat Bot').consumerKey, 'guess'));
        expect(await callOutAs('bot@example.com')).toContain(NO_ACCESS);
        await send('PUT', keysOfBot());
        expect(await callOutAs('bot@example.com')).toBeNull();
        expect(await asked('DELETE')).toMatchObject({ status: 204 });
        expect(await callOutAs('bot@example.com')).toContain(NO_ACCESS);
    });
});
