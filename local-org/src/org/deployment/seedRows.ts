import { OrgFault } from '../faults.ts';
import type { OrgData } from '../../data/orgData.ts';
import type { OrgDefinition, SiteSeed, UserSeed } from '../orgDefinition.ts';
import { ensureUser } from './platformRows.ts';
import { insertProfile } from './profileRows.ts';
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

/** The guest users of sites, each with a profile of his own that allows nothing. */
export function ensureGuests(data: OrgData, rows: SetupRows, definition: OrgDefinition, path: string): void {
    for (const site of definition.sites) {
        const username = guestUsername(site);
        const profile = `${site.name} Profile`;
        if (rows.find('Profile', { Name: profile }) === null) createGuestProfile(rows, profile);
        const user = {
            username,
            alias: 'guest',
            firstName: null,
            lastName: `${site.name} Site Guest User`,
            email: username,
            profile
        };
        const { id } = ensureUser(rows, user);
        rows.ensure('User', { Id: id }, { UserType: 'Guest' });
        for (const name of site.guestPermissionSets) assign(rows, path, user, id, name);
        const unknown = site.guestObjects.find((object) => data.schema.object(object) === null);
        if (unknown !== undefined)
            throw new OrgFault(
                'LOC-004',
                `${path}: the site ${site.name} names the object ${unknown}, which the org does not have.`
            );
    }
}

/** Agents with their versions. A version that is there already keeps its status. */
export function ensureAgents(rows: SetupRows, definition: OrgDefinition, path: string): void {
    for (const { name, label, versions, active } of definition.agents) {
        if (active !== null && !versions.includes(active))
            throw new OrgFault('LOC-004', `${path}: the agent ${name} has no version ${active}.`);
        const values = { MasterLabel: label, Type: 'ExternalCopilot', AgentType: 'AgentforceServiceAgent' };
        const BotDefinitionId = rows.ensure('BotDefinition', { DeveloperName: name }, values);
        for (const [i, DeveloperName] of versions.entries()) {
            const key = { BotDefinitionId, DeveloperName };
            if (rows.find('BotVersion', key) !== null) continue;
            const Status = DeveloperName === active ? 'Active' : 'Inactive';
            rows.insert('BotVersion', { ...key, VersionNumber: i + 1, Status });
        }
    }
}

export function guestUsername({ path }: Pick<SiteSeed, 'path'>): string {
    return `${path}@guest.local-org.example`;
}

function createGuestProfile(rows: SetupRows, name: string): void {
    const licenseId = rows.ensure('UserLicense', { Name: 'Guest' }, { LicenseDefinitionKey: 'PID_Guest_User' });
    insertProfile(rows, name, licenseId, 'Guest');
}

function assign(rows: SetupRows, path: string, user: Pick<UserSeed, 'username'>, userId: string, name: string): void {
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
