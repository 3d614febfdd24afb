import type { SObjectDescribe } from '../project/index.ts';
import type { StoredRow } from '../data/store/table.ts';
import { findSystemRow, insertSystemRow, updateSystemRow } from '../data/systemRows.ts';
import { afterVersionInserted } from './fileVersions.ts';
import type { Saving } from './saving.ts';

/** Rows that the platform keeps beside a record of its own accord. */
export function afterRowSaved(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update',
    row: StoredRow
): void {
    if (operation !== 'insert') return;
    if (describe.name === 'ContentVersion') return afterVersionInserted(saving.org, row.id);
    if (describe.name === 'SetupEntityAccess') return nameSetupEntity(saving, row);
    if (describe.name !== 'User') return;
    const { org } = saving;
    insertSystemRow(org, 'UserLogin', { UserId: row.id, IsFrozen: false, IsPasswordLocked: false });
    const profileId = row.values[describe.field('ProfileId')!.index];
    const sets = org.schema.object('PermissionSet');
    const profileField = sets?.field('ProfileId');
    const owned = sets && profileField ? (org.store.table(sets).lookup(profileField, profileId) ?? [])[0] : undefined;
    // The permission set behind the profile shows up as an assignment of every user.
    if (owned) insertSystemRow(org, 'PermissionSetAssignment', { PermissionSetId: owned.id, AssigneeId: row.id });
}

/** The platform tells by the id what kind of entity an access is for. */
function nameSetupEntity({ org }: Saving, row: StoredRow): void {
    const { SetupEntityId } = findSystemRow(org, 'SetupEntityAccess', row.id)!;
    const entity = org.schema.objectByKeyPrefix(String(SetupEntityId).slice(0, 3))?.name ?? null;
    const type = entity === 'ExternalCredential' ? 'ExternalCredentialParameter' : entity;
    updateSystemRow(org, 'SetupEntityAccess', row.id, { SetupEntityType: type });
}
