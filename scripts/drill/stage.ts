import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import { connectAs, runApex } from '../connection.ts';
import { PROJECT, startFirebreakOrg } from '../firebreakOrg.ts';
import type { Scenario } from './scenario.ts';
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

const OFFICERS = ['dana.officer@firebreak.example', 'eli.officer@firebreak.example'] as const;

/**
 * Puts the stage back to a normal day: breakers closed by two people, the service user unfrozen with its permission sets, and a new
 * authorisation of its app, as an organisation would after an incident.
 * @returns the refresh token that the campaign is going to use
 */
export async function prepareStage(stage: Stage, admin: Connection, scenario: Scenario): Promise<string> {
    await closeBreakers(stage, admin);
    await runApex(
        admin,
        `UserLogin login = [SELECT Id, IsFrozen FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE Username = '${scenario.attacker.user}') WITH SYSTEM_MODE];
         login.IsFrozen = false;
         update as system login;`
    );
    await runApex(
        admin,
        `User agent = [SELECT Id FROM User WHERE Username = '${scenario.attacker.user}' WITH SYSTEM_MODE];
         Set<Id> held = new Set<Id>();
         for (PermissionSetAssignment assignment : [SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = :agent.Id WITH SYSTEM_MODE]) {
             held.add(assignment.PermissionSetId);
         }
         List<PermissionSetAssignment> missing = new List<PermissionSetAssignment>();
         for (PermissionSet wanted : [SELECT Id FROM PermissionSet WHERE Name IN ('Drift_Agent_Access', 'Firebreak_Integration_User') WITH SYSTEM_MODE]) {
             if (!held.contains(wanted.Id)) {
                 missing.add(new PermissionSetAssignment(AssigneeId = agent.Id, PermissionSetId = wanted.Id));
             }
         }
         insert as system missing;`
    );
    return authorise(stage, admin, scenario);
}

async function closeBreakers(stage: Stage, admin: Connection): Promise<void> {
    const { records } = await admin.query<{ Key__c: string; State__c: string }>(
        "SELECT Key__c, State__c FROM Breaker_State__c WHERE State__c IN ('OPEN', 'ISOLATED', 'HALF_OPEN')"
    );
    if (records.length === 0) return;
    const [first, second] = await Promise.all(OFFICERS.map((officer) => connectAs(stage.url, stage.stateDir, officer)));
    for (const { Key__c: key, State__c: state } of records) {
        if (state === 'OPEN') await callConsole(first!, 'requestProbe', key);
        await callConsole(first!, 'requestClose', key);
        await callConsole(second!, 'approveClose', key);
    }
}

/** Through the console's own controller, with the officer's rights: what a person would click. */
async function callConsole(officer: Connection, method: string, key: string): Promise<void> {
    const answer = await fetch(`${officer.instanceUrl}/apex/ConsoleController.${method}`, {
        method: 'POST',
        headers: {
            'content-type': 'application/json',
            cookie: `sid=${officer.accessToken}`,
            origin: officer.instanceUrl
        },
        body: JSON.stringify({ key, reason: 'Preparing the next drill' })
    });
    if (!answer.ok) throw new ToolError('FB-DRL-002', key, await answer.text());
}

async function authorise(stage: Stage, admin: Connection, scenario: Scenario): Promise<string> {
    const answer = await fetch(`${stage.url}/local-org/authorizations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.accessToken}` },
        body: JSON.stringify({ app: scenario.attacker.app, username: scenario.attacker.user })
    });
    if (!answer.ok) throw new ToolError('FB-DRL-003', scenario.attacker.app, await answer.text());
    return ((await answer.json()) as { refreshToken: string }).refreshToken;
}
