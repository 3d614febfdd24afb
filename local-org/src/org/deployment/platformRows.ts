import type { OrgData } from '../../data/orgData.ts';
import type { FieldValues } from '../../data/systemRows.ts';
import type { ObjectGrant, ProfileTemplate } from './profiles.ts';
import { LICENSES, PROFILES } from './profiles.ts';
import type { SetupRows } from './setupRows.ts';

/** Users that every org has, whoever else is in it. */
export const ADMIN_USERNAME = 'admin@local-org.example';
export const AUTOMATED_PROCESS_ALIAS = 'autoproc';

/** What an org has before anything is deployed into it: itself, licences, profiles, its first admin, and the platform's own user. */
export function ensurePlatformRows(data: OrgData, rows: SetupRows): void {
    const organization = rows.ensure(
        'Organization',
        { Name: 'Local Org' },
        {
            OrganizationType: 'Enterprise Edition',
            InstanceName: 'LOC1',
            IsSandbox: true,
            TimeZoneSidKey: 'GMT',
            LanguageLocaleKey: 'en_US',
            DefaultLocaleSidKey: 'en_US'
        }
    );
    for (const { name, key } of LICENSES) {
        rows.ensure('UserLicense', { Name: name }, { LicenseDefinitionKey: key, MasterLabel: name, Status: 'Active' });
    }
    for (const template of PROFILES)
        if (rows.find('Profile', { Name: template.name }) === null) createProfile(data, rows, template);
    rows.author = ensureUser(rows, {
        username: ADMIN_USERNAME,
        alias: 'admin',
        firstName: 'Org',
        lastName: 'Admin',
        email: ADMIN_USERNAME,
        profile: 'System Administrator'
    }).id;
    if (rows.find('User', { Alias: AUTOMATED_PROCESS_ALIAS }) === null) {
        rows.insert('User', {
            ...userDefaults(`${AUTOMATED_PROCESS_ALIAS}@${organization.toLowerCase()}`, AUTOMATED_PROCESS_ALIAS),
            FirstName: 'Automated',
            LastName: 'Process',
            Name: 'Automated Process',
            Email: 'noreply@local-org.example',
            UserType: 'AutomatedProcess'
        });
    }
    rows.ensure('BusinessHours', { Name: 'Default' }, { IsActive: true, IsDefault: true, TimeZoneSidKey: 'GMT' });
}

/** A user as an admin would create him, with what the platform keeps beside him. */
export interface NewUser {
    readonly username: string;
    readonly alias: string;
    readonly firstName: string | null;
    readonly lastName: string;
    readonly email: string;
    /** Name of a profile that exists. */
    readonly profile: string;
}

/** @throws Error when there is no such profile */
export function ensureUser(rows: SetupRows, user: NewUser): { readonly id: string; readonly isNew: boolean } {
    const existing = rows.find('User', { Username: user.username });
    if (existing !== null) return { id: existing, isNew: false };
    const profileId = rows.find('Profile', { Name: user.profile });
    if (profileId === null) throw new Error(`There is no profile "${user.profile}".`);
    const id = rows.insert('User', {
        ...userDefaults(user.username, user.alias),
        FirstName: user.firstName,
        LastName: user.lastName,
        Name: [user.firstName, user.lastName].filter((part) => part !== null).join(' '),
        Email: user.email,
        ProfileId: profileId,
        UserType: 'Standard'
    });
    rows.insert('UserLogin', { UserId: id, IsFrozen: false, IsPasswordLocked: false });
    const owned = rows.find('PermissionSet', { ProfileId: profileId });
    if (owned !== null)
        rows.insert('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: owned, IsActive: true });
    return { id, isNew: true };
}

function userDefaults(username: string, alias: string): FieldValues {
    return {
        Username: username,
        Alias: alias,
        CommunityNickname: username.split('@')[0],
        IsActive: true,
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US'
    };
}

/** A profile's rights are kept in a permission set of its own, as queries of PermissionSet show it. */
function createProfile(data: OrgData, rows: SetupRows, template: ProfileTemplate): void {
    const licenseId = rows.find('UserLicense', { Name: template.license });
    const profileId = rows.insert('Profile', { Name: template.name, UserLicenseId: licenseId, UserType: 'Standard' });
    const setId = rows.insert('PermissionSet', {
        Name: `X${profileId.slice(0, 15)}`,
        Label: profileId.slice(0, 15),
        ProfileId: profileId,
        IsOwnedByProfile: true,
        Type: 'Profile',
        LicenseId: licenseId,
        ...userPermissionColumns(data, template.permissions)
    });
    for (const [object, grant] of Object.entries(template.objects)) {
        rows.insert('ObjectPermissions', { ParentId: setId, SobjectType: object, ...columnsOf(grant) });
    }
}

/** `ApiEnabled` → column `PermissionsApiEnabled`. Permissions that the org's edition does not know have no column. */
export function userPermissionColumns(data: OrgData, permissions: readonly string[]): FieldValues {
    const describe = data.schema.object('PermissionSet')!;
    return Object.fromEntries(
        permissions
            .map((name) => describe.field(`Permissions${name}`)?.name)
            .filter((name) => name !== undefined)
            .map((name) => [name, true])
    );
}

function columnsOf(grant: ObjectGrant): FieldValues {
    return {
        PermissionsCreate: grant.includes('C'),
        PermissionsRead: true,
        PermissionsEdit: grant.includes('E'),
        PermissionsDelete: grant.includes('D'),
        PermissionsViewAllRecords: false,
        PermissionsModifyAllRecords: false,
        PermissionsViewAllFields: false
    };
}
