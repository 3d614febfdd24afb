import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRows } from '../../src/data/index.ts';
import { compileProject } from '../../src/org/index.ts';
import type { ApexBlob } from '../../src/runtime/blob.ts';
import type { ApexDatetime } from '../../src/runtime/dates.ts';
import { Monitoring, BadThreatEvent } from '../../src/monitoring/index.ts';
import { Callouts } from '../../src/runtime/services.ts';
import { projectFolder } from '../org/projectFolder.ts';
import { liveOrg } from '../async/orgUnderTest.ts';
import { json, ServedFixture } from '../server/servedOrg.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('event log files', () => {
    let served: ServedFixture;
    let admin: string;
    beforeEach(() => {
        served = new ServedFixture();
        admin = served.logIn('ada@example.com');
    });
    afterEach(() => served.close());
    const files = (interval: string) => served.rows('EventLogFile').filter(({ Interval }) => Interval === interval);
    const linesOf = (type: string, interval = 'Hourly') =>
        files(interval)
            .filter(({ EventType }) => EventType === type)
            .flatMap(
                ({ LogFile }) => parse((LogFile as ApexBlob).bytes, { columns: true }) as Record<string, string>[]
            );
    const pass = (milliseconds: number) => served.org.passUntil(served.clock.now() + milliseconds);

    it('given requests of two hours, when their time has come, then each hour has its files and the day one more', () => {
        served.query(admin, 'SELECT Id FROM Customer__c');
        pass(1.5 * HOUR_MS);
        served.query(admin, 'SELECT Id FROM Customer__c');
        pass(4 * HOUR_MS);
        const hours = files('Hourly').filter(({ EventType }) => EventType === 'RestApi');
        expect(hours.map(({ LogDate, Sequence }) => [(LogDate as ApexDatetime).iso(), Sequence])).toEqual([
            ['2026-01-31T12:00:00.000Z', 1],
            ['2026-01-31T13:00:00.000Z', 1]
        ]);
        expect(files('Daily')).toEqual([]);
        pass(DAY_MS);
        expect(
            files('Daily').map(({ EventType, LogDate, Sequence }) => [
                EventType,
                (LogDate as ApexDatetime).iso(),
                Sequence
            ])
        ).toEqual([
            ['Login', '2026-01-31T00:00:00.000Z', 0],
            ['RestApi', '2026-01-31T00:00:00.000Z', 0],
            ['ApiTotalUsage', '2026-01-31T00:00:00.000Z', 0]
        ]);
        expect(linesOf('RestApi', 'Daily')).toHaveLength(2);
    });

    it('given a request, when its file is read, then the columns tell who asked for what, and never the query', () => {
        served.query(admin, "SELECT Id FROM Customer__c WHERE Name = 'Private'", {
            from: '127.0.0.66',
            headers: { 'sforce-call-options': 'client=loader' }
        });
        pass(5 * HOUR_MS);
        expect(linesOf('ApiTotalUsage')).toMatchObject([
            {
                EVENT_TYPE: 'ApiTotalUsage',
                TIMESTAMP: '20260131120000.000',
                API_FAMILY: 'REST',
                API_VERSION: '66.0',
                API_RESOURCE: '/services/data/v66.0/query',
                CLIENT_NAME: 'loader',
                CLIENT_IP: '127.0.0.66',
                CONNECTED_APP_NAME: 'Tools',
                COUNTS_AGAINST_API_LIMIT: '1',
                HTTP_METHOD: 'GET',
                STATUS_CODE: '200',
                USER_ID_DERIVED: served.userId('ada@example.com'),
                USER_NAME: 'ada@example.com'
            }
        ]);
        const texts = served.rows('EventLogFile').map(({ LogFile }) => (LogFile as ApexBlob).text());
        expect(texts.join()).not.toContain('Private');
    });

    it('given a bulk job, a report, an export and a login, when their hour is over, then each has lines in a file of its type', () => {
        const body = { operation: 'query', query: 'SELECT Id FROM Customer__c' };
        served.customers(2);
        served.ask('POST', '/services/data/v66.0/jobs/query', { token: admin, body });
        served.pass(300);
        const report = served.rows('Report').find(({ DeveloperName }) => DeveloperName === 'Customers')!.Id as string;
        served.ask('GET', `/services/data/v66.0/analytics/reports/${report}`, { token: admin });
        served.ask('GET', `/${report}?export=1&xf=csv`, { headers: { cookie: `sid=${admin}` } });
        pass(5 * HOUR_MS);
        expect(
            linesOf('BulkApi2').map(({ JOB_STATUS, OPERATION_TYPE, ENTITY_TYPE, RECORDS_PROCESSED }) => [
                JOB_STATUS,
                OPERATION_TYPE,
                ENTITY_TYPE,
                RECORDS_PROCESSED
            ])
        ).toEqual([
            ['UploadComplete', 'query', 'Customer__c', '0'],
            ['InProgress', 'query', 'Customer__c', '0'],
            ['JobComplete', 'query', 'Customer__c', '2']
        ]);
        expect(linesOf('Report')).toMatchObject([{ REPORT_ID_DERIVED: report, ROW_COUNT: '2', NUMBER_COLUMNS: '3' }]);
        expect(linesOf('ReportExport')).toMatchObject([{ REPORT_DESCRIPTION: 'All customers but the lost ones' }]);
        expect(linesOf('URI')).toMatchObject([{ URI: `/${report}`, REQUEST_STATUS: 'S' }]);
        expect(linesOf('Login')).toMatchObject([{ USER_NAME: 'ada@example.com', LOGIN_STATUS: 'LOGIN_NO_ERROR' }]);
    });

    it('given a file, when Apex and a client read it, then both get the same bytes', () => {
        served.query(admin, 'SELECT Id FROM Customer__c');
        pass(5 * HOUR_MS);
        const token = served.logIn('ada@example.com');
        served.org.runAnonymous(
            served.org.users.named('ada@example.com')!,
            `EventLogFile file = [SELECT LogFile FROM EventLogFile WHERE EventType = 'RestApi' AND Interval = 'Hourly' LIMIT 1];
             insert new Customer__c(Name = file.LogFile.toString().substringBefore(','));`
        );
        expect(served.rows('Customer__c')).toMatchObject([{ Name: '"EVENT_TYPE"' }]);
        const { records } = json(
            served.query(token, "SELECT LogFile, LogFileLength FROM EventLogFile WHERE EventType = 'RestApi'")
        ) as { records: [{ LogFile: string; LogFileLength: number }] };
        const answer = served.ask('GET', records[0].LogFile, { token });
        expect(Buffer.from(answer.body)).toHaveLength(records[0].LogFileLength);
        expect(Buffer.from(answer.body).toString()).toMatch(/^"EVENT_TYPE","TIMESTAMP"/);
    });

    it('given a user without the permission, when he asks for log files or events, then they do not exist for him', () => {
        const user = served.logIn('uma@example.com');
        for (const object of ['EventLogFile', 'ApiEvent']) {
            expect(served.query(user, `SELECT Id FROM ${object}`)).toMatchObject({
                status: 400,
                body: expect.stringContaining(`sObject type '${object}' is not supported.`)
            });
            expect(served.query(admin, `SELECT Id FROM ${object}`).status).toBe(200);
        }
    });

    it('given files of a month ago, when new ones are written, then the old ones are gone', () => {
        pass(5 * HOUR_MS);
        const old = served.rows('EventLogFile').map(({ Id }) => Id);
        pass(31 * DAY_MS);
        served.logIn('ada@example.com');
        pass(5 * HOUR_MS);
        const now = served.rows('EventLogFile').map(({ Id }) => Id);
        expect(now).not.toEqual([]);
        expect(now.filter((id) => old.includes(id))).toEqual([]);
    });

    it('given subscribers, when events are published and heard, then the usage of the day counts both, but no triggers', () => {
        const heard: unknown[] = [];
        served.api.subscribe(
            served.request('GET', '/events?channel=/event/Alarm__e&replayId=-1', { token: admin }),
            (message) => heard.push(message)
        );
        served.org.runAnonymous(
            served.org.admin,
            "EventBus.publish(new List<Alarm__e>{ new Alarm__e(Text__c = 'a'), new Alarm__e(Text__c = 'b') });"
        );
        pass(2 * 60_000);
        expect(heard).toHaveLength(2);
        expect(
            served
                .rows('PlatformEventUsageMetric')
                .map(({ Name, StartDate, Value }) => [Name, (StartDate as ApexDatetime).iso(), Number(Value)])
        ).toEqual([
            ['PLATFORM_EVENTS_PUBLISHED', '2026-01-31T00:00:00.000Z', 2],
            ['PLATFORM_EVENTS_DELIVERED', '2026-01-31T00:00:00.000Z', 2]
        ]);
    });
});

