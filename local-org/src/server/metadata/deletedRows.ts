import { deleteSystemRow, systemRowBy, systemRows } from '../../data/index.ts';
import { asPlatform } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { ComponentName } from './component.ts';
import { split } from './metadataStore.ts';

/** Rows that stand for components: object, name field, and the fields of other objects that belong to the row. */
const ROWS: Readonly<Record<string, readonly [object: string, name: string, owned: readonly string[]]>> = {
    ApexClass: ['ApexClass', 'Name', ['SetupEntityAccess.SetupEntityId']],
    ApexTrigger: ['ApexTrigger', 'Name', []],
    ConnectedApp: ['ConnectedApplication', 'Name', []],
    CustomNotificationType: ['CustomNotificationType', 'DeveloperName', []],
    CustomPermission: ['CustomPermission', 'DeveloperName', ['SetupEntityAccess.SetupEntityId']],
    ExternalCredential: ['ExternalCredential', 'DeveloperName', ['SetupEntityAccess.SetupEntityId']],
    NamedCredential: ['NamedCredential', 'DeveloperName', []],
    PermissionSet: [
        'PermissionSet',
        'Name',
        [
            'PermissionSetAssignment.PermissionSetId',
            'ObjectPermissions.ParentId',
            'FieldPermissions.ParentId',
            'SetupEntityAccess.ParentId',
            'PermissionSetGroupComponent.PermissionSetId'
        ]
    ],
    PermissionSetGroup: [
        'PermissionSetGroup',
        'DeveloperName',
        ['PermissionSetAssignment.PermissionSetGroupId', 'PermissionSetGroupComponent.PermissionSetGroupId']
    ],
    TransactionSecurityPolicy: ['TransactionSecurityPolicy', 'DeveloperName', []]
};

/** Takes away the rows of components that a deployment has deleted, and what belongs to them. */
export function deletedRows(org: Org, components: readonly ComponentName[]): void {
    if (components.length === 0) return;
    asPlatform(org, () => {
        for (const { type, fullName } of components) {
            const [object, field, owned] = ROWS[type] ?? customMetadata(type, fullName);
            if (!org.schema.object(object)) continue;
            const name = type === 'CustomMetadata' ? split(fullName)[1] : fullName;
            const id = systemRowBy(org.data, object, field, name)?.Id as string | undefined;
            if (id === undefined) continue;
            for (const reference of owned) deleteOwned(org, split(reference), id);
            deleteSystemRow(org.data, object, id);
        }
    });
}

function customMetadata(type: string, fullName: string): readonly [string, string, readonly string[]] {
    return type === 'CustomMetadata' ? [`${split(fullName)[0]}__mdt`, 'DeveloperName', []] : ['', '', []];
}

function deleteOwned(org: Org, [object, field]: readonly [string, string], id: string): void {
    for (const row of systemRows(org.data, object)) {
        if (row[field] === id) deleteSystemRow(org.data, object, row.Id as string);
    }
}
