import type { OrgData } from '../data/orgData.ts';
import { Work } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { ServiceKey } from '../runtime/transaction.ts';
import type { SentEvent } from './busEvent.ts';
import { BusFailure, exceptionText } from './busFailure.ts';
import { Channel } from './channel.ts';
import type { Listener } from './channel.ts';
import { deliverBatch } from './deliverBatch.ts';
import type { DeliveryOutcome } from './deliverBatch.ts';
import { EventLog } from './eventLog.ts';
import type { EventBusSettings } from './eventSettings.ts';
import { FIRST_RETRY_DELAY_MS, MAX_BATCH_SIZE, MAX_RETRIES } from './eventSettings.ts';
import { callBack } from './publishCallbacks.ts';
import { PublishQuota } from './publishQuota.ts';
import { SubscriberRows } from './subscriberRows.ts';
import { Subscription } from './subscription.ts';
import type { SubscriberDefinition } from './subscription.ts';
import { UsageMetrics } from './usageMetrics.ts';

/** An event that has left its publisher and is not yet in its channel. */
export interface Outgoing {
    readonly event: SentEvent;
    /** Object that implements EventPublishSuccessCallback or EventPublishFailureCallback; null without one. */
    readonly callback: object | null;
}

/**
 * The event bus: keeps published events for 72 hours, brings them to triggers, flows and clients in the order of their replay
 * ids, and lets each subscriber go at his own pace. Delivery is asynchronous: in its own transactions, by way of the work queue.
 */
export class EventBus {
    /** Counts what is published, before it is sent. */
    readonly quota: PublishQuota;
    private readonly org: OrgData;
    private readonly services: ServiceRegistry;
    private readonly settings: EventBusSettings;
    private readonly channels = new Map<string, Channel>();
    private readonly subscriptions: Subscription[] = [];
    private readonly rows: SubscriberRows;
    private readonly usage: UsageMetrics;
    private readonly log: EventLog | null;
    private outgoing: Outgoing[] = [];

    /** @param services with Work, Transactions and Apex by the time the first event is sent */
    constructor(org: OrgData, services: ServiceRegistry, settings: EventBusSettings) {
        this.org = org;
        this.services = services;
        this.settings = settings;
        this.quota = new PublishQuota(settings.hourlyAllocation);
        this.rows = new SubscriberRows(org, settings.isTest);
        this.usage = new UsageMetrics(org, services);
        this.log = settings.directory === null ? null : this.reopen(settings.directory);
    }

    /**
     * Adds a trigger or flow; it gets what is delivered from now on, or goes on where it was when the org was last open.
     * @throws Error for an object that is no event
     */
    subscribe(definition: SubscriberDefinition): void {
        if (definition.batchSize < 1 || definition.batchSize > MAX_BATCH_SIZE) {
            throw new Error(
                `${definition.name}: a batch has 1 to ${MAX_BATCH_SIZE} events, not ${definition.batchSize}.`
            );
        }
        const position = this.rows.positionOf(definition);
        const subscription = new Subscription(definition, this.channelOf(definition.object), position);
        this.subscriptions.push(subscription);
        this.rows.add(subscription);
        if (!this.settings.isTest) this.schedule(subscription, this.settings.latencyMs);
    }

    /**
     * A client on a channel: `listener` is called for the replayed events at once and for new ones as they are delivered.
     * @param replayFrom -1 new events only, -2 all retained, else those after that replay id @returns what ends it
     * @throws InvalidReplayId
     */
    listen(object: string, replayFrom: number, listener: Listener): () => void {
        return this.channelOf(object).listen(replayFrom, listener, this.org.now());
    }

    /** The replay id after which a client begins; see `listen`. @throws InvalidReplayId */
    position(object: string, replayFrom: number): number {
        return this.channelOf(object).position(replayFrom, this.org.now());
    }

    /**
     * Takes events over from their publisher; they cannot be called back.
     * @param fromTestMethod published by a test itself: Test.stopTest delivers them. What jobs and triggers of a test publish waits
     * for Test.getEventBus().deliver().
     */
    send(outgoing: readonly Outgoing[], fromTestMethod = false): void {
        if (outgoing.length === 0) return;
        this.log?.append(outgoing.map(({ event }) => event));
        this.outgoing.push(...outgoing);
        if (this.settings.isTest && !fromTestMethod) return;
        this.services.get(Work).schedule(this.settings.latencyMs, () => {
            if (this.outgoing.length > 0) this.deliver();
        });
    }

    /** The replay id that an event has, or will have once it is in its channel; null for one that is not known, or known no more. */
    replayIdOf(uuid: string): number | null {
        const waiting = this.outgoing.findIndex(({ event }) => event.uuid === uuid);
        if (waiting >= 0) {
            const { describe } = this.outgoing[waiting]!.event;
            const before = this.outgoing.slice(0, waiting).filter(({ event }) => event.describe === describe);
            return this.channelOf(describe.name).tip + before.length + 1;
        }
        for (const channel of this.channels.values()) {
            const replayId = channel.replayIdOf(uuid);
            if (replayId !== null) return replayId;
        }
        return null;
    }

    /**
     * Puts everything that has been sent up to now into its channels. In tests the subscribers run before this returns, those again
     * that wait for a retry, and what they publish in turn waits for the next time; otherwise they run by the work queue.
     * @throws what is no exception of Apex, after all subscribers have run
     */
    deliver(): void {
        const sent = this.outgoing;
        this.outgoing = [];
        for (const { event } of sent) this.append(event);
        callBack(this.services, this.settings, sent, 'success');
        if (this.settings.isTest) return this.runAll();
        for (const subscription of this.subscriptions) this.schedule(subscription, 0);
    }

