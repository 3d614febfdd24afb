import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { sendUnaryData, ServerDuplexStream, ServerUnaryCall, ServiceDefinition } from '@grpc/grpc-js';
import { loadPackageDefinition, Server, ServerCredentials } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { EngineBridge } from '../engineBridge.ts';
import { CallerOrg } from './callerOrg.ts';
import { ManagedSubscribeCall } from './managedSubscribeCall.ts';
import type {
    FetchRequest,
    FetchResponse,
    ManagedFetchRequest,
    ManagedFetchResponse,
    PublishRequest,
    PublishResponse,
    SchemaInfo,
    TopicInfo
} from './messages.ts';
import { publishBatch } from './publishing.ts';
import { invalidArgument, serviceError } from './pubSubFault.ts';
import { Schemas } from './schemas.ts';
import { SubscribeCall } from './subscribeCall.ts';

type Unary<Request, Response> = (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => void;
type PublishStream = ServerDuplexStream<PublishRequest, PublishResponse>;

const PROTO = join(import.meta.dirname, 'pubsub.proto');

/** The gRPC server of `eventbus.v1.PubSub` in front of an org. @param log told of what no client may be told */
export function createPubSubServer(engine: EngineBridge, log: (line: string) => void): Server {
    const loaded = loadPackageDefinition(loadSync(PROTO, { enums: String, longs: Number, defaults: true }));
    const { PubSub } = (loaded['eventbus'] as unknown as { v1: { PubSub: { service: ServiceDefinition } } }).v1;
    const schemas = new Schemas();
    const callerOf = (call: { metadata: ServerUnaryCall<unknown, unknown>['metadata']; getPeer(): string }) =>
        CallerOrg.of(engine, call.metadata, call.getPeer());

    function unary<Request, Response>(
        run: (org: CallerOrg, request: Request) => Promise<Response>
    ): Unary<Request, Response> {
        return (call, answer) => {
            callerOf(call)
                .then((org) => run(org, call.request))
                .then((response) => answer(null, response))
                .catch((fault: unknown) => answer(serviceError(fault, log)));
        };
    }

    /** @param open begins the call of a caller */
    function subscribe<Request, Response>(
        stream: ServerDuplexStream<Request, Response>,
        open: (org: CallerOrg, fail: (fault: unknown) => void) => { take(request: Request): void; close(): void }
    ): void {
        const fail = (fault: unknown): void => void stream.emit('error', serviceError(fault, log));
        stream.pause();
        callerOf(stream)
            .then((org) => {
                const call = open(org, fail);
                stream.on('data', (request: Request) => call.take(request));
                stream.on('end', () => {
                    call.close();
                    stream.end();
                });
                stream.on('cancelled', () => call.close());
                if (stream.cancelled) call.close();
                stream.resume();
            })
            .catch(fail);
    }

    /** Batches are published in the order of their requests. */
    function publishStream(stream: PublishStream): void {
        let topic: string | null = null;
        let last: Promise<unknown> = Promise.resolve();
        const fail = (fault: unknown): void => void stream.emit('error', serviceError(fault, log));
        const publish = async (request: PublishRequest): Promise<void> => {
            topic ??= request.topicName;
            if (request.topicName !== '' && request.topicName !== topic)
                throw invalidArgument(`The topic of this stream is ${topic}, not ${request.topicName}.`);
            stream.write(await publishBatch(await callerOf(stream), schemas, { ...request, topicName: topic }));
        };
        stream.on('data', (request: PublishRequest) => {
            last = last.then(() => publish(request));
            last.catch(fail);
        });
        stream.on('end', () => void last.then(() => stream.end()).catch(() => undefined));
    }

    const server = new Server();
    server.addService(PubSub.service, {
        GetTopic: unary<{ topicName: string }, TopicInfo>(async (org, { topicName }) => ({
            ...(await org.topic(topicName)),
            tenantGuid: org.organizationId,
            rpcId: randomUUID()
        })),
        GetSchema: unary<{ schemaId: string }, SchemaInfo>(async (org, { schemaId }) => ({
            schemaJson: await org.schemaJson(schemaId),
            schemaId,
            rpcId: randomUUID()
        })),
        Publish: unary<PublishRequest, PublishResponse>((org, request) => publishBatch(org, schemas, request)),
        Subscribe: (stream: ServerDuplexStream<FetchRequest, FetchResponse>) =>
            subscribe(stream, (org, fail) => new SubscribeCall(stream, org, schemas, fail)),
        PublishStream: publishStream,
        ManagedSubscribe: (stream: ServerDuplexStream<ManagedFetchRequest, ManagedFetchResponse>) =>
            subscribe(stream, (org, fail) => new ManagedSubscribeCall(stream, org, schemas, fail))
    });
    return server;
}

/** Connections that arrive elsewhere become those of the server: plain HTTP/2. */
export function injectorOf(server: Server): ReturnType<Server['createConnectionInjector']> {
    return server.createConnectionInjector(ServerCredentials.createInsecure());
}
