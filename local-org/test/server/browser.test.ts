import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteSystemRow, updateSystemRow } from '../../src/data/index.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import { ServedApi } from '../../src/server/api/index.ts';
import { ServedState } from '../../src/server/api/servedState.ts';
import { json, ServedFixture } from './servedOrg.ts';

const ORIGIN = 'http://127.0.0.1:8585';

describe("the browser's side of the org", () => {
    let served: ServedFixture;
    beforeEach(() => {
        served = new ServedFixture();
    });
    afterEach(() => served.close());

    const signIn = (username: string, startURL = '/') =>
        served.ask('POST', '/login', {
            body: new URLSearchParams({ username, startURL }).toString(),
            headers: { origin: ORIGIN }
        });
    const cookieOf = (username: string) => signIn(username).headers['set-cookie']!.split(';')[0]!;
    const controller = (action: string, body: unknown, cookie = cookieOf('uma@example.com'), origin = ORIGIN) =>
        served.ask('POST', `/apex/${action}`, { body, headers: { cookie, origin } });

    it("given the login page, when it is opened, then it lists people, but neither service users nor the platform's own", () => {
        const page = served.ask('GET', '/login').body as string;
        expect(page).toContain('uma@example.com');
        expect(page).not.toContain('bot@example.com');
        expect(page).not.toContain('Automated Process');
    });

    it('given a person, when he signs in, then a strict cookie tells the viewer who he is', () => {
        const answer = signIn('uma@example.com', '/lightning/n/Console');
        expect([answer.status, answer.headers['location']]).toEqual([302, '/lightning/n/Console']);
        expect(answer.headers['set-cookie']).toMatch(/^sid=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
        const viewer = served.ask('GET', '/local-org/viewer', {
            headers: { cookie: answer.headers['set-cookie']!.split(';')[0]! }
        });
        expect(json(viewer)).toEqual({
            userId: served.userId('uma@example.com'),
            name: 'Uma User',
            username: 'uma@example.com',
            customPermissions: []
        });
        expect(served.rows('AuthSession')).toMatchObject([{ SessionType: 'UI' }]);
    });

    it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\r\nset-cookie:a=b', '/€', '/\0'])(
        'given the start address %s, when somebody signs in, then he stays here',
        (startURL) => {
            expect(signIn('uma@example.com', startURL).headers['location']).toBe('/');
        }
    );

    it('given a service user, when it signs in by the page, then it is refused', () => {
        expect(signIn('bot@example.com').status).toBe(403);
        expect(served.rows('LoginHistory')).toMatchObject([{ Status: 'API only user' }]);
    });

    it('given a page of another site or a rebound name, when it asks, then it is refused', () => {
        const body = 'username=uma@example.com';
        expect(served.ask('POST', '/login', { body, headers: { origin: 'http://evil.example' } }).status).toBe(403);
        expect(served.ask('GET', '/login', { headers: { host: 'evil.example:8585' } }).status).toBe(403);
        expect(controller('Desk.greet', {}, cookieOf('uma@example.com'), 'http://127.0.0.1:1').status).toBe(403);
        expect(served.rows('LoginHistory')).toHaveLength(1);
    });

    it("given a page on another port of this machine, when it loads an address with the browser's cookie, then nothing happens", () => {
        const headers = {
            cookie: cookieOf('ada@example.com'),
            'sec-fetch-site': 'same-site',
            'sec-fetch-mode': 'no-cors'
        };
        expect(served.ask('GET', '/local-org/viewer', { headers }).status).toBe(403);
        const followed = { ...headers, 'sec-fetch-mode': 'navigate' };
        expect(served.ask('GET', '/local-org/viewer', { headers: followed }).status).toBe(200);
        expect(served.ask('POST', '/apex/Desk.greet', { headers: followed }).status).toBe(403);
    });

    it('given a browser session, when its cookie is all that an API client shows, then it is not signed in', () => {
        const cookie = cookieOf('ada@example.com');
        const body = "insert new Customer__c(Name = 'Forged');";
        const forged = served.ask(
            'GET',
            `/services/data/v66.0/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(body)}`,
            { headers: { cookie } }
        );
        expect(forged.status).toBe(401);
        expect(served.rows('Customer__c')).toEqual([]);
    });

    it('given a cookie that nobody here wrote, when it comes along, then there is no session', () => {
        expect(served.ask('GET', '/local-org/viewer', { headers: { cookie: 'sid=%E0%A4%A' } }).status).toBe(401);
        expect(served.printed).toEqual([]);
    });

    it('given no session, when the viewer is asked for, then there is none', () => {
        expect(served.ask('GET', '/local-org/viewer').status).toBe(401);
    });

    it('given an API session, when it comes through the front door, then the browser has it', () => {
        const token = served.logIn('uma@example.com');
        const answer = served.ask(
            'GET',
            `/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}&retURL=/lightning/n/Console`
        );
        expect(answer.headers['location']).toBe('/lightning/n/Console');
        expect(answer.headers['set-cookie']).toContain(encodeURIComponent(token));
        expect(served.ask('GET', '/secur/frontdoor.jsp?sid=00D!x').headers['location']).toBe('/login?startURL=%2F');
    });

    it('given the API session of a service user, when it comes through the front door, then it stays outside', () => {
        const token = served.logIn('bot@example.com');
        const answer = served.ask('GET', `/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}`);
        expect(answer.headers['set-cookie']).toBeUndefined();
        expect(answer.headers['location']).toBe('/login?startURL=%2F');
    });

    it('given a session, when it logs out, then it is over and monitoring tells it', () => {
        const cookie = cookieOf('uma@example.com');
        served.ask('GET', '/secur/logout.jsp', { headers: { cookie } });
        expect(served.ask('GET', '/local-org/viewer', { headers: { cookie } }).status).toBe(401);
        expect(served.rows('LogoutEvent')).toMatchObject([{ Username: 'uma@example.com' }]);
    });

    it('given a controller, when a component calls it, then arguments go by name and only @AuraEnabled members come back', () => {
        const answer = controller('Desk.greet', { years: 3, name: 'Acme' });
        expect(answer.status).toBe(200);
        expect(json(answer)).toEqual({ name: 'Acme 3', since: '2026-01-31T12:00:00.000Z' });
    });

    it("given a controller that throws, when a component calls it, then it gets the exception in the platform's shape", () => {
        const answer = controller('Desk.fail', { reason: 'No more chairs' });
        expect(answer.status).toBe(500);
        expect(json(answer)).toMatchObject({
            body: {
                message: 'No more chairs',
                exceptionType: 'Desk.DeskException',
                isUserDefinedException: true,
                stackTrace: ''
            }
        });
    });

    it('given a cacheable method, when it changes data, then its transaction ends', () => {
        const answer = controller('Desk.writeWhileCacheable', {});
        expect(json(answer)).toMatchObject({
            body: { message: 'Too many DML statements: 1', exceptionType: 'System.LimitException' }
        });
        expect(served.rows('Customer__c')).toEqual([]);
    });

    it('given a method without @AuraEnabled or a user without the class, when it is called, then it is refused', () => {
        expect(json(controller('Desk.notForComponents', {}))).toMatchObject({
            body: { exceptionType: 'System.NoSuchElementException' }
        });
        const assignment = served
            .rows('PermissionSetAssignment')
            .find(
                ({ AssigneeId, PermissionSetId }) =>
                    AssigneeId === served.userId('uma@example.com') &&
                    served.rows('PermissionSet').some(({ Id, Name }) => Id === PermissionSetId && Name === 'Reader')
            )!;
        asPlatform(served.org, () =>
            deleteSystemRow(served.org.data, 'PermissionSetAssignment', assignment.Id as string)
        );
        expect(json(controller('Desk.greet', {}))).toMatchObject({
            body: { message: "You do not have access to the Apex class named 'Desk'." }
        });
        expect(controller('Desk.greet', { name: 'x', years: 1 }, 'sid=none').status).toBe(401);
    });
});

