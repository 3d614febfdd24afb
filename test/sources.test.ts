import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAs, runApex } from '../scripts/connection.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';

const THREATS = [
    'ApiAnomaly',
    'CredentialStuffing',
    'GuestUserAnomaly',
    'LoginAnomaly',
    'ReportAnomaly',
    'SessionHijacking'
];
const AGENT = 'drift.agent@firebreak.example';

interface Signal {
    readonly Source__c: string;
    readonly Kind__c: string;
    readonly Integration_Key__c: string;
    readonly Source_Event_Id__c: string;
}

interface Heartbeat {
    readonly Source_Key__c: string;
    readonly Last_Seen_At__c: string | null;
    readonly Last_Signal_At__c: string | null;
    readonly Last_Error__c: string | null;
}

let org: FirebreakOrg;
let admin: Connection;
beforeAll(async () => {
    org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print: () => {} });
    admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
});
afterAll(() => org.close());

describe('threat events of the platform', () => {
    test.each(THREATS)(
        'given a detection of %s, when its flow has told it and the poller reads its store, then it is one signal of the integration',
        async (threat) => {
            const eventIdentifier = await injectThreat(`${threat}Event`);

            const [byFlow] = await signalsOnceThere(`Source_Event_Id__c = '${eventIdentifier}'`);
            await poll(`${threat}Store`);

            expect(byFlow).toMatchObject({
                Source__c: `${threat}Flow`,
                Kind__c: 'Anomaly',
                Integration_Key__c: 'Drift_Chat'
            });
            expect(await heartbeatOf(`${threat}Store`)).toMatchObject({ Last_Error__c: null, Last_Signal_At__c: null });
            expect(await signals(`Source_Event_Id__c = '${eventIdentifier}'`)).toHaveLength(1);
        }
    );
});

describe('stored events', () => {
    test('given a query that the policy has reported, when the poller reads the store, then it stays one signal', async () => {
        const agent = await connectAs(org.url, org.stateDir, AGENT);
        await agent.query('SELECT Id FROM Contact LIMIT 3');

        const [byPolicy] = await signalsOnceThere("Source__c = 'ApiEventPolicy' AND Integration_Key__c = 'Drift_Chat'");
        await poll('ApiEventStore');

        expect((await heartbeatOf('ApiEventStore')).Last_Error__c).toBeNull();
        expect(await signals(`Source_Event_Id__c = '${byPolicy!.Source_Event_Id__c}'`)).toHaveLength(1);
    });

    test('given a login of a service user, when its policy is asked, then the login is a signal', async () => {
        await connectAs(org.url, org.stateDir, AGENT);

        const [login] = await signalsOnceThere("Source__c = 'LoginPolicy' AND Kind__c = 'Login'");

        expect(login!.Integration_Key__c).toBe('Drift_Chat');
    });

    test('given a round through all sources, when it is over, then none has failed and every asked one has beaten', async () => {
        await runApex(admin, 'new SourceRound().execute(null);');

        const beats = await until(heartbeats, (rows) => rows.every(({ Last_Seen_At__c: seen }) => seen !== null));

        expect(beats.filter(({ Last_Error__c: error }) => error !== null)).toEqual([]);
        expect(beats.map(({ Source_Key__c: key }) => key)).toEqual(
            expect.arrayContaining(['ApiTotalUsageLog', 'EventBusUsage', 'LoginStore', 'RestApiLog'])
        );
    });
});

const poll = (key: string): Promise<void> =>
    runApex(
        admin,
        `SourceHeartbeats.expect(new List<String>{ '${key}' });
         SourcePoll.once('${key}');`
    );

async function injectThreat(type: string): Promise<string> {
    const [agent] = (await admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${AGENT}'`)).records;
    const answer = await fetch(`${org.url}/local-org/threat-events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.accessToken}` },
        body: JSON.stringify({
            type,
            fields: { UserId: agent!.Id, Username: AGENT, Score: 0.93, SourceIp: '198.51.100.66' }
        })
    });
    return ((await answer.json()) as { eventIdentifier: string }).eventIdentifier;
}

async function signals(where: string): Promise<readonly Signal[]> {
    const { records } = await admin.query<Signal>(
        `SELECT Source__c, Kind__c, Integration_Key__c, Source_Event_Id__c FROM Leak_Signal__c WHERE ${where}`
    );
    return records;
}

const signalsOnceThere = (where: string): Promise<readonly Signal[]> =>
    until(
        () => signals(where),
        (found) => found.length > 0
    );

async function heartbeats(): Promise<readonly Heartbeat[]> {
    const { records } = await admin.query<Heartbeat>(
        'SELECT Source_Key__c, Last_Seen_At__c, Last_Signal_At__c, Last_Error__c FROM Source_Heartbeat__c'
    );
    return records;
}

const heartbeatOf = async (key: string): Promise<Heartbeat> =>
    (await heartbeats()).find((beat) => beat.Source_Key__c === key)!;

/** Asks until the answer will do, for at most twenty seconds; then it gives the last one, which the test refuses. */
async function until<T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> {
    const end = Date.now() + 20_000;
    let answer = await ask();
    while (!willDo(answer) && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        answer = await ask();
    }
    return answer;
}
