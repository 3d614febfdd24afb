import { mayUseObject } from '../../data/index.ts';
import { EventBusKey, NEW_EVENTS } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { ApiFault } from '../api/apiFault.ts';
import type { Call } from '../api/call.ts';
import type { Session } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { StreamMessage } from '../protocol.ts';
import { streamedEvent } from './streamedEvent.ts';

const CHANNEL = /^\/event\/(\w+)$/;
const MONITORING_STREAM = /(?:EventStream|Event)$/;

/** Subscriptions of clients to event channels. */
export class EventStream {
    private readonly org: Org;
    private readonly sessions: Sessions;
    /** One entry for each subscription. */
    private readonly open = new Set<{ readonly session: Session }>();

    constructor(org: Org, sessions: Sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    /** `?channel=/event/X__e&replayId=-1` @returns what ends the subscription @throws ApiFault */
    subscribe(call: Call, session: Session, push: (message: StreamMessage) => void): () => void {
        const describe = this.channel(session, call.query.get('channel') ?? '');
        const replayId = Number(call.query.get('replayId') ?? NEW_EVENTS);
        if (!Number.isInteger(replayId) || replayId < -2)
            throw new ApiFault(400, 'INVALID_REPLAY_ID', 'The replay id must be -1, -2 or one that was delivered.');
        const subscription = { session };
        const end = this.org.services.get(EventBusKey).listen(describe.name, replayId, (event) => {
            // Whoever was cut off hears nothing more, also on a connection that is still open.
            if (this.sessions.isAlive(session)) push(streamedEvent(event));
        });
        this.open.add(subscription);
        return () => {
            this.open.delete(subscription);
            end();
        };
    }

    /** Sessions with a subscription. */
    listening(): ReadonlySet<Session> {
        return new Set([...this.open].map(({ session }) => session));
    }

    private channel(session: Session, channel: string): SObjectDescribe {
        const describe = this.org.schema.object(CHANNEL.exec(channel)?.[1] ?? '');
        const permissions = this.org.data.permissionsOf(session.user.id);
        if (describe?.kind !== 'platformEvent')
            throw new ApiFault(400, 'UNKNOWN_CHANNEL', `404::The channel specified is not valid: ${channel}`);
        const isMonitoring = !describe.custom && MONITORING_STREAM.test(describe.name);
        const mayRead = isMonitoring
            ? permissions.system.has('viewplatformevents')
            : mayUseObject(permissions, describe, 'read');
        if (!mayRead)
            throw new ApiFault(403, 'INSUFFICIENT_ACCESS', `403::User doesn't have read access to ${describe.name}`);
        return describe;
    }
}
