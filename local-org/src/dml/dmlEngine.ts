import type { SObjectDescribe } from '../project/index.ts';
import type { OrgData } from '../data/orgData.ts';
import { recordRun } from '../data/soql/runQuery.ts';
import { limitExceeded, nullPointer, throwApex } from '../runtime/exceptions.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { Transaction } from '../runtime/transaction.ts';
import { checkUserMode, rowAccessError } from './accessChecks.ts';
import { deleteRows, restoreWithDependents } from './deleteRows.ts';
import type { DeleteItem } from './deleteRows.ts';
import { resolveForeignKeys } from './foreignKeys.ts';
import type { DmlOperation, RowError, RowResult } from './rowResult.ts';
import { refuseDml, rowError } from './rowResult.ts';
import { saveRows } from './saveRows.ts';
import type { SaveItem } from './saveRows.ts';
import type { Saving } from './saving.ts';
import { noteDml } from './setupMix.ts';
import type { TransactionData } from './transactionData.ts';
import { undeleteRows } from './undeleteRows.ts';
import { matchUpsert } from './upsertMatch.ts';
import type { UpsertKey } from './upsertMatch.ts';

export interface DmlOptions {
    readonly allOrNone: boolean;
    readonly userMode: boolean;
    readonly withSharing: boolean;
    readonly truncate: boolean;
    /** Upsert by this field; null = by Id. */
    readonly upsertField: string | null;
}

const CHUNK_SIZE = 200;
const MAX_OBJECT_RUNS = 10;

/** Runs DML calls of one transaction: limits, chunks of 200, all-or-nothing, and the order of execution for each chunk. */
export class DmlEngine {
    private readonly org: OrgData;
    private readonly transaction: Transaction;
    private readonly data: TransactionData;

    constructor(org: OrgData, transaction: Transaction, data: TransactionData) {
        this.org = org;
        this.transaction = transaction;
        this.data = data;
    }

    /** @returns one result for each record; with allOrNone nothing is changed when one has errors */
    run(operation: Exclude<DmlOperation, 'merge'>, records: readonly SObject[], options: DmlOptions): RowResult[] {
        if (records.length === 0) return [];
        checkList(operation, records);
        this.countLimits(records.length);
        const checkpoint = this.data.checkpoint();
        const results: RowResult[] = [];
        for (const chunk of chunksOf(records)) results.push(...this.runChunk(operation, chunk, options));
        if (options.allOrNone && results.some((result) => result.errors.length > 0)) {
            this.data.restore(checkpoint);
            return results;
        }
        records.forEach((record, index) => giveId(record, operation, results[index]!));
        return results;
    }

    countLimits(rows: number): void {
        const { limits, limitCaps } = this.transaction;
        this.data.markUncommitted();
        if (++limits.dmlStatements > limitCaps.dmlStatements)
            limitExceeded(`Too many DML statements: ${limitCaps.dmlStatements + 1}`);
        limits.dmlRows += rows;
        if (limits.dmlRows > limitCaps.dmlRows) limitExceeded(`Too many DML rows: ${limitCaps.dmlRows + 1}`);
    }

    saving(options: DmlOptions): Saving {
        const { org, transaction, data } = this;
        return { org, transaction, data, ...options, run: recordRun(org, transaction.user.id) };
    }

    private runChunk(
        operation: Exclude<DmlOperation, 'merge'>,
        records: readonly SObject[],
        options: DmlOptions
    ): RowResult[] {
        const describe = records[0]!.describe;
        refuseObject(describe, operation);
        const mixed = noteDml(this.data.mix, describe, operation, records);
        if (mixed) return records.map((record) => ({ describe, id: record.id, created: false, errors: [mixed] }));
        const saving = this.saving(options);
        switch (operation) {
            case 'delete':
                return this.deleteChunk(saving, describe, records);
            case 'undelete':
                if (options.userMode) checkUserMode(saving, describe, 'undelete', records);
                return undeleteRows(saving, describe, records, restoreWithDependents);
            default:
                return this.saveChunk(saving, describe, operation, records, options);
        }
    }

    private saveChunk(
        saving: Saving,
        describe: SObjectDescribe,
        operation: 'insert' | 'update' | 'upsert',
        records: readonly SObject[],
        options: DmlOptions
    ): RowResult[] {
        const key: UpsertKey = { fieldName: options.upsertField, taken: new Set() };
        const items = records.map((record) => this.saveItem(saving, describe, operation, record, key));
        if (options.userMode) {
            for (const kind of ['insert', 'update'] as const) {
                const ofKind = items.filter((item) => item.operation === kind).map((item) => item.record);
                if (ofKind.length) checkUserMode(saving, describe, kind, ofKind);
            }
        }
        for (const item of items) item.errors.push(...resolveForeignKeys(saving, describe, item.record));
        if (!saving.allOrNone || items.every((item) => item.errors.length === 0)) saveRows(saving, describe, items);
        return items.map((item) => {
            const failed = item.errors.length > 0;
            return {
                describe,
                id: failed && item.operation === 'insert' ? null : item.id,
                created: item.operation === 'insert' && !failed,
                errors: item.errors
            };
        });
    }

