import type { ServerDuplexStream } from '@grpc/grpc-js';
import { ALL_EVENTS, NEW_EVENTS } from '../../events/index.ts';
import type { CallerOrg } from './callerOrg.ts';
import { EventDelivery } from './eventDelivery.ts';
import type { FetchRequest, FetchResponse } from './messages.ts';
import { replayIdOf } from './messages.ts';
import { invalidArgument, unauthenticated } from './pubSubFault.ts';
import type { Schemas } from './schemas.ts';

type Stream = ServerDuplexStream<FetchRequest, FetchResponse>;

/** One Subscribe stream; it ends with the session of its client. */
export class SubscribeCall {
    private readonly org: CallerOrg;
    private readonly fail: (fault: unknown) => void;
    private readonly delivery: EventDelivery;
    private topic: string | null = null;
    private end: () => void = () => undefined;
    private isOver = false;

    /** @param fail ends the stream with an error */
    constructor(stream: Stream, org: CallerOrg, schemas: Schemas, fail: (fault: unknown) => void) {
        this.org = org;
        this.fail = fail;
        this.delivery = new EventDelivery({
            org,
            schemas,
            send: (response) => stream.write(response),
            fail: (fault) => this.stop(fault)
        });
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
        this.delivery.request(request.numRequested);
    }

    /** The client has hung up, or wants no more. */
    close(): void {
        this.isOver = true;
        this.delivery.close();
        this.end();
    }

    private begin(request: FetchRequest): void {
        this.topic = request.topicName;
        const replayId = startOf(request);
        if (typeof replayId !== 'number') return this.stop(replayId);
        this.end = this.org.listen(request.topicName, replayId, {
            accepted: () => undefined,
            refused: (fault) => this.stop(fault),
            push: (message) => this.delivery.push(message),
            ended: () => this.stop(unauthenticated('the session has ended.'))
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
