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
    /** Does the subscriber's work; runs inside the transaction of the delivery. An ApexException is a failure of the subscriber. */
    run(records: SObject[]): void;
}

export type SubscriptionStatus = 'Running' | 'Error';

/** How far a subscriber has come. */
export class Subscription {
    readonly definition: SubscriberDefinition;
    readonly channel: Channel;
    status: SubscriptionStatus = 'Running';
    /** Replay id of the last event that was dealt with. */
    position: number;
    /** Runs of the present batch that ended in a RetryableException. */
    retries = 0;
    /** What the last RetryableException said. */
    lastError: string | null = null;
    /** Does a delivery already wait in the work queue? */
    isScheduled = false;
    /** Is a batch being delivered now? */
    isBusy = false;

    /** @param position how far the subscriber had come when the org was last open; null for a new one, which gets new events only */
    constructor(definition: SubscriberDefinition, channel: Channel, position: number | null) {
        this.definition = definition;
        this.channel = channel;
        this.position = Math.min(position ?? channel.tip, channel.tip);
    }

    /** Has the subscriber something to do now? */
    get isBehind(): boolean {
        return this.status === 'Running' && !this.isBusy && this.position < this.channel.tip;
    }

    /** As at the start of a test, or after someone has put right what was wrong. */
    restart(): void {
        this.status = 'Running';
        this.retries = 0;
        this.lastError = null;
    }
}
