import type { OrgData } from '../data/orgData.ts';
import { apexErrorOf } from '../runtime/caught.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { Transactions, Work } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { ServiceKey } from '../runtime/transaction.ts';
import { eventRecord } from './busEvent.ts';
import type { BusEvent } from './busEvent.ts';
import { Channel } from './channel.ts';
import type { Listener } from './channel.ts';
import { DeliveryContext, enterDelivery } from './deliveryContext.ts';
import type { EventBusSettings } from './eventSettings.ts';
import { MAX_BATCH_SIZE, MAX_RETRIES } from './eventSettings.ts';
import { callBack } from './publishCallbacks.ts';
import { SubscriberRows } from './subscriberRows.ts';
import { Subscription } from './subscription.ts';
import type { SubscriberDefinition } from './subscription.ts';

/** An event that has left its publisher and is not yet in its channel. */
export interface Outgoing {
    readonly event: Omit<BusEvent, 'replayId'>;
    /** Object that implements EventPublishSuccessCallback or EventPublishFailureCallback; null without one. */
    readonly callback: object | null;
}

const HOUR_MS = 3_600_000;
const RETRYABLE = 'EventBus.RetryableException';

/**
 * The event bus: keeps published events for 72 hours, brings them to triggers, flows and clients in the order of their replay
 * ids, and lets each subscriber go at his own pace. Delivery is asynchronous: in its own transactions, by way of the work queue.
 */
export class EventBus {
    private readonly org: OrgData;
    private readonly services: ServiceRegistry;
    private readonly settings: EventBusSettings;
    private readonly channels = new Map<string, Channel>();
    private readonly subscriptions: Subscription[] = [];
    private readonly rows: SubscriberRows;
    private outgoing: Outgoing[] = [];
    private hour = { start: 0, published: 0 };

    constructor(org: OrgData, services: ServiceRegistry, settings: EventBusSettings) {
        this.org = org;
        this.services = services;
        this.settings = settings;
        this.rows = new SubscriberRows(org);
    }

    /** Adds a trigger or flow; it gets what is published from now on. @throws Error for an object that is no event */
    subscribe(definition: SubscriberDefinition): void {
        if (definition.batchSize < 1 || definition.batchSize > MAX_BATCH_SIZE) {
            throw new Error(`${definition.name}: a batch has 1 to ${MAX_BATCH_SIZE} events, not ${definition.batchSize}.`);
        }
        this.subscriptions.push(new Subscription(definition, this.channelOf(definition.object)));
    }

    /**
     * A client on a channel: `listener` is called for the replayed events at once and for new ones as they are delivered.
     * @param replayFrom -1 new events only, -2 all retained, else those after that replay id @returns what ends it
     */
    listen(object: string, replayFrom: number, listener: Listener): () => void {
        return this.channelOf(object).listen(replayFrom, listener);
    }

    /** May one more event be published in this hour? Counts it when it may. */
    countPublished(): boolean {
        const start = Math.floor(this.org.now() / HOUR_MS) * HOUR_MS;
        if (this.hour.start !== start) this.hour = { start, published: 0 };
        if (this.hour.published >= this.settings.hourlyAllocation) return false;
        this.hour.published++;
        return true;
    }

    /** Takes events over from their publisher; they cannot be called back. */
    send(outgoing: readonly Outgoing[]): void {
        if (outgoing.length === 0) return;
        this.outgoing.push(...outgoing);
        this.later(this.settings.latencyMs);
    }

    /** Brings everything that has been sent up to now to its subscribers. What they publish in turn waits for the next time. */
    deliver(): void {
        const sent = this.outgoing.splice(0);
        const now = this.org.now();
        for (const { event } of sent) {
            const channel = this.channelOf(event.describe.name);
            channel.prune(now);
            channel.append(event);
        }
        callBack(this.services, this.settings, sent, 'success');
        const tips = this.subscriptions.map((subscription) => subscription.channel.tip);
        const faults: unknown[] = [];
        this.subscriptions.forEach((subscription, index) => {
            try {
                this.pump(subscription, tips[index]!);
            } catch (error) {
                faults.push(error);
            }
        });
        if (this.subscriptions.length) this.rows.write(this.subscriptions);
        if (faults.length) throw faults[0];
    }

