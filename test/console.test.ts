import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runDrill } from '../scripts/drill/drill.ts';
import { LocalStage } from '../scripts/drill/localStage.ts';
import { loadScenario } from '../scripts/drill/scenario.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';
import { launchChromium } from './chromium.ts';
import { ConsolePage } from './consolePage.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DRIFT = {
    ...loadScenario(fileURLToPath(new URL('../scripts/drill/scenarios/drift.yaml', import.meta.url))),
    clock: 'real' as const
};
const silent = (): void => {};

let org: FirebreakOrg;
let browser: Browser;
const opened: ConsolePage[] = [];
const open = async (person: string): Promise<ConsolePage> => {
    const console = await ConsolePage.open(browser, org.url, person);
    opened.push(console);
    return console;
};

beforeAll(async () => {
    browser = await launchChromium();
    org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: true, print: silent });
});
afterEach(async () => {
    const errors = opened.flatMap((console) => console.errors);
    await Promise.all(opened.splice(0).map((console) => console.close()));
    expect(errors).toEqual([]);
});
afterAll(async () => {
    await org?.close();
    await browser?.close();
});

describe('the console on a quiet day', () => {
    test('given every breaker closed, when it is opened, then it shows each integration, live, and no accessibility fault', async () => {
        const console = await open('Ada Admin');

        for (const name of ['Contact Sync', 'Credit Scoring', 'Drift Chat Agent']) {
            expect(await console.integration(name).textContent()).toContain('CLOSED');
        }
        await console.badge.getByText('Live', { exact: true }).waitFor();
        expect(await seriousFaults(console)).toEqual([]);
    });

    test('given a viewer outside UTC, when a time is shown, then it stands in UTC with the local time beside', async () => {
        const console = await open('Ada Admin');

        expect(await console.integration('Drift Chat Agent').textContent()).toMatch(
            /\d{2}:\d{2}:\d{2} UTC.*\d{2}:\d{2}:\d{2} your time/
        );
    });

    test('given an auditor, when the console is opened, then nothing can be cut or closed', async () => {
        const console = await open('Ria Auditor');

        expect(await console.page.getByRole('button', { name: 'Cut off now' }).count()).toBe(0);
    });

    test('given a keyboard only, when the cut-off dialog is opened and left by Escape, then the focus is back where it was', async () => {
        const console = await open('Ada Admin');
        const button = console.action('Credit Scoring', 'Cut off now');

        await button.focus();
        await console.page.keyboard.press('Enter');
        await console.dialog.waitFor();
        expect(await seriousFaults(console)).toEqual([]);
        await console.page.keyboard.press('Escape');
        await console.dialog.waitFor({ state: 'detached' });

        expect(
            await button.evaluate((element) => element.matches(':focus') || element.contains(document.activeElement))
        ).toBe(true);
    });
});

describe('cutting off and closing by hand', () => {
    test('given no reason, when a person confirms the cut, then it is refused in the dialog and nothing is cut', async () => {
        const console = await open('Ada Admin');

        await console.action('Contact Sync', 'Cut off now').click();
        await console.confirm('Cut off now');

        await console.dialog.getByText('Say why in one sentence.').waitFor();
        await console.dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
        await console.dialog.waitFor({ state: 'detached' });
        expect(await console.integration('Contact Sync').textContent()).toContain('CLOSED');
    });

    test('given a reason, when a person cuts off and two people close, then everybody sees each step without reload', async () => {
        const dana = await open('Dana Officer');
        const eli = await open('Eli Officer');
        const ada = await open('Ada Admin');

        await ada.act('Contact Sync', 'Cut off now', 'The sync partner reports an intrusion');
        await dana.integration('Contact Sync').getByText('ISOLATED').waitFor();

        await dana.act('Contact Sync', 'Ask to close', 'The partner has changed its keys');
        await eli.integration('Contact Sync').getByText('Dana Officer asked to close').waitFor();

        await dana.act('Contact Sync', 'Approve close', 'I checked it myself');
        await dana.page.getByText('Someone else must approve', { exact: false }).waitFor();
        expect(await eli.integration('Contact Sync').textContent()).toContain('ISOLATED');

        await eli.act('Contact Sync', 'Approve close', 'Keys checked');
        await ada.integration('Contact Sync').getByText('CLOSED').waitFor();
    });
});

