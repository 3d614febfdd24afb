import type { SObject } from '../runtime/sobject.ts';
import { DmlResult } from './results.ts';
import { rowError } from './rowResult.ts';
import type { TransactionData } from './transactionData.ts';

/** Removes records from the recycle bin for good. */
export function emptyRecycleBin(data: TransactionData, records: readonly SObject[]): DmlResult[] {
    const { store } = data.org;
    data.countStatement();
    return records.map((record) => {
        const table = store.table(record.describe);
        const row = record.id === null ? null : table.get(record.id);
        const isThere = row?.isDeleted === true;
        if (isThere) store.put(table, row.id, null);
        const errors = isThere ? [] : [rowError('INVALID_ID_FIELD', 'Invalid ID')];
        return new DmlResult('Database.EmptyRecycleBinResult', { id: record.id, created: false, errors });
    });
}
