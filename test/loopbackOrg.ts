import type { Connection } from 'jsforce';
import { expect, vi } from 'vitest';
import { freePort } from '../local-org/test/freePort.ts';
import { connectAs, readCredentials, runApex } from '../scripts/connection.ts';
import { callConsole } from '../scripts/drill/consoleCall.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';

const RESPONDER = 'responder@firebreak.example';
const OFFICERS = ['dana.officer@firebreak.example', 'eli.officer@firebreak.example'] as const;

/** A record of custom metadata. */
export interface MetadataRecord {
    /** `Playbook_Lever.Name` */
    readonly fullName: string;
    readonly values: Readonly<Record<string, string | number | boolean>>;
}

export interface ActionState {
    readonly Id: string;
    readonly Status__c: string;
    readonly Result__c: string;
    readonly Error_Code__c: string | null;
    readonly Restore_Status__c: string;
}

/** The org with Firebreak and the loopback credential in it. */
export class LoopbackOrg {
    readonly org: FirebreakOrg;
    readonly admin: Connection;

    private constructor(org: FirebreakOrg, admin: Connection) {
        this.org = org;
        this.admin = admin;
    }

    static async start(): Promise<LoopbackOrg> {
        const port = await freePort();
        const org = await startFirebreakOrg({ port, pubSubPort: 0, stateDir: null, withPages: false, print: () => {} });
        const admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
        const loopback = new LoopbackOrg(org, admin);
        await loopback.install();
        return loopback;
    }

    close(): Promise<void> {
        return this.org.close();
    }

    connectAs(username: string): Promise<Connection> {
        return connectAs(this.org.url, this.org.stateDir, username);
    }

    /** A lever of a playbook. */
    static lever(playbook: string, lever: string, order: number, isRequired = true): MetadataRecord {
        const values = { Playbook__c: playbook, Lever__c: lever, Order__c: order, Required__c: isRequired };
        return { fullName: `Playbook_Lever.${playbook}_${order}`, values: { ...values, Max_Attempts__c: 1 } };
    }

    /** Deploys records of custom metadata together, and waits until they are there: the first of them must be new. */
    async deploy(...records: readonly MetadataRecord[]): Promise<void> {
        const blocks = records.map(({ fullName, values }) => {
            const lines = Object.entries(values).map(
                ([field, value]) => `value = new Metadata.CustomMetadataValue(); value.field = '${field}';
                     value.value = ${typeof value === 'string' ? `'${value}'` : value}; record.values.add(value);`
            );
            return `record = new Metadata.CustomMetadata(); record.fullName = '${fullName}';
                record.label = '${fullName.split('.')[1]}'; ${lines.join('\n')} container.addMetadata(record);`;
        });
        await runApex(
            this.admin,
            `Metadata.DeployContainer container = new Metadata.DeployContainer();
             Metadata.CustomMetadata record; Metadata.CustomMetadataValue value;
             ${blocks.join('\n')}
             Metadata.Operations.enqueueDeployment(container, null);`
        );
        const [type, name] = records[0]!.fullName.split('.');
        const isThere = async (): Promise<boolean> =>
            (await this.read(`SELECT Id FROM ${type}__mdt WHERE DeveloperName = '${name}'`)).length === 1;
        await vi.waitUntil(isThere, { timeout: 60_000 });
    }

    /** Rights for the user behind the credential. @param fields of PermissionSet */
    async entitle(name: string, ...fields: readonly string[]): Promise<void> {
        const rights = fields.map((field) => `${field} = true`).join(', ');
        await runApex(
            this.admin,
            `PermissionSet work = new PermissionSet(Name = '${name}', Label = '${name}', ${rights});
             insert as system work;
             User caller = [SELECT Id FROM User WHERE Username = 'loopback@firebreak.example' WITH SYSTEM_MODE];
             insert as system new PermissionSetAssignment(AssigneeId = caller.Id, PermissionSetId = work.Id);`
        );
    }

    /** Takes the credential from its holder. */
    async takeFromResponder(): Promise<void> {
        await runApex(
            this.admin,
            "delete as system [SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Firebreak_Loopback' WITH SYSTEM_MODE];"
        );
    }

    /** @returns id of the incident */
    async cutOff(integration: string): Promise<string> {
        await runApex(this.admin, `ContainmentService.cutOff('${integration}', 'A test of the loopback levers');`);
        const [incident] = await this.read<{ Id: string }>(
            `SELECT Id FROM Leak_Incident__c WHERE Integration_Key__c = '${integration}'`
        );
        return incident!.Id;
    }

    async untilContained(incidentId: string): Promise<void> {
        const status = async () =>
            (
                await this.read<{ Status__c: string }>(
                    `SELECT Status__c FROM Leak_Incident__c WHERE Id = '${incidentId}'`
                )
            )[0]!.Status__c;
        await expect.poll(status, { timeout: 60_000 }).toBe('Contained');
    }

    /** One person asks for levers to be given back, another one approves. */
    async giveBack(incidentId: string, ...levers: readonly string[]): Promise<void> {
        const actions = await Promise.all(levers.map((lever) => this.action(incidentId, lever)));
        const [first, second] = await Promise.all(OFFICERS.map((officer) => this.connectAs(officer)));
        const order = { incidentId, actionIds: actions.map(({ Id }) => Id), reason: 'The vendor has mended it' };
        await callConsole(first!, 'requestRestore', order);
        await callConsole(second!, 'approveRestore', order);
        for (const lever of levers)
            await expect
                .poll(async () => (await this.action(incidentId, lever)).Restore_Status__c, { timeout: 60_000 })
                .toBe('Restored');
    }

    async action(incidentId: string, lever: string): Promise<ActionState> {
        const [action] = await this.read<ActionState>(
            `SELECT Id, Status__c, Result__c, Error_Code__c, Restore_Status__c FROM Containment_Action__c
             WHERE Incident__c = '${incidentId}' AND Lever__c = '${lever}'`
        );
        return action!;
    }

    async read<Row>(soql: string): Promise<Row[]> {
        const { records } = await this.admin.query(soql);
        return records as Row[];
    }

    /** As docs/loopback.md tells an administrator: rights of its own for the user behind the credential, its secret, its one holder. */
    private async install(): Promise<void> {
        await this.entitle(
            'Loopback_Work',
            'PermissionsApiEnabled',
            'PermissionsViewSetup',
            'PermissionsCustomizeApplication',
            'PermissionsManageDataIntegrations'
        );
        await runApex(
            this.admin,
            `User holder = [SELECT Id FROM User WHERE Username = '${RESPONDER}' WITH SYSTEM_MODE];
             PermissionSet loopback = [SELECT Id FROM PermissionSet WHERE Name = 'Firebreak_Loopback' WITH SYSTEM_MODE];
             insert as system new PermissionSetAssignment(AssigneeId = holder.Id, PermissionSetId = loopback.Id);`
        );
        const { consumerKey, consumerSecret } = readCredentials(this.org.stateDir).connectedApps['Firebreak Loopback']!;
        await this.admin.requestPost('/services/data/v66.0/named-credentials/credential', {
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
}
