import type { SObjectDescribe } from '../../project/index.ts';
import type { OrgStore } from '../store/orgStore.ts';
import type { StoredRow } from '../store/table.ts';
import type { EffectivePermissions } from './effectivePermissions.ts';

export type RecordRight = 'read' | 'edit' | 'delete';

/** Setup rows that a user without "Manage Users" sees only where they are his own, in any mode. */
const OWN_ROWS_ONLY: Readonly<Record<string, string>> = { AuthSession: 'UsersId', OauthToken: 'UserId' };

/** Decides by sharing which records one user may see and change. Made for one query or DML statement. */
export class RecordAccess {
    private readonly store: OrgStore;
    private readonly userId: string;
    private readonly permissions: EffectivePermissions;
    private groups: ReadonlySet<string> | null = null;
    private readonly superiority = new Map<string, boolean>();

    constructor(store: OrgStore, userId: string, permissions: EffectivePermissions) {
        this.store = store;
        this.userId = userId;
        this.permissions = permissions;
    }

    /** Rows that stay hidden even in system mode without sharing. */
    seesInSystemMode(describe: SObjectDescribe, row: StoredRow): boolean {
        const owner = OWN_ROWS_ONLY[describe.name];
        if (!owner || this.permissions.system.has('manageusers')) return true;
        const field = describe.field(owner);
        return field !== null && row.values[field.index] === this.userId;
    }

    may(right: RecordRight, describe: SObjectDescribe, row: StoredRow): boolean {
        if (!this.seesInSystemMode(describe, row)) return false;
        if (!isShared(describe)) return true;
        if (this.permissions.guestObjects) return this.mayGuest(right, describe, row, this.permissions.guestObjects);
        if (this.mayAll(right, describe)) return true;
        if (isFile(describe)) return this.mayFile(right, describe, row);
        const master = describe.fields.find((field) => field.masterDetail) ?? this.controllingParent(describe);
        if (master) return this.mayParent(right === 'delete' ? 'edit' : right, row, master.index, describe);
        const ownerField = describe.field('OwnerId');
        if (!ownerField) return right === 'read' || describe.sharingModel !== 'Private';
        if (describe.sharingModel === 'FullAccess') return true;
        if (right !== 'delete' && isOpenTo(right, describe)) return true;
        const ownerId = row.values[ownerField.index];
        if (typeof ownerId !== 'string') return false;
        return (
            ownerId === this.userId ||
            this.memberOf(ownerId) ||
            this.isSuperiorOf(ownerId) ||
            this.hasShare(right, describe, row.id)
        );
    }

    private mayAll(right: RecordRight, describe: SObjectDescribe): boolean {
        const { system, objects } = this.permissions;
        const name = describe.name.toLowerCase();
        if (system.has('modifyalldata') || objects.has(`${name}:modifyAll`)) return true;
        return right === 'read' && (system.has('viewalldata') || objects.has(`${name}:viewAll`));
    }

    /** Whatever its defaults, an object is private to guests: they read what a rule or a share gives them. */
    private mayGuest(
        right: RecordRight,
        describe: SObjectDescribe,
        row: StoredRow,
        objects: ReadonlySet<string>
    ): boolean {
        return right === 'read' && (objects.has(describe.name.toLowerCase()) || this.hasShare(right, describe, row.id));
    }

    /** A file belongs to its owner; who sees what it is linked to may read it. */
    private mayFile(right: RecordRight, describe: SObjectDescribe, row: StoredRow): boolean {
        const owner = row.values[describe.field('OwnerId')!.index];
        if (owner === this.userId) return true;
        const links = this.store.schema.object('ContentDocumentLink');
        const document = links?.field('ContentDocumentId');
        const entity = links?.field('LinkedEntityId');
        if (right !== 'read' || !links || !document || !entity) return false;
        const documentId =
            describe.name === 'ContentDocument' ? row.id : row.values[describe.field('ContentDocumentId')!.index];
        return (this.store.table(links).lookup(document, documentId) ?? []).some((link) =>
            this.seesLinked(link.values[entity.index] as string)
        );
    }

    private seesLinked(entityId: string): boolean {
        if (entityId === this.userId || this.memberOf(entityId)) return true;
        const describe = this.store.schema.objectByKeyPrefix(entityId.slice(0, 3));
        // That everybody may see a user says nothing about the files that are shared with him.
        if (!describe || !isShared(describe)) return false;
        const row = this.store.table(describe).get(entityId);
        return row !== null && !row.isDeleted && this.may('read', describe, row);
    }

