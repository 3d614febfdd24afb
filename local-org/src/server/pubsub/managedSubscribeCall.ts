import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { CallerOrg, ManagedStart } from './callerOrg.ts';
import { EventDelivery } from './eventDelivery.ts';
import type {
    CommitReplayRequest,
    CommitReplayResponse,
    ManagedFetchRequest,
    ManagedFetchResponse
} from './messages.ts';
import { replayIdOf } from './messages.ts';
import { invalidArgument, unauthenticated } from './pubSubFault.ts';
import type { Schemas } from './schemas.ts';

type Stream = ServerDuplexStream<ManagedFetchRequest, ManagedFetchResponse>;

/** One ManagedSubscribe stream; it ends with the session of its client, and when its subscription is stopped or deleted. */
export class ManagedSubscribeCall {
    private readonly stream: Stream;
    private readonly org: CallerOrg;
    private readonly fail: (fault: unknown) => void;
    private readonly delivery: EventDelivery;
    private started: Promise<ManagedStart> | null = null;
    private end: () => void = () => undefined;
    private isOver = false;

    /** @param fail ends the stream with an error */
    constructor(stream: Stream, org: CallerOrg, schemas: Schemas, fail: (fault: unknown) => void) {
        this.stream = stream;
        this.org = org;
        this.fail = fail;
        this.delivery = new EventDelivery({
            org,
            schemas,
            send: (response) => stream.write({ ...response, commitResponse: null }),
            fail: (fault) => this.stop(fault)
        });
    }

    /** The first request names the subscription; every one may ask for more events, later ones may commit. */
    take(request: ManagedFetchRequest): void {
        if (this.isOver) return;
        const commit = request.commitReplayIdRequest;
        const wrong = this.started ? invalidCount(request) : wrongAtFirst(request);
        if (wrong) return this.stop(wrong);
        this.started ??= this.begin(request);
        this.started
            .then(async ({ id }) => {
                this.delivery.request(request.numRequested);
                if (commit) await this.commit(id, commit);
            })
            .catch((fault: unknown) => this.stop(fault));
    }

    /** The client has hung up, or wants no more. */
    close(): void {
        this.isOver = true;
        this.delivery.close();
        this.end();
    }

    private async begin({ subscriptionId, developerName }: ManagedFetchRequest): Promise<ManagedStart> {
        const start = await (subscriptionId === ''
            ? this.org.managed('name', developerName)
            : this.org.managed('id', subscriptionId));
        if (this.isOver) return start;
        this.delivery.beginAfter(start.replayId);
        this.end = this.org.listenManaged(start, {
            accepted: () => undefined,
            refused: (fault) => this.stop(fault),
            push: (message) => this.delivery.push(message),
            ended: () => this.stop(unauthenticated('the session has ended.'))
        });
        return start;
    }

    /** A commit that fails does not end the stream. */
    private async commit(id: string, { commitRequestId, replayId }: CommitReplayRequest): Promise<void> {
        const position = replayIdOf(replayId);
        const msg =
            position === null || position < 0
                ? 'The Replay ID is missing or invalid.'
                : position > this.delivery.latest
                  ? 'The event of the Replay ID was not delivered yet.'
                  : await this.org.commit(id, position);
        const commitResponse: CommitReplayResponse = {
            commitRequestId,
            replayId,
            error: msg === null ? null : { code: 'COMMIT', msg },
            processTime: Date.now()
        };
        if (!this.isOver) this.stream.write({ ...this.delivery.empty(), commitResponse });
    }

    private stop(fault: unknown): void {
        if (this.isOver) return;
        this.close();
        this.fail(fault);
    }
}

function wrongAtFirst(request: ManagedFetchRequest): Error | null {
    if ((request.subscriptionId === '') === (request.developerName === ''))
        return invalidArgument(
            'Give either the subscription id or the developer name.',
            'managed.subscription.id.or.developer.name.empty'
        );
    if (request.commitReplayIdRequest)
        return invalidArgument(
            'The first request of a stream has no commit request.',
            'managed.subscription.fetch.request.commit.request.restricted'
        );
    return invalidCount(request);
}

function invalidCount({ numRequested }: ManagedFetchRequest): Error | null {
    if (numRequested >= 0) return null;
    return invalidArgument(
        'The requested number of events in a fetch request must not be negative.',
        'managed.subscription.fetch.request.events.invalid'
    );
}
