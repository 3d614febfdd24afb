import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import type { Transaction } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';

/** EventBus.TriggerContext: what a running event trigger can learn and say about its delivery. */
export class DeliveryContext {
    static readonly apexName = 'EventBus.TriggerContext';
    readonly retries: number;
    readonly lastError: string | null;
    checkpoint: string | null = null;
    private readonly replayIds: ReadonlySet<string>;

    constructor(retries: number, lastError: string | null, replayIds: ReadonlySet<string>) {
        this.retries = retries;
        this.lastError = lastError;
        this.replayIds = replayIds;
    }

    /** @throws EventBus.InvalidReplayIdException for an id that is not in the batch */
    setCheckpoint(replayId: string | null): void {
        if (replayId === null || !this.replayIds.has(replayId)) {
            throwApex(
                'EventBus.InvalidReplayIdException',
                'The Replay ID must be one of the events in the current trigger batch.'
            );
        }
        this.checkpoint = replayId;
    }
}

const contexts = new WeakMap<Transaction, DeliveryContext>();

export function enterDelivery(transaction: Transaction, context: DeliveryContext): void {
    contexts.set(transaction, context);
}

definePlatformType('EventBus.TriggerContext', {
    statics: { 'currentContext/0': () => contexts.get(currentTransaction()) ?? null },
    methods: {
        'setResumeCheckpoint/1': (context: DeliveryContext, replayId: string | null) => context.setCheckpoint(replayId),
        'getResumeCheckpoint/0': (context: DeliveryContext) => context.checkpoint
    },
    properties: {
        retries: { get: (context: DeliveryContext) => context.retries },
        lastError: { get: (context: DeliveryContext) => context.lastError }
    },
    isInstance: (value) => value instanceof DeliveryContext
});
