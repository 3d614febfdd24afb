import type { Connection } from 'jsforce';
import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HttpOrg, until } from './httpOrg.ts';

const CHANNEL = '/event/Alarm__e';

interface Heard {
    readonly payload: { readonly Text__c: string; readonly CreatedById: string };
    readonly event: { readonly replayId: number; readonly EventUuid: string };
}
type Message = Record<string, unknown>;
/** What the tests use of the Bayeux client in jsforce. */
interface Streaming {
    subscribe(channel: string, listener: (data: Heard) => void): PromiseLike<unknown> & { cancel(): void };
    disconnect(): void;
    addExtension(extension: { incoming(message: Message, callback: (message: Message) => void): void }): void;
}

describe('CometD and the genuine client', () => {
    const served = new HttpOrg();
    let publisher: Connection;
    const open: Streaming[] = [];
    beforeAll(async () => {
        await served.open();
        publisher = await served.logIn('uma@example.com');
    }, 60_000);
    afterEach(() => open.splice(0).forEach((client) => client.disconnect()));
    afterAll(() => served.close());

    const publish = async (text: string) => {
        const { success } = await publisher.sobject('Alarm__e').create({ Text__c: text });
        expect(success).toBe(true);
    };
    const clientOf = (conn: Connection, replayId?: number): Streaming => {
        const extensions = replayId === undefined ? [] : [new StreamingExtension.Replay(CHANNEL, replayId)];
        const client = conn.streaming.createClient(extensions) as unknown as Streaming;
        open.push(client);
        return client;
    };
    const listen = async (conn: Connection, replayId?: number): Promise<Heard[]> => {
        const heard: Heard[] = [];
        await clientOf(conn, replayId).subscribe(CHANNEL, (data) => heard.push(data));
        return heard;
    };
    const texts = (heard: readonly Heard[]) => heard.map(({ payload }) => payload.Text__c);
    const post = async (body: unknown, headers: Record<string, string> = {}, path = '/cometd/66.0') => {
        const response = await fetch(served.org.url + path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: typeof body === 'string' ? body : JSON.stringify(body)
        });
        return { status: response.status, text: await response.text() };
    };
    const answers = async (body: unknown, token: string | null, version = '66.0'): Promise<Message[]> => {
        const headers: Record<string, string> = token === null ? {} : { authorization: `OAuth ${token}` };
        const { text } = await post(body, headers, `/cometd/${version}`);
        return JSON.parse(text) as Message[];
    };
    const shakeHands = async (token: string, version = '66.0'): Promise<string> => {
        const [answer] = await answers([{ channel: '/meta/handshake', version: '1.0' }], token, version);
        return answer!['clientId'] as string;
    };

    it('given listeners, when events are published, then each gets what his replay id promises, in order', async () => {
        await publish('first');
        const all = await listen(await served.logIn('uma@example.com'), -2);
        await until(() => all.length > 0);
        const fresh = await listen(await served.logIn('uma@example.com'));
        const after = await listen(await served.logIn('uma@example.com'), all.at(-1)!.event.replayId);
        await publish('second');
        await publish('third');
        await until(() => [all, fresh, after].every((heard) => heard.at(-1)?.payload.Text__c === 'third'));
        expect(texts(all)).toEqual(['first', 'second', 'third']);
        expect(texts(fresh)).toEqual(['second', 'third']);
        expect(texts(after)).toEqual(['second', 'third']);
        expect(all[0]!.event).toMatchObject({ replayId: 1, EventUuid: expect.stringMatching(/^[\w-]{36}$/) as string });
        expect(all[0]!.payload.CreatedById).toMatch(/^005\w{15}$/);
    }, 30_000);

    it('given a listener that cancels, when an event comes, then it hears nothing more', async () => {
        const conn = await served.logIn('uma@example.com');
        const client = clientOf(conn);
        const heard: Heard[] = [];
        const subscription = client.subscribe(CHANNEL, (data) => heard.push(data));
        await subscription;
        await publish('heard');
        await until(() => heard.length === 1);
        subscription.cancel();
        const other = await listen(conn);
        await publish('missed');
        await until(() => other.length === 1);
        expect(texts(heard)).toEqual(['heard']);
    }, 30_000);

    it('given a session that is deleted while its client waits, when events follow, then the client is told and none leaks', async () => {
        const victim = await served.logIn('bot@example.com');
        const client = clientOf(victim, -1);
        const heard: Heard[] = [];
        const errors: unknown[] = [];
        client.addExtension({
            incoming(message, callback) {
                if (message['error']) errors.push([message['channel'], message['error'], message['advice']]);
                callback(message);
            }
        });
        await client.subscribe(CHANNEL, (data) => heard.push(data));
        await publish('before');
        await until(() => heard.length === 1);
        const admin = await served.logIn('ada@example.com');
        const found = await admin.query<{ Id: string }>(
            "SELECT Id FROM AuthSession WHERE Users.Username = 'bot@example.com'"
        );
        await Promise.all(found.records.map(({ Id }) => admin.sobject('AuthSession').destroy(Id)));
        await publish('after');
        await until(() => errors.length > 0);
        expect(errors[0]).toEqual(['/meta/connect', '401::Authentication invalid', { reconnect: 'none', interval: 0 }]);
        expect(texts(heard)).toEqual(['before']);
    }, 30_000);

    it('given a revoked or missing token, when a client shakes hands, then it is denied with the reason', async () => {
        const conn = await served.logIn('bot@example.com');
        const token = conn.accessToken!;
        const clientId = await shakeHands(token);
        await conn.logout();
        const handshake = [{ channel: '/meta/handshake', version: '1.0', id: '1' }];
        expect(await answers(handshake, token)).toEqual([
            {
                ext: { sfdc: { failureReason: '401::Authentication invalid' }, replay: true, 'payload.format': true },
                advice: { reconnect: 'none', interval: 0 },
                channel: '/meta/handshake',
                id: '1',
                error: '403::Handshake denied',
                successful: false
            }
        ]);
        expect(await answers(handshake, null)).toMatchObject([
            { ext: { sfdc: { failureReason: '401::Request requires authentication' } } }
        ]);
        const connect = [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }];
        expect(await answers(connect, token)).toMatchObject([{ error: '401::Authentication invalid' }]);
    }, 30_000);

    it("given somebody else's client id, when it is used, then it is unknown", async () => {
        const clientId = await shakeHands(publisher.accessToken!);
        const other = await served.logIn('uma@example.com');
        const connect = [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }];
        expect(await answers(connect, other.accessToken!)).toMatchObject([
            { error: '403::Unknown client', advice: { reconnect: 'handshake' } }
        ]);
    });

    it.each<[string, string, object, string]>([
        ['an unknown channel', '/event/Nothing__e', {}, '404::The channel specified is not valid: /event/Nothing__e'],
        ['a channel without slash', 'event', {}, "400::Channel subscriptions must start with a leading '/'"],
        ['a change data capture channel', '/data/AccountChangeEvent', {}, '404::The channel specified is not valid'],
        [
            'a stream without permission',
            '/event/ApiEventStream',
            {},
            "403::User doesn't have read access to ApiEventStream"
        ],
        ['a replay id of nowhere', CHANNEL, { [CHANNEL]: 4711 }, '400::The replayId {4711} you provided was invalid.']
    ])('given %s, when a client subscribes, then it is refused', async (_, subscription, replay, error) => {
        const token = publisher.accessToken!;
        const clientId = await shakeHands(token);
        const [answer] = await answers(
            [{ channel: '/meta/subscribe', clientId, subscription, ext: { replay } }],
            token
        );
        expect(answer).toMatchObject({ successful: false, channel: '/meta/subscribe', subscription });
        expect(answer!['error']).toContain(error);
    });

    it('given version 36.0, when a client listens to debug logs, then it hears its own, and events are refused', async () => {
        const admin = await served.logIn('ada@example.com');
        const level = { DeveloperName: 'Trial', MasterLabel: 'Trial', ApexCode: 'FINEST' };
        const { id: DebugLevelId } = await admin.tooling.create('DebugLevel', level);
        const trace = (TracedEntityId: string) =>
            admin.tooling.create('TraceFlag', { TracedEntityId, DebugLevelId, LogType: 'DEVELOPER_LOG' });
        await trace(publisher.userInfo!.id);
        await trace(admin.userInfo!.id);
        const listenFor = async (token: string) => {
            const clientId = await shakeHands(token, '36.0');
            const subscribe = { channel: '/meta/subscribe', clientId };
            const [logs, events] = await answers(
                [
                    { ...subscribe, subscription: '/systemTopic/Logging' },
                    { ...subscribe, subscription: CHANNEL }
                ],
                token,
                '36.0'
            );
            expect(logs).toMatchObject({ successful: true });
            expect(events).toMatchObject({ error: expect.stringContaining('400::Unsupported API version.') as string });
            const connect = [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }];
            return () => answers(connect, token, '36.0');
        };
        const mine = await listenFor(publisher.accessToken!);
        const all = await listenFor(admin.accessToken!);

        const run = async (conn: Connection): Promise<string> => {
            expect(await conn.apex.get('/notices/acme')).toMatchObject({ vendor: 'acme' });
            const soql = `SELECT Id FROM ApexLog WHERE LogUserId = '${conn.userInfo!.id}'`;
            return (await admin.query<{ Id: string }>(soql)).records[0]!.Id;
        };
        const adminLog = await run(admin);
        const ownLog = await run(publisher);

        const ids = (messages: Message[]) =>
            messages.flatMap(({ data }) => (data as { sobject: { Id: string } } | undefined)?.sobject.Id ?? []);
        expect(ids(await mine())).toEqual([ownLog]);
        expect(ids(await all())).toEqual([adminLog, ownLog]);
    });

    it('given other transports and publishing, when a client tries them, then they are refused', async () => {
        const token = publisher.accessToken!;
        const clientId = await shakeHands(token);
        const tried = await answers(
            [
                { channel: '/meta/connect', clientId, connectionType: 'websocket' },
                { channel: CHANNEL, clientId, data: { Text__c: 'x' } },
                { channel: '/meta/disconnect', clientId }
            ],
            token
        );
        expect(tried).toMatchObject([
            { error: '400::Invalid connection type websocket' },
            { error: `403::Publishing to ${CHANNEL} is not allowed` },
            { channel: '/meta/disconnect', successful: true }
        ]);
    });

    it.each([
        ['a body that is no JSON', '/cometd/66.0', '{', '400::Malformed JSON'],
        ['a message without channel', '/cometd/66.0', '[{}]', '400::Malformed JSON'],
        ['no version', '/cometd', '[]', '400::API version in the URI is mandatory.'],
        ['an old version', '/cometd/20.0', '[]', '400::Unsupported API version.']
    ])('given %s, when it is posted, then the request is bad', async (_, path, body, text) => {
        const answer = await post(body, {}, path);
        expect(answer.status).toBe(400);
        expect(answer.text).toContain(text);
    });
});
