import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../test/chromium.ts';
import { connectAs } from '../../connection.ts';
import type { Figure } from '../figure.ts';
import { plain } from '../figure.ts';
import { ServedOrg } from '../servedOrg.ts';
import { median } from '../timing.ts';
import type { Topic } from '../topic.ts';

const OFFICER = 'dana.officer@firebreak.example';
const PAGE = '/lightning/n/Firebreak_Console';
const FIRST_ROW = 'c-breaker-board tbody tr';
const PATIENCE_MS = 30_000;

/** Milliseconds after the navigation began. */
interface Visit {
    readonly firstPaint: number;
    readonly firstRow: number;
}

export const topic: Topic = {
    title: 'The console in a browser',
    method:
        'A compliance officer opens the console in headless Chromium on the same machine; the pages are built. First contentful paint as the ' +
        'browser reports it, and the first row of the breaker board in the document, both after the start of the navigation. First visit: ' +
        'nothing cached; later visits: in the same browser profile, median of five.',
    async measure({ quick, print }) {
        const org = await ServedOrg.start();
        const browser = await launchChromium();
        try {
            print('the console …');
            const [first, ...later] = await visits(org, browser, quick ? 3 : 6);
            return [...figuresOf('First visit', [first!]), ...figuresOf('Later visits', later)];
        } finally {
            await browser.close();
            await org.close();
        }
    }
};

async function visits(org: ServedOrg, browser: Browser, count: number): Promise<Visit[]> {
    const officer = await connectAs(org.url, org.stateDir, OFFICER);
    const context = await browser.newContext();
    await context.addCookies([{ name: 'sid', value: officer.accessToken!, url: org.url }]);
    const made: Visit[] = [];
    for (let i = 0; i < count; i++) {
        const page = await context.newPage();
        await page.goto(`${org.url}${PAGE}`);
        await page.locator(FIRST_ROW).first().waitFor({ timeout: PATIENCE_MS });
        const firstRow = await page.evaluate(() => performance.now());
        const firstPaint = await page.evaluate(
            () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
        );
        made.push({ firstPaint, firstRow });
        await page.close();
    }
    return made;
}

function figuresOf(when: string, all: readonly Visit[]): Figure[] {
    return [
        plain(`${when}: first paint`, median(all.map(({ firstPaint }) => firstPaint)), 'ms'),
        plain(`${when}: first row`, median(all.map(({ firstRow }) => firstRow)), 'ms')
    ];
}
