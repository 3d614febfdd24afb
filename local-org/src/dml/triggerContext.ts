import type { SObjectDescribe } from '../project/index.ts';
import { ApexList, ApexMap } from '../runtime/collections.ts';
import type { SObject } from '../runtime/sobject.ts';
import { ID, sobjectOf } from '../semantics/types.ts';

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
