import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import type { StoredRow } from '../data/store/table.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';

/** Every reference must point to a record that there is, of an object that the field allows. */
export function checkReferences(
    saving: Saving,
    describe: SObjectDescribe,
    values: readonly unknown[],
    before: StoredRow | null
): RowError[] {
    const errors: RowError[] = [];
    for (const field of describe.fields) {
        const id = values[field.index];
        if (field.type !== 'reference' || typeof id !== 'string' || field.metadataRelationship) continue;
        if (before && before.values[field.index] === id) continue;
        const error = checkReference(saving, field, id);
        if (error) errors.push(error);
    }
    return errors;
}

function checkReference(saving: Saving, field: FieldDescribe, id: string): RowError | null {
    const target = saving.org.schema.objectByKeyPrefix(id.slice(0, 3));
    const isAllowed = target !== null && (field.referenceTo.length === 0 || field.referenceTo.includes(target.name));
    if (!isAllowed)
        return rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    const row = saving.org.store.table(target).get(id);
    if (!row) return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    return row.isDeleted ? rowError('ENTITY_IS_DELETED', 'entity is deleted') : null;
}
