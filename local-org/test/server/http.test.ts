import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Connection } from 'jsforce';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServedOrg } from '../../src/server/index.ts';
import { connection, credentialsOf, logIn, start, startCallingItself } from './httpOrg.ts';

const FOREIGN = '127.0.0.66';

describe('the served org and the genuine client', () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'served-http-'));
    const usualAgent = http.globalAgent;
    let org: ServedOrg;
    let admin: Connection;
    beforeAll(async () => {
        org = await startCallingItself(stateDir);
        admin = await logIn(org.url, stateDir, 'ada@example.com');
        await admin
            .sobject('Customer__c')
            .create(Array.from({ length: 30 }, (_, i) => ({ Name: `Customer ${i}`, Key__c: `K${i}` })));
    });
    afterEach(() => {
        http.globalAgent = usualAgent;
    });
    afterAll(async () => {
        await org.close();
        rmSync(stateDir, { recursive: true, force: true });
    });

    const values = async (soql: string) => (await admin.query(soql)).records as Record<string, unknown>[];

    it("given a client at another address, when it renews, queries and exports, then the org's own monitoring tells that address", async () => {
        http.globalAgent = new http.Agent({ localAddress: FOREIGN });
        const thief = connection(org.url, stateDir, 'Chat Bot');
        const { access_token: accessToken } = await thief.oauth2.refreshToken(
            credentialsOf(stateDir).refreshTokens['Chat Bot|bot@example.com']!
        );
        const client = new Connection({
            instanceUrl: org.url,
            accessToken,
            version: '66.0',
            callOptions: { client: 'genuine-client' }
        });
        expect((await client.describeGlobal()).sobjects.map(({ name }) => name)).toContain('Customer__c');
        expect((await client.sobject('Customer__c').describe()).fields.map(({ name }) => name)).toContain('Key__c');
        expect((await client.query('SELECT COUNT() FROM Customer__c')).totalSize).toBe(30);
        expect((await client.limits())['DailyApiRequests']!.Max).toBe(100_000);
        const exported: unknown[] = [];
        const stream = await client.bulk2.query('SELECT Name, Key__c FROM Customer__c', {
            pollInterval: 50,
            pollTimeout: 10_000
        });
        stream.on('record', (record) => exported.push(record));
        await once(stream, 'end');
        expect(exported).toHaveLength(30);
        expect(exported[0]).toEqual({ Name: 'Customer 0', Key__c: 'K0' });
        const events = await values('SELECT ApiType, SourceIp, Client, Username FROM ApiEvent');
        expect(events.filter(({ Username }) => Username === 'bot@example.com')).toEqual(
            expect.arrayContaining([
                expect.objectContaining({ ApiType: 'REST', SourceIp: FOREIGN, Client: 'genuine-client' }) as unknown,
                expect.objectContaining({ ApiType: 'Bulk', SourceIp: FOREIGN, Client: null }) as unknown
            ])
        );
        expect(await values('SELECT SourceIp FROM BulkApiResultEventStore')).toMatchObject([{ SourceIp: FOREIGN }]);
    });

    it('given a session that Apex deletes, when the client goes on, then its next request is refused', async () => {
        const client = await logIn(org.url, stateDir, 'uma@example.com');
        const result = await admin.tooling.executeAnonymous(
            "delete [SELECT Id FROM AuthSession WHERE UsersId IN (SELECT Id FROM User WHERE Username = 'uma@example.com')];"
        );
        expect(result).toMatchObject({ success: true });
        const later = new Connection({ instanceUrl: org.url, accessToken: client.accessToken!, version: '66.0' });
        await expect(later.query('SELECT Id FROM Customer__c')).rejects.toMatchObject({
            errorCode: 'INVALID_SESSION_ID'
        });
    });

    it('given Apex that calls its own org, when it waits, then the org answers it meanwhile', async () => {
        const result = await admin.tooling.executeAnonymous(`SelfCaller.countByApi('${admin.accessToken}');`);
        expect(result).toMatchObject({ success: true, exceptionMessage: null });
        expect(await values("SELECT Name FROM Customer__c WHERE Name = '200 30'")).toHaveLength(1);
        await admin.tooling.executeAnonymous("delete [SELECT Id FROM Customer__c WHERE Name = '200 30'];");
    });

    it('given a body over 6 MB, when it is sent, then it is refused unread', async () => {
        const answer = await fetch(`${org.url}/services/data/v66.0/sobjects/Customer__c`, {
            method: 'POST',
            headers: { authorization: `Bearer ${admin.accessToken}`, 'content-type': 'application/json' },
            body: JSON.stringify({ Name: 'x'.repeat(6 * 1024 * 1024) })
        });
        expect(answer.status).toBe(413);
        expect(await answer.json()).toMatchObject([{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
    });

    it.each([
        ['an address that is no UTF-8', '/%E0%A4%A', 'application/json', 404, 'NOT_FOUND'],
        ['a content type that is none', '/services/data', 'text/', 415, 'UNSUPPORTED_MEDIA_TYPE']
    ])(
        "given %s, when it is sent, then it is refused in the platform's shape",
        async (_, path, type, status, errorCode) => {
            const answer = await fetch(`${org.url}${path}`, {
                method: 'POST',
                headers: { 'content-type': type },
                body: '{}'
            });
            expect(answer.status).toBe(status);
            expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
            expect(await answer.json()).toEqual([{ errorCode, message: expect.any(String) }]);
        }
    );

    it('given generated secrets and an address for tools, when they are written, then only their owner may read them', () => {
        const mode = (name: string) => statSync(join(stateDir, name)).mode & 0o777;
        expect([mode('credentials.json'), mode('server.json')]).toEqual([0o600, 0o600]);
    });

    it('given a path with doubled slashes, when it is asked for, then it is the same resource', async () => {
        expect((await fetch(`${org.url}//services/data`)).status).toBe(200);
    });

    it('given a taken port, when another org is served there, then the fault says so and what to do', async () => {
        const other = mkdtempSync(join(tmpdir(), 'served-http-'));
        await expect(start(other, { port: Number(new URL(org.url).port) })).rejects.toThrow(/LOC-008.*PORT=/);
        rmSync(other, { recursive: true, force: true });
    });

    it('given a serving org, when it is closed, then its note for tools goes', async () => {
        const other = mkdtempSync(join(tmpdir(), 'served-http-'));
        const short = await start(other);
        const note = join(other, 'server.json');
        expect(JSON.parse(readFileSync(note, 'utf8'))).toMatchObject({ url: short.url, pid: process.pid });
        await short.close();
        expect(existsSync(note)).toBe(false);
        rmSync(other, { recursive: true, force: true });
    });
});

describe('a served org that is killed', () => {
    it('given committed records, when the process is killed, then the next start has every one', async () => {
        const stateDir = mkdtempSync(join(tmpdir(), 'served-kill-'));
        const serving = async () => {
            const child = spawn(
                process.execPath,
                ['--import', 'tsx', join(import.meta.dirname, 'serveFixture.ts'), stateDir],
                {
                    stdio: ['ignore', 'pipe', 'inherit']
                }
            );
            const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
            return { child, url };
        };
        const kill = async (child: ReturnType<typeof spawn>) => {
            const ended = once(child, 'exit');
            child.kill('SIGKILL');
            await ended;
        };
        const first = await serving();
        const writer = await logIn(first.url, stateDir, 'ada@example.com');
        const created = await Promise.all(
            Array.from({ length: 20 }, (_, i) => writer.sobject('Customer__c').create({ Name: `Durable ${i}` }))
        );
        await kill(first.child);
        const second = await serving();
        const reader = await logIn(second.url, stateDir, 'ada@example.com');
        const { records } = await reader.query<{ Id: string }>('SELECT Id FROM Customer__c');
        await kill(second.child);
        expect(records.map(({ Id }) => Id).sort()).toEqual(created.map(({ id }) => id).sort());
        rmSync(stateDir, { recursive: true, force: true });
    });
});
