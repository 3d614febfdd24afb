import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, ServedFixture } from './servedOrg.ts';

const RELAY = { destinationResourceName: 'callout:Guarded', eventChannel: 'Orders__chn', label: 'Orders' };
const FEED = { topicName: '/event/Alarm__e', label: 'Alarms' };

describe('event relays, managed subscriptions and agents as clients see them', () => {
    const served = new ServedFixture();
    let admin: string;
    let relayId: string;
    let feedId: string;
    beforeAll(() => {
        admin = served.logIn('ada@example.com');
        relayId = create('EventRelayConfig', 'Orders', RELAY).id;
        feedId = create('ManagedEventSubscription', 'Alarms', FEED).id;
    });
    afterAll(() => served.close());

    const tooling = (method: string, path: string, body?: unknown, token = admin) =>
        served.ask(method, `/services/data/v66.0/tooling/${path}`, { token, body });
    const create = (object: string, FullName: string, Metadata: object) =>
        json(tooling('POST', `sobjects/${object}`, { FullName, Metadata })) as { id: string; success: boolean };
    const change = (object: string, id: string, Metadata: object, token = admin) =>
        tooling('PATCH', `sobjects/${object}/${id}`, { Metadata }, token);
    const rows = (soql: string) =>
        (json(tooling('GET', `query?q=${encodeURIComponent(soql)}`)) as { records: object[] }).records;
    const fault = ({ status, body }: { status: number; body: string | Uint8Array }) => [
        status,
        (JSON.parse(String(body)) as [{ errorCode: string }])[0].errorCode
    ];
    const activation = (id: string, status: string, token = admin) =>
        served.ask('POST', `/services/data/v66.0/connect/bot-versions/${id}/activation`, { token, body: { status } });
    const versions = () =>
        json(
            served.query(
                admin,
                "SELECT Id, DeveloperName, Status FROM BotVersion WHERE BotDefinition.DeveloperName = 'Helper' ORDER BY VersionNumber"
            )
        ) as { records: { Id: string; DeveloperName: string; Status: string }[] };
    const statuses = () => versions().records.map(({ DeveloperName, Status }) => [DeveloperName, Status]);

    it('given a new relay and a new subscription, when they are read, then the one is stopped and the other runs', () => {
        expect(
            rows("SELECT Id, FullName, State, Metadata FROM EventRelayConfig WHERE DeveloperName = 'Orders'")
        ).toEqual([
            {
                attributes: { type: 'EventRelayConfig' },
                Id: relayId,
                FullName: 'Orders',
                State: 'STOP',
                Metadata: { ...RELAY, relayOption: '{"ReplayRecovery":"LATEST"}', state: 'STOP' }
            }
        ]);
        expect(rows("SELECT Id, Metadata FROM ManagedEventSubscription WHERE DeveloperName = 'Alarms'")).toMatchObject([
            { Id: feedId, Metadata: { ...FEED, defaultReplay: 'LATEST', errorRecoveryReplay: 'LATEST', state: 'RUN' } }
        ]);
        expect([relayId.slice(0, 3), feedId.slice(0, 3)]).toEqual(['7k2', '18x']);
    });

    it('given states that are sent alone, when the org starts again, then they are kept and all else is as it was', () => {
        expect(change('EventRelayConfig', relayId, { state: 'PAUSE' }).status).toBe(204);
        expect(change('ManagedEventSubscription', feedId, { state: 'STOP' }).status).toBe(204);
        served.api.close();
        served.open();
        admin = served.logIn('ada@example.com');
        expect(json(tooling('GET', `sobjects/EventRelayConfig/${relayId}`))).toMatchObject({
            State: 'PAUSE',
            Metadata: { ...RELAY, state: 'PAUSE' }
        });
        expect(json(tooling('GET', `sobjects/ManagedEventSubscription/${feedId}`))).toMatchObject({
            Metadata: { ...FEED, state: 'STOP' }
        });
        const another = create('ManagedEventSubscription', 'Another', FEED).id;
        expect(another).not.toBe(feedId);
        expect(tooling('DELETE', `sobjects/ManagedEventSubscription/${another}`).status).toBe(204);
        expect(json(served.query(admin, 'SELECT DeveloperName, State FROM EventRelayConfig'))).toMatchObject({
            records: [{ DeveloperName: 'Orders', State: 'PAUSE' }]
        });
    });

    it.each<[string, string, string, object, string]>([
        ['a name that is none', 'EventRelayConfig', 'Bad__Name', RELAY, 'INVALID_FULL_NAME'],
        ['a name that is taken', 'EventRelayConfig', 'orders', RELAY, 'DUPLICATE_VALUE'],
        ['no destination', 'EventRelayConfig', 'A', { eventChannel: 'A__chn' }, 'REQUIRED_FIELD_MISSING'],
        [
            'an unknown credential',
            'EventRelayConfig',
            'A',
            { ...RELAY, destinationResourceName: 'callout:X' },
            'INVALID_INPUT'
        ],
        ['a relay that is to run at once', 'EventRelayConfig', 'A', { ...RELAY, state: 'RUN' }, 'INVALID_INPUT'],
        ['an option that is none', 'EventRelayConfig', 'A', { ...RELAY, relayOption: 'LATEST' }, 'INVALID_INPUT'],
        ['an unknown member', 'EventRelayConfig', 'A', { ...RELAY, status: 'RUN' }, 'JSON_PARSER_ERROR'],
        ['no topic', 'ManagedEventSubscription', 'A', { label: 'A' }, 'REQUIRED_FIELD_MISSING'],
        ['an unknown topic', 'ManagedEventSubscription', 'A', { topicName: '/event/No__e' }, 'INVALID_INPUT'],
        ['a pause', 'ManagedEventSubscription', 'A', { ...FEED, state: 'PAUSE' }, 'INVALID_INPUT'],
        ['change events', 'ManagedEventSubscription', 'A', { topicName: '/data/ChangeEvents' }, 'LOC-002']
    ])('given %s, when it is sent, then it is refused', (_, object, FullName, Metadata, code) => {
        const answer = tooling('POST', `sobjects/${object}`, { FullName, Metadata });
        expect([answer.status >= 400, String(answer.body)]).toEqual([true, expect.stringContaining(code)]);
    });

    it('given a relay, when its channel is sent along, then nothing is changed', () => {
        expect(fault(change('EventRelayConfig', relayId, { ...RELAY, state: 'RUN' }))).toEqual([
            400,
            'FIELD_INTEGRITY_EXCEPTION'
        ]);
        expect(rows('SELECT State FROM EventRelayConfig')).toMatchObject([{ State: 'PAUSE' }]);
    });

    it('given two relays, when their metadata is asked for at once, then the query is refused', () => {
        const { id } = create('EventRelayConfig', 'Second', RELAY);
        expect(fault(tooling('GET', `query?q=${encodeURIComponent('SELECT Metadata FROM EventRelayConfig')}`))).toEqual(
            [400, 'MALFORMED_QUERY']
        );
        expect(rows('SELECT DeveloperName FROM EventRelayConfig')).toHaveLength(2);
        tooling('DELETE', `sobjects/EventRelayConfig/${id}`);
    });

    it('given a user who may not customize, when he would switch, then he is refused everywhere', () => {
        const user = served.logIn('uma@example.com');
        expect(fault(change('EventRelayConfig', relayId, { state: 'STOP' }, user))).toEqual([
            403,
            'INSUFFICIENT_ACCESS'
        ]);
        expect(fault(change('ManagedEventSubscription', feedId, { state: 'RUN' }, user))).toEqual([
            403,
            'INSUFFICIENT_ACCESS'
        ]);
        expect(fault(activation(versions().records[1]!.Id, 'Inactive', user))).toEqual([403, 'INSUFFICIENT_ACCESS']);
        expect(statuses()).toEqual([
            ['v1', 'Inactive'],
            ['v2', 'Active']
        ]);
    });

    it('given an agent, when its version is switched, then its status tells, also after a restart, and a second version is refused', () => {
        const [first, second] = versions().records;
        expect(activation(first!.Id, 'Active').body).toContain('LOC-002');
        expect(json(activation(second!.Id, 'Inactive'))).toEqual({ success: true, isActivated: false, messages: [] });
        served.api.close();
        served.open();
        admin = served.logIn('ada@example.com');
        expect(statuses()).toEqual([
            ['v1', 'Inactive'],
            ['v2', 'Inactive']
        ]);
        expect(json(activation(first!.Id, 'Active'))).toMatchObject({ isActivated: true });
        expect(statuses()[0]).toEqual(['v1', 'Active']);
        expect(fault(activation(first!.Id, 'Off'))).toEqual([400, 'INVALID_INPUT']);
    });
});
