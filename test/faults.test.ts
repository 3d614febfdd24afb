import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectAs, runApex } from '../scripts/connection.ts';
import { PROJECT, startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';
import { classFiles, deleteTrigger, deployFiles, triggerFiles } from './deploy.ts';

const AT_ONCE = 20;
const PATIENCE_MS = 60_000;
const NEXT_LOOK_MS = 250;
const silent = (): void => {};

let org: FirebreakOrg;
let people: Connection[];
beforeAll(async () => {
    org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print: silent });
    people = await Promise.all(
        Array.from({ length: AT_ONCE }, () => connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example'))
    );
});
afterAll(() => org.close());
// Cutting one integration cuts its group; each test begins with all breakers closed.
beforeEach(() => runApex(people[0]!, ALL_CLOSED));

const ALL_CLOSED = `List<Breaker_State__c> rows = [SELECT Id FROM Breaker_State__c];
    for (Breaker_State__c row : rows) {
        row.State__c = 'CLOSED';
        row.Version__c = 0;
        row.Trips_In_Window__c = 0;
        row.Tripped_At__c = null;
    }
    update as system rows;`;

describe('twenty trips of one breaker at the same moment', () => {
    test('given a closed breaker, when twenty clients trip it at once, then each succeeds and it is open, once', async () => {
        await Promise.all(
            people.map((person, index) =>
                runApex(person, `BreakerService.trip('Contact_Sync', 'Trip ${index}', null);`)
            )
        );

        const rows = await read<{ State__c: string; Version__c: number; Trips_In_Window__c: number }>(
            "SELECT State__c, Version__c, Trips_In_Window__c FROM Breaker_State__c WHERE Key__c = 'Contact_Sync'"
        );
        expect(rows).toHaveLength(1);
        expect(rows[0]).toMatchObject({ State__c: 'OPEN', Trips_In_Window__c: 1, Version__c: 1 });
    });

    test('given twenty verdicts at once, when they cut, then none is lost, one incident opens and its playbook runs once', async () => {
        await Promise.all(people.map((person, index) => runApex(person, verdict(index))));

        const [incident, ...others] = await read<{ Id: string; Status__c: string }>(
            "SELECT Id, Status__c FROM Leak_Incident__c WHERE Integration_Key__c = 'Credit_Scoring'"
        );
        expect(others).toEqual([]);
        await until(async () => (await statusOf(incident!.Id)) === 'Contained');
        const actions = await read<{ Lever__c: string; Run__c: number; Verified__c: boolean; Attempts__c: number }>(
            `SELECT Lever__c, Run__c, Verified__c, Attempts__c FROM Containment_Action__c WHERE Incident__c = '${incident!.Id}'`
        );
        expect(new Set(actions.map(({ Lever__c }) => Lever__c)).size).toBe(actions.length);
        expect(
            actions.every(({ Run__c, Verified__c, Attempts__c }) => Run__c === 1 && Verified__c && Attempts__c === 1)
        ).toBe(true);
        expect(await count(`Detection_Verdict__c WHERE Incident__c = '${incident!.Id}'`)).toBe(AT_ONCE);
        expect(await count(`Incident_Entry__c WHERE Incident__c = '${incident!.Id}' AND Kind__c = 'Detection'`)).toBe(
            AT_ONCE
        );
        expect(await count("Breaker_State__c WHERE Key__c = 'Credit_Scoring' AND State__c = 'OPEN'")).toBe(1);
    });
});

describe('facts that are told often and in no order', () => {
    test('given twenty senders that tell the same fifty facts in orders of their own, when all are through, then each counts once', async () => {
        const facts = Array.from({ length: 50 }, (_, index) => index);
        await Promise.all(
            people.map((person, index) =>
                runApex(person, readings([...facts, ...facts].slice(2 * index, 2 * index + 50)))
            )
        );

        await until(async () => (await openBreakers('Public_Site')) === 1);
        await until(async () => (await count("Leak_Signal__c WHERE Integration_Key__c = 'Public_Site'")) === 50);
        await until(async () => (await rowsRead('Public_Site')).Rows__c === 3000);

        expect(await rowsRead('Public_Site')).toMatchObject({ Requests__c: 50 });
        expect(await verdictsBy('Rows_Per_Hour', 'Public_Site')).toBe(1);
        expect(await count("Leak_Incident__c WHERE Integration_Key__c = 'Public_Site'")).toBe(1);
        expect(await actionRuns('Public_Site')).toEqual([1]);
        expect(await count('Signal_Dead_Letter__c')).toBe(0);
    });
});

