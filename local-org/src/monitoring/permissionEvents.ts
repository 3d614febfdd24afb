import type { FieldValues } from '../data/index.ts';
import { type OrgData, systemRows } from '../data/index.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import type { Requester } from './requester.ts';

/** Permissions whose assignment or change is an event (Platform Events Developer Guide, "PermissionSetEvent"). */
const CRITICAL: readonly string[] = [
    'AssignPermissionSets',
    'AuthorApex',
    'CustomizeApplication',
    'ForceTwoFactor',
    'FreezeUsers',
    'ManageEncryptionKeys',
    'ManageInternalUsers',
    'ManagePasswordPolicies',
    'ManageProfilesPermissionsets',
    'ManageRoles',
    'ManageSharing',
    'ManageUsers',
    'ModifyAllData',
    'MonitorLoginHistory',
    'PasswordNeverExpires',
    'ResetPasswords',
    'TransactionSecurityExempt',
    'ViewAllData'
];

const MAX_IMPACTED_USERS = 1000;

/** Makes the events of critical permissions that are given or taken away. */
export class PermissionEvents {
    private readonly data: OrgData;
    private readonly keep: (requester: Requester, values: FieldValues) => void;

    /** @param keep asks the policies and stores the event */
    constructor(data: OrgData, keep: (requester: Requester, values: FieldValues) => void) {
        this.data = data;
        this.keep = keep;
    }

    /** A permission set was assigned to a user, or taken from him. */
    assigned(by: RunningUser, set: FieldValues, user: FieldValues, isAssigned: boolean): void {
        const critical = CRITICAL.filter((name) => set[`Permissions${name}`] === true);
        this.tell(by, set, isAssigned ? 'AssignedToUsers' : 'UnassignedFromUsers', critical, [user.Id as string]);
    }

    /** Permissions inside a permission set or profile were switched on or off. */
    changed(by: RunningUser, before: FieldValues, after: FieldValues): void {
        const turned = (to: boolean): string[] =>
            CRITICAL.filter((name) => {
                const field = `Permissions${name}`;
                return before[field] !== after[field] && after[field] === to;
            });
        const holders = systemRows(this.data, 'PermissionSetAssignment')
            .filter(({ PermissionSetId }) => PermissionSetId === after.Id)
            .map(({ AssigneeId }) => AssigneeId as string);
        this.tell(by, after, 'PermsEnabled', turned(true), holders);
        this.tell(by, after, 'PermsDisabled', turned(false), holders);
    }

    private tell(
        by: RunningUser,
        set: FieldValues,
        operation: string,
        permissions: readonly string[],
        users: readonly string[]
    ): void {
        if (permissions.length === 0) return;
        const requester = {
            user: by,
            sourceIp: '',
            sessionKey: null,
            loginKey: '',
            loginHistoryId: null,
            connectedAppId: null
        };
        this.keep(requester, {
            SourceIp: null,
            LoginKey: null,
            EventSource: 'Classic',
            Operation: operation,
            ParentIdList: JSON.stringify([set.Id]),
            ParentNameList: JSON.stringify([set.Label]),
            PermissionType: 'UserPermission',
            PermissionList: JSON.stringify(permissions),
            ImpactedUserIds: JSON.stringify(users.slice(0, MAX_IMPACTED_USERS)),
            UserCount: String(users.length),
            HasExternalUsers: false
        });
    }
}
