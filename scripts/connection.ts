import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from 'jsforce';
import { ToolError } from './toolError.ts';

/** What the local org generated at its first start; the file is readable by its owner only and never committed. */
export interface Credentials {
    readonly users: Readonly<Record<string, { readonly password: string }>>;
    readonly connectedApps: Readonly<Record<string, { readonly consumerKey: string; readonly consumerSecret: string }>>;
    /** Key: `<connected app>|<username>`. */
    readonly refreshTokens: Readonly<Record<string, string>>;
}

/** Where a local org is served, and the folder with the credentials of its users. */
export interface LocalAddress {
    readonly url: string;
    readonly stateDir: string;
}

export function readCredentials(stateDir: string): Credentials {
    return JSON.parse(readFileSync(path.join(stateDir, 'credentials.json'), 'utf8')) as Credentials;
}

const TOOLS_APP = 'Firebreak Tools';

/** Logs in with the genuine client as one of the local org's users. */
export async function connectAs(url: string, stateDir: string, username: string): Promise<Connection> {
    const credentials = readCredentials(stateDir);
    const app = credentials.connectedApps[TOOLS_APP]!;
    const connection = new Connection({
        loginUrl: url,
        instanceUrl: url,
        version: '66.0',
        oauth2: {
            loginUrl: url,
            clientId: app.consumerKey,
            clientSecret: app.consumerSecret,
            redirectUri: `${url}/callback`
        }
    });
    await connection.login(username, credentials.users[username]!.password);
    return connection;
}

/** An anonymous block that did not compile or ended in an exception. */
export class ApexFailed extends ToolError {
    /** Type and message of the exception as Apex reports them; null when the block did not compile. */
    readonly exceptionMessage: string | null;

    constructor(exceptionMessage: string | null, compileProblem: string | null) {
        super('FB-RUN-005', exceptionMessage ?? compileProblem);
        this.exceptionMessage = exceptionMessage;
    }
}

/** @throws ApexFailed */
export async function runApex(connection: Connection, apex: string): Promise<void> {
    const result = await connection.tooling.executeAnonymous(apex);
    if (!result.success) throw new ApexFailed(result.exceptionMessage ?? null, result.compileProblem ?? null);
}
