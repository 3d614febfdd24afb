import { transactionData } from '../dml/transactionData.ts';
import { triggerContext } from '../dml/triggerContext.ts';
import { Triggers } from '../runtime/services.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { MAX_BATCH_SIZE } from './eventSettings.ts';
import type { SubscriberDefinition } from './subscription.ts';

export interface EventTrigger {
    readonly name: string;
    /** API name of the event object. */
    readonly object: string;
    /** From the PlatformEventSubscriberConfig; null without one. */
    readonly batchSize: number | null;
    readonly user: RunningUser | null;
}

/** An Apex trigger as a subscriber: `after insert` in system context, records of the event in Trigger.new. */
export function triggerSubscriber(trigger: EventTrigger): SubscriberDefinition {
    return {
        name: trigger.name,
        kind: 'ApexTrigger',
        object: trigger.object,
        batchSize: trigger.batchSize ?? MAX_BATCH_SIZE,
        user: trigger.user,
        run(records: SObject[]): void {
            const transaction = currentTransaction();
            const data = transactionData(transaction);
            for (const record of records) record.readOnly = true;
            data.triggerContext = triggerContext(records[0]!.describe, 'after', 'insert', records, []);
            // Events have no ids to make a map of.
            data.triggerContext.newMap = null;
            transaction.withSharing = false;
            try {
                transaction.services.get(Triggers).runTrigger(trigger.name);
            } finally {
                data.triggerContext = null;
            }
        }
    };
}
