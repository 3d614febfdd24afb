import type { SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { StoredRow } from '../data/store/table.ts';
import type { Saving } from './saving.ts';
import { candidateRow, newWorkingRecord, recordOfRow, updatedWorkingRecord } from './workingRecord.ts';
import { takeErrors } from './recordErrors.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import { hasTriggers, runTriggers } from './runTriggers.ts';
import { triggerContext } from './triggerContext.ts';
import { brokenRules } from './validationRules.ts';
import { afterRowSaved } from './companionRows.ts';
import { duplicates } from './uniqueness.ts';
import { RecordFlows } from './recordFlows.ts';

/** One record on its way through the order of execution. */
export interface SaveItem {
    /** The caller's record; it gets the new id at the end. */
    readonly record: SObject;
    readonly operation: 'insert' | 'update';
    /** Stored row of an update. */
    before: StoredRow | null;
    /** What before triggers see and change. */
    working: SObject | null;
    after: StoredRow | null;
    errors: RowError[];
    id: string | null;
}

const MAX_ATTEMPTS = 3;

/**
 * Saves up to 200 records of one object by the platform's order of execution. With partial success the records that did not fail
 * are saved again from the beginning, so that nothing of the failed ones is left in what triggers have done.
 */
export function saveRows(saving: Saving, describe: SObjectDescribe, items: SaveItem[]): void {
    const checkpoint = saving.data.checkpoint();
    let remaining = items.filter((item) => item.errors.length === 0);
    for (let attempt = 1; remaining.length > 0; attempt++) {
        attemptSave(saving, describe, remaining);
        const failed = remaining.some((item) => item.errors.length > 0);
        if (!failed) return;
        saving.data.restore(checkpoint);
        remaining = remaining.filter((item) => item.errors.length === 0);
        for (const item of remaining) item.after = null;
        if (saving.allOrNone) return;
        if (attempt === MAX_ATTEMPTS) {
            const error = rowError(
                'UNKNOWN_EXCEPTION',
                'Too many batch retries in the presence of Apex triggers and partial failures.'
            );
            for (const item of remaining) item.errors.push(error);
            return;
        }
    }
}

/** The records of one operation go through each step together. */
function attemptSave(saving: Saving, describe: SObjectDescribe, all: readonly SaveItem[]): void {
    for (const operation of ['insert', 'update'] as const) {
        const items = all.filter((item) => item.operation === operation);
        if (items.length) saveOperation(saving, describe, operation, items);
    }
}

function saveOperation(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update',
    items: SaveItem[]
): void {
    for (const item of items) {
        if (operation === 'update') item.before = saving.org.store.table(describe).get(item.id!);
        item.working =
            operation === 'insert'
                ? newWorkingRecord(saving, describe, item.record)
                : updatedWorkingRecord(saving, describe, item.record, item.before!);
    }
    const flows = saving.transaction.services.find(RecordFlows);
    flows?.beforeSave(
        describe,
        operation,
        items.map((item) => item.working!),
        olds(saving, describe, items)
    );
    runBefore(saving, describe, operation, items);
    let valid = items.filter((item) => item.errors.length === 0);

    for (const item of valid) {
        const { row, errors } = candidateRow(saving, describe, item);
        item.after = row;
        item.errors.push(...errors);
        if (errors.length === 0) item.errors.push(...brokenRules(saving, describe, row, item.before));
    }
    for (const item of items) {
        if (item.errors.length > 0) continue;
        const duplicate = duplicates(saving, describe, item.after!);
        if (duplicate) item.errors.push(duplicate);
        else writeRow(saving, describe, operation, item);
    }
    valid = items.filter((item) => item.errors.length === 0);
    if (valid.length === 0 || (saving.allOrNone && valid.length < items.length)) return;
    runAfter(saving, describe, operation, valid);
    if (valid.every((item) => item.errors.length === 0)) {
        flows?.afterSave(
            describe,
            operation,
            valid.map((item) => recordOfRow(saving, describe, currentRow(saving, describe, item))),
            olds(saving, describe, valid)
        );
    }
}

function currentRow(saving: Saving, describe: SObjectDescribe, item: SaveItem): StoredRow {
    return saving.org.store.table(describe).get(item.after!.id) ?? item.after!;
}

function writeRow(saving: Saving, describe: SObjectDescribe, operation: 'insert' | 'update', item: SaveItem): void {
    const { store } = saving.org;
    const row = item.after!;
    store.put(store.table(describe), row.id, row);
    item.id = row.id;
    afterRowSaved(saving, describe, operation, row);
}

function olds(saving: Saving, describe: SObjectDescribe, items: readonly SaveItem[]): SObject[] {
    return items.filter((item) => item.before).map((item) => readOnly(recordOfRow(saving, describe, item.before!)));
}

function runBefore(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update',
    items: readonly SaveItem[]
): void {
    if (!hasTriggers(saving.transaction, describe.name, `before ${operation}`)) return;
    const context = triggerContext(
        describe,
        'before',
        operation,
        items.map((item) => item.working!),
        olds(saving, describe, items)
    );
    const failure = runTriggers(saving.transaction, saving.data, context);
    for (const item of items) item.errors.push(...(failure ? [failure] : takeErrors(item.working!)));
}

function runAfter(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update',
    items: readonly SaveItem[]
): void {
    if (!hasTriggers(saving.transaction, describe.name, `after ${operation}`)) return;
    const records = items.map((item) => readOnly(recordOfRow(saving, describe, item.after!)));
    const failure = runTriggers(
        saving.transaction,
        saving.data,
        triggerContext(describe, 'after', operation, records, olds(saving, describe, items))
    );
    items.forEach((item, index) => item.errors.push(...(failure ? [failure] : takeErrors(records[index]!))));
}

function readOnly(record: SObject): SObject {
    record.readOnly = true;
    return record;
}
