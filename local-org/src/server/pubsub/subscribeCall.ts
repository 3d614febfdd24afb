import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { ALL_EVENTS, NEW_EVENTS } from '../../events/index.ts';
import type { StreamMessage } from '../protocol.ts';
import type { CallerOrg } from './callerOrg.ts';
import type { ConsumerEvent, FetchRequest, FetchResponse } from './messages.ts';
import { replayIdBytes, replayIdOf } from './messages.ts';
import { invalidArgument, unauthenticated } from './pubSubFault.ts';
import type { Schemas } from './schemas.ts';

/** A response is at most as large as clients accept: gRPC's limit is 4 MB. */
const MAX_RESPONSE_BYTES = 3 * 1024 * 1024;
const MAX_RESPONSE_EVENTS = 100;
/** Without events a client hears at least this often that the stream lives (Pub/Sub API: within 270 seconds). */
const KEEP_ALIVE_MS = 240_000;

type Stream = ServerDuplexStream<FetchRequest, FetchResponse>;

/** One Subscribe stream. Events wait here until the client asks for them; they end with its session. */
export class SubscribeCall {
    private readonly stream: Stream;
    private readonly org: CallerOrg;
    private readonly schemas: Schemas;
    private readonly fail: (fault: unknown) => void;
    private readonly keepAlive: NodeJS.Timeout;
    private topic: string | null = null;
    private end: () => void = () => undefined;
    private waiting: StreamMessage[] = [];
    private requested = 0;
    private latest = replayIdBytes(0);
    private isFlushing = false;
    private isOver = false;

    /** @param fail ends the stream with an error */
    constructor(stream: Stream, org: CallerOrg, schemas: Schemas, fail: (fault: unknown) => void) {
        this.stream = stream;
        this.org = org;
        this.schemas = schemas;
        this.fail = fail;
        this.keepAlive = setInterval(() => this.write([]), KEEP_ALIVE_MS);
    }

    /** The first request says where to begin; every one asks for more. */
    take(request: FetchRequest): void {
        if (this.isOver) return;
        if (request.numRequested <= 0)
            return this.stop(
                invalidArgument(
                    'The requested number of events in a fetch request must be greater than zero.',
                    'subscription.fetch.requested.events.invalid'
                )
            );
        if (this.topic === null) this.begin(request);
        else if (request.topicName !== '' && request.topicName !== this.topic)
            return this.stop(invalidArgument(`The topic of this stream is ${this.topic}, not ${request.topicName}.`));
        this.requested += request.numRequested;
        void this.flush();
    }

    /** The client has hung up, or wants no more. */
    close(): void {
        this.isOver = true;
        this.waiting = [];
        clearInterval(this.keepAlive);
        this.end();
    }

    private begin(request: FetchRequest): void {
        this.topic = request.topicName;
        const replayId = startOf(request);
        if (typeof replayId !== 'number') return this.stop(replayId);
        this.end = this.org.listen(request.topicName, replayId, {
            accepted: () => undefined,
            refused: (fault) => this.stop(fault),
            push: (message) => {
                this.waiting.push(message);
                void this.flush();
            },
            ended: () => this.stop(unauthenticated('the session has ended.'))
        });
    }

    /** Sends what waits, as far as it was asked for. */
    private async flush(): Promise<void> {
        if (this.isFlushing) return;
        this.isFlushing = true;
        try {
            // What arrives together leaves together.
            await new Promise((resolve) => setImmediate(resolve));
            while (!this.isOver && this.requested > 0 && this.waiting.length > 0) this.write(await this.batch());
        } catch (fault) {
            this.stop(fault);
        } finally {
            this.isFlushing = false;
        }
    }

    private async batch(): Promise<ConsumerEvent[]> {
        const events: ConsumerEvent[] = [];
        const most = Math.min(this.requested, MAX_RESPONSE_EVENTS);
        for (let bytes = 0; events.length < most && bytes < MAX_RESPONSE_BYTES;) {
            const message = this.waiting.shift();
            if (!message) break;
            const codec = await this.schemas.codecOf(this.org, message.schema);
            const payload = codec.encode(message.payload);
            bytes += payload.length;
            const event = { id: message.event.EventUuid, schemaId: message.schema, payload };
            events.push({ event, replayId: replayIdBytes(message.event.replayId) });
        }
        return events;
    }

    private write(events: readonly ConsumerEvent[]): void {
        if (this.isOver) return;
        this.requested -= events.length;
        this.latest = events.at(-1)?.replayId ?? this.latest;
        this.stream.write({
            events,
            latestReplayId: this.latest,
            rpcId: randomUUID(),
            pendingNumRequested: this.requested
        });
    }

    private stop(fault: unknown): void {
        if (this.isOver) return;
        this.close();
        this.fail(fault);
    }
}

/** The org's replay id for where a stream begins, or why there is none. */
function startOf({ replayPreset, replayId }: FetchRequest): number | ReturnType<typeof invalidArgument> {
    if (replayPreset === 'LATEST') return NEW_EVENTS;
    if (replayPreset === 'EARLIEST') return ALL_EVENTS;
    if (replayId.length === 0)
        return invalidArgument(
            'The Replay ID validation failed. The preset is CUSTOM, but there is no Replay ID.',
            'subscription.fetch.replayid.validation.failed'
        );
    const position = replayIdOf(replayId);
    if (position !== null && position >= 0) return position;
    return invalidArgument('The Replay ID validation failed.', 'subscription.fetch.replayid.corrupted');
}
