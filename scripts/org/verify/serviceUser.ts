import { Connection, OAuth2 } from 'jsforce';
import { whoIs } from './target.ts';
import { ToolError } from '../../toolError.ts';

/** What an app needs to open sessions in the name of a user. */
export interface RefreshableLogin {
    readonly loginUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
}

/** Reads `force://<client id>:<client secret>:<refresh token>@<host>`. @throws ToolError FB-ORG-015 for every other text */
export function parseAuthUrl(text: string): RefreshableLogin {
    const found = /^force:\/\/([^:]*):([^:]*):([^@]+)@(.+)$/.exec(text.trim());
    if (!found) throw new ToolError('FB-ORG-015');
    const [, clientId, clientSecret, refreshToken, host] = found;
    const loginUrl = /^https?:/.test(host!) ? host! : `https://${host}`;
    return { loginUrl, clientId: clientId!, clientSecret: clientSecret!, refreshToken: refreshToken! };
}

const VERSION = '66.0';

/** The user whose access an integration has: opens sessions as a client would. */
export class ServiceUser {
    readonly id: string;
    readonly username: string;
    private readonly login: RefreshableLogin;

    private constructor(login: RefreshableLogin, id: string, username: string) {
        this.login = login;
        this.id = id;
        this.username = username;
    }

    /** @throws the org's refusal when the login does not work */
    static async find(login: RefreshableLogin): Promise<ServiceUser> {
        const { id, username } = await whoIs(await openSession(login));
        return new ServiceUser(login, id, username);
    }

    /**
     * A session of its own. Without OAuth settings, so that a refusal is seen and not healed by a new session.
     * @param client the name by which monitoring knows the client
     */
    open(client?: string): Promise<Connection> {
        return openSession(this.login, client);
    }
}

async function openSession(
    { loginUrl, clientId, clientSecret, refreshToken }: RefreshableLogin,
    client?: string
): Promise<Connection> {
    const answer = await new OAuth2({ loginUrl, clientId, clientSecret }).refreshToken(refreshToken);
    return new Connection({
        instanceUrl: answer.instance_url,
        accessToken: answer.access_token,
        version: VERSION,
        callOptions: client ? { client } : undefined
    });
}