    private controllingParent(describe: SObjectDescribe): SObjectDescribe['fields'][number] | null {
        if (describe.sharingModel !== 'ControlledByParent') return null;
        return (
            describe.field('AccountId') ??
            describe.fields.find((field) => field.type === 'reference' && field.cascadeDelete) ??
            null
        );
    }

    private mayParent(right: RecordRight, row: StoredRow, slot: number, describe: SObjectDescribe): boolean {
        const parentId = row.values[slot];
        const parentDescribe =
            typeof parentId === 'string' ? this.store.schema.objectByKeyPrefix(parentId.slice(0, 3)) : null;
        const parent = parentDescribe && this.store.table(parentDescribe).get(parentId as string);
        if (parentDescribe && parent) return this.may(right, parentDescribe, parent);
        const owner = describe.field('OwnerId');
        return owner !== null && row.values[owner.index] === this.userId;
    }

    private memberOf(groupId: string): boolean {
        return (this.groups ??= this.groupsOfUser()).has(groupId);
    }

    private groupsOfUser(): ReadonlySet<string> {
        const groups = new Set<string>();
        const describe = this.store.schema.object('GroupMember');
        const member = describe?.field('UserOrGroupId');
        const group = describe?.field('GroupId');
        if (!describe || !member || !group) return groups;
        const pending = [this.userId];
        for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
            for (const row of this.store.table(describe).lookup(member, id) ?? []) {
                const groupId = row.values[group.index] as string;
                if (!groups.has(groupId)) {
                    groups.add(groupId);
                    pending.push(groupId);
                }
            }
        }
        return groups;
    }

    /** Is the owner's role below the user's? */
    private isSuperiorOf(ownerId: string): boolean {
        let result = this.superiority.get(ownerId);
        if (result === undefined) this.superiority.set(ownerId, (result = this.findSuperiority(ownerId)));
        return result;
    }

    private findSuperiority(ownerId: string): boolean {
        const mine = this.roleOf(this.userId);
        const roles = this.store.schema.object('UserRole');
        const parentField = roles?.field('ParentRoleId');
        if (!mine || !roles || !parentField) return false;
        let role = this.roleOf(ownerId);
        while (role) {
            role = (this.store.table(roles).get(role)?.values[parentField.index] as string | null | undefined) ?? null;
            if (role === mine) return true;
        }
        return false;
    }

    private roleOf(userId: string): string | null {
        const users = this.store.schema.object('User');
        const field = users?.field('UserRoleId');
        if (!users || !field) return null;
        return (this.store.table(users).get(userId)?.values[field.index] as string | null | undefined) ?? null;
    }

    private hasShare(right: RecordRight, describe: SObjectDescribe, id: string): boolean {
        if (right === 'delete') return false;
        const share = this.store.schema.object(
            describe.custom ? describe.name.replace(/__c$/, '__Share') : `${describe.name}Share`
        );
        const parent = share && (share.field('ParentId') ?? share.field(`${describe.name}Id`));
        const grantee = share?.field('UserOrGroupId');
        const level = share && (share.field('AccessLevel') ?? share.field(`${describe.name}AccessLevel`));
        if (!share || !parent || !grantee || !level) return false;
        return (this.store.table(share).lookup(parent, id) ?? []).some((row) => {
            const to = row.values[grantee.index] as string;
            const allowed = row.values[level.index];
            return (
                (to === this.userId || this.memberOf(to)) &&
                (right === 'read' || allowed === 'Edit' || allowed === 'All')
            );
        });
    }
}

function isFile({ name }: SObjectDescribe): boolean {
    return name === 'ContentVersion' || name === 'ContentDocument';
}

function isShared(describe: SObjectDescribe): boolean {
    return (
        describe.kind === 'custom' ||
        (describe.kind === 'standard' && !describe.isSetup && describe.field('OwnerId') !== null)
    );
}

function isOpenTo(right: RecordRight, describe: SObjectDescribe): boolean {
    const model = describe.sharingModel;
    if (model === 'ReadWrite' || model === 'ReadWriteTransfer') return true;
    return model === 'Read' && right === 'read';
}
