import type { SObjectDescribe } from '../project/index.ts';
import type { StoredRow } from '../data/store/table.ts';
import type { OrgData } from '../data/orgData.ts';
import type { FieldValues } from '../data/systemRows.ts';
import {
    deleteSystemRow,
    findSystemRow,
    insertSystemRow,
    systemRowBy,
    systemRows,
    updateSystemRow
} from '../data/systemRows.ts';
import { afterVersionInserted } from './fileVersions.ts';
import type { Saving } from './saving.ts';

/** Rows that the platform keeps beside a record of its own accord. */
export function afterRowSaved(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update',
    row: StoredRow
): void {
    if (describe.name === 'User') return keepUser(saving, operation, row);
    if (operation !== 'insert') return;
    if (describe.name === 'ContentVersion') return afterVersionInserted(saving.org, row.id);
    if (describe.name === 'SetupEntityAccess') return nameSetupEntity(saving, row);
}

function keepUser({ org }: Saving, operation: 'insert' | 'update', { id }: StoredRow): void {
    if (operation === 'insert')
        insertSystemRow(org, 'UserLogin', { UserId: id, IsFrozen: false, IsPasswordLocked: false });
    // The permission set behind the profile shows up as an assignment of every user, and changes with the profile.
    const owned = profileSetOf(org, String(findSystemRow(org, 'User', id)!['ProfileId']));
    const assigned = profileAssignmentsOf(org, id);
    for (const { Id: assignment, PermissionSetId: set } of assigned)
        if (set !== owned) deleteSystemRow(org, 'PermissionSetAssignment', String(assignment));
    if (owned !== null && !assigned.some(({ PermissionSetId: set }) => set === owned))
        insertSystemRow(org, 'PermissionSetAssignment', { PermissionSetId: owned, AssigneeId: id });
}

function profileSetOf(org: OrgData, profileId: string): string | null {
    return org.schema.object('PermissionSet')
        ? ((systemRowBy(org, 'PermissionSet', 'ProfileId', profileId)?.['Id'] as string | undefined) ?? null)
        : null;
}

function profileAssignmentsOf(org: OrgData, userId: string): FieldValues[] {
    if (!org.schema.object('PermissionSetAssignment')) return [];
    return systemRows(org, 'PermissionSetAssignment').filter(
        ({ AssigneeId: assignee, PermissionSetId: set }) =>
            assignee === userId && (findSystemRow(org, 'PermissionSet', String(set))?.['ProfileId'] ?? null) !== null
    );
}

/** The platform tells by the id what kind of entity an access is for. */
function nameSetupEntity({ org }: Saving, row: StoredRow): void {
    const { SetupEntityId } = findSystemRow(org, 'SetupEntityAccess', row.id)!;
    const entity = org.schema.objectByKeyPrefix(String(SetupEntityId).slice(0, 3))?.name ?? null;
    const type = entity === 'ExternalCredential' ? 'ExternalCredentialParameter' : entity;
    updateSystemRow(org, 'SetupEntityAccess', row.id, { SetupEntityType: type });
}