    /** Makes everything that waits fail, so that failure callbacks run: `Test.getEventBus().fail()`. */
    failPending(): void {
        const failed = this.outgoing;
        this.outgoing = [];
        callBack(this.services, this.settings, failed, 'failure');
    }

    /** Goes on with subscriptions of that name that have ended in an error: the "Resume" of Setup. */
    resume(subscriberName: string): void {
        const stopped = this.subscriptions.filter(
            ({ definition, status }) => definition.name === subscriberName && status === 'Error'
        );
        for (const subscription of stopped) {
            subscription.restart();
            this.schedule(subscription, 0);
        }
        this.rows.update(stopped);
    }

    /** Forgets all events and positions: the end of a test, whose rows go with its other changes. */
    reset(): void {
        this.outgoing = [];
        this.quota.reset();
        for (const channel of this.channels.values()) channel.reset();
        for (const subscription of this.subscriptions) {
            subscription.restart();
            subscription.position = subscription.channel.tip;
        }
    }

    /** Closes the files. Nothing may be sent any more. */
    close(): void {
        this.log?.close();
    }

    private append(event: SentEvent): void {
        const channel = this.channelOf(event.describe.name);
        const stored = channel.append(event);
        const isCounted = event.describe.custom && !this.settings.isTest;
        if (isCounted) this.usage.count('PLATFORM_EVENTS_PUBLISHED');
        for (const listener of channel.audience) {
            try {
                listener(stored);
                if (isCounted) this.usage.count('PLATFORM_EVENTS_DELIVERED');
            } catch (error) {
                // A client whose connection is broken must not keep the event from the others.
                this.settings.onFailure(error instanceof Error ? error : new Error(String(error)));
            }
        }
    }

    private runAll(): void {
        const tips = this.subscriptions.map((subscription) => subscription.channel.tip);
        const faults: unknown[] = [];
        this.subscriptions.forEach((subscription, index) => {
            try {
                while (this.runNext(subscription, tips[index]!));
            } catch (error) {
                faults.push(error);
            }
        });
        this.rows.update(this.subscriptions);
        if (faults.length > 0) throw faults[0];
    }

    /** One batch on each turn of the work queue, so that a backlog does not keep others waiting. */
    private schedule(subscription: Subscription, delayMs: number): void {
        if (subscription.isScheduled || !subscription.isBehind) return;
        subscription.isScheduled = true;
        this.services.get(Work).schedule(delayMs, () => {
            subscription.isScheduled = false;
            try {
                this.runNext(subscription, subscription.channel.tip);
            } finally {
                this.rows.update([subscription]);
                this.schedule(
                    subscription,
                    subscription.retries > 0 ? FIRST_RETRY_DELAY_MS * 2 ** (subscription.retries - 1) : 0
                );
            }
        });
    }

    /** Delivers the next batch up to `tip`. @returns true when another one may follow at once */
    private runNext(subscription: Subscription, tip: number): boolean {
        const { definition, channel } = subscription;
        if (!subscription.isBehind || subscription.position >= tip) return false;
        const batch = channel.between(subscription.position, tip, definition.batchSize);
        if (batch.length === 0) {
            // Nothing of what was missed is retained any more.
            subscription.position = tip;
            return false;
        }
        subscription.isBusy = true;
        try {
            return this.settle(subscription, deliverBatch(this.services, subscription, batch, this.userOf(definition)));
        } catch (error) {
            subscription.position = batch.at(-1)!.replayId;
            subscription.retries = 0;
            throw error;
        } finally {
            subscription.isBusy = false;
        }
    }

    private settle(subscription: Subscription, outcome: DeliveryOutcome): boolean {
        const who = `${subscription.definition.kind} ${subscription.definition.name}`;
        if (outcome.kind === 'processed') {
            subscription.position = outcome.upTo;
            subscription.retries = 0;
            if (outcome.failure) this.settings.onFailure(new BusFailure(who, outcome.failure));
            return true;
        }
        subscription.lastError = exceptionText(outcome.error);
        if (subscription.retries < MAX_RETRIES) {
            subscription.retries++;
        } else {
            subscription.status = 'Error';
            this.settings.onFailure(new BusFailure(`${who} is stopped after ${MAX_RETRIES} retries`, outcome.error));
        }
        return false;
    }

    private userOf(definition: SubscriberDefinition) {
        return definition.user ?? this.settings.automatedProcess();
    }

    private channelOf(object: string): Channel {
        const describe = this.org.schema.object(object);
        if (describe?.kind !== 'platformEvent') throw new Error(`${object} is no platform event.`);
        let channel = this.channels.get(describe.name);
        if (!channel) {
            this.channels.set(describe.name, (channel = new Channel(describe)));
        }
        return channel;
    }

    /** Everything that had been sent is in its channel again, delivered before or not; callbacks are gone with the process. */
    private reopen(directory: string): EventLog {
        const { log, recovered } = EventLog.open(directory, this.org.schema, this.org.now());
        for (const [object, base] of recovered.bases) {
            if (this.org.schema.object(object)?.kind === 'platformEvent') this.channelOf(object).startAfter(base);
        }
        for (const event of recovered.events) this.channelOf(event.describe.name).append(event);
        return log;
    }
}

export const EventBusKey = new ServiceKey<EventBus>('EventBus');
