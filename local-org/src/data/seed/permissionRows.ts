import type { PermissionSetDefinition, Project } from '../../project/index.ts';
import type { OrgData } from '../orgData.ts';
import { stableId } from '../store/recordIds.ts';
import { putMetadataRow } from './metadataRow.ts';
import { BUSINESS_OBJECTS, STANDARD_PROFILES } from './profiles.ts';
import type { StandardProfile } from './profiles.ts';

/** Id of the permission set, profile or other row that is called by its name. */
export function permissionSetId(name: string): string {
    return stableId('0PS', name);
}

export function profileId(name: string): string {
    return stableId('00e', name);
}

/** Standard profiles, and the project's profiles and permission sets with what they grant. */
export function seedPermissions(org: OrgData, project: Project | null): void {
    const license = putMetadataRow(org, 'UserLicense', stableId('100', 'Salesforce'), {
        Name: 'Salesforce', LicenseDefinitionKey: 'SFDC', MasterLabel: 'Salesforce', Status: 'Active'
    });
    for (const profile of STANDARD_PROFILES) {
        seedProfile(org, profile.name, license);
        seedStandardProfile(org, profile);
    }
    for (const permission of project?.customPermissions ?? []) {
        putMetadataRow(org, 'CustomPermission', stableId('0CP', permission.name), {
            DeveloperName: permission.name, MasterLabel: permission.label, Language: 'en_US', Description: permission.description
        });
    }
    for (const profile of project?.profiles ?? []) {
        const name = profile.name === 'Admin' ? 'System Administrator' : profile.name;
        seedProfile(org, name, license);
        seedGrants(org, ownedSetId(name), profile);
    }
    for (const set of project?.permissionSets ?? []) {
        const id = permissionSetId(set.name);
        putMetadataRow(org, 'PermissionSet', id, {
            Name: set.name, Label: set.label, Description: set.description, IsCustom: true, IsOwnedByProfile: false, Type: 'Regular',
            HasActivationRequired: set.hasActivationRequired, ...systemColumns(org, set.userPermissions)
        });
        seedGrants(org, id, set);
    }
    seedGroups(org, project);
}

function seedGroups(org: OrgData, project: Project | null): void {
    for (const group of project?.permissionSetGroups ?? []) {
        const id = putMetadataRow(org, 'PermissionSetGroup', stableId('0PG', group.name), {
            DeveloperName: group.name, MasterLabel: group.label, Description: group.description, Language: 'en_US', Status: 'Updated'
        });
        for (const member of group.permissionSets) {
            putMetadataRow(org, 'PermissionSetGroupComponent', stableId('0PH', `${group.name}.${member}`), {
                PermissionSetGroupId: id, PermissionSetId: permissionSetId(member)
            });
        }
        if (group.mutingPermissionSets.length) {
            throw new Error(`${group.path}: the local org does not support muting permission sets (${group.mutingPermissionSets.join(', ')}).`);
        }
    }
}

function ownedSetId(profileName: string): string {
    return permissionSetId(`profile:${profileName}`);
}

function seedProfile(org: OrgData, name: string, licenseId: string): void {
    const id = putMetadataRow(org, 'Profile', profileId(name), { Name: name, UserLicenseId: licenseId, UserType: 'Standard' });
    putMetadataRow(org, 'PermissionSet', ownedSetId(name), {
        Name: `X${id.slice(0, 15)}`, Label: name, ProfileId: id, IsOwnedByProfile: true, IsCustom: false, Type: 'Profile'
    });
}

function seedStandardProfile(org: OrgData, profile: StandardProfile): void {
    const setId = ownedSetId(profile.name);
    const everything = (org.schema.object('PermissionSet')?.fields ?? [])
        .filter((field) => field.name.startsWith('Permissions') && field.type === 'boolean')
        .map((field) => field.name.slice('Permissions'.length));
    putMetadataRow(org, 'PermissionSet', setId, systemColumns(org, profile.isAdministrator ? everything : profile.system));
    if (profile.objects === 'none') return;
    const write = profile.objects === 'write';
    for (const object of BUSINESS_OBJECTS) {
        putMetadataRow(org, 'ObjectPermissions', stableId('110', `${setId}.${object}`), {
            ParentId: setId, SobjectType: object, PermissionsRead: true, PermissionsCreate: write, PermissionsEdit: write,
            PermissionsDelete: write, PermissionsViewAllRecords: profile.isAdministrator, PermissionsModifyAllRecords: profile.isAdministrator
        });
    }
}

/** Columns of PermissionSet; names that the schema does not know are passed over, as their features are not there either. */
function systemColumns(org: OrgData, names: readonly string[]): Record<string, unknown> {
    const describe = org.schema.object('PermissionSet');
    const known = names.map((name) => `Permissions${name}`).filter((name) => describe?.field(name));
    return Object.fromEntries(known.map((name) => [name, true]));
}

function seedGrants(org: OrgData, setId: string, set: PermissionSetDefinition): void {
    for (const access of set.objects) {
        putMetadataRow(org, 'ObjectPermissions', stableId('110', `${setId}.${access.object}`), {
            ParentId: setId, SobjectType: access.object, PermissionsRead: access.read, PermissionsCreate: access.create,
            PermissionsEdit: access.edit, PermissionsDelete: access.delete, PermissionsViewAllRecords: access.viewAll,
            PermissionsModifyAllRecords: access.modifyAll, PermissionsViewAllFields: access.viewAllFields
        });
    }
    for (const type of set.customMetadataTypes) {
        putMetadataRow(org, 'ObjectPermissions', stableId('110', `${setId}.${type}`), { ParentId: setId, SobjectType: type, PermissionsRead: true });
    }
    for (const { object, field, read, edit } of set.fields) {
        putMetadataRow(org, 'FieldPermissions', stableId('01k', `${setId}.${object}.${field}`), {
            ParentId: setId, SobjectType: object, Field: `${object}.${field}`, PermissionsRead: read || edit, PermissionsEdit: edit
        });
    }
    putMetadataRow(org, 'PermissionSet', setId, systemColumns(org, set.userPermissions));
    const entities: [string, string, readonly string[]][] = [
        ['ApexClass', '01p', set.classes],
        ['CustomPermission', '0CP', set.customPermissions],
        ['ExternalCredentialParameter', '0pu', set.externalCredentialPrincipals]
    ];
    for (const [type, prefix, names] of entities) {
        for (const name of names) {
            putMetadataRow(org, 'SetupEntityAccess', stableId('0J0', `${setId}.${type}.${name}`), {
                ParentId: setId, SetupEntityType: type, SetupEntityId: stableId(prefix, name)
            });
        }
    }
}
