import { randomBytes } from 'node:crypto';
import type { EngineBridge } from '../engineBridge.ts';
import type { OrgRequest, OrgResponse } from '../protocol.ts';
import { BayeuxClient } from './bayeuxClient.ts';
import type { BayeuxIdentity } from './bayeuxClient.ts';
import type { BayeuxAnswer, BayeuxRequest } from './bayeuxMessage.ts';
import { failure, HANDSHAKE, NONE, readMessages, RETRY, success } from './bayeuxMessage.ts';

const ADDRESS = /^\/cometd(?:\/([^/]*))?(?:\/(?:handshake|connect|disconnect))?\/?$/i;
/** Events with replay ids begin here. */
const EVENT_VERSION = 37;
/** The CLI listens to system topics by the version before, as it does in every org (`StreamingClient.DefaultOptions`). */
const SYSTEM_VERSION = 36;
const SYSTEM_TOPIC = /^\/systemTopic\//;
const UNSUPPORTED_VERSION = `Unsupported API version. Only API versions '${EVENT_VERSION}.0' and later are supported. URI format: '/cometd/66.0'`;
/** Users of a Developer Edition org that may listen at the same time; the clients of one user count once. */
const CONCURRENT_USERS = 20;
const EXTENSIONS = { replay: true, 'payload.format': true };

/** How long connects are held, and how long a client may stay away between them. */
export interface BayeuxTimes {
    readonly connectMs: number;
    readonly absenceMs: number;
}

const TIMES: BayeuxTimes = { connectMs: RETRY.timeout, absenceMs: RETRY.timeout };

/**
 * CometD at `/cometd/XX.0`: the Bayeux protocol over long polling, with the replay extension, for `/event/…`, and `/systemTopic/…` of test
 * runs and debug logs. The org decides who may listen, and says when a session is over; here is only what belongs to the protocol.
 */
export class BayeuxServer {
    private readonly engine: EngineBridge;
    private readonly times: BayeuxTimes;
    private readonly clients = new Map<string, BayeuxClient>();
    private readonly absences = new Map<BayeuxClient, NodeJS.Timeout>();

    constructor(engine: EngineBridge, times: BayeuxTimes = TIMES) {
        this.engine = engine;
        this.times = times;
    }

    owns(path: string): boolean {
        return ADDRESS.test(path);
    }

    /** @param gone aborted when the connection breaks */
    async handle(request: OrgRequest, gone: AbortSignal): Promise<OrgResponse> {
        const refusal = refusalOf(request);
        if (refusal !== null)
            return { status: 400, headers: { 'content-type': 'text/plain' }, body: `400::${refusal}` };
        const messages = readMessages(request.body);
        if (!messages) return { status: 400, headers: { 'content-type': 'text/plain' }, body: '400::Malformed JSON' };
        const identity = await this.identify(request);
        const answers: BayeuxAnswer[] = [];
        for (const message of messages) answers.push(...(await this.answer(request, message, identity, gone)));
        return {
            status: 200,
            headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' },
            body: JSON.stringify(answers)
        };
    }

    close(): void {
        for (const client of [...this.clients.values()]) this.forget(client);
    }

    /** null for a session that is none */
    private async identify(request: OrgRequest): Promise<BayeuxIdentity | null> {
        const order = { ...request, method: 'GET', path: '/local-org/session', search: '', body: '' };
        const { status, body } = await this.engine.request(order);
        return status === 200 ? (JSON.parse(body as string) as BayeuxIdentity) : null;
    }

    private async answer(
        request: OrgRequest,
        message: BayeuxRequest,
        identity: BayeuxIdentity | null,
        gone: AbortSignal
    ): Promise<BayeuxAnswer[]> {
        if (message.channel === '/meta/handshake') return [this.handshake(request, message, identity)];
        const client = this.clients.get(message.clientId ?? '');
        if (!identity || client?.isOver) {
            if (client) this.forget(client);
            return [failure(message, authenticationError(request), { clientId: message.clientId, advice: NONE })];
        }
        if (client?.identity.sessionId !== identity.sessionId)
            return [failure(message, '403::Unknown client', { advice: HANDSHAKE })];
        this.expectBack(client);
        switch (message.channel) {
            case '/meta/connect':
                return this.connect(request, message, client, gone);
            case '/meta/subscribe':
                return [await this.subscribe(request, message, client)];
            case '/meta/unsubscribe':
                return [unsubscribe(message, client)];
            case '/meta/disconnect':
                this.forget(client);
                return [success(message, { clientId: client.id })];
            default:
                return [failure(message, `403::Publishing to ${message.channel} is not allowed`)];
        }
    }

