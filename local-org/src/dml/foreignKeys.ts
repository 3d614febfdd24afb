import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';

/** Fills references that a caller gives by a parent with only an external id: `new Contact(Account = new Account(Key__c = 'x'))`. */
export function resolveForeignKeys(saving: Saving, describe: SObjectDescribe, record: SObject): RowError[] {
    const errors: RowError[] = [];
    record.parents?.forEach((parent, slot) => {
        if (!parent || record.isSet(slot) || parent.id !== null) return;
        const key = parent.describe.fields.find((field) => field.externalId && parent.isSet(field.index));
        if (!key) return;
        const found = (saving.org.store.table(parent.describe).lookup(key, parent.values[key.index]) ?? []).filter(
            (row) => !row.isDeleted
        );
        if (found.length === 1) record.values[slot] = found[0]!.id;
        else errors.push(notFound(parent, key, describe.fields[slot]!, found.length));
    });
    return errors;
}

function notFound(parent: SObject, key: FieldDescribe, reference: FieldDescribe, count: number): RowError {
    const value = String(parent.values[key.index]);
    if (count > 1)
        return rowError('INVALID_FIELD', `More than 1 record found for foreign key external ID: ${value}`, [
            reference.name
        ]);
    return rowError(
        'INVALID_FIELD',
        `Foreign key external ID: ${value} not found for field ${key.name} in entity ${parent.describe.name}`
    );
}
