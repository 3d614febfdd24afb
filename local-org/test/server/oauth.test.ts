import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteSystemRow, systemRowBy, updateSystemRow } from '../../src/data/index.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import { json, ServedFixture } from './servedOrg.ts';

const WRONG_GRANT = { error: 'invalid_grant', error_description: 'authentication failure' };
const DEAD_SESSION = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }];

describe('OAuth and sessions', () => {
    let served: ServedFixture;
    beforeEach(() => {
        served = new ServedFixture();
    });
    afterEach(() => served.close());

    const limits = (token: string) => served.ask('GET', '/services/data/v66.0/limits', { token });
    const setUser = (username: string, values: Record<string, unknown>) =>
        asPlatform(served.org, () => updateSystemRow(served.org.data, 'User', served.userId(username), values));
    const freeze = (username: string) => {
        const login = systemRowBy(served.org.data, 'UserLogin', 'UserId', served.userId(username))!;
        asPlatform(served.org, () =>
            updateSystemRow(served.org.data, 'UserLogin', login.Id as string, { IsFrozen: true })
        );
    };
    const refresh = (token = served.credentials().refreshTokens['Chat Bot|bot@example.com']!) =>
        served.token({ grant_type: 'refresh_token', refresh_token: token }, 'Chat Bot', '127.0.0.66');

    const authorize = (by: string) =>
        served.ask('POST', '/local-org/authorizations', {
            token: served.logIn(by),
            body: { app: 'Chat Bot', username: 'bot@example.com' }
        });
    const letIn = () => json(authorize('ada@example.com')) as { code: string; refreshToken: string };

    it('given a new state folder, when the org is served, then only its owner may read the generated secrets', () => {
        const mode = statSync(join(served.stateDir, 'credentials.json')).mode & 0o777;
        expect(mode).toBe(0o600);
        expect(served.credentials().users['ada@example.com']!.password).toHaveLength(20);
    });

    it('given the right password, when a client asks for a token, then it gets one that opens the API and leaves a login', () => {
        const answer = json(served.passwordLogin('ada@example.com')) as Record<string, string>;
        expect(answer).toMatchObject({ token_type: 'Bearer', instance_url: 'http://127.0.0.1:8585', scope: 'api' });
        expect(answer['access_token']).toMatch(/^00D\w{12}![\w.]+$/);
        expect(answer['id']).toContain(`/${served.userId('ada@example.com')}`);
        expect(limits(answer['access_token']!).status).toBe(200);
        expect(served.rows('LoginHistory')).toMatchObject([
            { Status: 'Success', SourceIp: '127.0.0.1', LoginSubType: 'OauthUsernamePassword' }
        ]);
        expect(served.rows('AuthSession')).toMatchObject([
            { SessionType: 'Oauth2', UsersId: served.userId('ada@example.com') }
        ]);
    });

    it.each([
        ['a wrong password', { grant_type: 'password', username: 'ada@example.com', password: 'guess' }, WRONG_GRANT],
        ['an unknown user', { grant_type: 'password', username: 'eve@example.com', password: 'guess' }, WRONG_GRANT],
        [
            'an unknown grant',
            { grant_type: 'telepathy' },
            { error: 'unsupported_grant_type', error_description: 'grant type not supported' }
        ],
        [
            'a wrong secret',
            { client_secret: 'guess' },
            { error: 'invalid_client', error_description: 'invalid client credentials' }
        ],
        [
            'an unknown client',
            { client_id: 'guess' },
            { error: 'invalid_client_id', error_description: 'client identifier invalid' }
        ]
    ])('given %s, when a client asks for a token, then it is refused in the words of OAuth', (_, form, body) => {
        const answer = served.token(form);
        expect(answer.status).toBe(400);
        expect(json(answer)).toEqual(body);
    });

    it('given a failed login, when the history is read, then it tells the failure', () => {
        served.token({ grant_type: 'password', username: 'ada@example.com', password: 'guess' });
        expect(served.rows('LoginHistory')).toMatchObject([{ Status: 'Invalid Password' }]);
        expect(served.rows('LoginEvent')).toMatchObject([{ Status: 'Invalid Password', Username: 'ada@example.com' }]);
        expect(served.rows('AuthSession')).toEqual([]);
    });

    it('given the client credentials flow, when the app asks, then it acts as its user', () => {
        const { access_token: token } = json(served.token({ grant_type: 'client_credentials' }, 'Chat Bot')) as {
            access_token: string;
        };
        const info = json(served.ask('GET', '/services/oauth2/userinfo', { token }));
        expect(info).toMatchObject({ preferred_username: 'bot@example.com' });
        expect(served.token({ grant_type: 'client_credentials' }, 'Tools').status).toBe(400);
    });

    it('given a refresh token, when it is used, then its use is counted and no login is recorded', () => {
        const { access_token: token } = json(refresh()) as { access_token: string };
        expect(limits(token).status).toBe(200);
        expect(served.rows('OauthToken')).toMatchObject([{ AppName: 'Chat Bot', UseCount: 1 }]);
        expect(served.rows('LoginHistory')).toEqual([]);
        expect(served.rows('LoginEvent')).toEqual([]);
    });

    it('given a refresh token of one app, when another app uses it, then it is refused', () => {
        const token = served.credentials().refreshTokens['Chat Bot|bot@example.com']!;
        const answer = served.token({ grant_type: 'refresh_token', refresh_token: token }, 'Tools');
        expect(json(answer)).toMatchObject({
            error: 'invalid_grant',
            error_description: 'expired access/refresh token'
        });
    });

    it('given an OauthToken row that is gone, when its tokens are used, then refresh and access token are dead', () => {
        const { access_token: token } = json(refresh()) as { access_token: string };
        const row = served.rows('OauthToken')[0]!;
        asPlatform(served.org, () => deleteSystemRow(served.org.data, 'OauthToken', row.Id as string));
        expect(json(limits(token))).toEqual(DEAD_SESSION);
        expect(refresh().status).toBe(400);
    });

    it('given a deleted AuthSession row, when the client goes on, then its next request is refused', () => {
        const token = served.logIn('ada@example.com');
        asPlatform(served.org, () =>
            deleteSystemRow(served.org.data, 'AuthSession', served.rows('AuthSession')[0]!.Id as string)
        );
        const answer = limits(token);
        expect(answer.status).toBe(401);
        expect(json(answer)).toEqual(DEAD_SESSION);
    });

    it('given two hours without a request, when the client comes back, then its session is over', () => {
        const token = served.logIn('ada@example.com');
        served.clock.advance(7_199_000);
        expect(limits(token).status).toBe(200);
        served.clock.advance(7_201_000);
        expect(limits(token).status).toBe(401);
        expect(served.rows('AuthSession')).toEqual([]);
    });

    it('given a frozen user, when he logs in or renews, then he is refused, but his sessions live on', () => {
        const token = served.logIn('bot@example.com');
        freeze('bot@example.com');
        expect(served.passwordLogin('bot@example.com').status).toBe(400);
        expect(json(refresh())).toMatchObject({ error: 'invalid_grant' });
        expect(limits(token).status).toBe(200);
        expect(served.rows('LoginHistory').at(-1)).toMatchObject({ Status: 'User is Frozen' });
    });

    it('given an inactive user, when his session is used, then it is dead, and he cannot log in', () => {
        const token = served.logIn('uma@example.com');
        setUser('uma@example.com', { IsActive: false });
        expect(limits(token).status).toBe(401);
        expect(json(served.passwordLogin('uma@example.com'))).toEqual({
            error: 'invalid_grant',
            error_description: 'inactive user'
        });
    });

    it('given a profile with login ranges, when its user logs in from elsewhere, then he is refused', () => {
        const form = {
            grant_type: 'password',
            username: 'olga@example.com',
            password: served.credentials().users['olga@example.com']!.password
        };
        const answer = served.token(form, 'Tools', '127.0.0.66');
        expect(json(answer)).toEqual({ error: 'invalid_grant', error_description: 'ip restricted' });
        expect(served.rows('LoginHistory')).toMatchObject([{ Status: 'Restricted IP', SourceIp: '127.0.0.66' }]);
        expect(served.token(form, 'Tools', '127.0.0.10').status).toBe(200);
    });

    it('given a policy on logins, when it is met, then there is no session and the history says why', () => {
        const answer = served.passwordLogin('lou@example.com');
        expect(json(answer)).toEqual(WRONG_GRANT);
        expect(served.rows('LoginHistory')).toMatchObject([{ Status: 'Blocked by policy' }]);
        expect(served.rows('LoginEvent')).toMatchObject([{ PolicyOutcome: 'Block' }]);
        expect(served.rows('AuthSession')).toEqual([]);
    });

    it('given a user without "API Enabled", when he uses the API, then it is closed to him', () => {
        const token = served.logIn('uma@example.com');
        const set = systemRowBy(
            served.org.data,
            'PermissionSet',
            'ProfileId',
            systemRowBy(served.org.data, 'User', 'Username', 'uma@example.com')!.ProfileId
        )!;
        asPlatform(served.org, () =>
            updateSystemRow(served.org.data, 'PermissionSet', set.Id as string, { PermissionsApiEnabled: false })
        );
        const answer = limits(token);
        expect(answer.status).toBe(403);
        expect(json(answer)).toMatchObject([{ errorCode: 'API_DISABLED_FOR_ORG' }]);
    });

    it.each(['access token', 'refresh token', 'DeleteToken'])(
        'given a %s, when it is revoked, then the session is over',
        (kind) => {
            const { access_token: token } = json(refresh()) as { access_token: string };
            const secrets: Record<string, string> = {
                'access token': token,
                'refresh token': served.credentials().refreshTokens['Chat Bot|bot@example.com']!,
                DeleteToken: served.rows('OauthToken')[0]!.DeleteToken as string
            };
            const answer = served.ask('POST', '/services/oauth2/revoke', {
                body: new URLSearchParams({ token: secrets[kind]! }).toString()
            });
            expect(answer.status).toBe(200);
            expect(limits(token).status).toBe(401);
            expect(refresh().status).toBe(kind === 'access token' ? 200 : 400);
        }
    );

    it('given a restart, when the org is served again, then refresh tokens and passwords still work and sessions do not', () => {
        const token = served.logIn('ada@example.com');
        const before = served.credentials();
        served.api.close();
        served.open();
        expect(served.credentials()).toEqual(before);
        expect(refresh().status).toBe(200);
        expect(limits(token).status).toBe(401);
    });

    it('given a revoked token, when the org is served again, then no new one is issued on its own', () => {
        const token = served.credentials().refreshTokens['Chat Bot|bot@example.com']!;
        served.ask('POST', '/services/oauth2/revoke', { body: `token=${token}` });
        served.api.close();
        served.open();
        expect(refresh(served.credentials().refreshTokens['Chat Bot|bot@example.com']).status).toBe(400);
        expect(served.rows('OauthToken')).toEqual([]);
    });

    it('given an administrator, when he authorizes an app for a user, then the new refresh token works', () => {
        expect(authorize('ada@example.com').status).toBe(201);
        expect(refresh(letIn().refreshToken).status).toBe(200);
        expect(authorize('uma@example.com').status).toBe(403);
    });

    it('given an app that a user has just let in, when it exchanges its code, then its session names the app, once', () => {
        const { code } = letIn();
        const exchange = (app: string) => served.token({ grant_type: 'authorization_code', code }, app, '127.0.0.66');
        const answer = json(exchange('Chat Bot')) as Record<string, string>;
        expect(limits(answer['access_token']!).status).toBe(200);
        expect(refresh(answer['refresh_token']).status).toBe(200);
        expect(json(exchange('Chat Bot'))).toEqual({
            error: 'invalid_grant',
            error_description: 'expired authorization code'
        });
    });

    it('given a code, when another app brings it, then it is refused', () => {
        const { code } = letIn();
        const stolen = served.token({ grant_type: 'authorization_code', code }, 'Tools', '127.0.0.66');
        expect(stolen.status).toBe(400);
    });

    it('given the SOAP login of clients without a connected app, when the password is right, then it answers a session', () => {
        const { password } = served.credentials().users['ada@example.com']!;
        const envelope = (secret: string) =>
            `<se:Envelope><se:Body><login xmlns="urn:partner.soap.sforce.com"><username>ada@example.com</username><password>${secret}</password></login></se:Body></se:Envelope>`;
        const answer = served.ask('POST', '/services/Soap/u/66.0', { body: envelope(password) });
        const token = /<sessionId>([^<]+)</.exec(answer.body as string)![1]!;
        expect(limits(token).status).toBe(200);
        const refused = served.ask('POST', '/services/Soap/u/66.0', { body: envelope('guess') });
        expect(refused.status).toBe(500);
        expect(refused.body).toContain(
            '<faultstring>INVALID_LOGIN: Invalid username, password, security token; or user locked out.</faultstring>'
        );
    });
});
