import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../src/org/index.ts';
import type { ApexDatetime } from '../../src/runtime/dates.ts';
import { HttpOrg } from './httpOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('the clock of a served org', () => {
    let served: ServedFixture;
    let admin: string;
    beforeEach(() => {
        served = new ServedFixture();
        admin = served.logIn('ada@example.com');
    });
    afterEach(() => served.close());
    const move = (body: unknown, token = admin) => served.ask('POST', '/local-org/clock', { token, body });
    const schedule = (cron: string) =>
        served.org.runAnonymous(served.org.admin, `System.schedule('Ticker', '${cron}', new Ticker());`);

    it('given an hourly job, when two hours pass at once, then each run and the job it enqueues has its own time, in order', () => {
        schedule('0 30 * * * ?');
        expect(json(move({ advanceMs: 2 * HOUR_MS }))).toEqual({ now: '2026-01-31T14:00:00.000Z' });
        expect(
            served.rows('Customer__c').map(({ Name, CreatedDate }) => [Name, (CreatedDate as ApexDatetime).iso()])
        ).toEqual([
            ['31 12:30:00', '2026-01-31T12:30:00.000Z'],
            [expect.stringMatching(/^made by /), '2026-01-31T12:30:00.000Z'],
            ['31 13:30:00', '2026-01-31T13:30:00.000Z'],
            [expect.stringMatching(/^made by /), '2026-01-31T13:30:00.000Z']
        ]);
    });

    it('given a moment to come, when the clock is set to it, then Apex lives at that moment and older sessions have expired', () => {
        move({ now: '2026-02-07T12:00:00Z' });
        served.org.runAnonymous(
            served.org.admin,
            "insert new Customer__c(Name = System.now().formatGmt('yyyy-MM-dd'));"
        );
        expect(served.rows('Customer__c')).toMatchObject([{ Name: '2026-02-07' }]);
        expect(served.query(admin, 'SELECT Id FROM Customer__c').status).toBe(401);
    });

    it('given a page that listens, when days pass at once, then its session goes on, and without a listener it ends', () => {
        const listener = served.logIn('uma@example.com');
        const subscription = served.api.subscribe(
            served.request('GET', '/events?channel=/event/Alarm__e', { token: listener }),
            () => undefined
        );
        move({ advanceMs: 3 * DAY_MS });
        expect(served.query(listener, 'SELECT Id FROM Customer__c').status).toBe(200);
        if ('unsubscribe' in subscription) subscription.unsubscribe();
        admin = served.logIn('ada@example.com');
        move({ advanceMs: 3 * DAY_MS });
        expect(served.query(listener, 'SELECT Id FROM Customer__c').status).toBe(401);
    });

    it.each([
        ['a past moment', { now: '2026-01-31T11:59:59Z' }],
        ['a negative distance', { advanceMs: -1 }],
        ['both', { advanceMs: 1, now: '2026-02-07T12:00:00Z' }],
        ['neither', {}],
        ['no date', { now: 'tomorrow' }]
    ])('given %s, when the clock shall be moved, then it is refused and time stays', (_, body) => {
        expect(move(body)).toMatchObject({ status: 400, body: expect.stringContaining('INVALID_FIELD') });
        expect(json(served.ask('GET', '/local-org/clock'))).toEqual({ now: '2026-01-31T12:00:00.000Z' });
    });

    it('given somebody who is no administrator, when he would move the clock, then he is refused', () => {
        expect(move({ advanceMs: 1 }, served.logIn('bot@example.com')).status).toBe(403);
    });
});

describe('a clock that can be adjusted', () => {
    it('given a machine whose clock is set back, when the time is read, then it stands still', () => {
        let machine = 1000;
        const clock = new AdjustableClock(null, { now: () => machine });
        clock.moveTo(5000);
        machine = 900;
        expect([clock.now(), (machine = 1002), clock.now()]).toEqual([5000, 1002, 5002]);
    });
});

it('given an org whose clock was moved, when it is served again, then it goes on from there', async () => {
    const served = new HttpOrg();
    const time = async () =>
        Date.parse(((await (await fetch(`${served.url}/local-org/clock`)).json()) as { now: string }).now);
    const startedAt = Date.now();
    await served.openCallingItself();
    const admin = await served.logIn('ada@example.com');
    await admin.requestPost(`${served.url}/local-org/clock`, { advanceMs: 7 * DAY_MS });
    const before = await time();
    await served.restart();
    const after = await time();
    await served.close();
    expect(before).toBeGreaterThanOrEqual(startedAt + 7 * DAY_MS);
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after).toBeLessThan(before + HOUR_MS);
});
