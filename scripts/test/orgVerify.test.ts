import type { Connection } from 'jsforce';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAs } from '../connection.ts';
import { PROJECT, startFirebreakOrg, type FirebreakOrg } from '../firebreakOrg.ts';
import { readAssumptions } from '../org/verify/assumptions.ts';
import { broken, held } from '../org/verify/finding.ts';
import { openOrg } from '../org/openOrg.ts';
import { localTarget } from '../org/verify/localOrg.ts';
import { printReport } from '../org/verify/print.ts';
import { realTarget } from '../org/verify/realOrg.ts';
import { parseAuthUrl } from '../org/verify/serviceUser.ts';
import { VERIFY_STEPS } from '../org/verify/steps/index.ts';
import { rows, waitFor, type VerifyStep, type VerifyTarget } from '../org/verify/target.ts';
import { passed, verifyOrg, type VerifyReport } from '../org/verify/verify.ts';
import { checkOrg } from '../org/doctor/orgChecks.ts';
import { FakeCli } from './orgFakeCli.ts';

const silent = (): void => undefined;
const MINUTES = 60_000;

describe('the table of assumptions', () => {
    test('given the scripted steps, when the document is read, then each settles exactly one of its lines', () => {
        const named = readAssumptions().flatMap(({ scriptedBy }) => scriptedBy ?? []);

        expect([...named].sort()).toEqual(VERIFY_STEPS.map(({ id }) => id).sort());
    });

    test('given the document, when it is read, then its lines are numbered without a gap and say what a person does', () => {
        const assumptions = readAssumptions();

        expect(assumptions.map(({ number }) => number)).toEqual(assumptions.map((_, index) => index + 1));
        expect(assumptions.filter(({ step, text }) => step === '' || text === '')).toEqual([]);
    });

    test('given a line with a column too few, when it is read, then the line is named', () => {
        expect(() => readAssumptions('| 3 | text | on | if wrong | by hand |')).toThrow(
            'FB-ORG-013: docs/verify-in-org.md, line of number 3'
        );
    });
});

describe('an auth URL', () => {
    test('given one of a login without a secret, when it is read, then its parts are there and the address is secure', () => {
        expect(parseAuthUrl('force://PlatformCLI::5Aep861.token@x.my.salesforce.com')).toEqual({
            loginUrl: 'https://x.my.salesforce.com',
            clientId: 'PlatformCLI',
            clientSecret: '',
            refreshToken: '5Aep861.token'
        });
    });

    test('given another text, when it is read, then it is refused without repeating what may be a secret', () => {
        expect(() => parseAuthUrl('hunter2')).toThrow(/^(?!.*hunter2).*FB-ORG-015/);
    });
});

