import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateSystemRow } from '../../src/data/index.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import type { Ask } from './servedOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

const JOBS = '/services/data/v66.0/jobs/query';
const ALL = 'SELECT Name, Key__c, Owner.Username, Since__c, Balance__c FROM Customer__c';

describe('Bulk API 2.0 query jobs', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        served.customers(5);
        token = served.logIn('bot@example.com');
    });
    afterEach(() => served.close());

    const ask = (method: string, path: string, more: Ask = {}) => served.ask(method, JOBS + path, { token, ...more });
    const create = (query: string, more: object = {}) =>
        ask('POST', '', { body: { operation: 'query', query, ...more } });
    const started = (query: string, more: object = {}) => (json(create(query, more)) as { id: string }).id;
    const state = (id: string) =>
        json(ask('GET', `/${id}`)) as { state: string; errorMessage?: string; numberRecordsProcessed?: number };
    const finished = (query: string, more: object = {}) => {
        const id = started(query, more);
        served.pass(500);
        return id;
    };

    it('given a query, when a job is made, then it waits, runs and tells how many records it has', () => {
        const answer = create(ALL);
        expect(answer.status).toBe(200);
        const job = json(answer) as { id: string };
        expect(job).toMatchObject({
            operation: 'query',
            object: 'Customer__c',
            state: 'UploadComplete',
            jobType: 'V2Query',
            contentType: 'CSV',
            apiVersion: 66
        });
        expect(job.id).toMatch(/^750\w{15}$/);
        served.pass(500);
        expect(state(job.id)).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 5 });
    });

    it('given a finished job, when its results are downloaded, then they are CSV with every value quoted', () => {
        asPlatform(served.org, () =>
            updateSystemRow(served.org.data, 'Customer__c', served.rows('Customer__c')[0]!.Id as string, {
                Name: 'A "quoted", name'
            })
        );
        const answer = ask('GET', `/${finished(`${ALL} LIMIT 1`)}/results`);
        expect(answer.headers).toMatchObject({
            'content-type': 'text/csv',
            'sforce-locator': 'null',
            'sforce-numberofrecords': '1'
        });
        expect(answer.body).toBe(
            '"Name","Key__c","Owner.Username","Since__c","Balance__c"\n"A ""quoted"", name","K0","ada@example.com","",""\n'
        );
    });

    it('given a page size, when results are downloaded by locator, then every record comes once', () => {
        const id = finished('SELECT Key__c FROM Customer__c', { lineEnding: 'CRLF', columnDelimiter: 'PIPE' });
        const lines: string[] = [];
        let locator = '';
        do {
            const answer = ask('GET', `/${id}/results?maxRecords=2${locator && `&locator=${locator}`}`);
            lines.push(...(answer.body as string).trimEnd().split('\r\n').slice(1));
            locator = answer.headers['sforce-locator']!;
        } while (locator !== 'null');
        expect(lines).toEqual(['"K0"', '"K1"', '"K2"', '"K3"', '"K4"']);
        expect(ask('GET', `/${id}/results?locator=bad`).status).toBe(400);
    });

    it.each([
        ['broken syntax', 'SELECT FROM', {}, 'MALFORMED_QUERY'],
        ['an unknown object', 'SELECT Id FROM Nothing__c', {}, 'INVALID_TYPE'],
        ['a count', 'SELECT COUNT(Id) FROM Customer__c', {}, 'MALFORMED_QUERY'],
        ['a nested query', 'SELECT Id, (SELECT Id FROM Partners__r) FROM Customer__c', {}, 'MALFORMED_QUERY'],
        ['an unknown operation', ALL, { operation: 'upsert' }, 'INVALIDJOB']
    ])('given %s, when a job is made, then it is refused at once', (_, query, more, errorCode) => {
        const answer = create(query, more);
        expect(answer.status).toBe(400);
        expect(json(answer)).toMatchObject([{ errorCode }]);
    });

    it('given a waiting job, when it is aborted, then it never runs', () => {
        const id = started(ALL);
        expect(ask('GET', `/${id}/results`).status).toBe(400);
        expect(json(ask('PATCH', `/${id}`, { body: { state: 'Aborted' } }))).toMatchObject({ state: 'Aborted' });
        served.pass(500);
        expect(state(id).state).toBe('Aborted');
        expect(served.rows('ApiEvent')).toEqual([]);
    });

    it('given a job of somebody else, when it is asked for, then it is not there', () => {
        const id = finished(ALL);
        const other = served.logIn('uma@example.com');
        expect(ask('GET', `/${id}`, { token: other }).status).toBe(404);
        expect(ask('GET', `/${id}/results`, { token: other }).status).toBe(404);
        expect(ask('GET', `/${id}`, { token: served.logIn('ada@example.com') }).status).toBe(200);
    });

    it('given a deleted job, when it is asked for, then it is gone', () => {
        const id = finished(ALL);
        expect(ask('DELETE', `/${id}`).status).toBe(204);
        expect(ask('GET', `/${id}`).status).toBe(404);
    });

    it("given a query that a policy blocks, when the job runs, then it fails with the policy's code and has no result", () => {
        const id = finished('SELECT Username FROM User');
        expect(state(id)).toMatchObject({
            state: 'Failed',
            errorMessage: 'InvalidBatch : Failed to process query: TXN_SECURITY_NO_ACCESS: Blocked by the fixture.'
        });
        expect(ask('GET', `/${id}/results`).status).toBe(400);
    });

    it('given a result that a policy blocks, when it is downloaded, then no row leaves', () => {
        const answer = ask('GET', `/${finished('SELECT Name, Partner__c FROM Customer__c')}/results`);
        expect(answer.status).toBe(403);
        expect(json(answer)).toEqual([{ message: 'Blocked by the fixture.', errorCode: 'TXN_SECURITY_NO_ACCESS' }]);
    });

    it('given a bulk query and its download, when monitoring is read, then the query has neither client nor agent, the download is its own event', () => {
        const headers = { 'sforce-call-options': 'client=thief', 'user-agent': 'python' };
        const id = (
            json(
                ask('POST', '', {
                    body: { operation: 'query', query: 'SELECT Name FROM Customer__c' },
                    headers,
                    from: '127.0.0.66'
                })
            ) as { id: string }
        ).id;
        served.pass(500);
        ask('GET', `/${id}/results?maxRecords=3`, { headers, from: '127.0.0.66' });
        const [event] = served.rows('ApiEvent');
        expect(event).toMatchObject({
            ApiType: 'Bulk',
            Operation: 'Query',
            Client: null,
            UserAgent: null,
            LoginHistoryId: null,
            Records: null,
            QueriedEntities: 'Customer__c',
            SourceIp: '127.0.0.66',
            Username: 'bot@example.com',
            PolicyOutcome: 'NoAction'
        });
        expect(String(event!.RowsProcessed)).toBe('5');
        expect(served.rows('BulkApiResultEventStore')).toMatchObject([
            {
                Query: 'SELECT Name FROM Customer__c',
                SourceIp: '127.0.0.66',
                Username: 'bot@example.com',
                PolicyOutcome: 'NoAction'
            }
        ]);
    });
});
