import type { SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import { ServiceKey } from '../runtime/transaction.ts';

/** Record-triggered flows, run by the flow folder at their places in the order of execution. */
export interface RecordFlowRunner {
    /** Fast field updates: may change `records`. `olds` is empty for an insert. */
    beforeSave(
        describe: SObjectDescribe,
        operation: 'insert' | 'update',
        records: readonly SObject[],
        olds: readonly SObject[]
    ): void;
    /** Actions and related records, after the triggers. */
    afterSave(
        describe: SObjectDescribe,
        operation: 'insert' | 'update',
        records: readonly SObject[],
        olds: readonly SObject[]
    ): void;
    beforeDelete(describe: SObjectDescribe, records: readonly SObject[]): void;
}

export const RecordFlows = new ServiceKey<RecordFlowRunner>('RecordFlows');