    private saveItem(
        saving: Saving,
        describe: SObjectDescribe,
        operation: 'insert' | 'update' | 'upsert',
        record: SObject,
        key: UpsertKey
    ): SaveItem {
        const item: SaveItem = {
            record,
            operation: operation === 'update' ? 'update' : 'insert',
            before: null,
            working: null,
            after: null,
            errors: [],
            id: null
        };
        if (operation === 'insert') {
            if (record.id !== null)
                item.errors.push(
                    rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id'])
                );
        } else if (operation === 'update') {
            item.id = record.id;
            if (record.id === null)
                item.errors.push(rowError('MISSING_ARGUMENT', 'Id not specified in an update call'));
        } else {
            const match = matchUpsert(saving, describe, record, key);
            if (match.error) item.errors.push(match.error);
            if (match.id)
                return {
                    ...item,
                    operation: 'update',
                    id: match.id,
                    errors: item.errors.concat(this.rowError(saving, describe, match.id, 'update'))
                };
        }
        if (item.operation === 'update' && item.id)
            item.errors.push(...this.rowError(saving, describe, item.id, 'update'));
        if (item.operation === 'insert' && item.errors.length === 0) {
            const denied = rowAccessError(saving, describe, null, 'insert');
            if (denied) item.errors.push(denied);
        }
        return item;
    }

    private deleteChunk(saving: Saving, describe: SObjectDescribe, records: readonly SObject[]): RowResult[] {
        if (saving.userMode) checkUserMode(saving, describe, 'delete', records);
        const items: DeleteItem[] = records.map((record) => {
            const id = record.id;
            if (id === null)
                return { id: '', errors: [rowError('MISSING_ARGUMENT', 'Id not specified in a delete call')] };
            return { id, errors: this.rowError(saving, describe, id, 'delete') };
        });
        if (!saving.allOrNone || items.every((item) => item.errors.length === 0)) deleteRows(saving, describe, items);
        return items.map((item) => ({ describe, id: item.id || null, created: false, errors: item.errors }));
    }

    private rowError(
        saving: Saving,
        describe: SObjectDescribe,
        id: string,
        operation: 'update' | 'delete'
    ): RowError[] {
        const row = this.org.store.table(describe).get(id);
        if (!row) return [rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')];
        if (row.isDeleted) return [rowError('ENTITY_IS_DELETED', 'entity is deleted')];
        const trigger = saving.data.heldByTrigger.get(id);
        if (trigger !== undefined) {
            const message = `Object (id = ${id.slice(0, 15)}) is currently in trigger ${trigger}, therefore it cannot recursively ${operation} itself`;
            return [rowError('SELF_REFERENCE_FROM_TRIGGER', message)];
        }
        const denied = rowAccessError(saving, describe, row, operation);
        return denied ? [denied] : [];
    }
}

/** Runs of records of one object, at most 200 each. */
function chunksOf(records: readonly SObject[]): SObject[][] {
    const chunks: SObject[][] = [];
    let objectRuns = 0;
    let previous: SObjectDescribe | null = null;
    for (const record of records) {
        if (record.describe !== previous) objectRuns++;
        const last = chunks[chunks.length - 1];
        if (last && record.describe === previous && last.length < CHUNK_SIZE) last.push(record);
        else chunks.push([record]);
        previous = record.describe;
    }
    if (objectRuns > MAX_OBJECT_RUNS) {
        throwApex(
            'System.TypeException',
            'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.'
        );
    }
    return chunks;
}

function checkList(operation: DmlOperation, records: readonly SObject[]): void {
    const seen = new Set<SObject>();
    const ids = new Set<string>();
    for (const record of records) {
        if (record === null) nullPointer();
        if (operation === 'insert' || operation === 'upsert') {
            if (seen.has(record))
                throwApex(
                    'System.ListException',
                    'Before Insert or Upsert list must not have two identically equal elements'
                );
            seen.add(record);
        }
        const id = record.id;
        if (id === null || operation === 'insert') continue;
        if (ids.has(id)) throwApex('System.ListException', `Duplicate id in list: ${id}`);
        ids.add(id);
    }
}

function refuseObject(describe: SObjectDescribe, operation: Exclude<DmlOperation, 'merge'>): void {
    const allowed: Record<typeof operation, boolean> = {
        insert: describe.createable,
        update: describe.updateable,
        upsert: describe.createable && describe.updateable,
        delete: describe.deletable,
        undelete: describe.undeletable
    };
    const isData =
        describe.kind !== 'platformEvent' && describe.kind !== 'customMetadata' && describe.kind !== 'bigObject';
    if (!isData || !allowed[operation])
        refuseDml(`DML operation ${operation.toUpperCase()} not allowed on ${describe.name}`);
}

/** A saved record carries its id from now on; ids of what is rolled back later stay on it. */
function giveId(record: SObject, operation: DmlOperation, result: RowResult): void {
    const slot = record.describe.fieldByName('id')?.index;
    if (slot === undefined || result.errors.length > 0 || !result.id) return;
    if (operation === 'insert' || operation === 'upsert') record.values[slot] = result.id;
}
