import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRowBy, updateSystemRow } from '../../src/data/index.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import type { ApexBlob } from '../../src/runtime/blob.ts';
import type { StreamMessage } from '../../src/server/protocol.ts';
import { json, ServedFixture } from '../server/servedOrg.ts';

const HOUR_MS = 3_600_000;

describe('event monitoring', () => {
    let served: ServedFixture;
    let admin: string;
    beforeEach(() => {
        served = new ServedFixture();
        served.customers(3);
        admin = served.logIn('ada@example.com');
    });
    afterEach(() => served.close());

    const botToken = () => served.logIn('bot@example.com');
    const listen = (channel: string) => {
        const messages: StreamMessage[] = [];
        served.api.subscribe(
            served.request('GET', `/events?channel=/event/${channel}&replayId=-1`, { token: admin }),
            (message) => messages.push(message)
        );
        return messages;
    };
    const appId = (name: string) =>
        (systemRowBy(served.org.data, 'ConnectedApplication', 'Name', name)!.Id as string).slice(0, 15);

    it('given a REST query, when it is answered, then its event is stored with all that the platform knows of it', () => {
        served.query(admin, 'SELECT Id, Owner.Name FROM Customer__c LIMIT 2', {
            from: '127.0.0.66',
            headers: {
                'sforce-call-options': 'client=python-requests, x=y',
                'user-agent': 'python/3',
                'x-sfdc-addinfo-correlationid': 'c-1'
            }
        });
        const [event] = served.rows('ApiEvent');
        const [login] = served.rows('LoginHistory');
        expect(event).toMatchObject({
            ApiType: 'REST',
            Operation: 'Query',
            Query: 'SELECT Id, Owner.Name FROM Customer__c LIMIT 2',
            QueriedEntities: 'Customer__c',
            Client: 'python-requests',
            UserAgent: 'python/3',
            SourceIp: '127.0.0.66',
            UserId: served.userId('ada@example.com'),
            Username: 'ada@example.com',
            ConnectedAppId: appId('Tools'),
            LoginHistoryId: login!.Id,
            AdditionalInfo: '{"correlationid":"c-1"}',
            SessionLevel: 'STANDARD'
        });
        expect([event!.RowsProcessed, event!.RowsReturned, event!.ApiVersion].map(String)).toEqual(['2', '2', '66']);
        const ids = served
            .rows('Customer__c')
            .slice(0, 2)
            .map(({ Id }) => ({ datacells: [Id] }));
        expect(JSON.parse(event!.Records as string)).toEqual({ totalSize: 2, rows: ids });
    });

    it('given a query over several objects, when it is answered, then the event names those whose rows it selects', () => {
        served.query(
            admin,
            'SELECT Owner.Name, (SELECT Id FROM Partners__r) FROM Customer__c WHERE OwnerId IN (SELECT Id FROM User)'
        );
        expect(served.rows('ApiEvent')).toMatchObject([{ QueriedEntities: 'Customer__c,User' }]);
    });

    it('given a count, when it is answered, then one row is processed and no record returned', () => {
        served.query(admin, 'SELECT COUNT() FROM Customer__c');
        expect(
            served
                .rows('ApiEvent')
                .map(({ RowsProcessed, RowsReturned }) => [String(RowsProcessed), String(RowsReturned)])
        ).toEqual([['1', '0']]);
    });

    it('given pages of a query, when they are fetched, then each is an event of its own', () => {
        served.customers(300);
        const headers = { 'sforce-query-options': 'batchSize=200' };
        const { nextRecordsUrl } = json(served.query(admin, 'SELECT Id FROM Customer__c', { headers })) as {
            nextRecordsUrl: string;
        };
        served.ask('GET', nextRecordsUrl, { token: admin });
        expect(served.rows('ApiEvent').map(({ Operation, RowsReturned }) => [Operation, String(RowsReturned)])).toEqual(
            [
                ['Query', '200'],
                ['QueryMore', '103']
            ]
        );
    });

    it('given a session out of a refresh token, when it queries, then the event names neither app nor login', () => {
        const token = served.credentials().refreshTokens['Chat Bot|bot@example.com']!;
        const { access_token: session } = json(
            served.token({ grant_type: 'refresh_token', refresh_token: token }, 'Chat Bot')
        ) as { access_token: string };
        served.query(session, 'SELECT Id FROM Customer__c');
        expect(served.rows('ApiEvent')).toMatchObject([
            { ConnectedAppId: null, LoginHistoryId: null, Username: 'bot@example.com' }
        ]);
    });

    it('given listeners, when queries, logins and downloads happen, then each channel carries its event with the same identifier', () => {
        const queries = listen('ApiEventStream');
        const logins = listen('LoginEventStream');
        served.pass(300);
        logins.length = 0;
        served.query(admin, 'SELECT Id FROM Customer__c');
        botToken();
        served.pass(300);
        expect(queries.map(({ payload }) => payload['EventIdentifier'])).toEqual(
            served.rows('ApiEvent').map(({ EventIdentifier }) => EventIdentifier)
        );
        expect(logins).toMatchObject([{ payload: { Username: 'bot@example.com', Status: 'Success' } }]);
    });

    it('given describe, list and limits calls, when they are answered, then only log files tell of them, hours later', () => {
        for (const path of ['/sobjects', '/sobjects/Customer__c/describe', '/limits'])
            served.ask('GET', `/services/data/v66.0${path}`, { token: admin, from: '127.0.0.66' });
        expect(served.rows('ApiEvent')).toEqual([]);
        served.org.passUntil(served.clock.now() + 2 * HOUR_MS);
        expect(served.rows('EventLogFile')).toEqual([]);
        served.org.passUntil(served.clock.now() + 2 * HOUR_MS);
        const file = served.rows('EventLogFile').find(({ EventType }) => EventType === 'RestApi')!;
        const lines = (file.LogFile as ApexBlob).text()!.trimEnd().split('\n');
        expect(lines[0]).toMatch(/^"EVENT_TYPE","TIMESTAMP","REQUEST_ID"/);
        expect(lines.slice(1).map((line) => /"(\/services[^"]*)"/.exec(line)![1])).toEqual([
            '/services/data/v66.0/sobjects',
            '/services/data/v66.0/sobjects/Customer__c/describe',
            '/services/data/v66.0/limits'
        ]);
        expect(lines.slice(1).every((line) => line.includes('"127.0.0.66"'))).toBe(true);
        expect(file).toMatchObject({ Interval: 'Hourly', LogFileLength: (file.LogFile as ApexBlob).bytes.length });
        expect(
            served
                .rows('EventLogFile')
                .map(({ EventType }) => EventType)
                .sort()
        ).toEqual(['ApiTotalUsage', 'Login', 'RestApi']);
    });

    it('given a threat event of an administrator, when it is put in, then it is stored and streamed', () => {
        const messages = listen('ApiAnomalyEvent');
        const body = {
            type: 'ApiAnomalyEvent',
            fields: { Score: 0.9, SourceIp: '127.0.0.66', Username: 'bot@example.com' }
        };
        const answer = served.ask('POST', '/local-org/threat-events', { token: admin, body });
        served.pass(300);
        const { eventIdentifier } = json(answer) as { eventIdentifier: string };
        expect(messages).toMatchObject([
            { payload: { EventIdentifier: eventIdentifier, Score: 0.9, SourceIp: '127.0.0.66' } }
        ]);
        expect(served.rows('ApiAnomalyEventStore')).toMatchObject([
            { EventIdentifier: eventIdentifier, Username: 'bot@example.com' }
        ]);
        expect(
            served.ask('POST', '/local-org/threat-events', {
                token: admin,
                body: { type: 'ApiAnomalyEvent', fields: { Nothing: 1 } }
            }).status
        ).toBe(400);
        expect(served.ask('POST', '/local-org/threat-events', { token: botToken(), body }).status).toBe(403);
    });

    it('given permission and user changes by Apex, when they are committed, then the audit trail names who did what', () => {
        served.org.runAnonymous(
            served.org.users.named('ada@example.com')!,
            `UserLogin login = [SELECT Id FROM UserLogin WHERE UserId = '${served.userId('bot@example.com')}'];
             login.IsFrozen = true;
             update login;
             delete [SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Reader' AND AssigneeId = '${served.userId('bot@example.com')}'];`
        );
        served.pass(100);
        expect(served.rows('SetupAuditTrail')).toMatchObject([
            {
                Action: 'frozeuser',
                Display: 'Froze user bot@example.com',
                CreatedById: served.userId('ada@example.com')
            },
            { Action: 'PermSetUnassign', Display: 'Permission set Reader: unassigned from user bot@example.com' }
        ]);
        expect(served.rows('PermissionSetEventStore')).toEqual([]);
    });
});

