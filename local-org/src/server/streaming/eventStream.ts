import { EventBusKey, InvalidReplayId, ManagedSubscriptionsKey, NEW_EVENTS } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import type { Session } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { StreamMessage } from '../protocol.ts';
import type { DebugLogs } from '../tooling/debugLogs.ts';
import { mayReadLog } from '../tooling/debugLogs.ts';
import type { TestRuns } from '../tooling/testRuns.ts';
import { readableChannel } from './channels.ts';
import { alreadyActive, endOf, runningSubscription } from './managedSubscriptionResource.ts';
import { SessionWatch } from './sessionWatch.ts';
import { streamedEvent } from './streamedEvent.ts';

/** Where the CLI hears that a test run has ended. */
const TEST_RESULTS = '/systemTopic/TestResult';
/** Where the CLI hears of debug logs. */
const LOGGING = '/systemTopic/Logging';

type Push = (message: StreamMessage) => void;

/** What becomes of a subscription. */
export interface StreamListener {
    push(message: StreamMessage): void;
    /** The session is over, or there is another reason; nothing follows. @param refusal null when the session is over */
    ended(refusal: ApiFault | null): void;
}

/** What the system topics tell of. */
export interface SystemSources {
    readonly testRuns: TestRuns;
    readonly debugLogs: DebugLogs;
}

/** Subscriptions of clients to event channels. They end with the session that made them. */
export class EventStream {
    private readonly org: Org;
    private readonly sessions: Sessions;
    private readonly sources: SystemSources;
    private readonly watch: SessionWatch;

    constructor(org: Org, sessions: Sessions, sources: SystemSources) {
        this.org = org;
        this.sessions = sessions;
        this.sources = sources;
        this.watch = new SessionWatch(org, sessions);
    }

    /** `?channel=/event/X__e&replayId=-1` or `?managed=<id of the subscription>&replayId=-1` @returns what ends the subscription @throws ApiFault */
    subscribe(call: Call, session: Session, listener: StreamListener): () => void {
        const managed = call.query.get('managed');
        if (managed !== null) return this.managed(managed, call, session, listener);
        const channel = call.query.get('channel') ?? '';
        if (channel === TEST_RESULTS) return this.keep(session, listener, (push) => this.testResults(push));
        if (channel === LOGGING) return this.keep(session, listener, (push) => this.logs(session, push));
        const describe = readableChannel(this.org, session, channel);
        const replayId = replayIdOf(call);
        return this.keep(session, listener, (push) => this.listen(describe.name, replayId, push));
    }

    /** The stream of a managed subscription ends with the subscription, which has one at a time. */
    private managed(id: string, call: Call, session: Session, listener: StreamListener): () => void {
        const subscriptions = this.org.services.get(ManagedSubscriptionsKey);
        const subscription = runningSubscription(subscriptions, id);
        const describe = readableChannel(this.org, session, subscription.topicName);
        const replayId = replayIdOf(call);
        return this.keep(session, listener, (push, refuse) => {
            const unlisten = this.listen(describe.name, replayId, push);
            const release = subscriptions.hold(subscription.id, (end) => refuse(endOf(subscription, end)));
            if (!release) {
                unlisten();
                throw alreadyActive();
            }
            return () => {
                unlisten();
                release();
            };
        });
    }

    /** @param begin begins to push and returns what ends it; what it refuses later ends the subscription */
    private keep(
        session: Session,
        listener: StreamListener,
        begin: (push: Push, refuse: (fault: ApiFault) => void) => () => void
    ): () => void {
        const unlisten = begin(
            (message) => {
                // Whoever was cut off hears nothing more, also on a connection that is still open.
                if (this.sessions.isAlive(session)) listener.push(message);
            },
            (fault) => {
                end();
                listener.ended(fault);
            }
        );
        const unwatch = this.watch.watch(session, () => {
            unlisten();
            listener.ended(null);
        });
        const end = (): void => {
            unlisten();
            unwatch();
        };
        return end;
    }

    /** Sessions with a subscription. */
    listening(): ReadonlySet<Session> {
        return this.watch.watched();
    }

    /** A message for each test run that ends. */
    private testResults(push: Push): () => void {
        return this.sources.testRuns.onEnd(({ id }) => push(about(id)));
    }

    /** A message for each debug log that the user may read. */
    private logs({ user }: Session, push: Push): () => void {
        return this.sources.debugLogs.onLog(({ id, userId }) => {
            if (mayReadLog(this.org, user, userId)) push(about(id));
        });
    }

    private listen(object: string, replayId: number, push: Push): () => void {
        try {
            return this.org.services.get(EventBusKey).listen(object, replayId, (event) => push(streamedEvent(event)));
        } catch (error) {
            if (error instanceof InvalidReplayId) throw invalidReplayId(error.message);
            throw error;
        }
    }
}

/** A message of a system topic: the record that it is about. */
function about(id: string): StreamMessage {
    return { schema: '', payload: {}, event: { replayId: 0, EventUuid: '' }, sobject: { Id: id } };
}

function replayIdOf(call: Call): number {
    const replayId = Number(call.query.get('replayId') ?? NEW_EVENTS);
    if (!Number.isInteger(replayId) || replayId < -2) throw invalidReplayId(new InvalidReplayId(replayId).message);
    return replayId;
}

function invalidReplayId(message: string): ApiFault {
    return new ApiFault(400, 'INVALID_REPLAY_ID', `400::${message}`);
}
