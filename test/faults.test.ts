import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAs, runApex } from '../scripts/connection.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';

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
