import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import { evaluateFormula } from '../data/formula/evaluateFormula.ts';
import { formulaTree, toFieldValue } from '../data/formula/computedFields.ts';
import { recordScope } from '../data/formula/recordScope.ts';
import { organizationId } from '../data/customData.ts';
import { readField } from '../data/soql/queryRun.ts';
import type { StoredRow } from '../data/store/table.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { apexEquals } from '../runtime/equality.ts';
import { SObject } from '../runtime/sobject.ts';
import { checkReferences } from './references.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';
import { formulaGlobals } from './validationRules.ts';
import { autoNumber, compoundName } from './generatedValues.ts';
import { checkValue, storedValue } from './fieldValues.ts';
import type { SaveItem } from './saveRows.ts';

const AUDIT_FIELDS: ReadonlySet<string> = new Set([
    'Id',
    'CreatedDate',
    'CreatedById',
    'LastModifiedDate',
    'LastModifiedById',
    'SystemModstamp',
    'IsDeleted'
]);

/** A record with every field of a stored row set, formulas included: what triggers see. */
export function recordOfRow(saving: Saving, describe: SObjectDescribe, row: StoredRow): SObject {
    const record = new SObject(describe);
    for (const field of describe.fields) record.values[field.index] = readField(saving.run, describe, row, field);
    return record;
}

/** The caller's values and the defaults of what he has not set. */
export function newWorkingRecord(saving: Saving, describe: SObjectDescribe, record: SObject): SObject {
    const working = new SObject(describe);
    for (const field of describe.fields) {
        const value = record.values[field.index];
        working.values[field.index] = value === undefined ? defaultValue(saving, describe, field) : value;
    }
    const owner = describe.field('OwnerId');
    if (owner) working.values[owner.index] ??= saving.transaction.user.id;
    const location = describe.settingsType === 'Hierarchy' ? describe.field('SetupOwnerId') : null;
    if (location) working.values[location.index] ??= organizationId(saving.org);
    return working;
}

/** The stored values with the caller's over them. */
export function updatedWorkingRecord(
    saving: Saving,
    describe: SObjectDescribe,
    record: SObject,
    before: StoredRow
): SObject {
    const working = recordOfRow(saving, describe, before);
    for (const field of describe.fields) {
        const value = record.values[field.index];
        if (value !== undefined && !isComputed(field)) working.values[field.index] = value;
    }
    return working;
}

function isComputed(field: FieldDescribe): boolean {
    return field.formula !== null || field.summary !== null || AUDIT_FIELDS.has(field.name);
}

function defaultValue(saving: Saving, describe: SObjectDescribe, field: FieldDescribe): unknown {
    if (field.type === 'boolean' && field.defaultValueFormula === null) return false;
    if (field.defaultValueFormula !== null && !isComputed(field)) {
        const empty: StoredRow = {
            id: '',
            values: new Array<unknown>(describe.fields.length).fill(null),
            isDeleted: false
        };
        const scope = recordScope(saving.run, formulaGlobals(saving), describe, empty, {
            blankAsZero: false,
            isNew: true,
            prior: null
        });
        return toFieldValue(field, evaluateFormula(formulaTree(field.defaultValueFormula), scope));
    }
    return field.picklistValues.find((entry) => entry.isDefault)?.value ?? null;
}

/** The row to store, with the generated values, and what the system's own validation finds wrong with it. */
export function candidateRow(
    saving: Saving,
    describe: SObjectDescribe,
    item: SaveItem
): { row: StoredRow; errors: RowError[] } {
    const working = item.working!;
    const isInsert = item.operation === 'insert';
    const errors: RowError[] = [];
    const values = new Array<unknown>(describe.fields.length).fill(null);
    for (const field of describe.fields) {
        if (field.formula !== null || field.summary !== null) continue;
        const checked = checkValue(field, storedValue(field, working.values[field.index]), saving.truncate);
        values[field.index] = checked.value;
        if (checked.error) errors.push(checked.error);
    }
    const readOnly = isInsert
        ? notCreateable(describe, item.record)
        : notUpdateable(describe, item.record, item.before!);
    if (readOnly.length) errors.push(readOnlyFields(readOnly));
    if (isInsert) item.id ??= saving.org.store.ids.next(describe.keyPrefix ?? '000');
    const id = item.id!;
    stamp(saving, describe, values, id, item.before);
    generate(saving, describe, values, id, isInsert);
    errors.push(...missing(describe, values), ...checkReferences(saving, describe, values, item.before));
    return { row: { id, values, isDeleted: false }, errors };
}

