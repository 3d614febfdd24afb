import { OrgFault } from '../faults.ts';
import type { OrgDefinition, UserSeed } from '../orgDefinition.ts';
import { ensureUser } from './platformRows.ts';
import type { SetupRows } from './setupRows.ts';

/** Users with their permission sets, and connected apps. Who is there already keeps what he has, and gets what he lacks. */
export function ensureSeedUsers(rows: SetupRows, definition: OrgDefinition, path: string): void {
    for (const user of definition.users) {
        if (rows.find('Profile', { Name: user.profile }) === null) {
            throw new OrgFault(
                'LOC-004',
                `${path}: the user ${user.username} names the profile "${user.profile}", which the org does not have.`
            );
        }
        const { id } = ensureUser(rows, user);
        for (const name of user.permissionSets) assign(rows, path, user, id, name);
    }
    for (const app of definition.connectedApps) rows.ensure('ConnectedApplication', { Name: app.name });
}

function assign(rows: SetupRows, path: string, user: UserSeed, userId: string, name: string): void {
    const setId = rows.find('PermissionSet', { Name: name });
    const groupId = setId === null ? rows.find('PermissionSetGroup', { DeveloperName: name }) : null;
    if (setId === null && groupId === null) {
        throw new OrgFault(
            'LOC-004',
            `${path}: the user ${user.username} names the permission set "${name}", which the project does not have.`
        );
    }
    const granted = setId === null ? { PermissionSetGroupId: groupId } : { PermissionSetId: setId };
    rows.ensure('PermissionSetAssignment', { AssigneeId: userId, ...granted }, { IsActive: true });
}
