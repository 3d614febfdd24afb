import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runDrill } from '../scripts/drill/drill.ts';
import { loadScenario } from '../scripts/drill/scenario.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';
import { launchChromium } from './chromium.ts';
import { ConsolePage } from './consolePage.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DRIFT = loadScenario(fileURLToPath(new URL('../scripts/drill/scenarios/drift.yaml', import.meta.url)));
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

        await runDrill(org, DRIFT, silent);

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