/** Fields that a caller has set although the platform alone sets them; formulas of cloned records are passed over. */
function notCreateable(describe: SObjectDescribe, record: SObject): FieldDescribe[] {
    if (record.isClone) return [];
    return describe.fields.filter((field) => {
        const value = record.values[field.index];
        const given = value !== undefined && value !== null && value !== false;
        return given && !field.createable && field.formula === null && field.summary === null;
    });
}

/** Queried records carry read-only fields along; only a changed one is an error. */
function notUpdateable(describe: SObjectDescribe, record: SObject, before: StoredRow): FieldDescribe[] {
    return describe.fields.filter((field) => {
        const value = record.values[field.index];
        if (value === undefined || field.updateable || isComputed(field) || field.calculated) return false;
        return !apexEquals(storedValue(field, value), before.values[field.index] ?? null);
    });
}

function readOnlyFields(fields: readonly FieldDescribe[]): RowError {
    const names = fields.map((field) => field.name);
    return rowError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is ` +
            'read/write for your profile or permission set.',
        names
    );
}

function stamp(
    saving: Saving,
    describe: SObjectDescribe,
    values: unknown[],
    id: string,
    before: StoredRow | null
): void {
    const set = (name: string, value: unknown): void => {
        const field = describe.field(name);
        if (field) values[field.index] = value;
    };
    const now = new ApexDatetime(Math.floor(saving.transaction.now() / 1000) * 1000);
    const userId = saving.transaction.user.id;
    set('Id', id);
    set('IsDeleted', false);
    for (const [name, value] of [
        ['CreatedDate', now],
        ['CreatedById', userId]
    ] as const) {
        const field = describe.field(name);
        if (field) values[field.index] = before ? before.values[field.index] : value;
    }
    set('LastModifiedDate', now);
    set('LastModifiedById', userId);
    set('SystemModstamp', now);
}

function generate(saving: Saving, describe: SObjectDescribe, values: unknown[], id: string, isInsert: boolean): void {
    for (const field of describe.fields) {
        if (isInsert && field.autoNumber) {
            const number = saving.org.store.nextCounter(`${describe.name}.${field.name}`) + field.startingNumber - 1;
            values[field.index] = autoNumber(field.displayFormat ?? '{0}', number, saving.transaction.now());
        }
    }
    const nickname = describe.name === 'User' ? describe.field('CommunityNickname') : null;
    // Users without a nickname get one from the platform, unique like every nickname.
    if (nickname) values[nickname.index] ??= `User${id.slice(3, 15)}`;
    const name = describe.nameField;
    if (!name || name.autoNumber) return;
    const compound = compoundName(describe, values);
    if (compound !== null) values[name.index] = compound;
    // A custom object's record without a name is named by its id.
    else if (describe.custom && name.defaultedOnCreate && name.name === 'Name') values[name.index] ??= id.slice(0, 15);
}

function missing(describe: SObjectDescribe, values: readonly unknown[]): RowError[] {
    const names = describe.fields
        .filter((field) => values[field.index] === null && isRequired(field))
        .map((field) => field.name);
    return names.length
        ? [rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names)]
        : [];
}

function isRequired(field: FieldDescribe): boolean {
    return (
        !field.nillable && !field.defaultedOnCreate && !field.calculated && field.createable && field.formula === null
    );
}
