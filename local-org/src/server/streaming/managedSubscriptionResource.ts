import type { ManagedSubscription, ReplayPreset } from '../../events/index.ts';
import { ALL_EVENTS, EventBusKey, InvalidReplayId, ManagedSubscriptionsKey, NEW_EVENTS } from '../../events/index.ts';
import type { ManagedSubscriptions, SubscriptionEnd } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { readableChannel } from './channels.ts';

const ID_LENGTHS: ReadonlySet<number> = new Set([15, 18]);

/** `/local-org/managed-subscriptions`: what ManagedSubscribe of the Pub/Sub API asks the org. */
export class ManagedSubscriptionResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    /** `?id=` or `?name=`: the subscription and the replay id after which it begins. @throws ApiFault unless it runs and may be read */
    start(call: Call, session: Session): OrgResponse {
        const subscription = this.asked(call);
        const { name } = readableChannel(this.org, session, subscription.topicName);
        const { id, developerName } = subscription;
        return json(200, { id, developerName, replayId: this.position(subscription, name) });
    }

    /** `{id, replayId}` @returns why it was not committed, null when it was */
    commit(call: Call, session: Session): OrgResponse {
        const { id, replayId } = call.jsonObject() as { id: string; replayId: number };
        const subscription = runningSubscription(this.subscriptions, id);
        const { name } = readableChannel(this.org, session, subscription.topicName);
        const error = this.refusal(subscription, name, replayId);
        if (error === null) this.subscriptions.commit(id, replayId);
        return json(200, { error });
    }

    private asked({ query }: Call): ManagedSubscription {
        const id = query.get('id');
        if (id === null) {
            const named = this.subscriptions.named(query.get('name') ?? '');
            if (!named) throw unknown('NAME', `There is no managed subscription ${query.get('name') ?? ''}.`);
            return running(named);
        }
        if (!ID_LENGTHS.has(id.length))
            throw new ApiFault(400, 'SUBSCRIPTION_ID_INVALID', 'A subscription id has 15 or 18 characters.');
        return runningSubscription(this.subscriptions, id);
    }

    private position({ committed, defaultReplay, errorRecoveryReplay }: ManagedSubscription, object: string): number {
        const bus = this.org.services.get(EventBusKey);
        try {
            return bus.position(object, committed ?? replayFrom(defaultReplay));
        } catch (error) {
            if (error instanceof InvalidReplayId) return bus.position(object, replayFrom(errorRecoveryReplay));
            throw error;
        }
    }

    private refusal({ committed }: ManagedSubscription, object: string, replayId: number): string | null {
        if (committed !== null && replayId < committed) return `The replay id is older than the one that is committed.`;
        try {
            this.org.services.get(EventBusKey).position(object, replayId);
            return null;
        } catch (error) {
            if (error instanceof InvalidReplayId) return error.message;
            throw error;
        }
    }

    private get subscriptions(): ManagedSubscriptions {
        return this.org.services.get(ManagedSubscriptionsKey);
    }
}

/** @throws ApiFault when there is none with the id, or when it is stopped */
export function runningSubscription(subscriptions: ManagedSubscriptions, id: string): ManagedSubscription {
    const subscription = subscriptions.withId(id);
    if (!subscription) throw unknown('ID', `There is no managed subscription ${id}.`);
    return running(subscription);
}

/** What the client of a stream is told when its subscription is stopped or deleted. */
export function endOf({ developerName }: ManagedSubscription, end: SubscriptionEnd): ApiFault {
    const isStopped = end === 'stopped';
    return new ApiFault(
        400,
        isStopped ? 'SUBSCRIPTION_STOPPED' : 'SUBSCRIPTION_DELETED',
        isStopped
            ? `The managed subscription ${developerName} is in state STOP.`
            : `The managed subscription ${developerName} was deleted.`
    );
}

export function alreadyActive(): ApiFault {
    return new ApiFault(
        400,
        'SUBSCRIPTION_ACTIVE',
        'An active managed subscription with the same ID already exists. ' +
            'If a previous subscription with the same ID was stopped, there can be a delay before it expires. Try subscribing again later.'
    );
}

function running(subscription: ManagedSubscription): ManagedSubscription {
    if (subscription.state === 'RUN') return subscription;
    throw endOf(subscription, 'stopped');
}

function unknown(what: 'ID' | 'NAME', message: string): ApiFault {
    return new ApiFault(404, `SUBSCRIPTION_${what}_UNKNOWN`, message);
}

function replayFrom(preset: ReplayPreset): number {
    return preset === 'LATEST' ? NEW_EVENTS : ALL_EVENTS;
}
