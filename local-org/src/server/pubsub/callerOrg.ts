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

    /** @param refused called when the org does not let the caller listen @returns what ends the subscription */
    listen(
        topic: string,
        replayId: number,
        listener: Omit<Subscriber, 'refused'> & { refused(fault: PubSubFault): void }
    ): () => void {
        const search = new URLSearchParams({ channel: topic, replayId: String(replayId) }).toString();
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

function faultOf({ status: httpStatus, body }: OrgResponse): PubSubFault {
    const [error] = JSON.parse(body as string) as [{ errorCode: string; message: string }];
    const message = error.message.replace(/^\d{3}::/, '');
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
