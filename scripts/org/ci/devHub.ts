import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SalesforceCli } from '../cli.ts';
import { ToolError } from '../../toolError.ts';

export const DEV_HUB_ALIAS = 'firebreak-hub';

/** The secrets of a repository that may reach a Dev Hub. */
export interface DevHubSecrets {
    readonly jwt: {
        readonly key: string;
        readonly clientId: string;
        readonly username: string;
        readonly url: string;
    } | null;
    readonly authUrl: string | null;
}

const PRODUCTION = 'https://login.salesforce.com';

/** An unset secret arrives as an empty text; a JWT login with parts missing counts as none. */
export function secretsFrom(env: NodeJS.ProcessEnv): DevHubSecrets {
    const { DEVHUB_JWT_KEY: key, DEVHUB_CLIENT_ID: clientId, DEVHUB_USERNAME: username } = env;
    return {
        jwt:
            key && clientId && username
                ? { key, clientId, username, url: env.DEVHUB_INSTANCE_URL || PRODUCTION }
                : null,
        authUrl: env.DEVHUB_AUTH_URL || null
    };
}

/**
 * Logs in by JWT, else by auth URL, and makes it the default Dev Hub.
 * @param keyFolder kept for the whole job: the CLI reads the key file again with every command
 * @returns false when there are no secrets, as in a fork
 * @throws ToolError FB-ORG-009 when the secrets are there and do not work
 */
export async function signIn(
    cli: SalesforceCli,
    secrets: DevHubSecrets,
    keyFolder: string,
    print: (line: string) => void
): Promise<boolean> {
    if (!secrets.jwt && !secrets.authUrl) return false;
    const refusal = secrets.jwt ? await byJwt(cli, secrets.jwt, keyFolder) : 'no JWT key is set';
    if (refusal === null) return true;
    if (!secrets.authUrl) throw new ToolError('FB-ORG-009', 'JWT', refusal);
    if (secrets.jwt) print(`The login by JWT failed (${refusal}); trying the auth URL.`);
    await byAuthUrl(cli, secrets.authUrl);
    return true;
}

/**
 * The way round the trap of 2026: with a Dev Hub login through an External Client App the sign-up of a scratch org ends in C-1016,
 * because the app cannot be copied into it. A login by auth URL uses the CLI's own app.
 * @returns false when there is no auth URL to log in with
 */
export async function signInAgain(
    cli: SalesforceCli,
    print: (line: string) => void,
    env: NodeJS.ProcessEnv = process.env
): Promise<boolean> {
    const { authUrl } = secretsFrom(env);
    if (!authUrl) return false;
    print('The Dev Hub login uses an External Client App (C-1016). Logging in again by auth URL and starting over …');
    await byAuthUrl(cli, authUrl);
    return true;
}

/** @returns the CLI's message, or null when it worked */
async function byJwt(
    cli: SalesforceCli,
    jwt: NonNullable<DevHubSecrets['jwt']>,
    folder: string
): Promise<string | null> {
    const file = path.join(folder, 'devhub.pem');
    writeFileSync(file, jwt.key, { mode: 0o600 });
    chmodSync(file, 0o600);
    const answer = await cli.ask([
        ...['org', 'login', 'jwt', '--username', jwt.username, '--jwt-key-file', file, '--client-id', jwt.clientId],
        ...['--instance-url', jwt.url, '--alias', DEV_HUB_ALIAS, '--set-default-dev-hub']
    ]);
    return answer.message;
}

async function byAuthUrl(cli: SalesforceCli, authUrl: string): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-hub-'));
    try {
        // A file, because arguments of a process can be read by every other one of the machine.
        const file = path.join(folder, 'auth-url');
        writeFileSync(file, authUrl, { mode: 0o600 });
        const answer = await cli.ask([
            ...['org', 'login', 'sfdx-url', '--sfdx-url-file', file],
            ...['--alias', DEV_HUB_ALIAS, '--set-default-dev-hub']
        ]);
        if (answer.message !== null) throw new ToolError('FB-ORG-009', 'auth URL', answer.message);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