describe('a trigger that a limit ends', () => {
    test('given a limit while a verdict is written, when the trigger is gone, then its signals are judged and counted once and no other batch is held up', async () => {
        await deployFiles(
            people[0]!,
            triggerFiles(
                'Greedy',
                `trigger Greedy on Detection_Verdict__c(before insert) {
                     for (Integer i = 0; i < 101; i++) { Integer users = [SELECT COUNT() FROM User]; }
                 }`
            )
        );
        await runApex(people[0]!, reconnaissance(250));
        await until(async () => (await count("Leak_Signal__c WHERE Integration_Key__c = 'Drift_Chat'")) === 250);
        expect(await verdictsBy('Reconnaissance_Sequence', 'Drift_Chat')).toBe(0);
        expect(await count("Signal_Dead_Letter__c WHERE Reason__c LIKE 'FB-DET-022%'")).toBe(1);

        await deleteTrigger(people[0]!, 'Greedy');
        await runApex(people[0]!, 'System.enqueueJob(new UnjudgedSignalsJob());');

        await until(async () => (await openBreakers('Drift_Chat')) === 1);
        await until(async () => (await incidentStatus('Drift_Chat')) === 'Contained');
        expect(await verdictsBy('Reconnaissance_Sequence', 'Drift_Chat')).toBe(1);
        expect(await rowsRead('Drift_Chat')).toMatchObject({ Rows__c: 247, Requests__c: 247 });
        expect(await actionRuns('Drift_Chat')).toEqual([1]);
        expect(await count('Signal_Dead_Letter__c')).toBe(0);
    });
});

describe('a responder who is frozen', () => {
    test('given a frozen responder, when data goes where it must not, then the breaker opens and the playbook is proven', async () => {
        await freezeResponder(true);
        try {
            await runApex(people[0]!, strayCallout('Lead_Segments'));

            await until(async () => (await openBreakers('Lead_Segments')) === 1);
            await until(async () => (await incidentStatus('Lead_Segments')) === 'Contained');
            expect(await actionRuns('Lead_Segments')).toEqual([1]);
        } finally {
            await freezeResponder(false);
        }
    });
});

describe('a copy to custom metadata that fails', () => {
    test('given a responder without the right to deploy, when a breaker trips, then it stays open and its row says what failed', async () => {
        const profile = await responderProfile('Standard User');
        try {
            await runApex(people[0]!, "BreakerService.trip('Lead_Answers', 'Trip', null);");

            await until(async () => ((await breaker('Lead_Answers')).Last_Error__c ?? '').startsWith('FB-BRK-009'));
            expect(await breaker('Lead_Answers')).toMatchObject({ State__c: 'OPEN', Version__c: 1 });
        } finally {
            await responderProfile(profile);
        }
    });
});

describe('a lever that throws', () => {
    test('given a lever that always throws, when a verdict cuts, then the others are proven, that one is red and nothing is called contained', async () => {
        const record = 'Playbook_Lever.Outbound_2_AbortJobsLever';
        const text = readFileSync(
            path.join(PROJECT, 'force-app/samples/main/customMetadata', `${record}.md-meta.xml`),
            'utf8'
        );
        await deployFiles(people[0]!, {
            ...classFiles('ThrowingLever', THROWING_LEVER),
            [`customMetadata/${record}.md`]: text.replace('>AbortJobsLever<', '>ThrowingLever<')
        });
        await runApex(people[0]!, strayCallout('Lead_Answers'));

        await until(async () => (await timelineOf('Lead_Answers')).some((line) => line.startsWith('NOT contained')));
        const actions = await actionsOf('Lead_Answers');
        const broken = actions.find(({ Lever__c }) => Lever__c === 'ThrowingLever');
        expect(broken).toMatchObject({
            Status__c: 'Failed',
            Verified__c: false,
            Attempts__c: 3,
            Error_Code__c: 'FB-CNT-004'
        });
        expect(
            actions
                .filter((action) => action !== broken)
                .map(({ Verified__c, Attempts__c }) => [Verified__c, Attempts__c])
        ).toEqual(actions.slice(1).map(() => [true, 1]));
        expect(await openBreakers('Lead_Answers')).toBe(1);
        expect(await incidentStatus('Lead_Answers')).toBe('Open');
    });
});

