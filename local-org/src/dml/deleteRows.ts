import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import type { StoredRow } from '../data/store/table.ts';
import { referencesTo } from './inboundReferences.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import { hasTriggers, runTriggers } from './runTriggers.ts';
import type { Saving } from './saving.ts';
import { takeErrors } from './recordErrors.ts';
import { RecordFlows } from './recordFlows.ts';
import { triggerContext } from './triggerContext.ts';
import type { TriggerTiming } from './triggerContext.ts';
import { recordOfRow } from './workingRecord.ts';

/** One record on its way to the recycle bin. */
export interface DeleteItem {
    readonly id: string;
    errors: RowError[];
}

/** Deletes up to 200 records of one object; with partial success the others are deleted without those that failed. */
export function deleteRows(saving: Saving, describe: SObjectDescribe, items: readonly DeleteItem[]): void {
    const checkpoint = saving.data.checkpoint();
    let remaining = items.filter((item) => item.errors.length === 0);
    while (remaining.length > 0) {
        attemptDelete(saving, describe, remaining);
        if (remaining.every((item) => item.errors.length === 0)) return;
        saving.data.restore(checkpoint);
        if (saving.allOrNone) return;
        remaining = remaining.filter((item) => item.errors.length === 0);
    }
}

function attemptDelete(saving: Saving, describe: SObjectDescribe, items: readonly DeleteItem[]): void {
    const table = saving.org.store.table(describe);
    const rows = items.map((item) => table.get(item.id)!);
    runDeleteTriggers(saving, describe, 'before', items, rows);
    const flows = saving.transaction.services.find(RecordFlows);
    flows?.beforeDelete(
        describe,
        rows.map((row) => recordOfRow(saving, describe, row))
    );
    const valid = items.filter((item) => item.errors.length === 0);
    for (const item of valid) {
        const error = removeWithDependents(saving, describe, item.id, new Set());
        if (error) item.errors.push(error);
    }
    if (items.some((item) => item.errors.length > 0)) return;
    runDeleteTriggers(saving, describe, 'after', items, rows);
}

function runDeleteTriggers(
    saving: Saving,
    describe: SObjectDescribe,
    timing: TriggerTiming,
    items: readonly DeleteItem[],
    rows: readonly StoredRow[]
): void {
    if (!hasTriggers(saving.transaction, describe.name, `${timing} delete`)) return;
    const olds = rows.map((row) => recordOfRow(saving, describe, row));
    for (const record of olds) record.readOnly = true;
    const failure = runTriggers(saving.transaction, saving.data, triggerContext(describe, timing, 'delete', [], olds));
    items.forEach((item, index) => item.errors.push(...(failure ? [failure] : takeErrors(olds[index]!))));
}

/**
 * Details go with their master, lookups to the record are emptied or forbid the deletion. Records that go along fire no triggers
 * (Apex Developer Guide, "Operations That Don't Invoke Triggers").
 */
function removeWithDependents(
    saving: Saving,
    describe: SObjectDescribe,
    id: string,
    underway: Set<string>
): RowError | null {
    const { store } = saving.org;
    const table = store.table(describe);
    const row = table.get(id);
    if (!row || row.isDeleted || underway.has(id)) return null;
    underway.add(id);
    for (const { child, field } of referencesTo(saving.org.schema, describe)) {
        const referring = store.table(child).lookup(field, id) ?? [];
        if (field.masterDetail) purgeDeletedDetails(saving, child, referring);
        const dependents = referring.filter((dependent) => !dependent.isDeleted);
        if (dependents.length === 0) continue;
        if (field.restrictDelete) return restricted(describe, row, child, dependents);
        for (const dependent of dependents) {
            if (field.cascadeDelete || field.masterDetail) {
                const error = removeWithDependents(saving, child, dependent.id, underway);
                if (error) return error;
            } else if (field.nillable) {
                clearReference(saving, child, field, dependent.id);
            }
        }
    }
    moveToBin(saving, describe, row);
    return null;
}

/** A detail that was deleted before its master cannot be restored any more (Salesforce Help, "Considerations for Object Relationships"). */
function purgeDeletedDetails(saving: Saving, child: SObjectDescribe, details: readonly StoredRow[]): void {
    const { store } = saving.org;
    for (const detail of details) if (detail.isDeleted) store.put(store.table(child), detail.id, null);
}

function clearReference(saving: Saving, child: SObjectDescribe, field: FieldDescribe, id: string): void {
    const table = saving.org.store.table(child);
    const row = table.get(id)!;
    const values = [...row.values];
    values[field.index] = null;
    saving.org.store.put(table, id, { ...row, values });
}

function moveToBin(saving: Saving, describe: SObjectDescribe, row: StoredRow): void {
    const { store } = saving.org;
    const isDeleted = describe.field('IsDeleted');
    if (!isDeleted || describe.isSetup || describe.kind === 'customSetting') {
        store.put(store.table(describe), row.id, null);
        return;
    }
    const values = [...row.values];
    values[isDeleted.index] = true;
    store.put(store.table(describe), row.id, { id: row.id, values, isDeleted: true });
}

function restricted(
    describe: SObjectDescribe,
    row: StoredRow,
    child: SObjectDescribe,
    dependents: readonly StoredRow[]
): RowError {
    const nameOf = (owner: SObjectDescribe, one: StoredRow): string =>
        String(owner.nameField ? one.values[owner.nameField.index] : one.id);
    const names = dependents.map((dependent) => nameOf(child, dependent)).join(', ');
    return rowError(
        'DELETE_FAILED',
        `Your attempt to delete ${nameOf(describe, row)} could not be completed because it is associated with the following ` +
            `${child.labelPlural.toLowerCase()}.: ${names}\n`
    );
}

/** Brings records back from the recycle bin, with the details that went along. */
export function restoreWithDependents(saving: Saving, describe: SObjectDescribe, id: string): void {
    const { store } = saving.org;
    const row = store.table(describe).get(id);
    const isDeleted = describe.field('IsDeleted');
    if (!row?.isDeleted || !isDeleted) return;
    const values = [...row.values];
    values[isDeleted.index] = false;
    store.put(store.table(describe), id, { id, values, isDeleted: false });
    for (const { child, field } of referencesTo(saving.org.schema, describe)) {
        if (!field.cascadeDelete && !field.masterDetail) continue;
        for (const dependent of store.table(child).lookup(field, id) ?? [])
            restoreWithDependents(saving, child, dependent.id);
    }
}
