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
        record.put(field.index, fieldValue(field.apexType, value));
    }
    return record;
}

function fieldValue(type: string, value: unknown): unknown {
    if (value === null) return null;
    switch (type) {
        case 'Decimal':
            return Decimal.of(String(value));
        case 'Date':
            return new ApexDate(Date.parse(`${String(value)}T00:00:00Z`) / 86_400_000);
        case 'Datetime':
            return new ApexDatetime(Date.parse(String(value)));
        default:
            return value;
    }
}
