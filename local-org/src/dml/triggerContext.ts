import type { SObjectDescribe } from '../project/index.ts';
import { ApexList, ApexMap } from '../runtime/collections.ts';
import { platformEnum } from '../runtime/enums.ts';
import { definePlatformType } from '../runtime/platform.ts';
import type { SObject } from '../runtime/sobject.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { ID, sobjectOf } from '../semantics/types.ts';
import { transactionData } from './transactionData.ts';

export type TriggerOperation = 'insert' | 'update' | 'delete' | 'undelete';
export type TriggerTiming = 'before' | 'after';

/** What the Trigger context variables say while a trigger runs. */
export interface TriggerContext {
    readonly describe: SObjectDescribe;
    readonly timing: TriggerTiming;
    readonly operation: TriggerOperation;
    readonly newList: ApexList | null;
    readonly oldList: ApexList | null;
    newMap: ApexMap | null;
    oldMap: ApexMap | null;
}

/** New values are there but for delete, old ones for update and delete; ids of new records only after an insert. */
export function triggerContext(
    describe: SObjectDescribe,
    timing: TriggerTiming,
    operation: TriggerOperation,
    newRecords: SObject[],
    oldRecords: SObject[]
): TriggerContext {
    const hasNew = operation !== 'delete';
    const hasOld = operation === 'update' || operation === 'delete';
    const hasNewMap = hasNew && !(operation === 'insert' && timing === 'before');
    return {
        describe,
        timing,
        operation,
        newList: hasNew ? readOnlyList(describe, newRecords) : null,
        oldList: hasOld ? readOnlyList(describe, oldRecords) : null,
        newMap: hasNewMap ? readOnlyMap(describe, newRecords) : null,
        oldMap: hasOld ? readOnlyMap(describe, oldRecords) : null
    };
}

function readOnlyList(describe: SObjectDescribe, records: SObject[]): ApexList {
    const list = new ApexList(sobjectOf(describe.name), records);
    list.readOnly = true;
    return list;
}

function readOnlyMap(describe: SObjectDescribe, records: readonly SObject[]): ApexMap {
    const map = ApexMap.of(
        ID,
        sobjectOf(describe.name),
        records.filter((record) => record.id !== null).map((record) => [record.id, record] as const)
    );
    map.readOnly = true;
    return map;
}

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
                return context && platformEnum('System.TriggerOperation', `${context.timing}_${context.operation}`.toUpperCase());
            }
        }
    }
});
