import { join } from 'node:path';
import { systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { ConnectedApp } from './connectedApps.ts';
import { PrivateFile } from './privateFile.ts';
import { isSameSecret, randomSecret } from './secrets.ts';

/** Content of `credentials.json` in the state folder: what people and tools need to get into this org. */
export interface CredentialsFile {
    readonly users: Record<string, { readonly password: string }>;
    readonly connectedApps: Record<string, { readonly consumerKey: string; readonly consumerSecret: string }>;
    /** Key: `<connected app>|<username>`. */
    readonly refreshTokens: Record<string, string>;
}

/** Passwords and consumer secrets of the org, generated at its first start and kept beside its records. */
export class Credentials {
    private readonly org: Org;
    private readonly file: PrivateFile<CredentialsFile>;
    private readonly content: CredentialsFile;

    constructor(org: Org, stateDir: string) {
        this.org = org;
        this.file = new PrivateFile(join(stateDir, 'credentials.json'));
        this.content = this.file.read({ users: {}, connectedApps: {}, refreshTokens: {} });
    }

    /** Gives a password to every person who has none, and a key to every app. */
    complete(apps: readonly string[]): void {
        for (const user of systemRows(this.org.data, 'User')) {
            if (user.UserType === 'Standard')
                this.content.users[user.Username as string] ??= { password: randomSecret(20) };
        }
        for (const app of apps)
            this.content.connectedApps[app] ??= {
                consumerKey: `3MVG9${randomSecret(80)}`,
                consumerSecret: randomSecret(64)
            };
        this.file.write(this.content);
    }

    keysOf(app: string): { readonly consumerKey: string; readonly consumerSecret: string } {
        const keys = this.content.connectedApps[app];
        if (!keys) throw new Error(`The connected app ${app} has no consumer key.`);
        return keys;
    }

    isPassword(username: string, guess: string): boolean {
        const known = this.content.users[username]?.password;
        return isSameSecret(guess, known ?? randomSecret(20)) && known !== undefined;
    }

    hasRefreshToken(app: ConnectedApp, username: string): boolean {
        return this.content.refreshTokens[`${app.name}|${username}`] !== undefined;
    }

    noteRefreshToken(app: ConnectedApp, username: string, token: string): void {
        this.content.refreshTokens[`${app.name}|${username}`] = token;
        this.file.write(this.content);
    }
}