const THROWING_LEVER = `public without sharing class ThrowingLever implements Lever {
    public LeverKind kind() { return LeverKind.RECORDS; }
    public LeverPlan plan(ContainmentScope scope) { return new LeverPlan(scope, new List<String>{ 'all' }, 'Found.', null); }
    public void act(LeverPlan plan) { throw new CalloutException('The vendor answers 503.'); }
    public LeverProof verify(LeverPlan plan) { return new LeverProof(true, 'It seems so.'); }
}`;

/** Facts of the site by their numbers, sixty rows each, a minute apart. */
function readings(facts: readonly number[]): string {
    return `List<Leak_Signal__e> signals = new List<Leak_Signal__e>();
        for (Integer fact : new List<Integer>{ ${facts.join(', ')} }) {
            signals.add(new Leak_Signal__e(
                Integration_Key__c = 'Public_Site', Source__c = 'ApiEventPolicy', Kind__c = 'Query', Objects__c = 'Contact',
                Source_Event_Id__c = 'fact-' + fact, Rows__c = 60, User_Id__c = UserInfo.getUserId(),
                Occurred_At_Ms__c = Datetime.newInstanceGmt(2026, 3, 3, 12, fact, 0).getTime()
            ));
        }
        SignalPublisher.publish(signals);`;
}

/** Ordinary readings with three counts from a foreign network among the first ones. */
function reconnaissance(signals: number): string {
    return `List<Leak_Signal__e> signals = new List<Leak_Signal__e>();
        List<String> counted = new List<String>{ 'Account', 'Case', 'User' };
        for (Integer i = 0; i < ${signals}; i++) {
            Boolean isForeign = i < counted.size();
            signals.add(new Leak_Signal__e(
                Integration_Key__c = 'Drift_Chat', Source__c = 'ApiEventPolicy', Kind__c = isForeign ? 'Count' : 'Query',
                Source_Event_Id__c = 'recon-' + i, User_Id__c = UserInfo.getUserId(),
                Source_Ip__c = isForeign ? '198.51.100.66' : '127.0.0.1', Objects__c = isForeign ? counted[i] : 'Lead',
                Rows__c = isForeign ? null : 1, Occurred_At_Ms__c = Datetime.now().getTime()
            ));
        }
        SignalPublisher.publish(signals);`;
}

function strayCallout(integrationKey: string): string {
    return `SignalPublisher.publish(new List<Leak_Signal__e>{ new Leak_Signal__e(
        Integration_Key__c = '${integrationKey}', Source__c = 'GatewayMeter', Kind__c = 'Callout',
        Source_Event_Id__c = 'stray-${integrationKey}', Destination__c = 'collector.invalid', Rows__c = 1,
        User_Id__c = UserInfo.getUserId(), Occurred_At_Ms__c = Datetime.now().getTime()
    ) });`;
}

const RESPONDER = 'responder@firebreak.example';

async function freezeResponder(isFrozen: boolean): Promise<void> {
    await runApex(
        people[0]!,
        `update as system new UserLogin(
             Id = [SELECT Id FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE Username = '${RESPONDER}')].Id, IsFrozen = ${isFrozen}
         );`
    );
}

/** Gives the responder another profile. @returns the name of the one before */
async function responderProfile(name: string): Promise<string> {
    const [user] = await read<{ Id: string; Profile: { Name: string } }>(
        `SELECT Id, Profile.Name FROM User WHERE Username = '${RESPONDER}'`
    );
    const [profile] = await read<{ Id: string }>(`SELECT Id FROM Profile WHERE Name = '${name}'`);
    await people[0]!.sobject('User').update({ Id: user!.Id, ProfileId: profile!.Id });
    return user!.Profile.Name;
}

