import type { OrgData } from '../../data/orgData.ts';
import type { FieldValues } from '../../data/systemRows.ts';
import type { PermissionSetDefinition, Project } from '../../project/index.ts';
import { userPermissionColumns } from './platformRows.ts';
import { insertProfile } from './profileRows.ts';
import type { SetupRows } from './setupRows.ts';

/** Permission sets, groups and custom permissions of a project as rows; what a set's file no longer grants goes. */
export function deployPermissions(data: OrgData, rows: SetupRows, project: Project): void {
    for (const permission of project.customPermissions) {
        rows.ensure(
            'CustomPermission',
            { DeveloperName: permission.name },
            { MasterLabel: permission.label, Description: permission.description, Language: 'en_US' }
        );
    }
    for (const definition of project.permissionSets) {
        const id = rows.ensure(
            'PermissionSet',
            { Name: definition.name },
            {
                Label: definition.label,
                Description: definition.description,
                IsCustom: true,
                IsOwnedByProfile: false,
                Type: 'Regular',
                HasActivationRequired: definition.hasActivationRequired,
                ...userPermissionColumns(data, definition.userPermissions)
            }
        );
        deployGrants(data, rows, id, definition, project);
    }
    for (const definition of project.profiles) {
        const profileId = rows.find('Profile', { Name: definition.name });
        const id =
            profileId === null
                ? createProfile(rows, definition)
                : rows.find('PermissionSet', { ProfileId: profileId })!;
        rows.ensure('PermissionSet', { Id: id }, userPermissionColumns(data, definition.userPermissions));
        deployGrants(data, rows, id, definition, project);
    }
    for (const group of project.permissionSetGroups) {
        const id = rows.ensure(
            'PermissionSetGroup',
            { DeveloperName: group.name },
            { MasterLabel: group.label, Description: group.description, Status: 'Updated', Language: 'en_US' }
        );
        const members = group.permissionSets.map((name) => rows.find('PermissionSet', { Name: name }));
        rows.replaceChildren(
            'PermissionSetGroupComponent',
            'PermissionSetGroupId',
            id,
            'PermissionSetId',
            members.filter((member) => member !== null).map((member) => ({ PermissionSetId: member }))
        );
    }
}

function createProfile(rows: SetupRows, definition: PermissionSetDefinition): string {
    const licenseId = rows.find('UserLicense', { Name: definition.license ?? 'Salesforce' });
    return insertProfile(rows, definition.name, licenseId, 'Standard');
}

function deployGrants(
    data: OrgData,
    rows: SetupRows,
    setId: string,
    definition: PermissionSetDefinition,
    project: Project
): void {
    const objects = definition.objects.map((access): FieldValues => ({
        SobjectType: data.schema.object(access.object)?.name ?? access.object,
        PermissionsCreate: access.create,
        PermissionsRead: access.read,
        PermissionsEdit: access.edit,
        PermissionsDelete: access.delete,
        PermissionsViewAllRecords: access.viewAll,
        PermissionsModifyAllRecords: access.modifyAll,
        PermissionsViewAllFields: access.viewAllFields
    }));
    // Access to custom metadata types is a grant of its own in files and an object permission in queries.
    const metadataTypes = definition.customMetadataTypes.map((name): FieldValues => ({
        SobjectType: data.schema.object(name)?.name ?? name,
        PermissionsRead: true
    }));
    rows.replaceChildren('ObjectPermissions', 'ParentId', setId, 'SobjectType', [...objects, ...metadataTypes]);
    rows.replaceChildren(
        'FieldPermissions',
        'ParentId',
        setId,
        'Field',
        definition.fields.map((access) => ({
            SobjectType: access.object,
            Field: `${access.object}.${access.field}`,
            PermissionsRead: access.read || access.edit,
            PermissionsEdit: access.edit
        }))
    );
    rows.replaceChildren(
        'SetupEntityAccess',
        'ParentId',
        setId,
        'SetupEntityId',
        setupEntities(rows, definition, project)
    );
}

function setupEntities(rows: SetupRows, definition: PermissionSetDefinition, project: Project): FieldValues[] {
    const named = (names: readonly string[], object: string, field: string, type: string): FieldValues[] =>
        names
            .map((name) => rows.find(object, { [field]: name }))
            .filter((id) => id !== null)
            .map((id) => ({ SetupEntityId: id, SetupEntityType: type }));
    const principals = definition.externalCredentialPrincipals.flatMap((name): FieldValues[] => {
        const credential = project.externalCredentials.find((candidate) => name.startsWith(`${candidate.name}-`));
        const id = credential && rows.find('ExternalCredential', { DeveloperName: credential.name });
        return id ? [{ SetupEntityId: id, SetupEntityType: 'ExternalCredentialParameter' }] : [];
    });
    return [
        ...named(definition.classes, 'ApexClass', 'Name', 'ApexClass'),
        ...named(definition.customPermissions, 'CustomPermission', 'DeveloperName', 'CustomPermission'),
        ...principals
    ];
}
