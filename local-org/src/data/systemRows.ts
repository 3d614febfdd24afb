import type { SObjectDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { apexEquals } from '../runtime/equality.ts';
import type { OrgData } from './orgData.ts';
import type { StoredRow } from './store/table.ts';

/** Field values by API name, in the plain form of the field's Apex type. */
export type FieldValues = Readonly<Record<string, unknown>>;

function describeOf(org: OrgData, object: string): SObjectDescribe {
    const describe = org.schema.object(object);
    if (!describe) throw new Error(`The schema has no object ${object}.`);
    return describe;
}

/**
 * Writes a row as the platform itself does (sessions, jobs, seed data): no triggers, no validation, no permissions.
 * @param id given for rows whose id must be the same in every start @returns the row's id
 */
export function insertSystemRow(org: OrgData, object: string, values: FieldValues, id?: string): string {
    const describe = describeOf(org, object);
    const { store } = org;
    const rowId = id ?? store.ids.next(describe.keyPrefix ?? '000');
    store.ids.noteUsed(rowId);
    const now = new ApexDatetime(Math.floor(org.now() / 1000) * 1000);
    const initial: FieldValues = { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now, ...values, Id: rowId };
    const blank = describe.fields.map((field) => (field.type === 'boolean' ? false : null));
    store.put(store.table(describe), rowId, {
        id: rowId,
        values: withValues(describe, blank, initial, true),
        isDeleted: false
    });
    return rowId;
}

/** Writes nothing when no value changes. */
export function updateSystemRow(org: OrgData, object: string, id: string, values: FieldValues): void {
    const describe = describeOf(org, object);
    const table = org.store.table(describe);
    const row = table.get(id);
    if (!row) throw new Error(`${object} has no row ${id}.`);
    const after = withValues(describe, row.values, values, false);
    if (after.some((value, slot) => !apexEquals(value, row.values[slot] ?? null)))
        org.store.put(table, id, { ...row, values: after });
}

/** Removes the row for good. Unknown ids are passed over: the row is gone, which is what was wanted. */
export function deleteSystemRow(org: OrgData, object: string, id: string): void {
    const table = org.store.table(describeOf(org, object));
    if (table.get(id)) org.store.put(table, id, null);
}

/** Rows that are not in the recycle bin, as plain objects by field name. */
export function systemRows(org: OrgData, object: string): FieldValues[] {
    return [...org.store.table(describeOf(org, object)).all()]
        .filter((row) => !row.isDeleted)
        .map((row) => fieldValues(org, object, row));
}

export function findSystemRow(org: OrgData, object: string, id: string): FieldValues | null {
    const row = org.store.table(describeOf(org, object)).get(id);
    return row && !row.isDeleted ? fieldValues(org, object, row) : null;
}

/** First row whose field has the value (text without case), or null. */
export function systemRowBy(org: OrgData, object: string, field: string, value: unknown): FieldValues | null {
    const describe = describeOf(org, object);
    const column = describe.field(field);
    if (!column) throw new Error(`${object} has no field ${field}.`);
    const same = (one: unknown): boolean =>
        typeof one === 'string' && typeof value === 'string'
            ? one.toLowerCase() === value.toLowerCase()
            : one === value;
    const table = org.store.table(describe);
    for (const row of table.lookup(column, value) ?? table.all()) {
        if (!row.isDeleted && same(row.values[column.index])) return fieldValues(org, object, row);
    }
    return null;
}

function fieldValues(org: OrgData, object: string, row: StoredRow): FieldValues {
    const describe = describeOf(org, object);
    return Object.fromEntries(describe.fields.map((field) => [field.name, row.values[field.index] ?? null]));
}

/** @param lenient the audit fields of `insertSystemRow` are given to every object, whether it has them or not */
function withValues(
    describe: SObjectDescribe,
    before: readonly unknown[],
    values: FieldValues,
    lenient: boolean
): unknown[] {
    const after = [...before];
    for (const [name, value] of Object.entries(values)) {
        const field = describe.field(name);
        if (field) after[field.index] = value ?? null;
        else if (!lenient || !AUDIT.has(name)) throw new Error(`${describe.name} has no field ${name}.`);
    }
    return after;
}

const AUDIT: ReadonlySet<string> = new Set(['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp']);
