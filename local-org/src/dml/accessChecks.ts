import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import { mayUseField, mayUseObject } from '../data/security/effectivePermissions.ts';
import { RecordAccess } from '../data/security/recordAccess.ts';
import type { StoredRow } from '../data/store/table.ts';
import { throwApex } from '../runtime/exceptions.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RowError } from './rowResult.ts';
import { rowError, throwWithRows } from './rowResult.ts';
import type { Saving } from './saving.ts';

/** Any of these system permissions is needed to change rows of the object, in any mode; users may end their own sessions. */
const SETUP_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
    AuthSession: ['manageusers'],
    UserLogin: ['manageusers', 'freezeusers'],
    User: ['manageusers', 'manageinternalusers'],
    UserRole: ['manageroles', 'manageusers'],
    PermissionSetAssignment: ['assignpermissionsets', 'manageusers'],
    PermissionSet: ['manageprofilespermissionsets'],
    PermissionSetGroup: ['manageprofilespermissionsets'],
    PermissionSetGroupComponent: ['manageprofilespermissionsets'],
    ObjectPermissions: ['manageprofilespermissionsets'],
    FieldPermissions: ['manageprofilespermissionsets'],
    SetupEntityAccess: ['manageprofilespermissionsets'],
    Group: ['manageusers'],
    GroupMember: ['manageusers'],
    QueueSobject: ['manageusers']
};

/** Object and field permissions of DML in user mode; a violation ends the whole call. */
export function checkUserMode(
    saving: Saving,
    describe: SObjectDescribe,
    operation: 'insert' | 'update' | 'delete' | 'undelete',
    records: readonly SObject[]
): void {
    const permissions = saving.org.permissionsOf(saving.transaction.user.id);
    const right =
        operation === 'insert'
            ? 'create'
            : operation === 'update'
              ? 'edit'
              : operation === 'delete'
                ? 'delete'
                : 'create';
    if (!mayUseObject(permissions, describe, right)) {
        throwApex('System.SecurityException', `Access to entity '${describe.name}' denied`);
    }
    if (operation !== 'insert' && operation !== 'update') return;
    const hidden = new Set<FieldDescribe>();
    for (const record of records) {
        for (const field of describe.fields) {
            if (record.values[field.index] === undefined || isComputed(field)) continue;
            const isWriteable = operation === 'insert' ? field.createable : field.updateable;
            // A set field that nobody may change (a fixed master-detail) counts as inaccessible; fields of the platform are passed over.
            if (isWriteable ? !mayUseField(permissions, describe, field, 'edit') : field.custom) hidden.add(field);
        }
    }
    if (hidden.size === 0) return;
    const message = `Operation failed due to fields being inaccessible on Sobject ${describe.name}, check errors on Exception or Result!`;
    const error = rowError(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message,
        [...hidden].map((field) => field.name)
    );
    throwWithRows(message, [{ describe, id: records[0]?.id ?? null, created: false, errors: [error] }]);
}

function isComputed(field: FieldDescribe): boolean {
    return field.formula !== null || field.summary !== null || field.autoNumber;
}

/** May the user change this row? By sharing where the call enforces it, and by setup permissions always. */
export function rowAccessError(
    saving: Saving,
    describe: SObjectDescribe,
    row: StoredRow | null,
    operation: 'insert' | 'update' | 'delete'
): RowError | null {
    const { org, transaction } = saving;
    const permissions = org.permissionsOf(transaction.user.id);
    const needed = SETUP_PERMISSIONS[describe.name];
    const isOwn =
        describe.name === 'AuthSession' && row?.values[describe.field('UsersId')!.index] === transaction.user.id;
    if (needed && !isOwn && !needed.some((name) => permissions.system.has(name))) return noAccess(row);
    if (!row || operation === 'insert' || (!saving.userMode && !saving.withSharing)) return null;
    const access = new RecordAccess(org.store, transaction.user.id, permissions);
    return access.may(operation === 'delete' ? 'delete' : 'edit', describe, row) ? null : noAccess(row);
}

function noAccess(row: StoredRow | null): RowError {
    return rowError(
        'INSUFFICIENT_ACCESS_OR_READONLY',
        row ? `insufficient access rights on object id` : 'insufficient access rights on cross-reference id'
    );
}
