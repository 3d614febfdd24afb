import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRowBy } from '../../src/data/index.ts';
import { json, ServedFixture } from '../server/servedOrg.ts';

describe('logins and permissions under policies', () => {
    let served: ServedFixture;
    let admin: string;
    beforeEach(() => {
        served = new ServedFixture();
        admin = served.logIn('ada@example.com');
    });
    afterEach(() => served.close());
    const policyId = (name: string) =>
        systemRowBy(served.org.data, 'TransactionSecurityPolicy', 'DeveloperName', name)!.Id;
    const become = (username: string, token = admin) =>
        served.ask('GET', `/servlet/servlet.su?suorgadminid=${served.userId(username)}&targetURL=/home`, {
            headers: { cookie: `sid=${token}` },
            from: '127.0.0.66'
        });
    const setPermission = (name: string, value: boolean, by = 'ada@example.com') =>
        served.org.runAnonymous(
            served.org.users.named(by)!,
            `PermissionSet reader = [SELECT Id FROM PermissionSet WHERE Name = 'Reader'];
             reader.Permissions${name} = ${value};
             update reader;`
        );

    it('given a login policy whose condition fails, when somebody logs in, then he is kept out and the event says why', () => {
        const { password } = served.credentials().users['uma@example.com']!;
        const form = { grant_type: 'password', username: 'uma@example.com', password };
        const answer = served.token(form, 'Tools', '127.0.0.13');
        expect([answer.status, json(answer)]).toMatchObject([400, { error: 'invalid_grant' }]);
        expect(served.rows('LoginEvent').at(-1)).toMatchObject({
            Username: 'uma@example.com',
            PolicyOutcome: 'Error',
            PolicyId: policyId('Guard_LoginEvent')
        });
        expect(served.rows('LoginHistory').at(-1)).toMatchObject({ Status: 'Blocked by policy' });
    });

    it('given an administrator, when he becomes another user, then the session is that user’s and the event names both', () => {
        const answer = become('uma@example.com');
        expect([answer.status, answer.headers['location']]).toEqual([302, '/home']);
        const cookie = answer.headers['set-cookie']!.split(';')[0]!;
        expect(json(served.ask('GET', '/local-org/viewer', { headers: { cookie } }))).toMatchObject({
            username: 'uma@example.com'
        });
        expect(served.rows('LoginAsEvent')).toMatchObject([
            {
                Username: 'uma@example.com',
                UserId: served.userId('uma@example.com'),
                DelegatedUsername: 'ada@example.com',
                LoginAsCategory: 'OrgAdmin',
                SourceIp: '127.0.0.66',
                PolicyOutcome: 'NoAction'
            }
        ]);
        expect(served.rows('SetupAuditTrail').at(-1)).toMatchObject({ Action: 'suOrgAdminLogin' });
    });

    it('given a policy against it, when an administrator would become that user, then he does not', () => {
        const answer = become('lou@example.com');
        expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
        expect(served.rows('LoginAsEvent')).toMatchObject([{ PolicyOutcome: 'Block' }]);
    });

    it('given somebody who is no administrator, when he would become another user, then he does not', () => {
        expect(become('ada@example.com', served.logIn('uma@example.com')).status).toBe(403);
        expect(served.rows('LoginAsEvent')).toEqual([]);
    });

    it('given a critical permission, when it is switched on and off in a set, then each is an event that names its holders', () => {
        setPermission('ModifyAllData', true);
        served.pass(100);
        setPermission('ModifyAllData', false);
        served.pass(100);
        const events = served.rows('PermissionSetEventStore');
        expect(events).toMatchObject([
            {
                Operation: 'PermsEnabled',
                PermissionList: '["ModifyAllData"]',
                ParentNameList: '["Reader"]',
                UserCount: '4'
            },
            { Operation: 'PermsDisabled', PermissionList: '["ModifyAllData"]' }
        ]);
        expect(JSON.parse(events[0]!.ImpactedUserIds as string)).toContain(served.userId('bot@example.com'));
        expect(events[0]).toMatchObject({
            PolicyOutcome: 'Notified',
            PolicyId: policyId('Guard_PermissionSetEventStore')
        });
    });

    it('given a policy that starts a job, when the permission changes, then the job runs as who changed it', () => {
        setPermission('ModifyAllData', true);
        served.pass(500);
        expect(served.rows('Customer__c')).toMatchObject([{ Name: 'made by ada@example.com' }]);
    });

    it('given the exemption from policies, when it is given, then that is an event as well', () => {
        // Who holds the set himself would be exempt from the policy at once.
        setPermission('TransactionSecurityExempt', true, served.org.admin.username);
        served.pass(100);
        expect(served.rows('PermissionSetEventStore')).toMatchObject([
            { PermissionList: '["TransactionSecurityExempt"]', PolicyOutcome: 'NoAction' }
        ]);
    });

    it('given a blocking policy on a threat, when the threat is put in, then it can only notify', () => {
        const inject = (Score: number) =>
            served.ask('POST', '/local-org/threat-events', {
                token: admin,
                body: { type: 'ApiAnomalyEvent', fields: { Score, UserId: served.userId('bot@example.com') } }
            });
        expect([inject(0.9).status, inject(0.2).status]).toEqual([201, 201]);
        expect(served.rows('ApiAnomalyEventStore')).toMatchObject([
            { PolicyOutcome: 'Notified', PolicyId: policyId('Guard_ApiAnomalyEventStore') },
            { PolicyOutcome: 'NoAction', PolicyId: null }
        ]);
    });
});
