import { EventBusKey, InvalidReplayId, NEW_EVENTS } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../api/apiFault.ts';
import type { Call } from '../api/call.ts';
import type { Session } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { StreamMessage } from '../protocol.ts';
import { readableChannel } from './channels.ts';
import { SessionWatch } from './sessionWatch.ts';
import { streamedEvent } from './streamedEvent.ts';

/** What becomes of a subscription. */
export interface StreamListener {
    push(message: StreamMessage): void;
    /** The session is over; nothing follows. */
    ended(): void;
}

/** Subscriptions of clients to event channels. They end with the session that made them. */
export class EventStream {
    private readonly org: Org;
    private readonly sessions: Sessions;
    private readonly watch: SessionWatch;

    constructor(org: Org, sessions: Sessions) {
        this.org = org;
        this.sessions = sessions;
        this.watch = new SessionWatch(org, sessions);
    }

    /** `?channel=/event/X__e&replayId=-1` @returns what ends the subscription @throws ApiFault */
    subscribe(call: Call, session: Session, listener: StreamListener): () => void {
        const describe = readableChannel(this.org, session, call.query.get('channel') ?? '');
        const replayId = Number(call.query.get('replayId') ?? NEW_EVENTS);
        if (!Number.isInteger(replayId) || replayId < -2) throw invalidReplayId(new InvalidReplayId(replayId).message);
        const unlisten = this.listen(describe.name, replayId, (message) => {
            // Whoever was cut off hears nothing more, also on a connection that is still open.
            if (this.sessions.isAlive(session)) listener.push(message);
        });
        const unwatch = this.watch.watch(session, () => {
            unlisten();
            listener.ended();
        });
        return () => {
            unlisten();
            unwatch();
        };
    }

    /** Sessions with a subscription. */
    listening(): ReadonlySet<Session> {
        return this.watch.watched();
    }

    private listen(object: string, replayId: number, push: (message: StreamMessage) => void): () => void {
        try {
            return this.org.services.get(EventBusKey).listen(object, replayId, (event) => push(streamedEvent(event)));
        } catch (error) {
            if (error instanceof InvalidReplayId) throw invalidReplayId(error.message);
            throw error;
        }
    }
}

function invalidReplayId(message: string): ApiFault {
    return new ApiFault(400, 'INVALID_REPLAY_ID', `400::${message}`);
}
