import type { Connection } from 'jsforce';
import type { SalesforceCli } from '../cli.ts';
import { accessTo, authUrlOf, type Access } from '../logins.ts';
import { openOrg } from '../openOrg.ts';
import { requireTrialOrg } from '../trialOrg.ts';
import { isLocalOrg, makeThreatEvent } from './localOrg.ts';
import { parseAuthUrl, ServiceUser } from './serviceUser.ts';
import { whoIs, type VerifyTarget } from './target.ts';
import { ToolError } from '../../toolError.ts';

/** Whom to look at the org as: aliases of the Salesforce CLI, or an address with a token. */
export interface VerifyOptions {
    readonly targetOrg: string | undefined;
    readonly serviceOrg: string | undefined;
    readonly colleagueOrg: string | undefined;
    readonly url: string | undefined;
    readonly token: string | undefined;
    readonly serviceAuthUrl: string | undefined;
    readonly mayRevoke: boolean;
}

const DISTURBS = 'the steps end a session, take a permission set away for a moment and open a breaker for one';
const PERMISSION_SET = 'Firebreak_Responder';
/** @throws ToolError FB-ORG-004 without a login, FB-ORG-017 when it must not or cannot be verified there */
export async function realTarget(cli: SalesforceCli, options: VerifyOptions): Promise<VerifyTarget> {
    const access = await accessOf(cli, options);
    const responder = await openOrg(access);
    const { username } = await whoIs(responder);
    await requireTrialOrg(responder, DISTURBS);
    await requirePermissionSet(responder, username, options.targetOrg ?? '<alias>');
    const authUrl = options.serviceAuthUrl ?? (options.serviceOrg && (await authUrlOf(cli, options.serviceOrg)));
    const service = authUrl ? await ServiceUser.find(parseAuthUrl(authUrl)) : null;
    const isLocal = await isLocalOrg(responder);
    return {
        responder,
        responderName: username,
        colleague: options.colleagueOrg ? await openOrg(await accessTo(cli, options.colleagueOrg)) : null,
        service,
        makeThreatEvent: isLocal ? () => makeThreatEvent(responder, service) : null,
        mayRevoke: options.mayRevoke,
        isLocal
    };
}

async function accessOf(
    cli: SalesforceCli,
    { targetOrg, url, token }: VerifyOptions
): Promise<Omit<Access, 'username'>> {
    if (url && token) return { instanceUrl: url, accessToken: token };
    if (targetOrg) return accessTo(cli, targetOrg);
    throw new ToolError(
        'FB-ORG-017',
        'No org is named.',
        'Name one: --target-org ALIAS, or --url and --token, or --local.'
    );
}

async function requirePermissionSet(responder: Connection, username: string, alias: string): Promise<void> {
    const { totalSize } = await responder.query(
        `SELECT COUNT() FROM PermissionSetAssignment WHERE PermissionSet.Name = '${PERMISSION_SET}' AND Assignee.Username = '${username.replace(/[\\']/g, '\\$&')}'`
    );
    if (totalSize === 0)
        throw new ToolError(
            'FB-ORG-017',
            `${username} does not hold ${PERMISSION_SET}, so nothing would be learned about the responder.`,
            `Assign it: npx sf org assign permset -n ${PERMISSION_SET} -b ${username} -o ${alias}`
        );
}