function verdict(index: number): string {
    return `insert as system new Detection_Verdict__c(
        Rule_Id__c = 'Twenty_At_Once', Integration_Key__c = 'Credit_Scoring', Maturity__c = 'Enforced', Severity__c = 'High',
        Sentence__c = 'It read 5000 rows.', Decided_At__c = Clock.now(), Decided_At_Ms__c = Clock.millis(),
        Occurred_At__c = Clock.now(), Is_Drill__c = true, Verdict_Key__c = 'twenty-${index}');`;
}

async function read<Row>(soql: string): Promise<Row[]> {
    const { records } = await people[0]!.query(soql);
    return records as Row[];
}

async function count(from: string): Promise<number> {
    return (await people[0]!.query(`SELECT COUNT() FROM ${from}`)).totalSize;
}

async function breaker(key: string): Promise<{ State__c: string; Version__c: number; Last_Error__c: string | null }> {
    const rows = await read<{ State__c: string; Version__c: number; Last_Error__c: string | null }>(
        `SELECT State__c, Version__c, Last_Error__c FROM Breaker_State__c WHERE Key__c = '${key}'`
    );
    return rows[0]!;
}

const openBreakers = (key: string): Promise<number> =>
    count(`Breaker_State__c WHERE Key__c = '${key}' AND State__c = 'OPEN'`);

const verdictsBy = (ruleId: string, key: string): Promise<number> =>
    count(`Detection_Verdict__c WHERE Rule_Id__c = '${ruleId}' AND Integration_Key__c = '${key}'`);

async function rowsRead(key: string): Promise<{ Rows__c: number; Requests__c: number }> {
    const hours = await read<{ Rows__c: number; Requests__c: number }>(
        `SELECT Rows__c, Requests__c FROM Traffic_Hour__c WHERE Integration_Key__c = '${key}' AND Object__c = '*'`
    );
    return {
        Rows__c: hours.reduce((sum, hour) => sum + hour.Rows__c, 0),
        Requests__c: hours.reduce((sum, hour) => sum + hour.Requests__c, 0)
    };
}

interface Action {
    readonly Lever__c: string;
    readonly Run__c: number;
    readonly Status__c: string;
    readonly Verified__c: boolean;
    readonly Attempts__c: number;
    readonly Error_Code__c: string | null;
}

const actionsOf = (key: string): Promise<Action[]> =>
    read<Action>(
        `SELECT Lever__c, Run__c, Status__c, Verified__c, Attempts__c, Error_Code__c FROM Containment_Action__c
         WHERE Integration_Key__c = '${key}' ORDER BY Order__c`
    );

/** The runs of the playbook that there are. */
const actionRuns = async (key: string): Promise<number[]> => [
    ...new Set((await actionsOf(key)).map(({ Run__c }) => Run__c))
];

async function incidentStatus(key: string): Promise<string | null> {
    const [incident] = await read<{ Id: string }>(
        `SELECT Id FROM Leak_Incident__c WHERE Integration_Key__c = '${key}'`
    );
    return incident ? statusOf(incident.Id) : null;
}

async function timelineOf(key: string): Promise<string[]> {
    const entries = await read<{ Text__c: string }>(
        `SELECT Text__c FROM Incident_Entry__c WHERE Incident__r.Integration_Key__c = '${key}' ORDER BY Sequence__c`
    );
    return entries.map(({ Text__c }) => Text__c);
}

async function statusOf(incidentId: string): Promise<string> {
    const [incident] = await read<{ Status__c: string }>(
        `SELECT Status__c FROM Leak_Incident__c WHERE Id = '${incidentId}'`
    );
    return incident!.Status__c;
}

/** Looks until it is so. @throws Error when it takes longer than a minute */
async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
        if (Date.now() > deadline) throw new Error('It did not come to pass within a minute.');
        await new Promise((resolve) => setTimeout(resolve, NEXT_LOOK_MS));
    }
}
