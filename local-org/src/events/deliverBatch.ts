import { apexErrorOf } from '../runtime/caught.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { Transactions } from '../runtime/services.ts';
import type { RunningUser, ServiceRegistry } from '../runtime/transaction.ts';
import type { BusEvent } from './busEvent.ts';
import { eventRecord } from './busEvent.ts';
import { DeliveryContext, enterDelivery } from './deliveryContext.ts';
import type { Subscription } from './subscription.ts';

const RETRYABLE = 'EventBus.RetryableException';

export type DeliveryOutcome =
    /** `failure`: the uncaught exception that ended the run, null when it ended well. */
    | { readonly kind: 'processed'; readonly upTo: number; readonly failure: ApexException | null }
    | { readonly kind: 'retry'; readonly error: ApexException };

/**
 * Runs a subscriber for a batch of events in a transaction of its own, under the limits of synchronous Apex. What was changed before
 * an uncaught exception is kept; only a RetryableException takes it back (Platform Events Developer Guide).
 * @throws what is no exception of Apex: a fault of the local org, or something it does not support
 */
export function deliverBatch(
    services: ServiceRegistry,
    subscription: Subscription,
    batch: readonly BusEvent[],
    user: RunningUser
): DeliveryOutcome {
    const { definition, retries, lastError } = subscription;
    const replayIds = new Set(batch.map((event) => String(event.replayId)));
    const context = new DeliveryContext(retries, retries > 0 ? lastError : null, replayIds);
    let failure: ApexException | null = null;
    try {
        services.get(Transactions).run({ user, quiddity: 'PLATFORM_EVENT', isAsync: false }, (transaction) => {
            if (definition.kind === 'ApexTrigger') enterDelivery(transaction, context);
            try {
                definition.run(batch.map(eventRecord));
            } catch (error) {
                failure = keptFailure(error);
            }
        });
    } catch (error) {
        if (isRetryable(error)) return { kind: 'retry', error };
        throw error;
    }
    // Without a checkpoint the batch is over, even after an exception; with one, what is behind it comes again.
    return {
        kind: 'processed',
        upTo: context.checkpoint === null ? batch.at(-1)!.replayId : Number(context.checkpoint),
        failure
    };
}

function keptFailure(error: unknown): ApexException {
    const seen = apexErrorOf(error);
    if (!(seen instanceof ApexException) || isRetryable(seen)) throw seen;
    return seen;
}

function isRetryable(error: unknown): error is ApexException {
    return error instanceof ApexException && error.typeName === RETRYABLE;
}