describe('the console while a leak is cut off', () => {
    test('given an open console, when the campaign of August 2025 is replayed, then incident, levers and timeline appear by themselves', async () => {
        const console = await open('Dana Officer');

        await runDrill(new LocalStage(org), DRIFT, silent);

        await console.integration('Drift Chat Agent').getByText('OPEN').waitFor();
        await console
            .integration('Drift Chat Agent')
            .getByText(/INC-\d+/)
            .click();
        await console.page.getByText('6 of 6 levers are proven', { exact: false }).waitFor();
        const timeline = console.page.locator('c-incident-timeline');
        await timeline.getByText('Contained: every required lever is proven.').waitFor();
        expect(await timeline.textContent()).toMatch(/Reconnaissance_Sequence.*3 different objects/);
        expect(
            await console.page.locator('c-lever-table').getByText('Proven', { exact: true }).count()
        ).toBeGreaterThanOrEqual(6);
        expect(await seriousFaults(console)).toEqual([]);
    });

    test('given a lost connection, when it comes back, then the console says stale, asks again and is live', async () => {
        const console = await open('Dana Officer');
        await console.badge.getByText('Live', { exact: true }).waitFor();

        await console.context.setOffline(true);
        await console.untilNextReading();
        await console.badge.getByText('Not up to date').waitFor();
        await console.context.setOffline(false);
        await console.untilNextReading();

        await console.badge.getByText('Live', { exact: true }).waitFor();
    });
});

