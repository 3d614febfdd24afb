import type { Step } from '../scenario.ts';
import { Refused, type Access, type AccessOrder } from './access.ts';
import { Browser } from './browser.ts';

/** A stranger on the public web site, who may fill in its form. */
export class Visitor implements Access {
    private readonly browser: Browser;

    constructor(order: AccessOrder) {
        this.browser = new Browser(order.url, order.client);
    }

    async perform(step: Step): Promise<number> {
        if (step.do !== 'writeLead') throw new Refused('NO_SUCH_STEP', `A visitor of the web site cannot ${step.do}.`);
        const { lastName, company, email, question } = step;
        const form = { name: lastName!, company: company!, email: email!, question: question! };
        const page = await this.browser.submit('/inquiry', form);
        if (page.status >= 400) throw new Refused(`HTTP_${page.status}`, page.body);
        return 0;
    }

    login(): Promise<number> {
        throw new Refused('NO_SUCH_STEP', 'A visitor of the web site has no login.');
    }
}
