import type { OrgData } from '../data/orgData.ts';
import type { FieldValues } from '../data/systemRows.ts';
import { deleteSystemRow, insertSystemRow, systemRows, updateSystemRow } from '../data/systemRows.ts';
import type { SubscriberDefinition, Subscription } from './subscription.ts';

const OBJECT = 'EventBusSubscriber';

/** Tip and LastPublished of high-volume events outside tests (Object Reference, EventBusSubscriber). */
const NOT_AVAILABLE = -1;

/** Keeps the rows of EventBusSubscriber by which Apex sees the state of subscriptions. Written between transactions. */
export class SubscriberRows {
    private readonly org: OrgData;
    private readonly isTest: boolean;
    private readonly ids = new Map<Subscription, string>();
    /** Rows that the org had when it was last open and whose subscriber has not been seen yet. */
    private readonly left: Map<string, FieldValues>;

    constructor(org: OrgData, isTest: boolean) {
        this.org = org;
        this.isTest = isTest;
        this.left = new Map(systemRows(org, OBJECT).map((row) => [`${row.Topic}/${row.Name}`, row]));
    }

    /** Replay id of the last event that the subscriber had dealt with when the org was last open; null for a new subscriber. */
    positionOf({ object, name }: SubscriberDefinition): number | null {
        return (this.left.get(`${object}/${name}`)?.Position as number | undefined) ?? null;
    }

    add(subscription: Subscription): void {
        const { name, object, kind } = subscription.definition;
        const key = `${object}/${name}`;
        const id = this.left.get(key)?.Id as string | undefined;
        this.left.delete(key);
        const values = { Name: name, Topic: object, Type: kind, IsPartitioned: false };
        this.ids.set(subscription, id ?? insertSystemRow(this.org, OBJECT, values));
        this.write([subscription]);
    }

    update(subscriptions: readonly Subscription[]): void {
        for (const row of this.left.values()) deleteSystemRow(this.org, OBJECT, row.Id as string);
        this.left.clear();
        this.write(subscriptions);
    }

    private write(subscriptions: readonly Subscription[]): void {
        for (const subscription of subscriptions) {
            updateSystemRow(this.org, OBJECT, this.ids.get(subscription)!, this.state(subscription));
        }
        this.org.store.commit();
    }

    private state({ status, position, retries, lastError, channel }: Subscription): FieldValues {
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
