import { familyOf, keyOf } from '../data/store/keys.ts';
import type { Key } from '../data/store/keys.ts';
import type { SObjectDescribe } from '../project/index.ts';
import { throwApex } from '../runtime/exceptions.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';

/** How the records of one upsert call are matched. */
export interface UpsertKey {
    /** External id field; null for the record id. */
    readonly fieldName: string | null;
    /** Values of the records before: two records of a call may not have the same. */
    readonly taken: Set<Key>;
}

/** The record that an upsert means: by id, or by the value of an external id field. None: it is inserted. */
export function matchUpsert(
    saving: Saving,
    describe: SObjectDescribe,
    record: SObject,
    { fieldName, taken }: UpsertKey
): { id: string | null; error: RowError | null } {
    if (fieldName === null || fieldName.toLowerCase() === 'id') return { id: record.id, error: null };
    const field = describe.field(fieldName);
    const isKey = field !== null && (field.externalId || field.unique || field.nameField);
    if (!isKey)
        throwApex(
            'System.SObjectException',
            `Invalid field for upsert, must be an External Id custom or standard indexed field: ${fieldName}`
        );
    const value = record.values[field.index] ?? null;
    if (value === null) return { id: null, error: rowError('MISSING_ARGUMENT', `${field.name} not specified`) };
    const key = keyOf(familyOf(field), value);
    if (taken.has(key)) {
        const message = `Duplicate external id specified: ${String(value)}`;
        return { id: null, error: rowError('DUPLICATE_VALUE', message, [field.name]) };
    }
    taken.add(key);
    const found = (saving.org.store.table(describe).lookup(field, value) ?? []).filter((row) => !row.isDeleted);
    if (found.length > 1) {
        const ids = found.map((row) => row.id.slice(0, 15)).join(', ');
        const message = `${field.name}: more than one record found for external id field: [${ids}]`;
        return { id: null, error: rowError('DUPLICATE_EXTERNAL_ID', message) };
    }
    return { id: found[0]?.id ?? null, error: null };
}
