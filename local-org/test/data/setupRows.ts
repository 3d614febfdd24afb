import type { OrgData } from '../../src/data/index.ts';
import { insertSystemRow, systemRowBy } from '../../src/data/index.ts';

export const ADMIN_USERNAME = 'admin@shop.example';

/** The organization, two profiles, one permission set on Shelf__c, and the users of a test. */
export function insertSetup(org: OrgData): void {
    insertSystemRow(org, 'Organization', { Name: 'Shop' });
    const systemColumns = org.schema
        .object('PermissionSet')!
        .fields.filter(({ name, type }) => name.startsWith('Permissions') && type === 'boolean');
    const allPermissions = Object.fromEntries(systemColumns.map(({ name }) => [name, true]));
    for (const [name, columns] of [
        ['System Administrator', allPermissions],
        ['Standard User', { PermissionsApiEnabled: true }]
    ] as const) {
        const profile = insertSystemRow(org, 'Profile', { Name: name });
        insertSystemRow(org, 'PermissionSet', {
            Name: name,
            Label: name,
            ProfileId: profile,
            IsOwnedByProfile: true,
            ...columns
        });
    }
    const reader = insertSystemRow(org, 'PermissionSet', { Name: 'Shelf_Reader', Label: 'Shelf Reader' });
    insertSystemRow(org, 'ObjectPermissions', { ParentId: reader, SobjectType: 'Shelf__c', PermissionsRead: true });
    insertSystemRow(org, 'FieldPermissions', {
        ParentId: reader,
        SobjectType: 'Shelf__c',
        Field: 'Shelf__c.Kind__c',
        PermissionsRead: true
    });
    insertSystemRow(org, 'Rule__mdt', { DeveloperName: 'First', MasterLabel: 'The first', Label: 'The first' });
    insertUser(org, ADMIN_USERNAME, 'System Administrator');
    insertSystemRow(org, 'User', {
        Username: 'autoproc@shop.example',
        LastName: 'Process',
        Name: 'Automated Process',
        Alias: 'autoproc',
        IsActive: true
    });
}

export function insertUser(org: OrgData, username: string, profile: string): string {
    const profileId = systemRowBy(org, 'Profile', 'Name', profile)!.Id;
    const id = insertSystemRow(org, 'User', {
        Username: username,
        LastName: 'Admin',
        FirstName: 'Local',
        Name: 'Local Admin',
        ProfileId: profileId,
        IsActive: true
    });
    insertSystemRow(org, 'UserLogin', { UserId: id });
    return id;
}
