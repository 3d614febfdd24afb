import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrgResponse } from '../../src/server/protocol.ts';
import type { Ask } from './servedOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

interface Page {
    readonly totalSize: number;
    readonly done: boolean;
    readonly nextRecordsUrl?: string;
    readonly records: readonly Record<string, unknown>[];
}

const DATA = '/services/data/v66.0';

describe('REST queries', () => {
    let served: ServedFixture;
    let token: string;
    beforeAll(() => {
        served = new ServedFixture();
        served.customers(2500);
        token = served.logIn('uma@example.com');
    });
    afterAll(() => served.close());
    const page = (response: OrgResponse): Page => json(response) as Page;

    it('given records, when they are queried, then the answer has what was asked for, in that order', () => {
        const answer = page(
            served.query(token, "SELECT Key__c, Name, Owner.Username FROM Customer__c WHERE Key__c = 'K7'")
        );
        expect(answer).toMatchObject({ totalSize: 1, done: true });
        expect(answer.nextRecordsUrl).toBeUndefined();
        const [record] = answer.records;
        expect(Object.keys(record!)).toEqual(['attributes', 'Key__c', 'Name', 'Owner']);
        expect(record).toMatchObject({
            Key__c: 'K7',
            Name: 'Customer 7',
            Owner: { attributes: { type: 'User' }, Username: 'ada@example.com' }
        });
        expect((record!['attributes'] as { url: string }).url).toMatch(
            /^\/services\/data\/v66\.0\/sobjects\/Customer__c\/a\w{17}$/
        );
    });

    it('given more than 2000 records, when they are queried, then the rest stands behind a locator', () => {
        const first = page(served.query(token, 'SELECT Name FROM Customer__c'));
        expect([first.totalSize, first.done, first.records.length]).toEqual([2500, false, 2000]);
        const second = page(served.ask('GET', first.nextRecordsUrl!, { token }));
        expect([second.totalSize, second.done, second.records.length]).toEqual([2500, true, 500]);
        expect(new Set([...first.records, ...second.records].map(({ Name }) => Name)).size).toBe(2500);
    });

    it('given a batch size, when records are queried, then pages have that size, but never less than 200 rows', () => {
        const ask = (size: number) =>
            page(
                served.query(token, 'SELECT Id FROM Customer__c', {
                    headers: { 'sforce-query-options': `batchSize=${size}` }
                })
            );
        expect(ask(1000).records).toHaveLength(1000);
        expect(ask(5).records).toHaveLength(200);
    });

    it('given a locator, when somebody else uses it, then it is none', () => {
        const first = page(served.query(token, 'SELECT Name FROM Customer__c'));
        const answer = served.ask('GET', first.nextRecordsUrl!, { token: served.logIn('ada@example.com') });
        expect(answer.status).toBe(400);
        expect(json(answer)).toMatchObject([{ errorCode: 'INVALID_QUERY_LOCATOR' }]);
    });

    it('given COUNT(), when it is queried, then the size is told without records', () => {
        expect(page(served.query(token, 'SELECT COUNT() FROM Customer__c'))).toEqual({
            totalSize: 2500,
            done: true,
            records: []
        });
    });

    it('given an aggregate query, when it runs, then its rows carry the aliases', () => {
        const { records } = page(served.query(token, 'SELECT COUNT(Id) total, MAX(Key__c) FROM Customer__c'));
        expect(records).toEqual([{ attributes: { type: 'AggregateResult' }, total: 2500, expr0: 'K999' }]);
    });

    it.each<[string, string, number, string]>([
        ['broken syntax', 'SELECT FROM Customer__c', 400, 'MALFORMED_QUERY'],
        ['an empty query', '', 400, 'MALFORMED_QUERY'],
        ['an unknown object', 'SELECT Id FROM Nothing__c', 400, 'INVALID_TYPE'],
        ['an unknown field', 'SELECT Nothing__c FROM Customer__c', 400, 'INVALID_FIELD'],
        ['a field without permission', 'SELECT Secret__c FROM Customer__c', 400, 'INVALID_FIELD'],
        ['a bind', 'SELECT Id FROM Customer__c WHERE Name = :name', 400, 'MALFORMED_QUERY']
    ])("given %s, when it is queried, then the platform's error is the answer", (_, soql, status, errorCode) => {
        const answer = served.query(token, soql);
        expect(answer.status).toBe(status);
        expect(json(answer)).toMatchObject([{ errorCode }]);
        expect(answer.body).not.toContain('.ts:');
    });

    it('given an object without permission, when it is queried, then it is as if it did not exist', () => {
        const bot = served.logIn('bot@example.com');
        expect(json(served.query(bot, 'SELECT Id FROM Account'))).toEqual([
            { message: "sObject type 'Account' is not supported.", errorCode: 'INVALID_TYPE' }
        ]);
    });
});

