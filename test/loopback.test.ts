import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runApex } from '../scripts/connection.ts';
import { FeedClient } from './feedClient.ts';
import { LoopbackOrg } from './loopbackOrg.ts';

const AGENT = 'drift.agent@firebreak.example';
const TOPIC = '/event/Incident_Changed__e';
const STOPPED = 'sfdc.platform.eventbus.grpc.managed.subscription.config.stopped';

let loopback: LoopbackOrg;
beforeAll(async () => {
    loopback = await LoopbackOrg.start();
    await loopback.deploy({
        fullName: 'Containment_Playbook.Feeds_And_Agent',
        values: { Description__c: 'Levers of the loopback' }
    });
    await loopback.deploy({
        fullName: 'Containment_Playbook.Agent_And_Breaker',
        values: { Description__c: 'A lever of the loopback before one that needs nothing' }
    });
    await loopback.deploy(
        LoopbackOrg.lever('Cut_Off_Service_User', 'AbortBulkJobsLever', 9),
        LoopbackOrg.lever('Cut_Off_Outbound', 'DisableNamedCredentialLever', 9),
        LoopbackOrg.lever('Feeds_And_Agent', 'DeactivateAgentLever', 1),
        LoopbackOrg.lever('Feeds_And_Agent', 'StopEventFeedLever', 2),
        LoopbackOrg.lever('Agent_And_Breaker', 'DeactivateAgentLever', 1),
        LoopbackOrg.lever('Agent_And_Breaker', 'OpenBreakerLever', 2),
        registered('Contact_Sync', '', 'Agent_And_Breaker'),
        registered('Lead_Segments', 'Segment_Feed'),
        registered('Lead_Answers', 'Lead_Relay, Lead_Feed')
    );
});
afterAll(() => loopback.close());

describe('levers that are pulled through the org’s own API', () => {
    test('given a client that is loading data in bulk, when its integration is cut off, then the job is aborted and the use of the credential is told', async () => {
        const agent = await loopback.connectAs(AGENT);
        const job = agent.bulk2.createJob({ object: 'Contact', operation: 'insert' });
        const { id } = await job.open();

        const incidentId = await cutOff('Drift_Chat');

        expect(await statusOf(incidentId, 'AbortBulkJobsLever')).toBe('Verified');
        expect(await loopback.admin.request(`/services/data/v66.0/jobs/ingest/${id}`)).toMatchObject({
            state: 'Aborted'
        });
        expect(await textsOf(incidentId)).toContainEqual(
            `Loopback credential used: PATCH /jobs/ingest/${id} answered 200.`
        );
    });

    test('given an integration with a named credential, when it is cut off and two people give it back, then callouts are off and on again', async () => {
        expect(await calloutStatus()).toBe('Enabled');

        const incidentId = await cutOff('Credit_Scoring');
        expect(await statusOf(incidentId, 'DisableNamedCredentialLever')).toBe('Verified');
        expect(await calloutStatus()).toBe('Disabled');

        await loopback.giveBack(incidentId, 'DisableNamedCredentialLever');
        expect(await calloutStatus()).toBe('Enabled');
    });

    test('given a credential whose user may not manage agents, when an integration is cut off, then its agent is told to be active and the next lever is pulled', async () => {
        await createSubscription('Segment_Feed');

        const incidentId = await loopback.cutOff('Lead_Segments');
        await expect.poll(() => statusOf(incidentId, 'StopEventFeedLever'), { timeout: 60_000 }).toBe('Verified');

        const { Status__c, Result__c } = await loopback.action(incidentId, 'DeactivateAgentLever');
        expect([Status__c, Result__c]).toEqual([
            'Failed',
            expect.stringMatching(
                /FB-CNT-011: The org answered 403 to POST \/connect\/bot-versions\/.*INSUFFICIENT_ACCESS/
            )
        ]);
        expect([await agentVersions(), await stateOf('ManagedEventSubscription', 'Segment_Feed')]).toEqual([
            { v1: 'Inactive', v2: 'Active' },
            'STOP'
        ]);
    });

    test('given an integration with a relay, a subscription and an agent, when it is cut off and given back, then events and agent stop and go on', async () => {
        await loopback.entitle('Loopback_Agents', 'PermissionsBotManageBots');
        await createRelay('Lead_Relay');
        await createSubscription('Lead_Feed');
        const client = new FeedClient(loopback.org.pubSubAddress!, loopback.admin);
        const feed = client.managed('Lead_Feed');
        const witness = client.subscribe(TOPIC);
        await publishUntil(() => feed.heard() > 0 && witness.heard() > 0);

        const incidentId = await cutOff('Lead_Answers');
        expect([
            await statusOf(incidentId, 'DeactivateAgentLever'),
            await statusOf(incidentId, 'StopEventFeedLever'),
            await switches()
        ]).toEqual([
            'Verified',
            'Verified',
            { relay: 'STOP', feed: 'STOP', agent: { v1: 'Inactive', v2: 'Inactive' } }
        ]);
        await expect.poll(() => feed.end()).toBe(STOPPED);
        const [before, told] = [feed.heard(), witness.heard()];
        await publishUntil(() => witness.heard() > told);
        expect(feed.heard()).toBe(before);
        const refused = client.managed('Lead_Feed');
        await expect.poll(() => refused.end()).toBe(STOPPED);

        await loopback.giveBack(incidentId, 'StopEventFeedLever', 'DeactivateAgentLever');
        expect(await switches()).toEqual({ relay: 'RUN', feed: 'RUN', agent: { v1: 'Inactive', v2: 'Active' } });
        const again = client.managed('Lead_Feed');
        await publishUntil(() => again.heard() > 0);
        client.close();
    });

    test('given a responder who has lost the credential, when an integration is cut off, then its agent is said to be out of reach and the breaker opens', async () => {
        await loopback.takeFromResponder();

        const incidentId = await loopback.cutOff('Contact_Sync');
        await expect.poll(() => statusOf(incidentId, 'DeactivateAgentLever'), { timeout: 60_000 }).toBe('NotAvailable');

        expect((await loopback.action(incidentId, 'DeactivateAgentLever')).Error_Code__c).toBe('FB-CNT-010');
        expect(await statusOf(incidentId, 'OpenBreakerLever')).toBe('Verified');
        expect(await agentVersions()).toEqual({ v1: 'Inactive', v2: 'Active' });
    });
});