describe('streaming', () => {
    let served: ServedFixture;
    beforeEach(() => {
        served = new ServedFixture();
    });
    afterEach(() => served.close());

    const publish = (text: string) => {
        served.org.runAnonymous(served.org.admin, `EventBus.publish(new Alarm__e(Text__c = '${text}'));`);
        served.pass(200);
    };
    const listen = (token: string, replayId: number, channel = '/event/Alarm__e') => {
        const texts: unknown[] = [];
        const result = served.api.subscribe(
            served.request('GET', `/events?channel=${channel}&replayId=${replayId}`, { token }),
            ({ payload }) => texts.push(payload['Text__c'])
        );
        return { texts, result };
    };

    it('given retained events, when clients subscribe, then the replay id decides where each begins', () => {
        const token = served.logIn('uma@example.com');
        publish('one');
        publish('two');
        const subscriptions = [-1, -2, 1].map((replayId) => listen(token, replayId).texts);
        publish('three');
        expect(subscriptions).toEqual([['three'], ['one', 'two', 'three'], ['two', 'three']]);
    });

    it('given a client that was cut off, when an event comes, then it hears nothing', () => {
        const { texts } = listen(served.logIn('uma@example.com'), -1);
        asPlatform(served.org, () =>
            deleteSystemRow(served.org.data, 'AuthSession', served.rows('AuthSession')[0]!.Id as string)
        );
        publish('secret');
        expect(texts).toEqual([]);
    });

    it.each<[string, (served: ServedFixture) => void]>([
        [
            'its session is deleted',
            (org) =>
                asPlatform(org.org, () =>
                    deleteSystemRow(org.org.data, 'AuthSession', org.rows('AuthSession')[0]!.Id as string)
                )
        ],
        [
            'its user is deactivated',
            (org) =>
                asPlatform(org.org, () =>
                    updateSystemRow(org.org.data, 'User', org.userId('uma@example.com'), { IsActive: false })
                )
        ]
    ])('given a client that listens, when %s, then it is told at once that it is cut off', (_, cut) => {
        const token = served.logIn('uma@example.com');
        let ends = 0;
        served.api.subscribe(
            served.request('GET', '/events?channel=/event/Alarm__e', { token }),
            () => undefined,
            () => ends++
        );
        served.customers(1);
        expect(ends).toBe(0);
        cut(served);
        expect(ends).toBe(1);
        publish('late');
        expect(ends).toBe(1);
    });

    it.each([[99], [0.5], [-3]])(
        'given replay id %s, which leads nowhere, when a client subscribes, then it is refused',
        (replayId) => {
            const { result } = listen(served.logIn('uma@example.com'), replayId);
            expect('refusal' in result && result.refusal.body).toContain(
                `400::The replayId {${replayId}} you provided was invalid.`
            );
        }
    );

    it('given a listener for test results, when a run ends, then it hears which one', async () => {
        const state = new ServedState();
        served.api = new ServedApi(served.org, { stateDir: served.stateDir, print: () => undefined, state });
        const token = served.logIn('uma@example.com');
        const heard: unknown[] = [];
        served.api.subscribe(
            served.request('GET', '/events?channel=/systemTopic/TestResult', { token }),
            ({ sobject }) => heard.push(sobject?.Id)
        );
        const order = { classes: new Map<string, null>(), withCoverage: false };
        const { run, ended } = state.testRuns.start(served.org, served.org.admin, order, () => ({
            outcome: Promise.reject(new Error('There are no tests.')),
            stop: () => undefined
        }));
        expect(heard).toEqual([]);
        await ended;
        expect(heard).toEqual([run.id]);
    });

    it('given a client that ends its subscription, when an event comes, then it hears nothing', () => {
        const { texts, result } = listen(served.logIn('uma@example.com'), -1);
        if ('unsubscribe' in result) result.unsubscribe();
        publish('late');
        expect(texts).toEqual([]);
    });

    it.each([
        ['no session', '00D!none', '/event/Alarm__e', 401],
        ['an unknown channel', null, '/event/Nothing__e', 400],
        ['an object that is no event', null, '/event/Customer__c', 400],
        ['a monitoring stream without permission', null, '/event/ApiEventStream', 403]
    ])('given %s, when a client subscribes, then it is refused', (_, token, channel, status) => {
        const { result } = listen(token ?? served.logIn('uma@example.com'), -1, channel);
        expect('refusal' in result && result.refusal.status).toBe(status);
    });
});
