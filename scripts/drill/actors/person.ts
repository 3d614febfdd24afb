import type { Step } from '../scenario.ts';
import { Refused, type Access, type AccessOrder } from './access.ts';
import { Browser, type Page } from './browser.ts';

/** Somebody at a browser, who signs in on the page and clicks: the addresses are those that a browser calls. */
export class Person implements Access {
    private readonly order: AccessOrder;
    private browser: Browser;

    constructor(order: AccessOrder) {
        this.order = order;
        this.browser = new Browser(order.url, order.client);
    }

    async perform(step: Step): Promise<number> {
        switch (step.do) {
            case 'login':
                return this.login();
            case 'exportReport':
                return this.exportReport(step.report!);
            default:
                throw new Refused('NO_SUCH_STEP', `A person at a browser cannot ${step.do}.`);
        }
    }

    async login(): Promise<number> {
        this.browser = new Browser(this.order.url, this.order.client);
        const page = await this.browser.submit('/login', { username: this.order.user });
        if (page.status >= 400 || !page.headers['set-cookie']) throw refusal(page);
        return 0;
    }

    /** The export button of a report: a file with a line for each record, and a footer. */
    private async exportReport(developerName: string): Promise<number> {
        const id = this.order.reports[developerName];
        if (!id) throw new Refused('NOT_FOUND', `There is no report ${developerName}.`);
        const page = await this.browser.get(`/${id.slice(0, 15)}?isdtp=p1&export=1&enc=UTF-8&xf=csv`);
        if (page.status !== 200 || !page.headers['content-type']?.startsWith('text/csv')) throw refusal(page);
        const [table = ''] = page.body.split(/\n\s*\n/);
        return table.trim().split('\n').length - 1;
    }
}

/** A browser that is no longer signed in is sent to the log-in page. */
function refusal({ status, body }: Page): Refused {
    const sentAway = status >= 300 && status < 400;
    return new Refused(sentAway || status === 200 ? 'LOGGED_OUT' : `HTTP_${status}`, body.slice(0, 200));
}
