import type { Metadata } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { EngineBridge, Subscriber } from '../engineBridge.ts';
import type { OrgRequest, OrgResponse } from '../protocol.ts';
import { PubSubFault, unauthenticated } from './pubSubFault.ts';

export interface Topic {
    readonly topicName: string;
    readonly canPublish: boolean;
    readonly canSubscribe: boolean;
    readonly schemaId: string;
}

/** One event for the org. */
export interface OutgoingEvent {
    /** Becomes the EventUuid when it is one. */
    readonly id: string;
    readonly fields: Readonly<Record<string, unknown>>;
}

export interface PublishedEvent {
    readonly uuid: string | null;
    readonly replayId: number | null;
    readonly error: string | null;
}

/** A managed subscription and the replay id after which it begins. */
export interface ManagedStart {
    readonly id: string;
    readonly developerName: string;
    readonly replayId: number;
}

type Listener = Omit<Subscriber, 'refused'> & { refused(fault: PubSubFault): void };

/** The org as the caller of an RPC reaches it: with his token, and only as long as that is good. */
export class CallerOrg {
    readonly organizationId: string;
    private readonly engine: EngineBridge;
    private readonly headers: Readonly<Record<string, string>>;
    private readonly remoteAddress: string;

    private constructor(
        engine: EngineBridge,
        headers: Readonly<Record<string, string>>,
        remoteAddress: string,
        organizationId: string
    ) {
        this.engine = engine;
        this.headers = headers;
        this.remoteAddress = remoteAddress;
        this.organizationId = organizationId;
    }

    /** @param peer `127.0.0.1:40000` @throws PubSubFault UNAUTHENTICATED */
    static async of(engine: EngineBridge, metadata: Metadata, peer: string): Promise<CallerOrg> {
        const [token, instanceUrl, tenantId] = ['accesstoken', 'instanceurl', 'tenantid'].map((name) =>
            String(metadata.get(name)[0] ?? '')
        ) as [string, string, string];
        if (!token || !instanceUrl || !tenantId)
            throw unauthenticated('accesstoken, instanceurl and tenantid are needed.');
        const headers = { host: '127.0.0.1', authorization: `Bearer ${token}` };
        const remoteAddress = peer.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
        const caller = new CallerOrg(engine, headers, remoteAddress, '');
        const { organizationId } = (await caller.ask('GET', '/local-org/session')) as { organizationId: string };
        if (tenantId.slice(0, 15) !== organizationId.slice(0, 15)) throw unauthenticated('tenantid is another org.');
        return new CallerOrg(engine, headers, remoteAddress, organizationId);
    }

    /** @throws PubSubFault */
    async topic(name: string): Promise<Topic> {
        const search = new URLSearchParams({ name }).toString();
        return (await this.ask('GET', '/local-org/topics', search)) as Topic;
    }

    /** @throws PubSubFault NOT_FOUND */
    async schemaJson(schemaId: string): Promise<string> {
        const search = new URLSearchParams({ id: schemaId }).toString();
        return ((await this.ask('GET', '/local-org/schemas', search)) as { schemaJson: string }).schemaJson;
    }

    /** @throws PubSubFault */
    async publish(topic: string, events: readonly OutgoingEvent[]): Promise<readonly PublishedEvent[]> {
        const body = JSON.stringify({ topic, events });
        return (await this.ask('POST', '/local-org/events', '', body)) as readonly PublishedEvent[];
    }

    /** @param key `id` or `name` @throws PubSubFault unless it runs and the caller may read its topic */
    async managed(key: 'id' | 'name', value: string): Promise<ManagedStart> {
        const search = new URLSearchParams({ [key]: value }).toString();
        return (await this.ask('GET', '/local-org/managed-subscriptions', search)) as ManagedStart;
    }

    /** @returns why the org does not keep the replay id, null when it does @throws PubSubFault */
    async commit(id: string, replayId: number): Promise<string | null> {
        const body = JSON.stringify({ id, replayId });
        return ((await this.ask('POST', '/local-org/managed-subscriptions', '', body)) as { error: string | null })
            .error;
    }

    /** @param refused called when the org does not let the caller listen @returns what ends the subscription */
    listen(topic: string, replayId: number, listener: Listener): () => void {
        return this.subscribe({ channel: topic, replayId: String(replayId) }, listener);
    }

    /** The same for a managed subscription; refused as well when it is stopped later. */
    listenManaged({ id, replayId }: ManagedStart, listener: Listener): () => void {
        return this.subscribe({ managed: id, replayId: String(replayId) }, listener);
    }

    private subscribe(query: Readonly<Record<string, string>>, listener: Listener): () => void {
        const search = new URLSearchParams(query).toString();
        return this.engine.subscribe(this.order('GET', '/events', search), {
            accepted: () => listener.accepted(),
            refused: (refusal) => listener.refused(faultOf(refusal)),
            push: (message) => listener.push(message),
            ended: () => listener.ended()
        });
    }

    private async ask(method: string, path: string, search = '', body = ''): Promise<unknown> {
        const response = await this.engine.request(this.order(method, path, search, body));
        if (response.status >= 300) throw faultOf(response);
        return JSON.parse(response.body as string);
    }

    private order(method: string, path: string, search: string, body = ''): OrgRequest {
        return { method, path, search, body, headers: this.headers, remoteAddress: this.remoteAddress };
    }
}

const MANAGED: Readonly<Record<string, readonly [status, errorCode: string]>> = {
    SUBSCRIPTION_NAME_UNKNOWN: [status.NOT_FOUND, 'developer.name.not.found'],
    SUBSCRIPTION_ID_UNKNOWN: [status.NOT_FOUND, 'subscription.id.not.found'],
    SUBSCRIPTION_ID_INVALID: [status.INVALID_ARGUMENT, 'subscription.id.invalid'],
    SUBSCRIPTION_STOPPED: [status.FAILED_PRECONDITION, 'config.stopped'],
    SUBSCRIPTION_DELETED: [status.FAILED_PRECONDITION, 'config.deleted'],
    SUBSCRIPTION_ACTIVE: [status.ALREADY_EXISTS, 'already.active']
};

function faultOf({ status: httpStatus, body }: OrgResponse): PubSubFault {
    const [error] = JSON.parse(body as string) as [{ errorCode: string; message: string }];
    const message = error.message.replace(/^\d{3}::/, '');
    const managed = MANAGED[error.errorCode];
    if (managed) return new PubSubFault(managed[0], message, `managed.subscription.${managed[1]}`);
    switch (error.errorCode) {
        case 'INVALID_SESSION_ID':
            return unauthenticated(message);
        case 'INVALID_REPLAY_ID':
            return new PubSubFault(
                status.INVALID_ARGUMENT,
                `The Replay ID validation failed. ${message}`,
                'subscription.fetch.replayid.corrupted'
            );
        case 'UNKNOWN_CHANNEL':
        case 'NOT_FOUND':
            return new PubSubFault(status.NOT_FOUND, message);
        default:
            return new PubSubFault(httpStatus === 403 ? status.PERMISSION_DENIED : status.INTERNAL, message);
    }
}
