import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { parentOf } from '../soql/fieldPaths.ts';
import { readField } from '../soql/queryRun.ts';
import type { QueryRun } from '../soql/queryRun.ts';
import type { StoredRow } from '../store/table.ts';
import { formulaValue, FormulaError } from './formulaValue.ts';
import type { FormulaScope, FormulaValue } from './formulaValue.ts';

/** Facts about the running user and the org that formulas ask for by `$…`. */
export interface FormulaGlobals {
    label(name: string): string;
    hasCustomPermission(name: string): boolean;
}

export interface RecordScopeOptions {
    readonly blankAsZero: boolean;
    readonly isNew: boolean;
    /** The record before the save. */
    readonly prior: StoredRow | null;
}

/** Evaluates formulas over one record and its parents. */
export function recordScope(
    run: QueryRun,
    globals: FormulaGlobals,
    describe: SObjectDescribe,
    row: StoredRow,
    options: RecordScopeOptions
): FormulaScope {
    return {
        now: run.now,
        blankAsZero: options.blankAsZero,
        isNew: options.isNew,
        prior: options.prior ? recordScope(run, globals, describe, options.prior, { ...options, prior: null }) : null,
        value: (names) =>
            names[0]!.startsWith('$')
                ? globalValue(run, globals, describe, row, names)
                : fieldValue(run, describe, row, names),
        isNumber: (names) => {
            const field = names[0]!.startsWith('$') ? null : fieldAt(run, describe, names);
            return field !== null && isNumeric(field);
        }
    };
}

function isNumeric(field: FieldDescribe): boolean {
    return ['int', 'long', 'double', 'currency', 'percent'].includes(field.type);
}

function fieldAt(run: QueryRun, describe: SObjectDescribe, names: readonly string[]): FieldDescribe | null {
    let owner: SObjectDescribe | null = describe;
    for (const name of names.slice(0, -1)) {
        const reference: FieldDescribe | null = owner?.fieldByRelationship(withoutTarget(name)) ?? null;
        owner = reference ? run.schema.object(targetOf(name) ?? reference.referenceTo[0] ?? '') : null;
    }
    return owner?.field(names[names.length - 1]!) ?? null;
}

/** `Owner:User` names the relationship and which of its objects is meant. */
const withoutTarget = (name: string): string => name.split(':')[0]!;
const targetOf = (name: string): string | null => name.split(':')[1] ?? null;

function fieldValue(run: QueryRun, base: SObjectDescribe, row: StoredRow, names: readonly string[]): FormulaValue {
    let describe = base;
    let current = row;
    for (const name of names.slice(0, -1)) {
        const reference = describe.fieldByRelationship(withoutTarget(name));
        if (!reference) throw new FormulaError(`Field ${names.join('.')} does not exist. Check spelling.`);
        const targets = reference.referenceTo
            .map((target) => run.schema.object(target))
            .filter((target) => target !== null);
        const parent = parentOf(run, describe, current, { reference, targets });
        if (!parent) return null;
        describe = parent.describe;
        current = parent.row;
    }
    const field = describe.field(names[names.length - 1]!);
    if (!field) throw new FormulaError(`Field ${names.join('.')} does not exist. Check spelling.`);
    const value = formulaValue(readField(run, describe, current, field));
    return field.type === 'percent' && value instanceof Decimal ? value.divide(Decimal.of(100)) : value;
}

function globalValue(
    run: QueryRun,
    globals: FormulaGlobals,
    describe: SObjectDescribe,
    row: StoredRow,
    names: readonly string[]
): FormulaValue {
    switch (names[0]!.toLowerCase()) {
        case '$user':
            return recordValue(run, 'User', run.userId, names.slice(1));
        case '$profile':
            return recordValue(run, 'User', run.userId, ['Profile', ...names.slice(1)]);
        case '$userrole':
            return recordValue(run, 'User', run.userId, ['UserRole', ...names.slice(1)]);
        case '$organization': {
            const organization = run.schema.object('Organization');
            const first = organization && [...run.store.table(organization).all()][0];
            return organization && first ? fieldValue(run, organization, first, names.slice(1)) : null;
        }
        case '$permission':
            return globals.hasCustomPermission(names[1] ?? '');
        case '$label':
            return formulaValue(globals.label(names[names.length - 1]!));
        case '$recordtype':
            return fieldValue(run, describe, row, ['RecordType', ...names.slice(1)]);
        case '$custommetadata':
            return customMetadataValue(run, names.slice(1));
        default:
            return unsupported(`formula variable ${names.join('.')}`);
    }
}

function recordValue(run: QueryRun, object: string, id: string, names: readonly string[]): FormulaValue {
    const describe = run.schema.object(object);
    const row = describe && run.store.table(describe).get(id);
    return describe && row ? fieldValue(run, describe, row, names) : null;
}

function customMetadataValue(run: QueryRun, names: readonly string[]): FormulaValue {
    const [object, record, ...path] = names;
    const describe = run.schema.object(object ?? '');
    const name = describe?.field('DeveloperName');
    if (!describe || !name || !record)
        throw new FormulaError(`Field $CustomMetadata.${names.join('.')} does not exist. Check spelling.`);
    for (const row of run.store.table(describe).all()) {
        if (String(row.values[name.index]).toLowerCase() === record.toLowerCase())
            return fieldValue(run, describe, row, path);
    }
    return null;
}