describe('what compliance staff decide about a cut', () => {
    test('given an integration, when its cut is about to be confirmed, then who and what stops is shown first', async () => {
        const console = await open('Ada Admin');

        await console.action('Drift Chat Agent', 'Cut off now').click();
        const impact = console.dialog.getByRole('row', { name: 'Drift Chat Agent' });

        await impact.getByText('An error at once').waitFor();
        expect(await impact.textContent()).toMatch(/drift\.agent@firebreak\.example: \d+ session/);
        expect(await console.dialog.textContent()).toContain('Levers that are pulled: Open the breaker, Abort jobs');
        expect(await seriousFaults(console)).toEqual([]);
        await console.page.keyboard.press('Escape');
        await console.dialog.waitFor({ state: 'detached' });
    });

    test('given a cut, when two people let a third pass, then everybody sees it in red until one ends it', async () => {
        const ada = await open('Ada Admin');
        const dana = await open('Dana Officer');
        const eli = await open('Eli Officer');

        await ada.action('Drift Chat Agent', 'Let one person pass').click();
        await ada.dialog.getByLabel('Username of the person').fill('eli.officer@firebreak.example');
        await ada.dialog.getByLabel('Reason').fill('Payday');
        await ada.confirm('Let one person pass');
        await eli.integration('Drift Chat Agent').getByText('asks to let Eli Officer pass', { exact: false }).waitFor();
        await eli.act('Drift Chat Agent', 'Approve passing', 'I may pass, so I agree');
        await eli.dialog.getByText('FB-BRK-015', { exact: false }).waitFor();
        await eli.page.keyboard.press('Escape');
        await eli.dialog.waitFor({ state: 'detached' });
        await dana.act('Drift Chat Agent', 'Approve passing', 'It cannot wait');
        await eli.page.getByRole('alert').getByText('Eli Officer may pass the cut of Drift Chat Agent.').waitFor();
        expect(await seriousFaults(dana)).toEqual([]);

        await dana.act('Drift Chat Agent', 'End passing', 'Paid');
        await ada.page.getByText('may pass the cut of', { exact: false }).waitFor({ state: 'detached' });
    });

    test('given a contained incident, when two people restore a part, then that part is given back and proven', async () => {
        const ada = await open('Ada Admin');
        const dana = await open('Dana Officer');
        const lever = 'Freeze the service user';
        for (const console of [ada, dana]) {
            await console
                .integration('Drift Chat Agent')
                .getByText(/INC-\d+/)
                .click();
        }

        const choice = ada.page.getByRole('checkbox', { name: `Choose ${lever}` });
        await choice.focus();
        await ada.page.keyboard.press('Space');
        await ada.page.getByRole('button', { name: 'Ask to restore' }).click();
        await ada.dialog.getByLabel('Reason').fill('The vendor has new keys');
        await ada.confirm('Ask to restore');
        await dana.restore(lever).getByText('Ada Admin asks to restore it', { exact: false }).waitFor();
        await dana.page.getByRole('button', { name: 'Approve restoring' }).click();
        await dana.dialog.getByLabel('Reason').fill('Keys checked');
        await dana.confirm('Approve restoring');

        await dana.restore(lever).getByText('Restored and proven', { exact: false }).waitFor();
        expect(await dana.restore('Remove permission sets').textContent()).toContain('Taken');
        expect(await dana.restore('Revoke OAuth tokens').textContent()).toContain('must authorise it again');
        expect(await seriousFaults(dana)).toEqual([]);
    });

    test('given a compliance officer, when she cuts off, then the responder pulls the levers that she has no right to', async () => {
        const dana = await open('Dana Officer');

        await dana.act('Credit Scoring', 'Cut off now', 'A customer complains');
        await dana.integration('Credit Scoring').getByText('ISOLATED').waitFor();
        await dana
            .integration('Credit Scoring')
            .getByText(/INC-\d+/)
            .click();

        const timeline = dana.page.locator('c-incident-timeline');
        await timeline.getByText('Contained: every required lever is proven.').waitFor();
        expect(await timeline.textContent()).toContain('Cut off by Dana Officer: A customer complains');
        expect(await timeline.textContent()).toMatch(
            /by Firebreak Responder\s*Remove access to the credential: proven/
        );
    });

    test('given an emergency, when one person cuts all AI off, then every integration says so, and two people end it', async () => {
        const ada = await open('Ada Admin');
        const dana = await open('Dana Officer');

        await ada.act('All AI', 'Cut off now', 'Something is wrong everywhere');
        for (const name of ['Contact Sync', 'Credit Scoring', 'Drift Chat Agent']) {
            await dana.integration(name).getByText('Stopped all the same: the group All AI is cut.').waitFor();
        }
        await ada.act('All AI', 'Ask to close', 'It was the monitoring');
        await dana.act('All AI', 'Approve close', 'Seen it too');

        await ada.integration('All AI').getByText('CLOSED').waitFor();
        await ada
            .integration('Contact Sync')
            .getByText('Stopped all the same', { exact: false })
            .waitFor({ state: 'detached' });
    });
});

