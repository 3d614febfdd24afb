import type { SObject } from '../runtime/sobject.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import type { Channel } from './channel.ts';

/** A trigger or flow that listens to an event. */
export interface SubscriberDefinition {
    readonly name: string;
    readonly kind: 'ApexTrigger' | 'Flow';
    /** API name of the event object. */
    readonly object: string;
    /** 1 to 2,000. */
    readonly batchSize: number;
    /** null: Automated Process. */
    readonly user: RunningUser | null;
    /** Does the subscriber's work; runs inside the transaction of the delivery. */
    run(records: SObject[]): void;
}

export type SubscriptionStatus = 'Running' | 'Error' | 'Suspended';

/** How far a subscriber has come. */
export class Subscription {
    readonly definition: SubscriberDefinition;
    readonly channel: Channel;
    /** Row of EventBusSubscriber; null before the first time it was written. */
    rowId: string | null = null;
    status: SubscriptionStatus = 'Running';
    /** Replay id of the last event that was dealt with. */
    position: number;
    /** Runs of the present batch that ended in a RetryableException. */
    retries = 0;
    lastError: string | null = null;
    /** Milliseconds; no attempt before then. */
    notBefore = 0;

    constructor(definition: SubscriberDefinition, channel: Channel) {
        this.definition = definition;
        this.channel = channel;
        this.position = channel.tip;
    }

    reset(): void {
        this.status = 'Running';
        this.position = 0;
        this.retries = 0;
        this.lastError = null;
        this.notBefore = 0;
    }
}