    private handshake(request: OrgRequest, message: BayeuxRequest, identity: BayeuxIdentity | null): BayeuxAnswer {
        if (!identity) {
            const sfdc = { failureReason: authenticationError(request) };
            return failure(message, '403::Handshake denied', { ext: { sfdc, ...EXTENSIONS }, advice: NONE });
        }
        const users = new Set([...this.clients.values()].map((client) => client.identity.userId));
        if (users.size >= CONCURRENT_USERS && !users.has(identity.userId))
            return failure(message, '403::Organization concurrent user limit exceeded', { advice: NONE });
        const client = new BayeuxClient(randomBytes(20).toString('hex'), identity);
        this.clients.set(client.id, client);
        this.expectBack(client);
        return success(message, {
            ext: EXTENSIONS,
            version: '1.0',
            minimumVersion: '1.0',
            supportedConnectionTypes: ['long-polling'],
            clientId: client.id
        });
    }

    private async connect(
        request: OrgRequest,
        message: BayeuxRequest,
        client: BayeuxClient,
        gone: AbortSignal
    ): Promise<BayeuxAnswer[]> {
        if (message.connectionType !== 'long-polling')
            return [failure(message, `400::Invalid connection type ${message.connectionType ?? ''}`, { advice: NONE })];
        if (!client.isFirstConnect) await client.delivery(this.times.connectMs, gone);
        if (client.isOver) {
            this.forget(client);
            return [failure(message, authenticationError(request), { clientId: client.id, advice: NONE })];
        }
        this.expectBack(client);
        // What nobody will read waits for the client's next connect.
        if (gone.aborted) return [];
        return [...client.takeWaiting(), success(message, { clientId: client.id, advice: RETRY })];
    }

    private subscribe(request: OrgRequest, message: BayeuxRequest, client: BayeuxClient): Promise<BayeuxAnswer> {
        const channel = message.subscription ?? '';
        const refusal = channelRefusal(request, channel);
        if (refusal !== null)
            return Promise.resolve(failure(message, `400::${refusal}`, { clientId: client.id, subscription: channel }));
        const query = new URLSearchParams({ channel, replayId: String(message.replay[channel] ?? -1) });
        const order = { ...request, method: 'GET', path: '/events', search: query.toString(), body: '' };
        return new Promise((resolve) => {
            const end = this.engine.subscribe(order, {
                accepted: () => {
                    client.add(channel, end);
                    resolve(success(message, { clientId: client.id, subscription: channel }));
                },
                refused: ({ body }) =>
                    resolve(failure(message, messageOf(body), { clientId: client.id, subscription: channel })),
                push: (event) => client.push(channel, event),
                ended: () => client.end()
            });
        });
    }

    /** A client that stays away too long has to shake hands again. */
    private expectBack(client: BayeuxClient): void {
        clearTimeout(this.absences.get(client));
        const timer = setTimeout(() => this.forget(client), this.times.connectMs + this.times.absenceMs);
        this.absences.set(client, timer);
    }

    private forget(client: BayeuxClient): void {
        clearTimeout(this.absences.get(client));
        this.absences.delete(client);
        this.clients.delete(client.id);
        client.close();
    }
}

function refusalOf({ method, path }: OrgRequest): string | null {
    const version = ADDRESS.exec(path)?.[1];
    if (method !== 'POST') return 'Only POST requests are understood.';
    if (!version) return "API version in the URI is mandatory. URI format: '/cometd/66.0'";
    return /^\d\d\.0$/.test(version) && Number(version) >= SYSTEM_VERSION ? null : UNSUPPORTED_VERSION;
}

function channelRefusal({ path }: OrgRequest, channel: string): string | null {
    if (!channel.startsWith('/')) return "Channel subscriptions must start with a leading '/'";
    const version = Number(ADDRESS.exec(path)?.[1]);
    return version < EVENT_VERSION && !SYSTEM_TOPIC.test(channel) ? UNSUPPORTED_VERSION : null;
}

function unsubscribe(message: BayeuxRequest, client: BayeuxClient): BayeuxAnswer {
    const channel = message.subscription ?? '';
    const more = { clientId: client.id, subscription: channel };
    return client.remove(channel)
        ? success(message, more)
        : failure(message, `404::Unknown subscription ${channel}`, more);
}

function authenticationError({ headers }: OrgRequest): string {
    const isShown = headers['authorization'] !== undefined || headers['cookie'] !== undefined;
    return isShown ? '401::Authentication invalid' : '401::Request requires authentication';
}

/** The text of a refusal in the shape of REST errors. */
function messageOf(body: OrgResponse['body']): string {
    const [error] = JSON.parse(body as string) as { errorCode: string; message: string }[];
    return /^\d{3}::/.test(error!.message) ? error!.message : `403::${error!.message}`;
}
