import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg } from './httpOrg.ts';

describe('bulk loads and Apex REST with the genuine client', () => {
    const served = new HttpOrg();
    let admin: Connection;
    beforeAll(async () => {
        await served.open();
        admin = await served.logIn('ada@example.com');
        admin.bulk2.pollInterval = 100;
    });
    afterAll(() => served.close());
    const load = (operation: 'insert' | 'upsert' | 'delete', input: Record<string, string>[], more: object = {}) =>
        admin.bulk2.loadAndWaitForResults({ object: 'Customer__c', operation, input, ...more });

    it('given records, when they are loaded, upserted and deleted, then each result names them', async () => {
        const rows = Array.from({ length: 300 }, (_, i) => ({ Name: `Row ${i}`, Key__c: `J${i}` }));
        const inserted = await load('insert', [...rows, { Name: 'refused', Key__c: 'R' }]);
        expect(inserted.successfulResults).toHaveLength(300);
        expect(inserted.failedResults).toMatchObject([
            { sf__Error: 'FIELD_CUSTOM_VALIDATION_EXCEPTION:No such customer.: --', Name: 'refused' }
        ]);
        expect(inserted.unprocessedRecords).toEqual([]);

        const upserted = await load('upsert', [{ Key__c: 'J0', Name: 'Changed' }], { externalIdFieldName: 'Key__c' });
        expect(upserted.successfulResults).toMatchObject([{ sf__Created: 'false', Key__c: 'J0' }]);
        const found = await admin.query<{ Id: string; Name: string }>(
            "SELECT Id, Name FROM Customer__c WHERE Key__c = 'J0'"
        );
        expect(found.records).toMatchObject([{ Name: 'Changed' }]);

        const deleted = await load('delete', [{ Id: found.records[0]!.Id }]);
        expect(deleted.successfulResults).toHaveLength(1);
        expect((await admin.query('SELECT Id FROM Customer__c')).totalSize).toBe(299);
    });

    it('given an upload larger than other requests may be, when it is sent, then it is taken; other bodies are not', async () => {
        const job = admin.bulk2.createJob({ object: 'Customer__c', operation: 'insert' });
        await job.open();
        await job.uploadData(`Name\n${'x'.repeat(7 * 1024 * 1024)}\n`);
        await job.abort();
        expect((await job.check()).state).toBe('Aborted');
        const big = admin.request({ method: 'POST', url: '/sobjects/Customer__c', body: 'x'.repeat(7 * 1024 * 1024) });
        await expect(big).rejects.toMatchObject({ errorCode: 'REQUEST_LIMIT_EXCEEDED' });
    });

    it('given a REST resource, when it is called, then it gets the body and answers as Apex says', async () => {
        expect(await admin.apex.post('/notices', { notice: { vendor: 'Acme' }, urgency: 1 })).toEqual({
            vendor: 'Acme'
        });
        expect(await admin.apex.get('/notices/special/1')).toBe('special');
        await expect(admin.apex.post('/notices', { notice: { vendor: 'Acme' }, urgency: 10 })).rejects.toMatchObject({
            errorCode: 'APEX_ERROR',
            message: expect.stringContaining('Notices.NoticeException: too urgent') as string
        });
    });
});