describe('the rules', () => {
    const RULE = 'A field read for the first time';
    const openRules = async (person: string, rule = RULE): Promise<ConsolePage> => {
        const console = await ConsolePage.openTab(browser, org.url, person, 'Firebreak_Rules', 'Rules');
        opened.push(console);
        await console.page.getByRole('button', { name: rule }).click();
        await console.page.locator('c-rule-card').getByText(rule).waitFor();
        return console;
    };
    const decisions = (console: ConsolePage): Locator => console.page.locator('c-rule-maturity');

    test('given an auditor, when a rule is read, then everything is there to read and says why it cannot be changed', async () => {
        const ria = await openRules('Ria Auditor', 'Reconnaissance from a foreign network');

        await ria.page.getByText('3 different objects', { exact: false }).first().waitFor();
        for (const name of ['Start back-test', 'Let something pass', 'Take back: Alert: tells people'])
            expect(await ria.page.getByRole('button', { name }).isDisabled()).toBe(true);
        await ria.page.getByText('needs Firebreak Admin or Firebreak Responder', { exact: false }).waitFor();
        expect(await seriousFaults(ria)).toEqual([]);
    });

    test('given a rule in shadow, when it is armed, then a back-test comes first, and the org itself says when it is in force', async () => {
        const ada = await openRules('Ada Admin');
        const arm = ada.page.getByRole('button', { name: 'Arm: Alert: tells people' });
        expect(await arm.isDisabled()).toBe(true);

        await ada.page.getByRole('button', { name: 'Start back-test' }).click();
        await ada.page.getByText('It would have spoken', { exact: false }).waitFor();
        expect(await ada.page.locator('c-rule-backtest').textContent()).toMatch(/[1-9]\d* signal\(s\) were judged/);
        await arm.click();
        await ada.dialog.getByLabel('Reason').fill('Quiet in the back-test');
        expect(await seriousFaults(ada)).toEqual([]);
        await ada.confirm('Arm: Alert: tells people');

        await decisions(ada).getByText('In force', { exact: true }).waitFor();
        await ada.page
            .locator('c-rule-list')
            .getByRole('button', { name: `${RULE} Alert` })
            .waitFor();
        expect(await decisions(ada).textContent()).toMatch(/Ada Admin: Shadow to Alert.*Quiet in the back-test/);
        expect(await seriousFaults(ada)).toEqual([]);
    });

    test('given a rule, when findings about an integration are let pass, then everybody sees why and until when, until it is ended', async () => {
        const ada = await openRules('Ada Admin');

        await ada.page.getByRole('button', { name: 'Let something pass' }).click();
        await ada.dialog.getByRole('combobox', { name: 'Integration' }).click();
        await ada.page.getByRole('option', { name: 'Drift_Chat' }).click();
        await ada.dialog.getByLabel('Reason').fill('noise');
        await ada.confirm('Let pass');
        await ada.dialog.getByText('Say in a sentence why these findings may pass.', { exact: false }).waitFor();
        expect(await seriousFaults(ada)).toEqual([]);
        await ada.dialog.getByLabel('Reason').fill('The yearly migration of the vendor');
        await ada.confirm('Let pass');
        const row = ada.page.locator('c-rule-suppressions').getByRole('row', { name: 'Drift_Chat' });
        await row.waitFor();
        expect(await row.textContent()).toMatch(/The yearly migration of the vendorby Ada Admin.*UTC.*your time/);
        expect(await seriousFaults(ada)).toEqual([]);

        await ada.page.getByRole('button', { name: 'End now: Drift_Chat' }).click();
        await ada.page.getByText('Nothing of this rule is let pass.').waitFor();
    });

    test('given a narrow window and a keyboard only, when a rule of the end of the list is chosen, then it is brought into view', async () => {
        const ada = await openRules('Ada Admin');
        await ada.page.setViewportSize({ width: 400, height: 800 });

        await ada.page.getByRole('button', { name: 'Traffic of an unregistered integration' }).focus();
        await ada.page.keyboard.press('Enter');
        const card = ada.page.locator('c-rule-card').getByText('Traffic of an unregistered integration');
        await card.waitFor();

        await expect.poll(async () => (await card.boundingBox())!.y).toBeLessThan(400);
        const overflow = await ada.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        expect(overflow).toBe(0);
    });
});

describe('the health of Firebreak itself', () => {
    test('given this org, when its health is looked at, then rules and registry are in order', async () => {
        const console = await ConsolePage.openTab(browser, org.url, 'Ria Auditor', 'Firebreak_Health', 'Health');
        opened.push(console);

        await console.page.getByText(/^[1-9]\d* active rule\(s\), each can work\.$/).waitFor();
        await console.page.getByText('every name leads somewhere', { exact: false }).waitFor();
        expect(await seriousFaults(console)).toEqual([]);
    });
});

/** Faults that axe counts as serious or critical, as `rule: element`. The page shell is the local org's, not the console's. */
async function seriousFaults(console: ConsolePage): Promise<string[]> {
    await console.page.evaluate(AXE);
    return console.page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run();
        return violations
            .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
            .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 120)}`));
    });
}

interface AxeResult {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
