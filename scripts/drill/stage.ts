import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'jsforce';
import { connectAs, readCredentials, runApex } from '../connection.ts';
import { PROJECT, startFirebreakOrg } from '../firebreakOrg.ts';
import type { AccessOrder } from './actors/access.ts';
import type { Actor, Scenario } from './scenario.ts';
import { ToolError } from '../toolError.ts';

/** Where a drill plays: the org that is being served, or one of its own that goes away afterwards. */
export interface Stage {
    readonly url: string;
    readonly stateDir: string;
    close(): Promise<void>;
}

export async function findStage(print: (line: string) => void): Promise<Stage> {
    const stateDir = path.join(PROJECT, '.local-org');
    const served = await servedOrg(stateDir);
    if (served) return { url: served, stateDir, close: async () => {} };
    print('No org is being served; starting one for this drill …');
    return startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print });
}

async function servedOrg(stateDir: string): Promise<string | null> {
    const note = path.join(stateDir, 'server.json');
    if (!existsSync(note)) return null;
    const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
    return (await answers(url)) ? url : null;
}

/** True when an org answers at that address. */
export async function answers(url: string): Promise<boolean> {
    return fetch(`${url}/services/data`).then(
        (answer) => answer.ok,
        () => false
    );
}

const REASON = 'Preparing the next drill';
const RESTORE_PATIENCE_MS = 10_000;
const OFFICERS = ['dana.officer@firebreak.example', 'eli.officer@firebreak.example'] as const;

/**
 * Puts the stage back to a normal day, as an organisation would after an incident: breakers closed by two people, the users of the
 * scenario unfrozen with the permission sets that the org definition gives them, and their apps authorised anew.
 * @returns what each actor proves itself with
 */
export async function prepareStage(
    stage: Stage,
    admin: Connection,
    scenario: Scenario
): Promise<Record<string, AccessOrder>> {
    await closeBreakers(stage, admin);
    await restoreCredentials(stage, admin);
    const actors = Object.entries(scenario.actors);
    for (const user of new Set(actors.map(([, { user }]) => user).filter((user) => user !== '')))
        await reinstate(admin, user);
    const reports = await reportIds(admin);
    const orders: Record<string, AccessOrder> = {};
    for (const [name, actor] of actors) orders[name] = await accessOf(stage, admin, actor, reports);
    return orders;
}

async function reinstate(admin: Connection, username: string): Promise<void> {
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

async function reportIds(admin: Connection): Promise<Record<string, string>> {
    const { records } = await admin.query<{ Id: string; DeveloperName: string }>(
        'SELECT Id, DeveloperName FROM Report'
    );
    return Object.fromEntries(records.map(({ DeveloperName, Id }) => [DeveloperName, Id]));
}

async function accessOf(
    stage: Stage,
    admin: Connection,
    { address, client, user, app, site }: Actor,
    reports: Readonly<Record<string, string>>
): Promise<AccessOrder> {
    const key = app === null ? null : readCredentials(stage.stateDir).connectedApps[app]!;
    return {
        url: stage.url,
        address,
        client,
        user,
        site,
        clientId: key?.consumerKey ?? null,
        clientSecret: key?.consumerSecret ?? null,
        refreshToken: app === null ? null : await authorise(stage, admin, app, user),
        reports
    };
}

async function closeBreakers(stage: Stage, admin: Connection): Promise<void> {
    const { records } = await admin.query<{ Key__c: string; State__c: string }>(
        "SELECT Key__c, State__c FROM Breaker_State__c WHERE State__c IN ('OPEN', 'ISOLATED', 'HALF_OPEN')"
    );
    if (records.length === 0) return;
    const [first, second] = await officers(stage);
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

/** Gives back what earlier drills took from everybody: the access to a vendor's credential. */
async function restoreCredentials(stage: Stage, admin: Connection): Promise<void> {
    const taken =
        "Lever__c = 'RemoveCredentialAccessLever' AND Status__c = 'Verified' AND (Restore_Status__c = null OR Restore_Status__c != 'Restored')";
    const { records } = await admin.query<{ Id: string; Incident__c: string }>(
        `SELECT Id, Incident__c FROM Containment_Action__c WHERE ${taken}`
    );
    if (records.length === 0) return;
    const [first, second] = await officers(stage);
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

async function officers(stage: Stage): Promise<[Connection, Connection]> {
    const [first, second] = OFFICERS;
    return [await connectAs(stage.url, stage.stateDir, first), await connectAs(stage.url, stage.stateDir, second)];
}

/** What the console said no with. */
class ConsoleRefused extends Error {}

/**
 * Through the console's own controller, with the officer's rights: what a person would click.
 * @throws ConsoleRefused
 */
export async function callConsole(
    officer: Connection,
    method: string,
    order: Readonly<Record<string, unknown>>
): Promise<void> {
    const answer = await fetch(`${officer.instanceUrl}/apex/ConsoleController.${method}`, {
        method: 'POST',
        headers: {
            'content-type': 'application/json',
            cookie: `sid=${officer.accessToken}`,
            origin: officer.instanceUrl
        },
        body: JSON.stringify(order)
    });
    if (!answer.ok) throw new ConsoleRefused(await answer.text());
}

async function authorise(stage: Stage, admin: Connection, app: string, username: string): Promise<string> {
    const answer = await fetch(`${stage.url}/local-org/authorizations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.accessToken}` },
        body: JSON.stringify({ app, username })
    });
    if (!answer.ok) throw new ToolError('FB-DRL-003', app, await answer.text());
    return ((await answer.json()) as { refreshToken: string }).refreshToken;
}
