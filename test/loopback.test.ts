import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../local-org/test/freePort.ts';
import { connectAs, readCredentials, runApex } from '../scripts/connection.ts';
import { callConsole } from '../scripts/drill/consoleCall.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';

const AGENT = 'drift.agent@firebreak.example';
const RESPONDER = 'responder@firebreak.example';
const OFFICERS = ['dana.officer@firebreak.example', 'eli.officer@firebreak.example'] as const;

let org: FirebreakOrg;
let admin: Connection;
beforeAll(async () => {
    org = await startFirebreakOrg({ port: await freePort(), stateDir: null, withPages: false, print: () => {} });
    admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
    await installLoopback();
    await addLever('Cut_Off_Service_User', 'AbortBulkJobsLever', 9);
    await addLever('Cut_Off_Outbound', 'DisableNamedCredentialLever', 9);
});
afterAll(() => org.close());

describe('levers that are pulled through the org’s own API', () => {
    test('given a client that is loading data in bulk, when its integration is cut off, then the job is aborted and the use of the credential is told', async () => {
        const agent = await connectAs(org.url, org.stateDir, AGENT);
        const job = agent.bulk2.createJob({ object: 'Contact', operation: 'insert' });
        const { id } = await job.open();

        const incidentId = await cutOff('Drift_Chat');

        expect(await actionOf(incidentId, 'AbortBulkJobsLever')).toEqual({ Status__c: 'Verified', Verified__c: true });
        expect(await admin.request(`/services/data/v66.0/jobs/ingest/${id}`)).toMatchObject({ state: 'Aborted' });
        expect(await textsOf(incidentId)).toContainEqual(
            `Loopback credential used: PATCH /jobs/ingest/${id} answered 200.`
        );
    });

    test('given an integration with a named credential, when it is cut off and two people give it back, then callouts are off and on again', async () => {
        expect(await calloutStatus()).toBe('Enabled');

        const incidentId = await cutOff('Credit_Scoring');
        expect(await actionOf(incidentId, 'DisableNamedCredentialLever')).toEqual({
            Status__c: 'Verified',
            Verified__c: true
        });
        expect(await calloutStatus()).toBe('Disabled');

        await giveBack(incidentId, 'DisableNamedCredentialLever');
        expect(await calloutStatus()).toBe('Enabled');
    });
});

/** As docs/loopback.md tells an administrator: rights of its own for the user behind the credential, its secret, its one holder. */
async function installLoopback(): Promise<void> {
    await runApex(
        admin,
        `PermissionSet work = new PermissionSet(
             Name = 'Loopback_Work', Label = 'Loopback work', PermissionsApiEnabled = true, PermissionsViewSetup = true,
             PermissionsCustomizeApplication = true, PermissionsManageDataIntegrations = true);
         insert as system work;
         User caller = [SELECT Id FROM User WHERE Username = 'loopback@firebreak.example' WITH SYSTEM_MODE];
         User holder = [SELECT Id FROM User WHERE Username = '${RESPONDER}' WITH SYSTEM_MODE];
         PermissionSet loopback = [SELECT Id FROM PermissionSet WHERE Name = 'Firebreak_Loopback' WITH SYSTEM_MODE];
         insert as system new List<PermissionSetAssignment>{
             new PermissionSetAssignment(AssigneeId = caller.Id, PermissionSetId = work.Id),
             new PermissionSetAssignment(AssigneeId = holder.Id, PermissionSetId = loopback.Id)
         };`
    );
    const { consumerKey, consumerSecret } = readCredentials(org.stateDir).connectedApps['Firebreak Loopback']!;
    await admin.requestPost('/services/data/v66.0/named-credentials/credential', {
        externalCredential: 'Firebreak_Loopback',
        authenticationProtocol: 'OAuth',
        principalName: 'Containment',
        principalType: 'NamedPrincipal',
        credentials: {
            clientId: { value: consumerKey, encrypted: false },
            clientSecret: { value: consumerSecret, encrypted: true }
        }
    });
}

