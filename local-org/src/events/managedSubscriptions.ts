import { ServiceKey } from '../runtime/transaction.ts';

export type ReplayPreset = 'LATEST' | 'EARLIEST';

/** A place in a channel that the org keeps for a client of the Pub/Sub API. */
export interface ManagedSubscription {
    readonly id: string;
    readonly developerName: string;
    readonly label: string;
    /** `/event/X__e` */
    readonly topicName: string;
    /** Where it begins while nothing is committed. */
    readonly defaultReplay: ReplayPreset;
    /** Where it begins when what was committed is not retained any more. */
    readonly errorRecoveryReplay: ReplayPreset;
    readonly state: 'RUN' | 'STOP';
    /** Replay id; null while nothing is committed. */
    readonly committed: number | null;
}

/** Where they are kept between runs. */
export interface SubscriptionNote {
    read(): readonly ManagedSubscription[];
    write(subscriptions: readonly ManagedSubscription[]): void;
}

/** Why a stream ends. */
export type SubscriptionEnd = 'stopped' | 'deleted';

/** The managed event subscriptions of an org, and the one stream that each may have. */
export class ManagedSubscriptions {
    private readonly note: SubscriptionNote | null;
    private readonly kept: Map<string, ManagedSubscription>;
    private readonly streams = new Map<string, (end: SubscriptionEnd) => void>();

    constructor(note: SubscriptionNote | null) {
        this.note = note;
        this.kept = new Map(note?.read().map((subscription) => [subscription.id, subscription]));
    }

    all(): readonly ManagedSubscription[] {
        return [...this.kept.values()];
    }

    /** @param id of 15 or 18 characters */
    withId(id: string): ManagedSubscription | null {
        return this.all().find((subscription) => subscription.id.slice(0, 15) === id.slice(0, 15)) ?? null;
    }

    named(developerName: string): ManagedSubscription | null {
        const name = developerName.toLowerCase();
        return this.all().find((subscription) => subscription.developerName.toLowerCase() === name) ?? null;
    }

    /** Adds one, or puts it in the place of the one with its id. Stopping ends its stream and forgets what was committed. */
    put(subscription: ManagedSubscription): void {
        const isStopped = subscription.state === 'STOP';
        this.kept.set(subscription.id, isStopped ? { ...subscription, committed: null } : subscription);
        this.keep();
        if (isStopped) this.streams.get(subscription.id)?.('stopped');
    }

    remove(id: string): void {
        this.kept.delete(id);
        this.keep();
        this.streams.get(id)?.('deleted');
    }

    commit(id: string, replayId: number): void {
        this.kept.set(id, { ...this.kept.get(id)!, committed: replayId });
        this.keep();
    }

    /** @param ended called when the subscription is stopped or deleted @returns what gives the stream up; null while another has it */
    hold(id: string, ended: (end: SubscriptionEnd) => void): (() => void) | null {
        if (this.streams.has(id)) return null;
        this.streams.set(id, ended);
        return () => this.streams.delete(id);
    }

    private keep(): void {
        this.note?.write(this.all());
    }
}

export const ManagedSubscriptionsKey = new ServiceKey<ManagedSubscriptions>('ManagedSubscriptions');
