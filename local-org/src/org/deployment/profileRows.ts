import type { SetupRows } from './setupRows.ts';

/** Inserts a profile with the permission set that the platform keeps for it. @returns the id of that permission set */
export function insertProfile(rows: SetupRows, name: string, licenseId: string | null, userType: string): string {
    const profileId = rows.insert('Profile', { Name: name, UserLicenseId: licenseId, UserType: userType });
    return rows.insert('PermissionSet', {
        Name: `X${profileId.slice(0, 15)}`,
        Label: profileId.slice(0, 15),
        ProfileId: profileId,
        IsOwnedByProfile: true,
        Type: 'Profile',
        LicenseId: licenseId
    });
}
