import type { SalesforceCli } from '../cli.ts';
import { listLogins, type Login } from '../logins.ts';
import { fine, noted, type Diagnosis } from './diagnosis.ts';

const LOG_IN = 'npx sf org login web --alias hub --set-default-dev-hub';
const HUB = 'Dev Hub';
const TRIAL = 'Org to work in';

interface Limit {
    readonly name: string;
    readonly max: number;
    readonly remaining: number;
}

/** What only the way to a real org needs; nothing of it stands in the way of the other one. */
export async function checkDevHub(cli: SalesforceCli, alias: string): Promise<Diagnosis[]> {
    const logins = await listLogins(cli);
    const hub = logins.find(({ isDefaultDevHub }) => isDefaultDevHub) ?? logins.find(({ kind }) => kind === 'devHub');
    return [
        hub ? fine(HUB, hub.alias ?? hub.username) : noted(HUB, 'no login', LOG_IN),
        ...(hub ? await scratchOrgsLeft(cli, hub) : []),
        ...(await trialOrg(cli, logins, alias))
    ];
}

async function scratchOrgsLeft(cli: SalesforceCli, hub: Login): Promise<Diagnosis[]> {
    const answer = await cli.ask(['org', 'list', 'limits', '--target-org', hub.username]);
    if (answer.message !== null)
        return [noted('Scratch orgs', `the Dev Hub did not answer: ${answer.message}`, LOG_IN)];
    const limits = answer.result as readonly Limit[];
    return [
        left(limits, 'ActiveScratchOrgs', 'Scratch orgs at a time', 'Delete one: npm run org:delete'),
        left(limits, 'DailyScratchOrgs', 'Scratch orgs today', 'Wait until tomorrow, or use another Dev Hub.')
    ];
}

function left(limits: readonly Limit[], name: string, what: string, mend: string): Diagnosis {
    const limit = limits.find((one) => one.name === name);
    if (!limit) return noted(what, 'the Dev Hub tells no limit', 'Enable Dev Hub in Setup of that org.');
    const found = `${limit.remaining} of ${limit.max} left`;
    return limit.remaining > 0 ? fine(what, found) : noted(what, found, mend);
}

async function trialOrg(cli: SalesforceCli, logins: readonly Login[], alias: string): Promise<Diagnosis[]> {
    if (!logins.some((login) => login.alias === alias))
        return [noted(TRIAL, `none with the alias ${alias}`, 'npm run org:create (-- --shield with Event Monitoring)')];
    const answer = await cli.ask(['sobject', 'list', '--sobject', 'all', '--target-org', alias]);
    if (answer.message !== null)
        return [
            noted(TRIAL, `${alias} does not answer: ${answer.message}`, 'npm run org:delete && npm run org:create')
        ];
    const isMonitored = (answer.result as readonly string[]).includes('ApiEvent');
    return [
        fine(TRIAL, alias),
        isMonitored
            ? fine('Event Monitoring in it', 'granted')
            : noted('Event Monitoring in it', 'not granted', 'npm run org:delete && npm run org:create -- --shield')
    ];
}
