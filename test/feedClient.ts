import path from 'node:path';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import { Client, credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Connection } from 'jsforce';

const PROTO = path.join(import.meta.dirname, '../local-org/src/server/pubsub/pubsub.proto');

interface Fetched {
    readonly events: readonly unknown[];
}

interface PubSub extends Client {
    Subscribe(metadata: Metadata): ClientDuplexStream<object, Fetched>;
    ManagedSubscribe(metadata: Metadata): ClientDuplexStream<object, Fetched>;
}

/** What a stream has brought. */
export interface Feed {
    readonly heard: () => number;
    /** Error code of the Pub/Sub API, or the gRPC message; null while the stream lives. */
    readonly end: () => string | null;
}

/** A client of the Pub/Sub API that a generic gRPC library makes of the service description. */
export class FeedClient {
    private readonly client: PubSub;
    private readonly metadata = new Metadata();
    private readonly streams: ClientDuplexStream<object, Fetched>[] = [];

    constructor(address: string, { accessToken, instanceUrl, userInfo }: Connection) {
        const loaded = loadPackageDefinition(loadSync(PROTO, { enums: String, longs: Number, defaults: true }));
        const { v1 } = loaded['eventbus'] as unknown as { v1: { PubSub: new (...args: unknown[]) => PubSub } };
        this.client = new v1.PubSub(address, credentials.createInsecure());
        this.metadata.set('accesstoken', accessToken!);
        this.metadata.set('instanceurl', instanceUrl);
        this.metadata.set('tenantid', userInfo!.organizationId);
    }

    subscribe(topicName: string): Feed {
        return this.follow(this.client.Subscribe(this.metadata), { topicName, replayPreset: 'LATEST' });
    }

    managed(developerName: string): Feed {
        return this.follow(this.client.ManagedSubscribe(this.metadata), { developerName });
    }

    close(): void {
        for (const stream of this.streams) stream.cancel();
        this.client.close();
    }

    private follow(stream: ClientDuplexStream<object, Fetched>, request: object): Feed {
        this.streams.push(stream);
        let heard = 0;
        let end: string | null = null;
        stream.on('data', ({ events }: Fetched) => (heard += events.length));
        stream.on('error', ({ metadata, details }: ServiceError) => {
            end = String(metadata.get('error-code')[0] ?? details);
        });
        stream.write({ numRequested: 100, ...request });
        return { heard: () => heard, end: () => end };
    }
}
