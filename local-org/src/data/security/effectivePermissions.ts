import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { ApexDatetime } from '../../runtime/dates.ts';
import type { OrgStore } from '../store/orgStore.ts';
import type { StoredRow } from '../store/table.ts';
import {
    isPermissionControlled,
    monitoringPermission,
    isPermissionable,
    STANDARD_FIELD_PROFILES
} from './permissionable.ts';

export type ObjectOperation = 'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll';

const OBJECT_COLUMNS: Readonly<Record<ObjectOperation, string>> = {
    read: 'PermissionsRead',
    create: 'PermissionsCreate',
    edit: 'PermissionsEdit',
    delete: 'PermissionsDelete',
    viewAll: 'PermissionsViewAllRecords',
    modifyAll: 'PermissionsModifyAllRecords'
};

/** What one user may do, from profile, permission sets and groups together. Names are in lower case. */
export interface EffectivePermissions {
    /** `viewalldata`, `manageusers` … */
    readonly system: ReadonlySet<string>;
    readonly custom: ReadonlySet<string>;
    /** `account:read` */
    readonly objects: ReadonlySet<string>;
    /** `account.industry:read`, `account.industry:edit`; `account.*:read` for "view all fields" */
    readonly fields: ReadonlySet<string>;
    /** The profile sees every standard field of the objects it may read. */
    readonly allStandardFields: boolean;
    /** Of a site's guest user: objects whose records a guest sharing rule shares with him, in lower case; null for everybody else. */
    readonly guestObjects: ReadonlySet<string> | null;
    /** Ids of Apex classes, connected apps, credential principals and so on that are opened by SetupEntityAccess. */
    readonly setupEntities: ReadonlySet<string>;
    /** Milliseconds; after that an assignment has expired and the permissions must be worked out anew. */
    readonly validUntil: number;
}

/** Works out permissions from the rows of PermissionSet, ObjectPermissions, FieldPermissions, SetupEntityAccess and assignments. */
export function effectivePermissions(store: OrgStore, userId: string, now: number): EffectivePermissions {
    const reader = new RowReader(store);
    const system = new Set<string>();
    const custom = new Set<string>();
    const objects = new Set<string>();
    const fields = new Set<string>();
    const setupEntities = new Set<string>();
    const user = reader.byId('User', userId);
    const profileId = user && reader.text('User', user, 'ProfileId');
    const assigned = assignedSets(reader, userId, now);
    if (profileId)
        for (const set of reader.where('PermissionSet', 'ProfileId', profileId)) assigned.sets.set(set.id, null);

    for (const [setId, muted] of assigned.sets) {
        const set = reader.byId('PermissionSet', setId);
        if (!set) continue;
        const mutes = muted ?? new Set<string>();
        const grant = (into: Set<string>, name: string): void => {
            if (!mutes.has(name)) into.add(name);
        };
        for (const name of reader.trueColumns('PermissionSet', set, 'Permissions')) grant(system, name);
        for (const row of reader.where('ObjectPermissions', 'ParentId', setId)) {
            const object = reader.text('ObjectPermissions', row, 'SobjectType')!.toLowerCase();
            for (const operation of Object.keys(OBJECT_COLUMNS) as ObjectOperation[]) {
                if (reader.flag('ObjectPermissions', row, OBJECT_COLUMNS[operation]))
                    grant(objects, `${object}:${operation}`);
            }
            if (reader.flag('ObjectPermissions', row, 'PermissionsViewAllFields')) grant(fields, `${object}.*:read`);
        }
        for (const row of reader.where('FieldPermissions', 'ParentId', setId)) {
            const field = reader.text('FieldPermissions', row, 'Field')!.toLowerCase();
            if (reader.flag('FieldPermissions', row, 'PermissionsRead')) grant(fields, `${field}:read`);
            if (reader.flag('FieldPermissions', row, 'PermissionsEdit')) grant(fields, `${field}:edit`);
        }
        for (const row of reader.where('SetupEntityAccess', 'ParentId', setId)) {
            const entity = reader.text('SetupEntityAccess', row, 'SetupEntityId');
            if (!entity) continue;
            setupEntities.add(entity);
            const permission = reader.byId('CustomPermission', entity);
            if (permission) grant(custom, reader.text('CustomPermission', permission, 'DeveloperName')!.toLowerCase());
        }
    }
    const profile = profileId ? reader.byId('Profile', profileId) : null;
    const profileName = profile && reader.text('Profile', profile, 'Name');
    return {
        system,
        custom,
        objects,
        fields,
        setupEntities,
        guestObjects: null,
        allStandardFields: profileName !== null && STANDARD_FIELD_PROFILES.has(profileName),
        validUntil: assigned.validUntil
    };
}

