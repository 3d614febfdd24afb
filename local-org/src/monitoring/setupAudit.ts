import type { Commit, FieldValues, RowChange } from '../data/index.ts';
import { findSystemRow, insertSystemRow } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import { Work } from '../runtime/services.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { transactionUnderWay } from '../runtime/transaction.ts';
import type { PermissionEvents } from './permissionEvents.ts';
import { asPlatform } from './platformWrites.ts';

const WATCHED: ReadonlySet<string> = new Set(['PermissionSet', 'PermissionSetAssignment', 'UserLogin', 'User']);

interface SetupChange {
    readonly by: RunningUser;
    readonly change: RowChange;
}

/** Writes the setup audit trail and permission events, after the transaction that made the change. */
export class SetupAudit {
    private readonly org: Org;
    private readonly permissions: PermissionEvents;
    private changer: RunningUser | null = null;

    constructor(org: Org, permissions: PermissionEvents) {
        this.org = org;
        this.permissions = permissions;
    }

    watch(): void {
        const { store } = this.org.data;
        store.onChange((describe) => {
            if (WATCHED.has(describe.name)) this.changer = transactionUnderWay()?.user ?? this.changer;
        });
        store.onCommit((commit) => this.noteCommit(commit));
    }

    /** A commit is told before it is complete, so what is written about it waits for the next turn. */
    private noteCommit({ changes }: Commit): void {
        const by = this.changer;
        const watched = changes.filter(({ describe }) => WATCHED.has(describe.name));
        if (by === null || watched.length === 0) return;
        this.org.services.get(Work).schedule(0, () => watched.forEach((change) => this.write({ by, change })));
    }

    private write(entry: SetupChange): void {
        const { describe } = entry.change;
        if (describe.name === 'PermissionSetAssignment') return this.writeAssignment(entry);
        if (describe.name === 'PermissionSet') return this.writePermissions(entry);
        if (describe.name === 'UserLogin')
            return this.writeFlag(entry, 'IsFrozen', ['frozeuser', 'Froze'], ['unfrozeuser', 'Unfroze']);
        return this.writeFlag(entry, 'IsActive', ['activateduser', 'Activated'], ['deactivateduser', 'Deactivated']);
    }

    private writeAssignment({ by, change }: SetupChange): void {
        const row = valuesOf(change, change.after && !change.after.isDeleted ? 'after' : 'before');
        const isAssigned = change.before === null && change.after !== null;
        const isRemoved = change.before !== null && (change.after === null || change.after.isDeleted);
        const set = findSystemRow(this.org.data, 'PermissionSet', String(row['PermissionSetId']));
        const user = findSystemRow(this.org.data, 'User', String(row['AssigneeId']));
        if (!set || !user || !(isAssigned || isRemoved)) return;
        const verb = isAssigned ? 'assigned to' : 'unassigned from';
        this.trail(
            by,
            isAssigned ? 'PermSetAssign' : 'PermSetUnassign',
            `Permission set ${String(set.Label)}: ${verb} user ${String(user.Username)}`
        );
        this.permissions.assigned(by, set, user, isAssigned);
    }

    private writePermissions({ by, change }: SetupChange): void {
        if (!change.before || !change.after) return;
        this.permissions.changed(by, valuesOf(change, 'before'), valuesOf(change, 'after'));
    }

    private writeFlag(
        { by, change }: SetupChange,
        field: string,
        on: readonly [string, string],
        off: readonly [string, string]
    ): void {
        if (!change.before || !change.after) return;
        const after = valuesOf(change, 'after');
        if (valuesOf(change, 'before')[field] === after[field]) return;
        const user = findSystemRow(this.org.data, 'User', String(after['UserId'] ?? after['Id']));
        const [action, verb] = after[field] === true ? on : off;
        if (user) this.trail(by, action, `${verb} user ${String(user.Username)}`);
    }

    private trail(by: RunningUser, action: string, display: string): void {
        asPlatform(this.org, () =>
            insertSystemRow(this.org.data, 'SetupAuditTrail', {
                Action: action,
                Section: 'Manage Users',
                Display: display,
                CreatedById: by.id
            })
        );
    }
}

function valuesOf(change: RowChange, side: 'before' | 'after'): FieldValues {
    const row = change[side];
    return Object.fromEntries(change.describe.fields.map((field) => [field.name, row?.values[field.index] ?? null]));
}
