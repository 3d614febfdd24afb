import type { Project } from '../../project/index.ts';

/** Whether a deployment brings a component: its metadata type and full name. */
export type Brings = (type: string, fullName: string) => boolean;

/** The part of a project whose rows a deployment writes. @param brings null for all of it */
export function broughtProject(project: Project, brings: Brings | null): Project {
    if (!brings) return project;
    const of = <T extends { readonly name: string }>(type: string, components: readonly T[]): T[] =>
        components.filter(({ name }) => brings(type, name));
    return {
        ...project,
        classes: of('ApexClass', project.classes),
        triggers: of('ApexTrigger', project.triggers),
        customMetadata: project.customMetadata.filter(({ type, developerName }) =>
            brings('CustomMetadata', `${type.replace(/__mdt$/i, '')}.${developerName}`)
        ),
        permissionSets: of('PermissionSet', project.permissionSets),
        permissionSetGroups: of('PermissionSetGroup', project.permissionSetGroups),
        profiles: of('Profile', project.profiles),
        customPermissions: of('CustomPermission', project.customPermissions),
        namedCredentials: of('NamedCredential', project.namedCredentials),
        transactionSecurityPolicies: of('TransactionSecurityPolicy', project.transactionSecurityPolicies),
        connectedApps: of('ConnectedApp', project.connectedApps),
        notificationTypes: of('CustomNotificationType', project.notificationTypes)
    };
}