describe('transaction security', () => {
    let served: ServedFixture;
    let token: string;
    beforeEach(() => {
        served = new ServedFixture();
        served.customers(300);
        token = served.logIn('bot@example.com');
    });
    afterEach(() => served.close());
    const outcomes = () => served.rows('ApiEvent').map(({ Operation, PolicyOutcome }) => [Operation, PolicyOutcome]);
    const where = (word: string) => `SELECT Id FROM Customer__c WHERE Name != '${word}'`;

    it('given a condition that is met, when a query is sent, then it is refused and the event tells by which policy', () => {
        const answer = served.query(token, 'SELECT Username FROM User');
        expect(answer.status).toBe(403);
        expect(json(answer)).toEqual([{ message: 'Blocked by the fixture.', errorCode: 'TXN_SECURITY_NO_ACCESS' }]);
        const policy = systemRowBy(served.org.data, 'TransactionSecurityPolicy', 'DeveloperName', 'Guard_ApiEvent')!;
        expect(served.rows('ApiEvent')).toMatchObject([
            { PolicyOutcome: 'Block', PolicyId: policy.Id, Username: 'bot@example.com' }
        ]);
    });

    it('given queryMore and queryAll, when they are sent, then no policy is asked', () => {
        const headers = { 'sforce-query-options': 'batchSize=200' };
        const { nextRecordsUrl } = json(served.query(token, 'SELECT Id FROM Customer__c', { headers })) as {
            nextRecordsUrl: string;
        };
        served.ask('GET', nextRecordsUrl, { token });
        served.ask('GET', `/services/data/v66.0/queryAll?q=${encodeURIComponent('SELECT Username FROM User')}`, {
            token
        });
        expect(outcomes()).toEqual([
            ['Query', 'NoAction'],
            ['QueryMore', null],
            ['QueryAll', null]
        ]);
    });

    it.each([
        ['throws', 'throwing', 'TXN_SECURITY_APEX_ERROR', 'Error'],
        ['changes data', 'writing', 'TXN_SECURITY_APEX_ERROR', 'Error'],
        ['does not end', 'slow', 'TXN_SECURITY_METERING_ERROR', 'MeteringBlock']
    ])('given a condition that %s, when it is asked, then it blocks', (_, word, errorCode, outcome) => {
        const answer = served.query(token, where(word));
        expect(answer.status).toBe(403);
        expect(json(answer)).toMatchObject([{ errorCode }]);
        expect(outcomes()).toEqual([['Query', outcome]]);
        expect(served.rows('Customer__c').some(({ Name }) => Name === 'written by a policy')).toBe(false);
    });

    it('given a condition that enqueues a job, when it is asked, then the job runs as the user who was judged', () => {
        expect(served.query(token, where('enqueue')).status).toBe(200);
        served.pass(500);
        expect(served.rows('Customer__c').at(-1)).toMatchObject({ Name: 'made by bot@example.com' });
    });

    it('given a user who is exempt, when he queries, then no policy acts', () => {
        const set = systemRowBy(served.org.data, 'PermissionSet', 'Name', 'Reader')!;
        asPlatform(served.org, () =>
            updateSystemRow(served.org.data, 'PermissionSet', set.Id as string, {
                PermissionsTransactionSecurityExempt: true
            })
        );
        expect(served.query(token, 'SELECT Username FROM User').status).toBe(200);
        expect(outcomes()).toEqual([['Query', 'ExemptNoAction']]);
    });
});
