import type { Step } from '../scenario.ts';
import { Refused, type Access, type AccessOrder } from './access.ts';
import { Browser } from './browser.ts';

const CONTROLLERS = 'serviceComponent://ui.force.components.controllers';
const LIST = `${CONTROLLERS}.lists.selectableListDataProvider.SelectableListDataProviderController/ACTION$getItems`;
const CONFIG = `${CONTROLLERS}.hostConfig.HostConfigController/ACTION$getConfigData`;

interface Answer<T> {
    readonly state: string;
    readonly returnValue: T | null;
    readonly error: readonly { readonly event: { readonly attributes: { readonly values: { message: string } } } }[];
}

/** Somebody without a login at the address behind the pages of a public site: what tools such as Aura Inspector ask. */
export class Guest implements Access {
    private readonly path: string;
    private readonly browser: Browser;
    /** The next page of `enumerate`, by object. */
    private readonly pages = new Map<string, number>();

    constructor({ url, client, site }: AccessOrder) {
        this.browser = new Browser(url, client);
        this.path = `/${site}/s/sfsites/aura`;
    }

    async perform(step: Step): Promise<number> {
        switch (step.do) {
            case 'login':
                return this.login();
            case 'enumerate':
                return this.enumerate(step);
            default:
                throw new Refused('NO_SUCH_STEP', `A guest cannot ${step.do}.`);
        }
    }

    /** A guest has no login: he asks the site which objects it offers. */
    async login(): Promise<number> {
        await this.act(CONFIG, {});
        return 0;
    }

    private async enumerate({ object, rows }: Step): Promise<number> {
        const currentPage = this.pages.get(object!) ?? 0;
        const params = { entityNameOrId: object, pageSize: rows, currentPage, getCount: false };
        const { result } = await this.act<{ result: unknown[] }>(LIST, params);
        this.pages.set(object!, currentPage + 1);
        return result.length;
    }

    private async act<T>(descriptor: string, params: object): Promise<T> {
        const message = JSON.stringify({ actions: [{ id: '1;a', descriptor, params }] });
        const { status, body } = await this.browser.submit(this.path, { message });
        if (status !== 200) throw new Refused(`HTTP_${status}`, body.slice(0, 200));
        const [answer] = (JSON.parse(body) as { actions: Answer<T>[] }).actions;
        if (answer?.state !== 'SUCCESS' || answer.returnValue === null)
            throw new Refused('NO_ACCESS', answer?.error[0]?.event.attributes.values.message ?? body.slice(0, 200));
        return answer.returnValue;
    }
}
