import type { OrgData } from '../data/orgData.ts';
import { deleteSystemRow, insertSystemRow, systemRows, updateSystemRow } from '../data/systemRows.ts';
import type { Subscription } from './subscription.ts';

const OBJECT = 'EventBusSubscriber';

/** Tip and LastPublished of high-volume events outside tests (Object Reference, EventBusSubscriber). */
const NOT_AVAILABLE = -1;

/** Keeps the rows of EventBusSubscriber by which Apex sees the state of subscriptions. Written between transactions. */
export class SubscriberRows {
    private readonly org: OrgData;
    private readonly isTest: boolean;
    private readonly ids = new Map<Subscription, string>();

    /** Rows of an earlier life of the org go: its subscriptions are gone. */
    constructor(org: OrgData, isTest: boolean) {
        this.org = org;
        this.isTest = isTest;
        for (const row of systemRows(org, OBJECT)) deleteSystemRow(org, OBJECT, row.Id as string);
        org.store.commit();
    }

    add(subscription: Subscription): void {
        const { name, object, kind } = subscription.definition;
        const values = { Name: name, Topic: object, Type: kind, IsPartitioned: false, ...this.state(subscription) };
        this.ids.set(subscription, insertSystemRow(this.org, OBJECT, values));
        this.org.store.commit();
    }

    update(subscriptions: readonly Subscription[]): void {
        for (const subscription of subscriptions) {
            updateSystemRow(this.org, OBJECT, this.ids.get(subscription)!, this.state(subscription));
        }
        this.org.store.commit();
    }

    private state({ status, position, retries, lastError, channel }: Subscription): Readonly<Record<string, unknown>> {
        const tip = this.isTest ? channel.tip : NOT_AVAILABLE;
        return {
            Status: status,
            Position: position,
            LastProcessed: String(position),
            Tip: tip,
            LastPublished: String(tip),
            Retries: retries,
            LastError: lastError?.slice(0, 255) ?? null
        };
    }
}
