import type { OrgData } from '../orgData.ts';
import { findSystemRow, insertSystemRow, systemRowBy } from '../systemRows.ts';
import type { FieldValues } from '../systemRows.ts';
import { stableId } from '../store/recordIds.ts';
import { profileId } from './permissionRows.ts';

/** Username of the first administrator of the local org. */
export const ADMIN_USERNAME = 'admin@local.org';
/** User under which event triggers run that have no other. */
export const AUTOMATED_PROCESS_USERNAME = 'autoproc@local.org';

export interface UserSeed {
    readonly username: string;
    readonly lastName: string;
    readonly firstName?: string;
    /** Name of the profile; null only for users that are no persons. */
    readonly profile: string | null;
    readonly userType?: string;
    readonly email?: string;
}

/** Creates the user with its login row unless there is one of that name. @returns the id */
export function seedUser(org: OrgData, user: UserSeed): string {
    const existing = systemRowBy(org, 'User', 'Username', user.username);
    if (existing) return existing.Id as string;
    const id = stableId('005', user.username);
    const name = user.firstName ? `${user.firstName} ${user.lastName}` : user.lastName;
    const alias = user.username.slice(0, 8);
    const values: FieldValues = {
        Username: user.username, LastName: user.lastName, FirstName: user.firstName ?? null, Name: name, Alias: alias,
        Email: user.email ?? user.username, CommunityNickname: user.username.slice(0, 40), IsActive: true, UserType: user.userType ?? 'Standard',
        ProfileId: user.profile ? profileId(user.profile) : null, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8', CreatedById: id, LastModifiedById: id
    };
    insertSystemRow(org, 'User', values, id);
    insertSystemRow(org, 'UserLogin', { UserId: id, IsFrozen: false, IsPasswordLocked: false }, stableId('0Yw', user.username));
    const owned = user.profile ? ownedSet(org, user.profile) : null;
    if (owned) insertSystemRow(org, 'PermissionSetAssignment', { PermissionSetId: owned, AssigneeId: id }, stableId('0Pa', user.username));
    return id;
}

function ownedSet(org: OrgData, profile: string): string | null {
    const id = profileId(profile);
    if (!findSystemRow(org, 'Profile', id)) throw new Error(`There is no profile ${profile}.`);
    return (systemRowBy(org, 'PermissionSet', 'ProfileId', id)?.Id as string | undefined) ?? null;
}

/** The users of a new org. */
export function seedUsers(org: OrgData): void {
    seedUser(org, { username: ADMIN_USERNAME, firstName: 'Local', lastName: 'Admin', profile: 'System Administrator' });
    seedUser(org, { username: AUTOMATED_PROCESS_USERNAME, lastName: 'Automated Process', profile: null, userType: 'AutomatedProcess' });
}
