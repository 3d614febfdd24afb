import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** One person at the console, in a browser session of their own. */
export class ConsolePage {
    readonly page: Page;
    readonly context: BrowserContext;
    /** Uncaught errors of the page; must stay empty. */
    readonly errors: string[] = [];

    private constructor(context: BrowserContext, page: Page) {
        this.context = context;
        this.page = page;
        page.on('pageerror', (error) => this.errors.push(error.message));
    }

    static async open(browser: Browser, url: string, person: string): Promise<ConsolePage> {
        const console = await ConsolePage.openTab(browser, url, person, 'Firebreak_Console', 'Firebreak console');
        await console.integration('Drift Chat Agent').waitFor();
        return console;
    }

    /** @param tab API name of the tab @param heading what the page is headed */
    static async openTab(
        browser: Browser,
        url: string,
        person: string,
        tab: string,
        heading: string
    ): Promise<ConsolePage> {
        const context = await browser.newContext({
            viewport: { width: 1400, height: 1000 },
            timezoneId: 'Europe/Berlin'
        });
        const page = await context.newPage();
        // Time flows as usual, but a test can move it on instead of waiting.
        await page.clock.install();
        const console = new ConsolePage(context, page);
        await page.goto(`${url}/lightning/n/${tab}`);
        await page.getByRole('button', { name: person }).click();
        await page.getByRole('heading', { name: heading, level: 2, exact: true }).first().waitFor();
        return console;
    }

    /** Row of an integration or a group on the board; other rows may name it as well. */
    integration(name: string): Locator {
        return this.page
            .locator('c-breaker-board')
            .getByRole('row')
            .filter({ has: this.page.getByRole('rowheader', { name }) });
    }

    /** What can be done about an integration. */
    action(integration: string, action: string): Locator {
        return this.integration(integration).getByRole('button', { name: action });
    }

    /** Row of a lever in what can be given back. */
    restore(lever: string): Locator {
        return this.page.locator('c-restore-panel').getByRole('row', { name: lever });
    }

    get dialog(): Locator {
        return this.page.getByRole('dialog');
    }

    get badge(): Locator {
        return this.page.locator('c-live-badge');
    }

    /** Opens the dialog of an action, gives the reason and confirms. */
    async act(integration: string, action: string, reason: string): Promise<void> {
        await this.action(integration, action).click();
        await this.dialog.getByLabel('Reason').fill(reason);
        await this.confirm(action);
    }

    async confirm(action: string): Promise<void> {
        await this.dialog.getByRole('button', { name: action }).click();
    }

    /** Lets the next regular reading of the page happen now. */
    async untilNextReading(): Promise<void> {
        await this.page.clock.fastForward('00:31');
    }

    async close(): Promise<void> {
        await this.context.close();
    }
}
