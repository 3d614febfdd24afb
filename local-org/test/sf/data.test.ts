import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURE } from '../server/servedOrg.ts';
import { SfOrg } from './sfOrg.ts';

const ADA = 'ada@example.com';
const OBJECT = ['--sobject', 'Customer__c'];
const WAIT = ['--wait', '5'];

interface JobOutcome {
    readonly jobId: string;
    readonly processedRecords?: number;
    readonly successfulRecords?: number;
    readonly failedRecords?: number;
    /** Of the older commands. */
    readonly jobInfo?: { readonly numberRecordsProcessed: number; readonly numberRecordsFailed: number };
}

describe('the Salesforce CLI works with the data of a served org', () => {
    const org = new SfOrg();
    beforeAll(async () => {
        await org.open({ projectDir: FIXTURE, seed: path.join(FIXTURE, 'config', 'local-org.json') });
        await org.logIn(ADA);
    }, 120_000);
    const clear = () => org.apex('delete [SELECT Id FROM Customer__c];', ADA);
    beforeEach(clear);
    afterAll(() => org.close());

    const file = (name: string, content: string): string => {
        const place = path.join(org.projectDir, name);
        writeFileSync(place, content);
        return place;
    };
    const read = (name: string): string => readFileSync(path.join(org.projectDir, name), 'utf8');
    /** With the fields that the permission set shows to Ada. */
    const query = <T>(soql: string): Promise<T[]> => org.query(soql, 'query', ADA);
    const names = async () =>
        (await query<{ Name: string }>('SELECT Name FROM Customer__c ORDER BY Name')).map(({ Name }) => Name);
    const done = async <T>(...args: string[]): Promise<T> => {
        const outcome = await org.sf<T>(args);
        expect(outcome.exitCode, outcome.output).toBe(0);
        return outcome.result;
    };
    const job = (...args: string[]) => done<JobOutcome>('data', ...args, ...WAIT);

    it('given a record, when it is created, read, changed, queried and deleted, then each command does so', async () => {
        const { id } = await done<{ id: string }>(
            'data',
            'create',
            'record',
            ...OBJECT,
            '--values',
            "Name='Acme Ltd' Balance__c=5"
        );
        const record = () => done<Record<string, unknown>>('data', 'get', 'record', ...OBJECT, '--record-id', id);
        expect(await record()).toMatchObject({ Name: 'Acme Ltd', Balance__c: 5 });
        await done('data', 'update', 'record', ...OBJECT, '--record-id', id, '--values', "Name='Acme Inc'");
        const soql = 'SELECT Name, Owner.Username FROM Customer__c';
        const table = await org.run(['data', 'query', '--query', soql]);
        expect(table.output).toMatch(
            /NAME\s+│?\s*OWNER\.USERNAME[^]*Acme Inc\s+│?\s*ada@example\.com[^]*Total number of records retrieved: 1\./i
        );
        await done('data', 'delete', 'record', ...OBJECT, '--where', "Name='Acme Inc'");
        expect(await names()).toEqual([]);
    }, 120_000);

    it('given records and an Apex resource, when they are searched and asked for by path, then the CLI shows them', async () => {
        await org.post('sobjects/Customer__c', { Name: 'Zebra' }, ADA);
        expect(await done('data', 'search', '--query', 'FIND {Zebra} RETURNING Customer__c(Name)')).toMatchObject({
            searchRecords: [{ Name: 'Zebra' }]
        });
        const rest = await org.run(['api', 'request', 'rest', '/services/apexrest/notices/acme?q=x']);
        expect(JSON.parse(rest.output.slice(rest.output.indexOf('{')))).toMatchObject({ vendor: 'acme' });
    }, 120_000);

    it('given a tree of records, when it is exported and imported by its plan, then children find their parents again', async () => {
        const records = [
            {
                attributes: { type: 'Customer__c', referenceId: 'parent' },
                Name: 'Parent',
                Partners__r: { records: [{ attributes: { type: 'Customer__c', referenceId: 'child' }, Name: 'Child' }] }
            }
        ];
        await done('data', 'import', 'tree', '--files', file('tree.json', JSON.stringify({ records })));
        const related = () => query("SELECT Partner__r.Name FROM Customer__c WHERE Name = 'Child'");
        expect(await related()).toMatchObject([{ Partner__r: { Name: 'Parent' } }]);

        const soql = 'SELECT Name, (SELECT Name FROM Partners__r) FROM Customer__c WHERE Partner__c = null';
        await done('data', 'export', 'tree', '--query', soql, '--plan', '--output-dir', org.projectDir);
        expect(JSON.parse(read('Customer__c-plan.json'))).toMatchObject([{ sobject: 'Customer__c' }]);
        expect(await clear()).toBe('ran');
        await done('data', 'import', 'tree', '--plan', path.join(org.projectDir, 'Customer__c-plan.json'));
        expect(await related()).toMatchObject([{ Partner__r: { Name: 'Parent' } }]);

        const bad = file(
            'bad.json',
            JSON.stringify({ records: [{ attributes: { type: 'Customer__c', referenceId: 'r' }, Name: 'refused' }] })
        );
        const refused = await org.sf(['data', 'import', 'tree', '--files', bad]);
        expect(refused.exitCode).not.toBe(0);
        expect(refused.output).toContain('No such customer.');
        expect(await names()).toEqual(['Child', 'Parent']);
    }, 180_000);

    it('given CSV files, when they are imported, upserted, updated, exported and deleted in bulk, then the records follow', async () => {
        const lines = Array.from({ length: 250 }, (_, i) => `"Bulk ${i}",B${i}`);
        const all = file('new.csv', ['Name,Key__c', ...lines, ''].join('\n'));
        // The CLI looks after its jobs each five seconds: those that do not need each other run side by side.
        const [imported, failed] = await Promise.all([
            job('import', 'bulk', ...OBJECT, '--file', all),
            org.sf(['data', 'import', 'bulk', ...OBJECT, '--file', file('bad.csv', 'Name\nfine\nrefused\n'), ...WAIT])
        ]);
        expect(imported).toMatchObject({ processedRecords: 250, successfulRecords: 250, failedRecords: 0 });
        expect([failed.exitCode, failed.message]).toEqual([1, expect.stringMatching(/failed/i)]);
        expect(await names()).toHaveLength(251);

        const more = file('more.csv', 'Key__c,Name\nB0,Changed\nX1,Made\n');
        expect(await job('upsert', 'bulk', ...OBJECT, '--external-id', 'Key__c', '--file', more)).toMatchObject({
            jobInfo: { numberRecordsProcessed: 2, numberRecordsFailed: 0 }
        });
        expect(await names()).toEqual(expect.arrayContaining(['Changed', 'Made', 'Bulk 1']));

        const id = async (key: string) =>
            (await query<{ Id: string }>(`SELECT Id FROM Customer__c WHERE Key__c = '${key}'`))[0]!.Id;
        const changes = file('update.csv', `Id,Balance__c\n${await id('X1')},7\n`);
        const [updated, deleted] = await Promise.all([
            job('update', 'bulk', ...OBJECT, '--file', changes),
            job('delete', 'bulk', ...OBJECT, '--file', file('gone.csv', `Id\n${await id('B1')}\n`))
        ]);
        expect(updated).toMatchObject({ successfulRecords: 1 });
        expect(deleted).toMatchObject({ jobInfo: { numberRecordsProcessed: 1, numberRecordsFailed: 0 } });
        expect(await names()).toHaveLength(251);

        const soql = "SELECT Name, Balance__c FROM Customer__c WHERE Key__c = 'X1'";
        await done('data', 'export', 'bulk', '--query', soql, '--output-file', 'out.csv', ...WAIT);
        expect(read('out.csv').replace(/"/g, '').trim().split(/\r?\n/)).toEqual(['Name,Balance__c', 'Made,7.0']);
    }, 240_000);
});