export function mayUseObject(
    permissions: EffectivePermissions,
    describe: SObjectDescribe,
    operation: ObjectOperation
): boolean {
    const { system, objects } = permissions;
    const needed = monitoringPermission(describe);
    if (needed !== null) return system.has(needed);
    if (!isPermissionControlled(describe)) return true;
    const name = describe.name.toLowerCase();
    if (describe.kind === 'customMetadata')
        return (
            operation === 'read' &&
            (system.has('viewsetup') || system.has('customizeapplication') || objects.has(`${name}:read`))
        );
    if (system.has('modifyalldata')) return true;
    const readsAll = system.has('viewalldata') || objects.has(`${name}:viewAll`) || objects.has(`${name}:modifyAll`);
    if (operation === 'read') return readsAll || objects.has(`${name}:read`);
    if (operation === 'viewAll') return readsAll;
    return objects.has(`${name}:${operation}`) || objects.has(`${name}:modifyAll`);
}

export function mayUseField(
    permissions: EffectivePermissions,
    describe: SObjectDescribe,
    field: FieldDescribe,
    access: 'read' | 'edit'
): boolean {
    if (!isPermissionControlled(describe) || !isPermissionable(describe, field)) return true;
    if (!field.custom && permissions.allStandardFields) return true;
    const name = `${describe.name}.${field.name}`.toLowerCase();
    if (permissions.fields.has(`${name}:edit`)) return true;
    if (access === 'edit') return false;
    return permissions.fields.has(`${name}:read`) || permissions.fields.has(`${describe.name.toLowerCase()}.*:read`);
}

interface AssignedSets {
    /** Permission set ids with what a group's muting set takes away from them. */
    readonly sets: Map<string, Set<string> | null>;
    readonly validUntil: number;
}

function assignedSets(reader: RowReader, userId: string, now: number): AssignedSets {
    const sets = new Map<string, Set<string> | null>();
    let validUntil = Number.POSITIVE_INFINITY;
    for (const assignment of reader.where('PermissionSetAssignment', 'AssigneeId', userId)) {
        const expires = reader.value('PermissionSetAssignment', assignment, 'ExpirationDate');
        if (expires instanceof ApexDatetime) {
            if (expires.ms <= now) continue;
            validUntil = Math.min(validUntil, expires.ms);
        }
        const groupId = reader.text('PermissionSetAssignment', assignment, 'PermissionSetGroupId');
        const setId = reader.text('PermissionSetAssignment', assignment, 'PermissionSetId');
        if (!groupId) {
            if (setId) sets.set(setId, null);
            continue;
        }
        const members = reader
            .where('PermissionSetGroupComponent', 'PermissionSetGroupId', groupId)
            .map((component) => reader.text('PermissionSetGroupComponent', component, 'PermissionSetId')!);
        const muted = mutedPermissions(reader, members);
        for (const member of members) if (!sets.has(member)) sets.set(member, muted);
    }
    return { sets, validUntil };
}

function mutedPermissions(reader: RowReader, members: readonly string[]): Set<string> {
    const muted = new Set<string>();
    for (const member of members) {
        const set = reader.byId('MutingPermissionSet', member);
        if (set) for (const name of reader.trueColumns('MutingPermissionSet', set, 'Permissions')) muted.add(name);
    }
    return muted;
}

/** Reads setup rows by names; an object that the schema lacks has no rows. */
class RowReader {
    private readonly store: OrgStore;

    constructor(store: OrgStore) {
        this.store = store;
    }

    byId(object: string, id: string): StoredRow | null {
        const describe = this.store.schema.object(object);
        return describe && this.store.table(describe).get(id);
    }

    where(object: string, field: string, value: string): StoredRow[] {
        const describe = this.store.schema.object(object);
        const reference = describe?.field(field);
        if (!describe || !reference) return [];
        return (this.store.table(describe).lookup(reference, value) ?? []).filter((row) => !row.isDeleted);
    }

    value(object: string, row: StoredRow, field: string): unknown {
        const describe = this.store.schema.object(object)?.field(field);
        return describe ? (row.values[describe.index] ?? null) : null;
    }

    text(object: string, row: StoredRow, field: string): string | null {
        return this.value(object, row, field) as string | null;
    }

    flag(object: string, row: StoredRow, field: string): boolean {
        return this.value(object, row, field) === true;
    }

    /** Names of the true checkboxes with the prefix taken off, in lower case. */
    trueColumns(object: string, row: StoredRow, prefix: string): string[] {
        const fields = this.store.schema.object(object)?.fields ?? [];
        return fields
            .filter((field) => field.name.startsWith(prefix) && row.values[field.index] === true)
            .map((field) => field.name.slice(prefix.length).toLowerCase());
    }
}