describe('REST records', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        token = served.logIn('uma@example.com');
    });
    afterEach(() => served.close());
    const ask = (method: string, path: string, more: Ask = {}) => served.ask(method, DATA + path, { token, ...more });
    const create = (body: unknown) => ask('POST', '/sobjects/Customer__c', { body });
    const idOf = (response: OrgResponse) => (json(response) as { id: string }).id;

    it('given a new record, when it is created, read, changed and removed, then each answers as the platform', () => {
        const created = create({ Name: 'Acme', Balance__c: 12.5, Since__c: '2026-01-31T12:00:00.000Z' });
        expect(created.status).toBe(201);
        expect(json(created)).toEqual({ id: expect.stringMatching(/^a\w{17}$/) as string, success: true, errors: [] });
        const path = `/sobjects/Customer__c/${idOf(created)}`;
        expect(ask('GET', path).body).toContain('"Balance__c":12.5');
        expect(json(ask('GET', `${path}?fields=Name,Since__c`))).toMatchObject({
            Name: 'Acme',
            Since__c: '2026-01-31T12:00:00.000+0000'
        });
        expect(ask('PATCH', path, { body: { Name: 'Acme Ltd', Balance__c: null } }).status).toBe(204);
        expect(json(ask('GET', `${path}?fields=Name,Balance__c`))).toMatchObject({
            Name: 'Acme Ltd',
            Balance__c: null
        });
        expect(json(ask('DELETE', path))).toMatchObject([{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }]);
        const admin = served.logIn('ada@example.com');
        expect(ask('DELETE', path, { token: admin }).status).toBe(204);
        expect(json(ask('GET', path))).toEqual([
            { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }
        ]);
    });

    it('given an external id, when a record is upserted twice, then it is created once', () => {
        const upsert = (name: string) => ask('PATCH', '/sobjects/Customer__c/Key__c/K1', { body: { Name: name } });
        const first = upsert('One');
        const second = upsert('Two');
        expect([first.status, second.status]).toEqual([201, 200]);
        expect(json(second)).toMatchObject({ id: idOf(first), created: false });
        expect(served.rows('Customer__c')).toMatchObject([{ Name: 'Two', Key__c: 'K1' }]);
    });

    it('given the external id of a parent, when a child is created, then it refers to it', () => {
        const parent = idOf(create({ Name: 'Parent', Key__c: 'P' }));
        create({ Name: 'Child', Partner__r: { Key__c: 'P' } });
        expect(served.rows('Customer__c').find(({ Name }) => Name === 'Child')).toMatchObject({ Partner__c: parent });
    });

    it.each<[string, unknown, string, string]>([
        ['broken JSON', '{"Name": ', 'JSON_PARSER_ERROR', 'line:1'],
        ['no JSON at all', '', 'JSON_PARSER_ERROR', 'No content'],
        ['a list', '[1]', 'JSON_PARSER_ERROR', 'expected an object'],
        ['an object as value', { Name: {} }, 'JSON_PARSER_ERROR', 'START_OBJECT'],
        ['a text as number', { Name: 'A', Balance__c: 'much' }, 'JSON_PARSER_ERROR', 'line:1'],
        [
            'an unknown field',
            { Nothing__c: 1 },
            'INVALID_FIELD',
            "No such column 'Nothing__c' on sobject of type Customer__c"
        ],
        ['a field without permission', { Name: 'A', Secret__c: 'x' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'Secret__c'],
        ['a text that is too long', { Name: 'A', Key__c: 'x'.repeat(21) }, 'STRING_TOO_LONG', 'max length=20']
    ])("given %s, when a record is created, then the platform's error is the answer", (_, body, errorCode, message) => {
        const answer = create(body);
        expect(answer.status).toBe(400);
        expect(json(answer)).toMatchObject([{ errorCode, message: expect.stringContaining(message) as string }]);
        expect(served.rows('Customer__c')).toEqual([]);
    });

    it('given a list of records with a bad one, when it is created, then allOrNone decides about the others', () => {
        const records = [
            { attributes: { type: 'Customer__c' }, Name: 'Good' },
            { attributes: { type: 'Customer__c' }, Name: 'Bad', Key__c: 'x'.repeat(21) }
        ];
        const all = json(ask('POST', '/composite/sobjects', { body: { allOrNone: true, records } })) as {
            success: boolean;
        }[];
        expect(all.map(({ success }) => success)).toEqual([false, false]);
        expect(served.rows('Customer__c')).toEqual([]);
        const some = json(ask('POST', '/composite/sobjects', { body: { allOrNone: false, records } })) as {
            success: boolean;
        }[];
        expect(some.map(({ success }) => success)).toEqual([true, false]);
        expect(served.rows('Customer__c')).toMatchObject([{ Name: 'Good' }]);
    });

    it('given ids, when their records are retrieved, then they come in that order with null for what is not there', () => {
        served.customers(2);
        const [first, second] = served.rows('Customer__c').map(({ Id }) => Id as string);
        const missing = `${first!.slice(0, 12)}zzz`;
        const body = { ids: [second, missing, first], fields: ['Name'] };
        const expected = [{ Id: second, Name: 'Customer 1' }, null, { Id: first, Name: 'Customer 0' }];
        expect(json(ask('POST', '/composite/sobjects/Customer__c', { body }))).toMatchObject(expected);
        const query = `ids=${second},${missing},${first}&fields=Id,Name`;
        expect(json(ask('GET', `/composite/sobjects/Customer__c?${query}`))).toMatchObject(expected);
        const bad = (ids: string[], fields: string[]) =>
            json(ask('POST', '/composite/sobjects/Customer__c', { body: { ids, fields } }));
        expect(bad(['x'], ['Name'])).toMatchObject([{ errorCode: 'MALFORMED_ID' }]);
        expect(bad([first!], ['Secret__c'])).toMatchObject([{ errorCode: 'INVALID_FIELD' }]);
        expect(bad([first!], ["Name FROM Customer__c WHERE Name = 'x' --"])).toMatchObject([
            { errorCode: 'INVALID_FIELD' }
        ]);
    });

    it('given a platform event, when it is posted, then its channel carries it', () => {
        const messages: unknown[] = [];
        served.api.subscribe(
            served.request('GET', '/events?channel=/event/Alarm__e&replayId=-1', { token }),
            (message) => messages.push(message)
        );
        expect(ask('POST', '/sobjects/Alarm__e', { body: { Text__c: 'Fire' } }).status).toBe(201);
        served.pass(200);
        expect(messages).toMatchObject([
            {
                schema: expect.stringMatching(/^[\w-]{22}$/) as string,
                payload: { Text__c: 'Fire', CreatedById: served.userId('uma@example.com') },
                event: { replayId: 1 }
            }
        ]);
    });

    it('given the list of objects, when two users ask, then each sees what he may read', () => {
        const names = (session: string) =>
            (json(ask('GET', '/sobjects', { token: session })) as { sobjects: { name: string }[] }).sobjects.map(
                ({ name }) => name
            );
        expect(names(token)).toEqual(expect.arrayContaining(['Account', 'Customer__c']));
        const bot = names(served.logIn('bot@example.com'));
        expect(bot).toContain('Customer__c');
        expect(bot).not.toContain('Account');
    });

    it("given an object, when it is described, then hidden fields are missing and rights are the user's", () => {
        const described = json(ask('GET', '/sobjects/customer__c/describe')) as {
            deletable: boolean;
            createable: boolean;
            fields: { name: string; type: string }[];
        };
        expect(described).toMatchObject({ name: 'Customer__c', createable: true, deletable: false });
        expect(described.fields.map(({ name }) => name)).toContain('Balance__c');
        expect(described.fields.map(({ name }) => name)).not.toContain('Secret__c');
        expect(json(ask('GET', '/sobjects/Nothing__c/describe'))).toMatchObject([{ errorCode: 'NOT_FOUND' }]);
    });

    it('given requests, when the limits are asked for, then they are counted', () => {
        const remaining = () =>
            (json(ask('GET', '/limits')) as { DailyApiRequests: { Remaining: number } }).DailyApiRequests.Remaining;
        const before = remaining();
        ask('GET', '/sobjects');
        expect(remaining()).toBe(before - 2);
    });

    it.each([
        ['no token', {}, 'INVALID_SESSION_ID', 401, '/sobjects'],
        ['a made-up token', { token: '00D000000000001!abc' }, 'INVALID_SESSION_ID', 401, '/sobjects'],
        ['an unknown address', undefined, 'NOT_FOUND', 404, '/nothing'],
        ['an unknown version', undefined, 'NOT_FOUND', 404, '/../v12.0/sobjects']
    ])(
        "given %s, when a client asks, then the platform's error is the answer",
        (_, session, errorCode, status, path) => {
            const answer = served.ask(
                'GET',
                path.startsWith('/..') ? '/services/data/v12.0/sobjects' : DATA + path,
                session ?? { token }
            );
            expect(answer.status).toBe(status);
            expect(json(answer)).toMatchObject([{ errorCode }]);
        }
    );

    it('given a resource that the local org lacks, when it is asked for, then it is refused by name', () => {
        const answer = ask('POST', '/composite/graph', { body: {} });
        expect(answer.status).toBe(501);
        expect(answer.body).toContain('LOC-002: The local org does not support composite graphs.');
    });

    it('given anonymous Apex, when it runs, does not compile or throws, then the result says so', () => {
        const admin = served.logIn('ada@example.com');
        const run = (text: string, session = admin) =>
            ask('GET', `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(text)}`, { token: session });
        expect(json(run("insert new Customer__c(Name = 'Made');"))).toMatchObject({
            compiled: true,
            success: true,
            exceptionMessage: null
        });
        expect(served.rows('Customer__c')).toMatchObject([{ Name: 'Made' }]);
        expect(json(run('Integer i = ;'))).toMatchObject({
            compiled: false,
            success: false,
            line: 1,
            compileProblem: expect.any(String) as string
        });
        expect(json(run('Integer i = 1 / 0;'))).toMatchObject({
            compiled: true,
            success: false,
            exceptionMessage: 'System.MathException: Divide by 0'
        });
        expect(run('Integer i = 1;', token).status).toBe(403);
    });
});
