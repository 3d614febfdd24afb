import type { SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import { takeErrors } from './recordErrors.ts';
import type { RowError, RowResult } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import { hasTriggers, runTriggers } from './runTriggers.ts';
import type { Saving } from './saving.ts';
import { triggerContext } from './triggerContext.ts';
import { duplicates } from './uniqueness.ts';
import { recordOfRow } from './workingRecord.ts';

/** Brings up to 200 records back from the recycle bin; undelete has after triggers only. */
export function undeleteRows(
    saving: Saving,
    describe: SObjectDescribe,
    records: readonly SObject[],
    restore: (saving: Saving, describe: SObjectDescribe, id: string) => void
): RowResult[] {
    const table = saving.org.store.table(describe);
    const items = records.map((record) => ({ id: record.id, errors: undeletable(record.id) }));
    const checkpoint = saving.data.checkpoint();
    for (let valid = items.filter((item) => item.errors.length === 0); valid.length > 0;) {
        for (const item of valid) restore(saving, describe, item.id!);
        runAfterUndelete(saving, describe, valid);
        if (valid.every((item) => item.errors.length === 0)) break;
        saving.data.restore(checkpoint);
        if (saving.allOrNone) break;
        valid = valid.filter((item) => item.errors.length === 0);
    }
    return items.map((item) => ({ describe, id: item.id, created: false, errors: item.errors }));

    function undeletable(id: string | null): RowError[] {
        const row = id === null ? null : table.get(id);
        if (!row?.isDeleted) return [rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin')];
        const duplicate = duplicates(saving, describe, row);
        return duplicate ? [duplicate] : [];
    }
}

function runAfterUndelete(
    saving: Saving,
    describe: SObjectDescribe,
    items: readonly { id: string | null; errors: RowError[] }[]
): void {
    if (!hasTriggers(saving.transaction, describe.name, 'after undelete')) return;
    const table = saving.org.store.table(describe);
    const restored = items.map((item) => recordOfRow(saving, describe, table.get(item.id!)!));
    for (const record of restored) record.readOnly = true;
    const failure = runTriggers(
        saving.transaction,
        saving.data,
        triggerContext(describe, 'after', 'undelete', restored, [])
    );
    items.forEach((item, index) => item.errors.push(...(failure ? [failure] : takeErrors(restored[index]!))));
}