it('given a callout, when its hour is over, then the file tells its address without the query string, and how it went', () => {
    const callouts = { send: () => ({ statusCode: 503, status: 'Busy', headers: [], body: Buffer.from('busy') }) };
    const live = liveOrg({}, { callouts });
    new Monitoring(live.org);
    live.org.execute({ user: live.org.admin, quiddity: 'ANONYMOUS', isAsync: false }, () =>
        live.org.services.get(Callouts).send({
            method: 'POST',
            url: 'https://vendor.example/score?name=Private',
            headers: [],
            body: Buffer.from('hello'),
            timeoutMs: 1
        })
    );
    live.org.passUntil(live.clock.now() + 5 * HOUR_MS);
    const file = systemRows(live.org.data, 'EventLogFile').find(({ EventType }) => EventType === 'ApexCallout')!;
    expect(parse((file.LogFile as ApexBlob).bytes, { columns: true })).toMatchObject([
        {
            URL: 'https://vendor.example/score',
            METHOD: 'POST',
            STATUS_CODE: '503',
            SUCCESS: '0',
            REQUEST_SIZE: '5',
            RESPONSE_SIZE: '4',
            USER_ID_DERIVED: live.org.admin.id
        }
    ]);
});

describe('an org without Event Monitoring', () => {
    const CONDITION = {
        'app/classes/Condition.cls': `global class Condition implements TxnSecurity.EventCondition {
            global Boolean evaluate(SObject event) { return event instanceof ApiEvent; }
        }`
    };
    const POLICY = {
        'app/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<TransactionSecurityPolicy xmlns="http://soap.sforce.com/2006/04/metadata">
<action><block>true</block><endSession>false</endSession><freezeUser>false</freezeUser><twoFactorAuthentication>false</twoFactorAuthentication></action>
<active>true</active><apexClass>Plain</apexClass><developerName>Guard</developerName><eventName>ApiEvent</eventName><masterLabel>Guard</masterLabel><type>CustomApexPolicy</type>
</TransactionSecurityPolicy>`,
        'app/classes/Plain.cls': 'public class Plain { }'
    };
    const messages = (files: Readonly<Record<string, string>>) => {
        const folder = projectFolder(files);
        try {
            return compileProject(folder.dir, { features: [] }).diagnostics.map(({ message }) => message);
        } finally {
            folder.remove();
        }
    };

    it('given Apex that names an event, when the project is checked, then the type does not exist', () => {
        expect(messages(CONDITION)).toEqual([expect.stringContaining('ApiEvent')]);
    });

    it('given a policy, when the project is checked, then it is not available', () => {
        expect(messages(POLICY)).toEqual([expect.stringContaining('no Event Monitoring')]);
    });

    it('given requests and logins, when a day has passed, then only the free files exist, and for one day', () => {
        const definition = projectFolder({ 'sfdx-project.json': '{}' });
        const seed = join(definition.dir, 'org.json');
        writeFileSync(seed, JSON.stringify({ features: [] }));
        const live = liveOrg({}, { seed });
        definition.remove();
        const monitoring = new Monitoring(live.org);
        const requester = {
            user: live.org.admin,
            sourceIp: '127.0.0.66',
            sessionKey: null,
            loginKey: 'k',
            loginHistoryId: null,
            connectedAppId: null
        };
        monitoring.noteRequest({
            type: 'RestApi',
            at: live.clock.now(),
            requester,
            requestId: 'r',
            method: 'GET',
            path: '/services/data/v66.0/query',
            status: 200,
            elapsedMs: 1,
            rows: 1,
            entity: null,
            apiVersion: '66.0',
            client: null,
            userAgent: null
        });
        monitoring.bulkResult(requester, 'SELECT Id FROM Account');
        live.org.passUntil(live.clock.now() + DAY_MS);
        const query = 'System.debug([SELECT EventType, Interval FROM EventLogFile].size());';
        expect(
            live.apex(
                `EventLogFile file = [SELECT EventType, Interval FROM EventLogFile]; System.debug(file.EventType + ' ' + file.Interval);`
            )
        ).toEqual(['ApiTotalUsage Daily']);
        expect(live.apex(query)).toEqual(['1']);
        expect(() => monitoring.injectThreat('ApiAnomalyEvent', {})).toThrow(BadThreatEvent);
        expect(() => live.apex("Database.query('SELECT Id FROM ApiEvent');")).toThrow(/ApiEvent/);
    });
});