describe('in the local org', () => {
    let org: FirebreakOrg;
    let target: VerifyTarget;
    let admin: Connection;
    let before: Record<string, unknown>;
    let report: VerifyReport;

    beforeAll(async () => {
        org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print: silent });
        admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
        await leaveATrace(await localTarget(org));
        before = await stateOf(admin);
        target = await localTarget(org);
        report = await verifyOrg(target, silent);
    }, 2 * MINUTES);
    afterAll(() => org.close());

    test('given every part in place, when it is verified, then each scripted step holds and the others are by hand', () => {
        expect(report.lines.filter(({ id, verdict }) => id !== null && verdict !== 'held')).toEqual([]);
        expect(report.lines.filter(({ id, verdict }) => id === null && verdict !== 'by hand')).toEqual([]);
        expect(report.lines.filter(({ evidence }) => evidence.length < 10)).toEqual([]);
        expect(passed(report)).toBe(true);
    });

    test('given the local org, when it is verified, then the report says that this proves only the script', () => {
        expect(report.provesOnlyTheScript).toBe(true);
        expect(printReport(report)).toContain('proves that the script works, and nothing about Salesforce');
    });

    test('given an org, when it has been verified, then its records, users, access and settings are as before', async () => {
        expect(report.leftBehind).toEqual([]);
        expect(await stateOf(admin)).toEqual(before);
    });

    test('given steps that break or die, when they run, then both count as broken and the rest still runs', async () => {
        const step = (id: string, run: VerifyStep['run']): VerifyStep => ({ id, run });
        const assumption = (number: number, scriptedBy: string) => ({
            number,
            scriptedBy,
            text: 'It is so.',
            step: 'Look.'
        });

        const outcome = await verifyOrg(
            target,
            silent,
            [
                step('breaks', async () => broken('It is not so.')),
                step('dies', async () => {
                    throw new Error('connection lost');
                }),
                step('holds', async () => held('It is so indeed.'))
            ],
            ['breaks', 'dies', 'holds', 'never-run'].map((id, index) => assumption(index + 1, id))
        );

        expect(outcome.lines.map(({ verdict }) => verdict)).toEqual(['broken', 'broken', 'held', 'not applicable']);
        expect(outcome.lines[1]!.evidence).toContain('connection lost');
        expect(passed(outcome)).toBe(false);
    });

    test('given only the responder’s token, when it is verified, then what needs others is not applicable and names the option', async () => {
        const fake = new FakeCli();
        const alone = await realTarget(fake.cli, {
            targetOrg: undefined,
            serviceOrg: undefined,
            colleagueOrg: undefined,
            url: org.url,
            token: target.responder.accessToken!,
            serviceAuthUrl: undefined,
            mayRevoke: false
        });
        const needing = VERIFY_STEPS.filter(({ id }) =>
            ['condition-job', 'freeze-user', 'abort-job', 'revoke-token'].includes(id)
        );

        const findings = await Promise.all(needing.map((step) => step.run(alone)));

        expect(alone.isLocal).toBe(true);
        expect(findings.map(({ verdict }) => verdict)).toEqual(needing.map(() => 'not applicable'));
        expect(findings.map(({ evidence }) => evidence).filter((text) => !text.includes('--'))).toEqual([]);
    });

    test('given a user without the responder’s permission set, when it is to look, then it is refused', async () => {
        const fake = new FakeCli();
        const asAdmin = realTarget(fake.cli, {
            targetOrg: undefined,
            serviceOrg: undefined,
            colleagueOrg: undefined,
            url: org.url,
            token: admin.accessToken!,
            serviceAuthUrl: undefined,
            mayRevoke: false
        });

        await expect(asAdmin).rejects.toThrow(/FB-ORG-017: ada\.admin.*Firebreak_Responder/);
    });

    test('given a session that has ended, when the org is opened with it, then it says so and how to log in again', async () => {
        const ended = openOrg({ instanceUrl: org.url, accessToken: '00D000000000001EAA!ended' });

        await expect(ended).rejects.toThrow(/^FB-ORG-025: .*[Ss]ession.*sf org login web/);
    });

    test('given everything deployed, when the doctor looks at the org, then nothing is missing', async () => {
        await admin.tooling.executeAnonymous('new SourceRound().execute(null);');
        const diagnoses = await checkOrg(admin, 'local');

        expect(diagnoses.filter(({ health }) => health !== 'ok')).toEqual([]);
        expect(diagnoses.map(({ what }) => what)).toEqual(
            expect.arrayContaining(['Registry', 'Detection rules', 'Signal sources'])
        );
    });

    test('given a breaker without its row, when the doctor looks at the org, then it is named with the command that mends it', async () => {
        const { records } = await admin.query<{ Id: string }>(
            "SELECT Id FROM Breaker_State__c WHERE Key__c = 'Drift_Chat'"
        );
        await connectAs(org.url, org.stateDir, 'responder@firebreak.example').then((responder) =>
            responder.tooling.executeAnonymous(
                `delete as system [SELECT Id FROM Breaker_State__c WHERE Id = '${records[0]!.Id}' WITH SYSTEM_MODE];`
            )
        );

        const found = (await checkOrg(admin, 'local')).find(({ what }) => what === 'Breakers');

        expect(found).toMatchObject({ health: 'missing', found: 'without a row, so closed: Drift_Chat' });
        expect(found!.mend).toContain('provision-breakers.apex');
    });

    test('given the scripts that stop and start the health checks, when each ran, then the doctor sees it', async () => {
        const runScript = async (name: string): Promise<unknown> => {
            const file = path.join(PROJECT, 'scripts/org/apex', name);
            const { success } = await admin.tooling.executeAnonymous(readFileSync(file, 'utf8'));
            expect(success).toBe(true);
            return (await checkOrg(admin, 'local')).find(({ what }) => what === 'Health checks');
        };

        expect(await runScript('stop-health-checks.apex')).toMatchObject({
            health: 'missing',
            found: '0 of 4 scheduled',
            mend: expect.stringContaining('start-health-checks.apex') as string
        });
        expect(await runScript('start-health-checks.apex')).toMatchObject({ health: 'ok' });
    });
});

/** An origin that is known already, so that the steps change what was there before them, and not only add to it. */
async function leaveATrace({ service, responder }: VerifyTarget): Promise<void> {
    await (await service!.open()).query('SELECT Id FROM Contact LIMIT 1');
    const known = await waitFor(MINUTES / 2, async () => {
        const [origin] = await rows<{ CreatedDate: string }>(
            responder,
            'SELECT CreatedDate FROM Known_Origin__c LIMIT 1'
        );
        return origin ?? null;
    });
    // Created dates keep whole seconds, so what comes in the next second is told apart from this.
    await waitFor(MINUTES / 2, async () => (Date.now() - Date.parse(known!.CreatedDate) > 1000 ? true : null));
}

const RECORDS = [
    'SELECT Id, Key__c, State__c, Version__c, Reason__c FROM Breaker_State__c ORDER BY Id',
    'SELECT DeveloperName, Mirrored_State__c, Mirrored_Version__c, Mirrored_At__c FROM Circuit_Breaker__mdt ORDER BY DeveloperName',
    'SELECT DeveloperName, Service_User__c FROM AI_Integration__mdt ORDER BY DeveloperName',
    'SELECT Id, Signals_Seen__c, Last_Seen_At__c FROM Known_Origin__c ORDER BY Id',
    'SELECT UserId, IsFrozen FROM UserLogin ORDER BY UserId',
    'SELECT AssigneeId, PermissionSetId, ExpirationDate FROM PermissionSetAssignment ORDER BY AssigneeId, PermissionSetId',
    'SELECT Id, AppName FROM OauthToken ORDER BY Id'
];
const COUNTED = [
    'Leak_Signal__c',
    'Detection_Verdict__c',
    'Leak_Incident__c',
    'Incident_Entry__c',
    'Known_Origin__c',
    'Containment_Action__c',
    'Signal_Dead_Letter__c',
    'Deferred_Call__c',
    'Contact',
    'Lead'
];

/** What must be the same afterwards: the rows that decide who may do what, and how many of the others there are. */
async function stateOf(connection: Connection): Promise<Record<string, unknown>> {
    const state: Record<string, unknown> = {};
    for (const soql of RECORDS) {
        const { records } = await connection.query<Record<string, unknown>>(soql);
        // Without their addresses: an assignment that was taken and given back has a new id.
        state[soql] = records.map(({ attributes: _, ...fields }) => fields);
    }
    for (const object of COUNTED) state[object] = (await connection.query(`SELECT COUNT() FROM ${object}`)).totalSize;
    return state;
}