async function addLever(playbook: string, lever: string, order: number): Promise<void> {
    const values = { Playbook__c: playbook, Lever__c: lever, Order__c: order, Required__c: true, Max_Attempts__c: 3 };
    const lines = Object.entries(values).map(
        ([field, value]) => `value = new Metadata.CustomMetadataValue(); value.field = '${field}';
             value.value = ${typeof value === 'string' ? `'${value}'` : value}; record.values.add(value);`
    );
    await runApex(
        admin,
        `Metadata.CustomMetadata record = new Metadata.CustomMetadata();
         record.fullName = 'Playbook_Lever.${playbook}_${lever}'; record.label = '${lever}';
         Metadata.CustomMetadataValue value;
         ${lines.join('\n')}
         Metadata.DeployContainer container = new Metadata.DeployContainer();
         container.addMetadata(record);
         Metadata.Operations.enqueueDeployment(container, null);`
    );
    const isThere = async () =>
        (await count(
            `Playbook_Lever__mdt WHERE Lever__c = '${lever}' AND Playbook__r.DeveloperName = '${playbook}'`
        )) === 1;
    await vi.waitUntil(isThere, { timeout: 60_000 });
}

/** @returns id of the incident, once it is contained */
async function cutOff(integration: string): Promise<string> {
    await runApex(admin, `ContainmentService.cutOff('${integration}', 'A test of the loopback levers');`);
    const incident = () =>
        read<{ Id: string; Status__c: string }>(
            `SELECT Id, Status__c FROM Leak_Incident__c WHERE Integration_Key__c = '${integration}'`
        );
    await expect.poll(async () => (await incident())[0]?.Status__c, { timeout: 60_000 }).toBe('Contained');
    return (await incident())[0]!.Id;
}

async function giveBack(incidentId: string, lever: string): Promise<void> {
    const [action] = await read<{ Id: string }>(
        `SELECT Id FROM Containment_Action__c WHERE Incident__c = '${incidentId}' AND Lever__c = '${lever}'`
    );
    const [first, second] = await Promise.all(OFFICERS.map((officer) => connectAs(org.url, org.stateDir, officer)));
    const order = { incidentId, actionIds: [action!.Id], reason: 'The vendor has mended it' };
    await callConsole(first!, 'requestRestore', order);
    await callConsole(second!, 'approveRestore', order);
    const restored = async () =>
        (
            await read<{ Restore_Status__c: string }>(
                `SELECT Restore_Status__c FROM Containment_Action__c WHERE Id = '${action!.Id}'`
            )
        )[0]!.Restore_Status__c;
    await expect.poll(restored, { timeout: 60_000 }).toBe('Restored');
}

async function calloutStatus(): Promise<string> {
    const { records } = await admin.tooling.query<{ CalloutStatus: string }>(
        "SELECT CalloutStatus FROM NamedCredential WHERE DeveloperName = 'Credit_Vendor'"
    );
    return records[0]!.CalloutStatus;
}

async function actionOf(incidentId: string, lever: string): Promise<object> {
    const [action] = await read<{ Status__c: string; Verified__c: boolean }>(
        `SELECT Status__c, Verified__c FROM Containment_Action__c WHERE Incident__c = '${incidentId}' AND Lever__c = '${lever}'`
    );
    return { Status__c: action?.Status__c, Verified__c: action?.Verified__c };
}

async function textsOf(incidentId: string): Promise<string[]> {
    const entries = await read<{ Text__c: string }>(
        `SELECT Text__c FROM Incident_Entry__c WHERE Incident__c = '${incidentId}'`
    );
    return entries.map(({ Text__c }) => Text__c);
}

async function read<Row>(soql: string): Promise<Row[]> {
    const { records } = await admin.query(soql);
    return records as Row[];
}

async function count(from: string): Promise<number> {
    return (await admin.query(`SELECT COUNT() FROM ${from}`)).totalSize;
}
