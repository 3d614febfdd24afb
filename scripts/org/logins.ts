import type { SalesforceCli } from './cli.ts';
import { ToolError } from '../toolError.ts';

/** An org that the Salesforce CLI of this machine is logged in to. */
export interface Login {
    readonly alias: string | null;
    readonly username: string;
    readonly kind: 'devHub' | 'scratch' | 'other';
    readonly isDefaultDevHub: boolean;
}

interface ListedOrg {
    readonly alias?: string;
    readonly username: string;
    readonly isDefaultDevHubUsername?: boolean;
}

/** @throws ToolError FB-ORG-003 when the CLI cannot list them */
export async function listLogins(cli: SalesforceCli): Promise<Login[]> {
    const answer = await cli.ask(['org', 'list']);
    if (answer.message !== null) throw new ToolError('FB-ORG-003', answer.message);
    const lists = answer.result as Readonly<Record<string, readonly ListedOrg[] | undefined>>;
    const devHubs = new Set((lists.devHubs ?? []).map(({ username }) => username));
    const scratchOrgs = new Set((lists.scratchOrgs ?? []).map(({ username }) => username));
    // A Dev Hub stands in two of the lists.
    const orgs = new Map(
        Object.values(lists).flatMap((list) => (list ?? []).map((org) => [org.username, org] as const))
    );
    return [...orgs.values()].map((org) => ({
        alias: org.alias ?? null,
        username: org.username,
        kind: scratchOrgs.has(org.username) ? 'scratch' : devHubs.has(org.username) ? 'devHub' : 'other',
        isDefaultDevHub: org.isDefaultDevHubUsername === true
    }));
}

/** How a program reaches an org. */
export interface Access {
    readonly instanceUrl: string;
    readonly username: string;
    readonly accessToken: string;
}

/**
 * The address comes from `org display`, the token from `org auth show-access-token`: the first one hides it.
 * @throws ToolError FB-ORG-004 when the CLI is not logged in to that org
 */
export async function accessTo(cli: SalesforceCli, org: string): Promise<Access> {
    const { instanceUrl, username } = (await askOrg(cli, ['org', 'display'], org)) as Omit<Access, 'accessToken'>;
    const { accessToken } = (await askOrg(cli, ['org', 'auth', 'show-access-token', '--no-prompt'], org)) as Access;
    return { instanceUrl, username, accessToken };
}

/** `force://<client id>:<client secret>:<refresh token>@<host>` @throws ToolError FB-ORG-004 when the login has no refresh token */
export async function authUrlOf(cli: SalesforceCli, org: string): Promise<string> {
    const answer = await askOrg(cli, ['org', 'auth', 'show-sfdx-auth-url', '--no-prompt'], org);
    return (answer as { sfdxAuthUrl: string }).sfdxAuthUrl;
}

async function askOrg(cli: SalesforceCli, command: readonly string[], org: string): Promise<unknown> {
    const answer = await cli.ask([...command, '--target-org', org]);
    if (answer.message !== null) throw new ToolError('FB-ORG-004', org, sentenceOf(answer.message));
    return answer.result;
}

/** The CLI wraps the one sentence about an alias that it does not know: `Parsing --target-org \n\t… \nSee more help with --help`. */
const sentenceOf = (message: string): string =>
    message.replace(/^Parsing --[\w-]+\s*/, '').replace(/\s*See more help with --help\s*$/, '');
