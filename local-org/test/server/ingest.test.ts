import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Work } from '../../src/runtime/services.ts';
import type { Ask } from './servedOrg.ts';
import { json, ServedFixture } from './servedOrg.ts';

const JOBS = '/services/data/v66.0/jobs/ingest';
const CSV = { 'content-type': 'text/csv' };

interface Job {
    readonly id: string;
    readonly state: string;
    readonly errorMessage?: string;
    readonly numberRecordsProcessed: number;
    readonly numberRecordsFailed: number;
}
type Row = Record<string, string>;

describe('Bulk API 2.0 ingest jobs', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        token = served.logIn('ada@example.com');
    });
    afterEach(() => served.close());

    const ask = (method: string, path: string, more: Ask = {}) => served.ask(method, JOBS + path, { token, ...more });
    const create = (more: object = {}) =>
        ask('POST', '', { body: { object: 'Customer__c', operation: 'insert', ...more } });
    const opened = (more: object = {}) => (json(create(more)) as Job).id;
    const upload = (id: string, csv: string) => ask('PUT', `/${id}/batches`, { body: csv, headers: CSV });
    const patch = (id: string, state: string) => ask('PATCH', `/${id}`, { body: { state } });
    const job = (id: string) => json(ask('GET', `/${id}`)) as Job;
    const rows = (id: string, which: string) =>
        parse(ask('GET', `/${id}/${which}`).body as string, { columns: true }) as unknown as Row[];
    const started = (csv: string, more: object = {}) => {
        const id = opened(more);
        expect(upload(id, csv).status).toBe(201);
        expect(json(patch(id, 'UploadComplete'))).toMatchObject({ id, state: 'UploadComplete' });
        return id;
    };
    const finished = (csv: string, more: object = {}) => {
        const id = started(csv, more);
        served.pass(1000);
        return id;
    };
    const names = () => served.rows('Customer__c').map(({ Name }) => Name);

    it('given an upload, when its job is closed, then the records are there and the results name them', () => {
        expect(json(create())).toMatchObject({
            object: 'Customer__c',
            operation: 'insert',
            state: 'Open',
            contentType: 'CSV',
            apiVersion: 66,
            lineEnding: 'LF',
            columnDelimiter: 'COMMA',
            contentUrl: expect.stringMatching(/^services\/data\/v66\.0\/jobs\/ingest\/750\w{15}\/batches$/) as string
        });
        const id = finished('Name,Balance__c,Since__c\n"Acme, Ltd",12.5,2026-01-31T12:00:00Z\nBeta,,\n');
        expect(job(id)).toMatchObject({
            state: 'JobComplete',
            jobType: 'V2Ingest',
            numberRecordsProcessed: 2,
            numberRecordsFailed: 0
        });
        const [acme, beta] = served.rows('Customer__c');
        expect(acme).toMatchObject({ Name: 'Acme, Ltd', CreatedById: served.userId('ada@example.com') });
        expect(String(acme!.Balance__c)).toBe('12.5');
        expect(beta).toMatchObject({ Name: 'Beta', Balance__c: null });
        expect(rows(id, 'successfulResults')).toEqual([
            {
                sf__Id: acme!.Id,
                sf__Created: 'true',
                Name: 'Acme, Ltd',
                Balance__c: '12.5',
                Since__c: '2026-01-31T12:00:00Z'
            },
            { sf__Id: beta!.Id, sf__Created: 'true', Name: 'Beta', Balance__c: '', Since__c: '' }
        ]);
        expect(rows(id, 'failedResults')).toEqual([]);
    });

    it('given bad lines among good ones, when the job runs, then only the bad ones fail, each with its reason', () => {
        const id = finished(
            [
                'Name,Key__c,Balance__c,Partner__c',
                'good,G,1,',
                'refused,R,,',
                `long,${'x'.repeat(21)},,`,
                'number,N,much,',
                'reference,F,,nobody',
                'twice,G,,'
            ].join('\n')
        );
        expect(job(id)).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 6, numberRecordsFailed: 5 });
        expect(names()).toEqual(['good']);
        const errors = Object.fromEntries(rows(id, 'failedResults').map((row) => [row['Name'], row['sf__Error']]));
        expect(errors).toEqual({
            refused: 'FIELD_CUSTOM_VALIDATION_EXCEPTION:No such customer.: --',
            long: expect.stringMatching(/^STRING_TOO_LONG:.*:Key__c --$/) as string,
            number: 'INVALID_TYPE_ON_FIELD_IN_RECORD:Balance__c: value not of required type: much:Balance__c --',
            reference: 'MALFORMED_ID:bad id nobody:Partner__c --',
            twice: expect.stringMatching(/^DUPLICATE_VALUE:duplicate value found: Key__c/) as string
        });
    });

    it('given more than 200 lines, when they are saved, then triggers see 200 at a time', () => {
        finished(['Name', ...Array.from({ length: 450 }, () => 'counted')].join('\n'));
        const sizes = served.rows('Customer__c').map(({ Balance__c }) => Number(String(Balance__c)));
        expect([sizes.filter((size) => size === 200).length, sizes.filter((size) => size === 50).length]).toEqual([
            400, 50
        ]);
    });

    it('given a trigger that breaks a limit, when the job runs, then its chunk fails as a whole and the others are saved', () => {
        const lines = Array.from({ length: 250 }, (_, i) => (i === 3 ? 'endless' : `fine ${i}`));
        const id = finished(['Name', ...lines].join('\n'));
        expect(job(id)).toMatchObject({ numberRecordsProcessed: 250, numberRecordsFailed: 200 });
        expect(names()).toHaveLength(50);
        expect(rows(id, 'failedResults')[0]!['sf__Error']).toMatch(
            /^CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:.*Too many SOQL queries: 101/
        );
    });

    it('given an external id, when lines are upserted, then they are made or changed, and #N/A empties a field', () => {
        served.customers(1);
        const id = finished('Key__c,Name,Since__c\nK0,changed,#N/A\nK9,made,\n', {
            operation: 'upsert',
            externalIdFieldName: 'Key__c'
        });
        expect(rows(id, 'successfulResults').map((row) => [row['Key__c'], row['sf__Created']])).toEqual([
            ['K0', 'false'],
            ['K9', 'true']
        ]);
        expect(served.rows('Customer__c')).toMatchObject([
            { Key__c: 'K0', Name: 'changed', Since__c: null },
            { Key__c: 'K9', Name: 'made' }
        ]);
    });

    it("given a parent's external id as column, when lines are inserted, then they refer to the parent", () => {
        served.customers(1);
        const id = finished('Name,Partner__r.Key__c\nchild,K0\norphan,K7\n');
        const parent = served.rows('Customer__c').find(({ Key__c }) => Key__c === 'K0')!;
        expect(served.rows('Customer__c').find(({ Name }) => Name === 'child')).toMatchObject({
            Partner__c: parent.Id
        });
        expect(rows(id, 'failedResults')[0]!['sf__Error']).toContain('Foreign key external ID: K7 not found');
    });

    it('given ids, when lines are updated, then a cell that is left empty changes nothing', () => {
        served.customers(1);
        finished(`Id,Name,Key__c\n${served.rows('Customer__c')[0]!.Id as string},new,\n`, { operation: 'update' });
        expect(served.rows('Customer__c')).toMatchObject([{ Name: 'new', Key__c: 'K0' }]);
    });

    it('given ids, when lines are deleted, then they are in the recycle bin, but not when they are hard-deleted', () => {
        served.customers(2);
        const [first, second] = served.rows('Customer__c').map(({ Id }) => Id as string);
        const bin = () => {
            const soql = encodeURIComponent('SELECT Id FROM Customer__c WHERE IsDeleted = true');
            return json(served.ask('GET', `/services/data/v66.0/queryAll?q=${soql}`, { token })) as {
                totalSize: number;
            };
        };
        finished(`Id\n${first}\n`, { operation: 'delete' });
        expect([names(), bin().totalSize]).toEqual([['Customer 1'], 1]);
        finished(`Id\n${second}\n`, { operation: 'hardDelete' });
        expect([names(), bin().totalSize]).toEqual([[], 1]);
        token = served.logIn('uma@example.com');
        expect(json(create({ operation: 'hardDelete' }))).toMatchObject([{ errorCode: 'FEATURENOTENABLED' }]);
    });

    it('given other separators, when lines are read and results written, then both have them', () => {
        const id = finished('Name;Key__c\r\n"a;b";1\r\n', { columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' });
        expect(names()).toEqual(['a;b']);
        expect(ask('GET', `/${id}/successfulResults`).body).toMatch(
            /^"sf__Id";"sf__Created";"Name";"Key__c"\r\n"a\w+";"true";"a;b";"1"\r\n$/
        );
    });

    it.each<[string, string, object, string]>([
        ['an unknown column', 'Name,Nothing__c\na,b\n', {}, 'InvalidBatch : Field name not found : Nothing__c'],
        ['a hidden column', 'Name,Secret__c\na,b\n', {}, 'InvalidBatch : Field name not found : Secret__c'],
        ['a line with too few cells', 'Name,Key__c\na\n', {}, 'Invalid Record Length'],
        ['a quote that is never closed', 'Name\n"a\n', {}, 'Quote Not Closed'],
        ['a column that comes twice', 'Name,name\na,b\n', {}, 'InvalidBatch : Duplicate column in CSV header : name'],
        ['an empty upload', '', {}, 'InvalidBatch : The CSV has no header line'],
        [
            'another line ending than agreed',
            'Name\r\na\r\n',
            {},
            'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'
        ],
        ['more than ids to delete', 'Id,Name\na,b\n', { operation: 'delete' }, 'takes the Id column only']
    ])('given %s, when the job runs, then it fails as a whole and nothing is saved', (_, csv, more, message) => {
        const id = finished(csv, more);
        expect(job(id)).toMatchObject({ state: 'Failed', errorMessage: expect.stringContaining(message) as string });
        expect(names()).toEqual([]);
        expect(ask('GET', `/${id}/successfulResults`).status).toBe(200);
    });

    it('given a field that the user may only read, when it is written, then each line fails', () => {
        token = served.logIn('uma@example.com');
        const id = finished('Name,CreatedDate\na,2026-01-31T12:00:00Z\n');
        expect(rows(id, 'failedResults')[0]!['sf__Error']).toMatch(
            /^INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create\/update fields: CreatedDate\..*:CreatedDate --$/
        );
    });

    it('given no right to delete, when a delete job runs, then each line fails and the records stay', () => {
        served.customers(1);
        token = served.logIn('uma@example.com');
        const id = finished(`Id\n${served.rows('Customer__c')[0]!.Id as string}\n`, { operation: 'delete' });
        expect(rows(id, 'failedResults')[0]!['sf__Error']).toMatch(/^INSUFFICIENT_ACCESS_OR_READONLY:/);
        expect(names()).toEqual(['Customer 0']);
    });

    it('given a running job, when it is aborted, then what is saved stays and the rest is unprocessed', () => {
        const id = started(['Name', ...Array.from({ length: 1000 }, (_, i) => `c${i}`)].join('\n'));
        const work = served.org.services.get(Work);
        // The queue takes turns: the job begins, its first chunk, then this, then its second chunk.
        work.schedule(150, () => work.schedule(0, () => patch(id, 'Aborted')));
        served.pass(1000);
        expect(job(id)).toMatchObject({ state: 'Aborted', numberRecordsProcessed: 200, numberRecordsFailed: 0 });
        expect(names()).toHaveLength(200);
        expect(rows(id, 'unprocessedrecords').map(({ Name }) => Name)).toEqual(
            Array.from({ length: 800 }, (_, i) => `c${i + 200}`)
        );
    });

    it('given a waiting job, when it is aborted, then it never runs', () => {
        const id = started('Name\nnever\n');
        expect(json(patch(id, 'Aborted'))).toMatchObject({ state: 'Aborted' });
        served.pass(1000);
        expect(names()).toEqual([]);
        expect(json(patch(id, 'Aborted'))).toEqual([
            { errorCode: 'INVALIDJOBSTATE', message: 'Aborting already Aborted Job not allowed' }
        ]);
    });

    it.each<[string, object, string]>([
        ['an unknown object', { object: 'Nothing__c' }, 'INVALIDJOB'],
        ['no object', { object: undefined }, 'INVALIDJOB'],
        ['an unknown operation', { operation: 'merge' }, 'INVALIDJOB'],
        ['no operation', { operation: undefined }, 'INVALIDJOB'],
        ['an upsert without field', { operation: 'upsert' }, 'INVALIDJOB'],
        [
            'an upsert by a field that is no external id',
            { operation: 'upsert', externalIdFieldName: 'Name' },
            'INVALIDJOB'
        ],
        ['an unknown separator', { columnDelimiter: 'DOT' }, 'INVALIDJOB'],
        ['JSON content', { contentType: 'JSON' }, 'INVALIDJOB']
    ])('given %s, when a job is made, then it is refused', (_, more, errorCode) => {
        const answer = create(more);
        expect(answer.status).toBe(400);
        expect(json(answer)).toMatchObject([{ errorCode }]);
        expect(json(ask('GET', ''))).toMatchObject({ done: true, records: [] });
    });

    it('given a job, when steps come in a wrong order, then each is refused and nothing is saved twice', () => {
        const id = opened();
        expect(json(patch(id, 'UploadComplete'))).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
        expect(ask('GET', `/${id}/successfulResults`).status).toBe(400);
        expect(
            ask('PUT', `/${id}/batches`, { body: '{}', headers: { 'content-type': 'application/json' } }).status
        ).toBe(415);
        expect(upload(id, 'Name\na\n').status).toBe(201);
        expect(json(upload(id, 'Name\nb\n'))).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
        expect(json(patch(id, 'InProgress'))).toMatchObject([{ errorCode: 'INVALIDJOB' }]);
        expect(ask('DELETE', `/${id}`).status).toBe(400);
        patch(id, 'UploadComplete');
        served.pass(500);
        expect(json(upload(id, 'Name\nc\n'))).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
        expect(json(patch(id, 'UploadComplete'))).toEqual([
            { errorCode: 'INVALIDJOBSTATE', message: 'Closing already Completed Job not allowed' }
        ]);
        expect(names()).toEqual(['a']);
        expect(ask('DELETE', `/${id}`).status).toBe(204);
        expect(ask('GET', `/${id}`).status).toBe(404);
    });

    it('given a job of somebody else, when it is asked for, then it is not there', () => {
        const id = opened();
        const other = served.logIn('uma@example.com');
        expect(ask('GET', `/${id}`, { token: other }).status).toBe(404);
        expect(ask('PUT', `/${id}/batches`, { token: other, body: 'Name\na\n', headers: CSV }).status).toBe(404);
        expect(json(ask('GET', '', { token: other }))).toMatchObject({ records: [] });
    });

    it('given platform events, when they are inserted, then the channel carries them', () => {
        const heard: unknown[] = [];
        served.api.subscribe(
            served.request('GET', '/events?channel=/event/Alarm__e&replayId=-1', { token }),
            (message) => heard.push(message.payload['Text__c'])
        );
        finished('Text__c\nFire\nFlood\n', { object: 'Alarm__e' });
        expect(heard).toEqual(['Fire', 'Flood']);
    });
});
