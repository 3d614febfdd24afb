import type { OrgData } from '../data/orgData.ts';
import { findSystemRow, insertSystemRow, systemRows, updateSystemRow } from '../data/systemRows.ts';
import type { Subscription } from './subscription.ts';

/** Keeps the rows of EventBusSubscriber by which Apex sees backlog and errors. Written between transactions. */
export class SubscriberRows {
    private readonly org: OrgData;

    constructor(org: OrgData) {
        this.org = org;
    }

    write(subscriptions: readonly Subscription[]): void {
        const describe = this.org.schema.object('EventBusSubscriber');
        if (!describe) return;
        for (const subscription of subscriptions) {
            const { definition, channel } = subscription;
            const values = {
                Name: definition.name,
                Topic: definition.object,
                Type: definition.kind === 'ApexTrigger' ? 'ApexTrigger' : 'Flow',
                Status: subscription.status,
                Position: subscription.position,
                Tip: channel.tip,
                Retries: subscription.retries,
                LastError: subscription.lastError,
                IsPartitioned: false
            };
            subscription.rowId ??= this.existing(definition.name, definition.object);
            if (subscription.rowId && findSystemRow(this.org, describe.name, subscription.rowId)) {
                updateSystemRow(this.org, describe.name, subscription.rowId, values);
            } else {
                subscription.rowId = insertSystemRow(this.org, describe.name, values);
            }
        }
        this.org.store.commit();
    }

    /** The rows of a test are gone with its other changes. */
    forget(subscriptions: readonly Subscription[]): void {
        for (const subscription of subscriptions) subscription.rowId = null;
    }

    private existing(name: string, topic: string): string | null {
        const row = systemRows(this.org, 'EventBusSubscriber').find((candidate) => candidate.Name === name && candidate.Topic === topic);
        return (row?.Id as string | undefined) ?? null;
    }
}