function registered(
    integration: string,
    feeds: string,
    playbook = 'Feeds_And_Agent'
): { fullName: string; values: Record<string, string> } {
    return {
        fullName: `AI_Integration.${integration}`,
        values: { Playbook__c: playbook, Event_Feeds__c: feeds, Agents__c: 'Lead_Answers_Agent' }
    };
}

/** @returns id of the incident, once it is contained */
async function cutOff(integration: string): Promise<string> {
    const incidentId = await loopback.cutOff(integration);
    await loopback.untilContained(incidentId);
    return incidentId;
}

async function createSubscription(name: string): Promise<void> {
    await createComponent('ManagedEventSubscription', name, { topicName: TOPIC, label: name, state: 'RUN' });
}

async function createRelay(name: string): Promise<void> {
    const metadata = { destinationResourceName: 'callout:Segment_Vendor', eventChannel: 'Leads__chn', label: name };
    const id = await createComponent('EventRelayConfig', name, metadata);
    await loopback.admin.request({
        method: 'PATCH',
        url: `/services/data/v66.0/tooling/sobjects/EventRelayConfig/${id}`,
        body: JSON.stringify({ FullName: name, Metadata: { state: 'RUN' } })
    });
}

async function createComponent(type: string, FullName: string, Metadata: object): Promise<string> {
    const { id } = await loopback.admin.tooling.sobject(type).create({ FullName, Metadata });
    return id!;
}

/** New streams hear what is published after they have begun: some events may be needed. */
async function publishUntil(isHeard: () => boolean): Promise<void> {
    await expect
        .poll(
            async () => {
                await runApex(loopback.admin, "EventBus.publish(new Incident_Changed__e(Incident_Id__c = 'none'));");
                return isHeard();
            },
            { timeout: 60_000 }
        )
        .toBe(true);
}

async function switches(): Promise<object> {
    return {
        relay: await stateOf('EventRelayConfig', 'Lead_Relay'),
        feed: await stateOf('ManagedEventSubscription', 'Lead_Feed'),
        agent: await agentVersions()
    };
}

async function stateOf(type: string, name: string): Promise<string> {
    const { records } = await loopback.admin.tooling.query<{ Metadata: { state: string } }>(
        `SELECT Metadata FROM ${type} WHERE DeveloperName = '${name}'`
    );
    return records[0]!.Metadata.state;
}

async function agentVersions(): Promise<Record<string, string>> {
    const versions = await loopback.read<{ DeveloperName: string; Status: string }>(
        "SELECT DeveloperName, Status FROM BotVersion WHERE BotDefinition.DeveloperName = 'Lead_Answers_Agent'"
    );
    return Object.fromEntries(versions.map(({ DeveloperName, Status }) => [DeveloperName, Status]));
}

async function calloutStatus(): Promise<string> {
    const { records } = await loopback.admin.tooling.query<{ CalloutStatus: string }>(
        "SELECT CalloutStatus FROM NamedCredential WHERE DeveloperName = 'Credit_Vendor'"
    );
    return records[0]!.CalloutStatus;
}

async function statusOf(incidentId: string, lever: string): Promise<string | undefined> {
    return (await loopback.action(incidentId, lever))?.Status__c;
}

async function textsOf(incidentId: string): Promise<string[]> {
    const entries = await loopback.read<{ Text__c: string }>(
        `SELECT Text__c FROM Incident_Entry__c WHERE Incident__c = '${incidentId}'`
    );
    return entries.map(({ Text__c }) => Text__c);
}