    /** Makes everything that waits fail, so that failure callbacks run: `Test.getEventBus().fail()`. */
    failPending(): void {
        callBack(this.services, this.settings, this.outgoing.splice(0), 'failure');
    }

    /** Goes on with a subscription that has ended in an error: the "Resume" of Setup. */
    resume(subscriberName: string): void {
        for (const subscription of this.subscriptions) {
            if (subscription.definition.name !== subscriberName) continue;
            subscription.status = 'Running';
            subscription.retries = 0;
            subscription.notBefore = 0;
        }
        this.later(0);
    }

    /** Forgets all events and positions: the end of a test. */
    reset(): void {
        this.outgoing = [];
        for (const channel of this.channels.values()) channel.reset();
        for (const subscription of this.subscriptions) subscription.reset();
        this.rows.forget(this.subscriptions);
    }

    private later(delayMs: number): void {
        this.services.get(Work).schedule(delayMs, () => this.deliver());
    }

    private channelOf(object: string): Channel {
        const describe = this.org.schema.object(object);
        if (describe?.kind !== 'platformEvent') throw new Error(`${object} is no platform event.`);
        let channel = this.channels.get(describe.name);
        if (!channel) this.channels.set(describe.name, (channel = new Channel(describe)));
        return channel;
    }

    private pump(subscription: Subscription, tip: number): void {
        while (subscription.status === 'Running' && subscription.position < tip) {
            if (subscription.retries > 0 && subscription.notBefore > this.org.now()) return;
            const batch = subscription.channel.after(subscription.position, subscription.definition.batchSize).filter((event) => event.replayId <= tip);
            if (batch.length === 0) {
                subscription.position = tip;
                return;
            }
            if (!this.deliverBatch(subscription, batch)) return;
        }
    }

    /** @returns false when the batch has to be tried again later */
    private deliverBatch(subscription: Subscription, batch: readonly BusEvent[]): boolean {
        const last = batch[batch.length - 1]!.replayId;
        const context = new DeliveryContext(subscription.retries, subscription.lastError, new Set(batch.map((event) => String(event.replayId))));
        const user = subscription.definition.user ?? this.settings.automatedProcess();
        let failure: ApexException | null = null;
        try {
            this.services.get(Transactions).run({ user, quiddity: 'PLATFORM_EVENT', isAsync: false }, (transaction) => {
                enterDelivery(transaction, context);
                try {
                    subscription.definition.run(batch.map(eventRecord));
                } catch (error) {
                    const seen = apexErrorOf(error);
                    // DML before an uncaught exception is committed; only a retry takes it back.
                    if (!(seen instanceof ApexException) || seen.typeName === RETRYABLE) throw seen;
                    failure = seen;
                }
            });
        } catch (error) {
            if (error instanceof ApexException && error.typeName === RETRYABLE) return this.retryLater(subscription, error);
            subscription.position = last;
            throw error;
        }
        // Resuming after the checkpoint redelivers the events behind it; without one the batch is over, even after an exception.
        subscription.position = context.checkpoint === null ? last : Number(context.checkpoint);
        subscription.retries = 0;
        subscription.lastError = failure === null ? null : errorText(failure);
        return true;
    }

    private retryLater(subscription: Subscription, error: ApexException): false {
        subscription.lastError = errorText(error);
        if (subscription.retries >= MAX_RETRIES) {
            subscription.status = 'Error';
            return false;
        }
        const attempt = subscription.retries++;
        if (this.settings.retryDelayMs === null) return false;
        const delay = this.settings.retryDelayMs * 2 ** attempt;
        subscription.notBefore = this.org.now() + delay;
        this.later(delay);
        return false;
    }
}

function errorText(error: ApexException): string {
    return error.apexMessage ?? error.typeName;
}

export const EventBusKey = new ServiceKey<EventBus>('EventBus');

