import { normalizeId } from '../../data/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { ApexList } from '../../runtime/collections.ts';
import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { SObject } from '../../runtime/sobject.ts';
import { sobjectOf } from '../../semantics/types.ts';
import { OrgFault } from '../faults.ts';
import type { Org } from '../org.ts';
import { SetupRows } from './setupRows.ts';

/** Inserts the definition's records, as the admin and with all automation, that the org does not have yet. */
export function ensureSeedRecords(org: Org, definitionPath: string): void {
    const rows = new SetupRows(org.data);
    for (const [object, given] of org.definition.records) {
        const describe = org.schema.object(object);
        if (!describe)
            throw new OrgFault('LOC-004', `${definitionPath}: records.${object}: the org has no object ${object}.`);
        const key = keyField(describe);
        const missing = given.filter(
            (values) => values[key] === undefined || rows.find(object, { [key]: values[key] }) === null
        );
        if (missing.length === 0) continue;
        const records = missing.map((values) => recordOf(describe, values, definitionPath));
        org.execute({ user: org.admin, quiddity: 'SYNCHRONOUS', isAsync: false }, (transaction) => {
            const list = new ApexList(sobjectOf(describe.name), records);
            transaction.data.dml('insert', list, { accessMode: 'system', upsertField: null, mergeWith: null });
        });
    }
}

/** What tells one seed record from another: the object's external id, else its name. */
function keyField(describe: SObjectDescribe): string {
    return describe.fields.find((field) => field.externalId)?.name ?? describe.nameField?.name ?? 'Name';
}

function recordOf(
    describe: SObjectDescribe,
    values: Readonly<Record<string, unknown>>,
    definitionPath: string
): SObject {
    const record = new SObject(describe);
    for (const [name, value] of Object.entries(values)) {
        const field = describe.field(name);
        if (!field)
            throw new OrgFault('LOC-004', `${definitionPath}: records.${describe.name}: there is no field ${name}.`);
        const stored = fieldValue(field.apexType, value);
        if (stored === undefined)
            throw new OrgFault(
                'LOC-004',
                `${definitionPath}: records.${describe.name}: ${name} must be a ${field.apexType}, but is ${JSON.stringify(value)}.`
            );
        record.put(field.index, stored);
    }
    return record;
}

/** @returns undefined when the value does not fit the field */
function fieldValue(type: string, value: unknown): unknown {
    if (value === null) return null;
    switch (type) {
        case 'Decimal':
            return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(String(value)) ? Decimal.of(String(value)) : undefined;
        case 'Date': {
            const ms = Date.parse(`${String(value)}T00:00:00Z`);
            return Number.isNaN(ms) ? undefined : new ApexDate(ms / 86_400_000);
        }
        case 'Datetime': {
            const ms = Date.parse(String(value));
            return Number.isNaN(ms) ? undefined : new ApexDatetime(ms);
        }
        case 'Boolean':
            return typeof value === 'boolean' ? value : undefined;
        case 'Integer':
            return Number.isInteger(value) ? value : undefined;
        case 'Long':
            return Number.isSafeInteger(value) ? value : undefined;
        case 'Double':
            return typeof value === 'number' ? value : undefined;
        case 'Id':
            return typeof value === 'string' ? (normalizeId(value) ?? undefined) : undefined;
        case 'String':
            return typeof value === 'string' ? value : undefined;
        default:
            return undefined;
    }
}
