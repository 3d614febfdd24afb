import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json, ServedFixture } from './servedOrg.ts';

const LISTS =
    'serviceComponent://ui.force.components.controllers.lists.selectableListDataProvider.SelectableListDataProviderController/ACTION$getItems';
const DETAIL = 'serviceComponent://ui.force.components.controllers.detail.DetailController/ACTION$getRecord';
const CONFIG =
    'serviceComponent://ui.force.components.controllers.hostConfig.HostConfigController/ACTION$getConfigData';

interface Answer {
    state: string;
    returnValue: {
        result?: { record: Record<string, unknown> }[];
        totalCount?: number;
        record?: Record<string, unknown>;
        apiNamesToKeyPrefixes?: object;
    };
    error: unknown[];
}

describe('the guest of a site', () => {
    let served: ServedFixture;
    beforeEach(() => {
        served = new ServedFixture();
        served.customers(5);
        served.org.runAnonymous(served.org.admin, "insert new Diary__c(Name = 'private');");
    });
    afterEach(() => served.close());
    const post = (message: string, path = '/help/s/sfsites/aura') =>
        served.ask('POST', path, { body: new URLSearchParams({ message }).toString(), from: '127.0.0.66' });
    const act = (descriptor: string, params: object) =>
        (json(post(JSON.stringify({ actions: [{ id: '1;a', descriptor, params }] }))) as { actions: Answer[] })
            .actions[0]!;

    it('given records that a rule shares with guests, when somebody enumerates them page by page, then he gets them without what guests may not read', () => {
        const pages = [0, 1].map((currentPage) =>
            act(LISTS, { entityNameOrId: 'Customer__c', pageSize: 3, currentPage, getCount: true })
        );
        expect(pages.map(({ returnValue }) => returnValue.result!.map(({ record }) => record['Name']))).toEqual([
            ['Customer 0', 'Customer 1', 'Customer 2'],
            ['Customer 3', 'Customer 4']
        ]);
        expect(pages[0]).toMatchObject({ state: 'SUCCESS', returnValue: { totalCount: 5 } });
        expect(pages[0]!.returnValue.result![0]!.record).not.toHaveProperty('Secret__c');
    });

    it('given an object that no rule shares, when it is enumerated, then it is empty, whatever the guest may read', () => {
        expect(act(LISTS, { entityNameOrId: 'Diary__c', getCount: true }).returnValue).toEqual({
            result: [],
            totalCount: 0
        });
        const diary = served.rows('Diary__c')[0]!.Id;
        expect(act(DETAIL, { recordId: diary }).state).toBe('ERROR');
    });

    it('given a record, when it is read by its id, then the guest gets it only where he sees it', () => {
        const [{ Id }] = served.rows('Customer__c') as [{ Id: string }];
        expect(act(DETAIL, { recordId: Id }).returnValue.record).toMatchObject({
            Name: 'Customer 0',
            sobjectType: 'Customer__c'
        });
    });

    it('given objects without permission and actions that do not exist, when they are asked for, then each is an error', () => {
        expect(act(LISTS, { entityNameOrId: 'Account' })).toMatchObject({ state: 'ERROR', returnValue: null });
        expect(JSON.stringify(act('aura://Nothing/ACTION$do', {}).error)).toContain('LOC-002');
        expect(Object.keys(act(CONFIG, {}).returnValue.apiNamesToKeyPrefixes!)).toEqual(
            expect.arrayContaining(['Customer__c'])
        );
        expect(Object.keys(act(CONFIG, {}).returnValue.apiNamesToKeyPrefixes!)).not.toContain('Account');
    });

    it.each([
        ['{', 400],
        ['{"actions":1}', 400]
    ])('given the message %s, when it is posted, then it is refused', (message, status) => {
        expect(post(message).status).toBe(status);
    });

    it('given a site that does not exist, when it is asked, then nothing is there', () => {
        expect(post('{"actions":[]}', '/other/s/sfsites/aura').status).toBe(404);
    });

    it('given the guest user, when somebody would log in as him, then he is refused', () => {
        served.credentials();
        const answer = served.ask('POST', '/login', {
            body: new URLSearchParams({ username: 'help@guest.local-org.example' }).toString()
        });
        expect(answer.status).toBe(403);
    });

    it('given an enumeration, when its hour is over, then the log file tells the address and where it came from', () => {
        act(LISTS, { entityNameOrId: 'Customer__c' });
        served.org.passUntil(served.clock.now() + 5 * 3_600_000);
        expect(served.rows('EventLogFile').map(({ EventType }) => EventType)).toContain('URI');
    });

    it('given what the platform’s model would say, when it is put in, then it names the guest', () => {
        const admin = served.logIn('ada@example.com');
        const guest = served.rows('User').find(({ UserType }) => UserType === 'Guest')!.Id;
        const body = {
            type: 'GuestUserAnomalyEvent',
            fields: { UserId: guest, UserType: 'Guest', RequestedEntities: '["Customer__c"]', TotalControllerEvents: 7 }
        };
        expect(served.ask('POST', '/local-org/threat-events', { token: admin, body }).status).toBe(201);
        expect(served.rows('GuestUserAnomalyEventStore')).toMatchObject([{ UserId: guest, TotalControllerEvents: 7 }]);
    });
});
