import { systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { OauthFault } from '../http/apiFault.ts';
import type { Credentials } from './credentials.ts';
import { isSameSecret } from './secrets.ts';

/** A connected app of the org. */
export interface ConnectedApp {
    /** ConnectedApplication id, 18 characters. */
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly string[];
    /** Usernames whose consent is taken as given. */
    readonly authorizedUsers: readonly string[];
    /** Username that the client credentials flow runs as; null when the app has not that flow. */
    readonly clientCredentialsUser: string | null;
}

const DEFAULT_SCOPES = ['api', 'refresh_token'];

/** The connected apps of the org definition and of the project's metadata. */
export class ConnectedApps {
    private readonly apps: readonly ConnectedApp[];
    private readonly credentials: Credentials;

    constructor(org: Org, credentials: Credentials) {
        this.credentials = credentials;
        const seeds = new Map(org.definition.connectedApps.map((seed) => [seed.name, seed]));
        this.apps = systemRows(org.data, 'ConnectedApplication').map((row) => {
            const name = row.Name as string;
            const seed = seeds.get(name);
            return {
                id: row.Id as string,
                name,
                scopes: seed?.scopes.length ? seed.scopes : DEFAULT_SCOPES,
                authorizedUsers: seed?.authorizedUsers ?? [],
                clientCredentialsUser: seed?.clientCredentialsUser ?? null
            };
        });
    }

    all(): readonly ConnectedApp[] {
        return this.apps;
    }

    named(name: string): ConnectedApp | null {
        return this.apps.find((app) => app.name === name) ?? null;
    }

    /** The app that a client proves to be. @throws OauthFault as the token endpoint answers */
    authenticate(clientId: string | null, clientSecret: string | null): ConnectedApp {
        const app =
            clientId === null
                ? undefined
                : this.apps.find(({ name }) => isSameSecret(clientId, this.credentials.keysOf(name).consumerKey));
        if (!app) throw new OauthFault('invalid_client_id', 'client identifier invalid');
        if (clientSecret === null || !isSameSecret(clientSecret, this.credentials.keysOf(app.name).consumerSecret)) {
            throw new OauthFault('invalid_client', 'invalid client credentials');
        }
        return app;
    }

    secretOf(app: ConnectedApp): string {
        return this.credentials.keysOf(app.name).consumerSecret;
    }
}
