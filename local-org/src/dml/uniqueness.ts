import type { SObjectDescribe } from '../project/index.ts';
import type { StoredRow } from '../data/store/table.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { Saving } from './saving.ts';

/** Setup rows that join two things exist once for each pair. */
const UNIQUE_TOGETHER: Readonly<Record<string, readonly string[]>> = {
    PermissionSetAssignment: ['AssigneeId', 'PermissionSetId', 'PermissionSetGroupId'],
    PermissionSetGroupComponent: ['PermissionSetGroupId', 'PermissionSetId'],
    SetupEntityAccess: ['ParentId', 'SetupEntityId'],
    ObjectPermissions: ['ParentId', 'SobjectType'],
    FieldPermissions: ['ParentId', 'Field'],
    GroupMember: ['GroupId', 'UserOrGroupId'],
    QueueSobject: ['QueueId', 'SobjectType']
};

/** Does another record have the same value in a unique field? The recycle bin does not count. */
export function duplicates(saving: Saving, describe: SObjectDescribe, row: StoredRow): RowError | null {
    const table = saving.org.store.table(describe);
    for (const field of describe.fields) {
        const value = row.values[field.index] ?? null;
        if (!field.unique || field.type === 'id' || value === null) continue;
        const other = (table.lookup(field, value) ?? []).find((found) => found.id !== row.id && !found.isDeleted);
        if (!other) continue;
        if (describe.name === 'User' && field.name === 'Username') {
            const text =
                'Duplicate Username.<br>Another user has already used this username. Please enter a unique username.' +
                ' (usernames are unique across all Salesforce organizations)';
            return rowError('DUPLICATE_USERNAME', text, ['Username']);
        }
        return rowError(
            'DUPLICATE_VALUE',
            `duplicate value found: ${field.name} duplicates value on record with id: ${other.id.slice(0, 15)}`
        );
    }
    return isJoinedTwice(saving, describe, row)
        ? rowError('DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>')
        : null;
}

function isJoinedTwice(saving: Saving, describe: SObjectDescribe, row: StoredRow): boolean {
    const fields = (UNIQUE_TOGETHER[describe.name] ?? [])
        .map((name) => describe.field(name))
        .filter((field) => field !== null);
    const first = fields[0];
    if (!first) return false;
    const table = saving.org.store.table(describe);
    return (table.lookup(first, row.values[first.index]) ?? []).some(
        (other) => other.id !== row.id && fields.every(({ index }) => other.values[index] === row.values[index])
    );
}
