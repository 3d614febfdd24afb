import { randomUUID } from 'node:crypto';
import type { StreamMessage } from '../protocol.ts';
import type { CallerOrg } from './callerOrg.ts';
import type { ConsumerEvent, FetchResponse } from './messages.ts';
import { replayIdBytes } from './messages.ts';
import type { Schemas } from './schemas.ts';

/** A response is at most as large as clients accept: gRPC's limit is 4 MB. */
const MAX_RESPONSE_BYTES = 3 * 1024 * 1024;
const MAX_RESPONSE_EVENTS = 100;
/** Without events a client hears at least this often that the stream lives (Pub/Sub API: within 270 seconds). */
const KEEP_ALIVE_MS = 240_000;

export interface DeliveryParts {
    readonly org: CallerOrg;
    readonly schemas: Schemas;
    send(response: FetchResponse): void;
    /** Ends the stream with an error. */
    fail(fault: unknown): void;
}

/** Events of one stream on the way to its client: they wait here until it asks for them. */
export class EventDelivery {
    private readonly parts: DeliveryParts;
    private readonly keepAlive: NodeJS.Timeout;
    private waiting: StreamMessage[] = [];
    private requested = 0;
    private latestReplayId = 0;
    private isFlushing = false;
    private isOver = false;

    constructor(parts: DeliveryParts) {
        this.parts = parts;
        this.keepAlive = setInterval(() => this.send([]), KEEP_ALIVE_MS);
    }

    /** Replay id of the event that was sent last; before the first, the one after which the stream began. */
    get latest(): number {
        return this.latestReplayId;
    }

    beginAfter(replayId: number): void {
        this.latestReplayId = replayId;
    }

    push(message: StreamMessage): void {
        this.waiting.push(message);
        void this.flush();
    }

    request(count: number): void {
        this.requested += count;
        void this.flush();
    }

    close(): void {
        this.isOver = true;
        this.waiting = [];
        clearInterval(this.keepAlive);
    }

    /** A response without events, for what a kind of stream has to say besides. */
    empty(): FetchResponse {
        return this.response([]);
    }

    /** Sends what waits, as far as it was asked for. */
    private async flush(): Promise<void> {
        if (this.isFlushing) return;
        this.isFlushing = true;
        try {
            // What arrives together leaves together.
            await new Promise((resolve) => setImmediate(resolve));
            while (!this.isOver && this.requested > 0 && this.waiting.length > 0) this.send(await this.batch());
        } catch (fault) {
            this.parts.fail(fault);
        } finally {
            this.isFlushing = false;
        }
    }

    private async batch(): Promise<ConsumerEvent[]> {
        const { org, schemas } = this.parts;
        const events: ConsumerEvent[] = [];
        const most = Math.min(this.requested, MAX_RESPONSE_EVENTS);
        for (let bytes = 0; events.length < most && bytes < MAX_RESPONSE_BYTES;) {
            const message = this.waiting.shift();
            if (!message) break;
            const codec = await schemas.codecOf(org, message.schema);
            const payload = codec.encode(message.payload);
            bytes += payload.length;
            const event = { id: message.event.EventUuid, schemaId: message.schema, payload };
            events.push({ event, replayId: replayIdBytes(message.event.replayId) });
            this.latestReplayId = message.event.replayId;
        }
        return events;
    }

    private send(events: readonly ConsumerEvent[]): void {
        if (this.isOver) return;
        this.requested -= events.length;
        this.parts.send(this.response(events));
    }

    private response(events: readonly ConsumerEvent[]): FetchResponse {
        return {
            events,
            latestReplayId: replayIdBytes(this.latestReplayId),
            rpcId: randomUUID(),
            pendingNumRequested: this.requested
        };
    }
}
