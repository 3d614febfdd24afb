import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'jsforce';
import { connectAs, runApex, type LocalAddress } from '../connection.ts';
import { PROJECT } from '../firebreakOrg.ts';
import { ToolError } from '../toolError.ts';
import { callConsole, ConsoleRefused } from './consoleCall.ts';

const REASON = 'Preparing the next drill';
const RESTORE_PATIENCE_MS = 10_000;
const OFFICERS = ['dana.officer@firebreak.example', 'eli.officer@firebreak.example'] as const;

/** Breakers closed by two people, as an organisation would after an incident. @throws ToolError FB-DRL-002 */
export async function closeBreakers(org: LocalAddress, admin: Connection): Promise<void> {
    const { records } = await admin.query<{ Key__c: string; State__c: string }>(
        "SELECT Key__c, State__c FROM Breaker_State__c WHERE State__c IN ('OPEN', 'ISOLATED', 'HALF_OPEN')"
    );
    if (records.length === 0) return;
    const [first, second] = await officers(org);
    for (const { Key__c: key, State__c: state } of records) {
        const order = { key, reason: REASON };
        try {
            if (state === 'OPEN') await callConsole(first, 'requestProbe', order);
            await callConsole(first, 'requestClose', order);
            await callConsole(second, 'approveClose', order);
        } catch (fault) {
            if (!(fault instanceof ConsoleRefused)) throw fault;
            throw new ToolError('FB-DRL-002', key, fault.message);
        }
    }
}

/** Gives back what earlier drills took from everybody: the access to a vendor's credential. @throws ToolError FB-DRL-008 */
export async function restoreCredentials(org: LocalAddress, admin: Connection): Promise<void> {
    const taken =
        "Lever__c = 'RemoveCredentialAccessLever' AND Status__c = 'Verified' AND (Restore_Status__c = null OR Restore_Status__c != 'Restored')";
    const { records } = await admin.query<{ Id: string; Incident__c: string }>(
        `SELECT Id, Incident__c FROM Containment_Action__c WHERE ${taken}`
    );
    if (records.length === 0) return;
    const [first, second] = await officers(org);
    for (const { Id: id, Incident__c: incidentId } of records) {
        const order = { incidentId, actionIds: [id], reason: REASON };
        try {
            await callConsole(first, 'requestRestore', order);
            await callConsole(second, 'approveRestore', order);
        } catch (fault) {
            if (!(fault instanceof ConsoleRefused)) throw fault;
            throw new ToolError('FB-DRL-008', fault.message);
        }
    }
    const until = Date.now() + RESTORE_PATIENCE_MS;
    while ((await admin.query(`SELECT Id FROM Containment_Action__c WHERE ${taken}`)).totalSize > 0) {
        if (Date.now() > until) throw new ToolError('FB-DRL-008', 'it was approved, but not done within ten seconds');
        await pause(200);
    }
}

async function officers(org: LocalAddress): Promise<[Connection, Connection]> {
    const [first, second] = OFFICERS;
    return [await connectAs(org.url, org.stateDir, first), await connectAs(org.url, org.stateDir, second)];
}

/** Unfreezes a user and gives it the permission sets that the org definition gives it. */
export async function reinstate(admin: Connection, username: string): Promise<void> {
    await runApex(
        admin,
        `List<UserLogin> logins = [SELECT Id, IsFrozen FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE Username = '${username}') WITH SYSTEM_MODE];
         for (UserLogin login : logins) {
             login.IsFrozen = false;
         }
         update as system logins;`
    );
    const sets = permissionSetsOf(username).map((name) => `'${name}'`);
    if (sets.length === 0) return;
    await runApex(
        admin,
        `User agent = [SELECT Id FROM User WHERE Username = '${username}' WITH SYSTEM_MODE];
         Set<Id> held = new Set<Id>();
         for (PermissionSetAssignment assignment : [SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = :agent.Id WITH SYSTEM_MODE]) {
             held.add(assignment.PermissionSetId);
         }
         List<PermissionSetAssignment> missing = new List<PermissionSetAssignment>();
         for (PermissionSet wanted : [SELECT Id FROM PermissionSet WHERE Name IN (${sets.join(', ')}) WITH SYSTEM_MODE]) {
             if (!held.contains(wanted.Id)) {
                 missing.add(new PermissionSetAssignment(AssigneeId = agent.Id, PermissionSetId = wanted.Id));
             }
         }
         insert as system missing;`
    );
}

function permissionSetsOf(username: string): readonly string[] {
    const definition = readFileSync(path.join(PROJECT, 'config', 'local-org.json'), 'utf8');
    const { users, sites } = JSON.parse(definition) as OrgDefinition;
    const site = sites.find(({ path: name }) => username === `${name}@guest.local-org.example`);
    return site?.guestPermissionSets ?? users.find((user) => user.username === username)?.permissionSets ?? [];
}

interface OrgDefinition {
    readonly users: readonly { readonly username: string; readonly permissionSets?: readonly string[] }[];
    readonly sites: readonly { readonly path: string; readonly guestPermissionSets: readonly string[] }[];
}
