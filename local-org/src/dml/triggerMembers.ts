import { platformEnum } from '../runtime/enums.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { transactionData } from './transactionData.ts';
import type { TriggerContext } from './triggerContext.ts';

/** The variables of System.Trigger: null or false outside triggers. */
function current(): TriggerContext | null {
    return transactionData(currentTransaction()).triggerContext;
}

const is = (test: (context: TriggerContext) => boolean) => ({
    get: (): boolean => {
        const context = current();
        return context !== null && test(context);
    }
});

definePlatformType('System.Trigger', {
    staticProperties: {
        isExecuting: is(() => true),
        isBefore: is((context) => context.timing === 'before'),
        isAfter: is((context) => context.timing === 'after'),
        isInsert: is((context) => context.operation === 'insert'),
        isUpdate: is((context) => context.operation === 'update'),
        isDelete: is((context) => context.operation === 'delete'),
        isUndelete: is((context) => context.operation === 'undelete'),
        new: { get: () => current()?.newList ?? null },
        old: { get: () => current()?.oldList ?? null },
        newMap: { get: () => current()?.newMap ?? null },
        oldMap: { get: () => current()?.oldMap ?? null },
        size: { get: () => (current()?.newList ?? current()?.oldList)?.size() ?? null },
        operationType: {
            get: () => {
                const context = current();
                return (
                    context &&
                    platformEnum('System.TriggerOperation', `${context.timing}_${context.operation}`.toUpperCase())
                );
            }
        }
    }
});
