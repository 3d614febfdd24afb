import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from 'jsforce';
import type { CredentialsFile } from '../../src/server/auth/credentials.ts';
import type { ServedOrg, ServeOptions } from '../../src/server/index.ts';
import { serve } from '../../src/server/index.ts';
import { freePort } from '../freePort.ts';
import { FIXTURE } from './servedOrg.ts';

export function credentialsOf(stateDir: string): CredentialsFile {
    return JSON.parse(readFileSync(join(stateDir, 'credentials.json'), 'utf8')) as CredentialsFile;
}

/** The genuine client, not logged in. */
export function connection(url: string, stateDir: string, app: string): Connection {
    const { consumerKey, consumerSecret } = credentialsOf(stateDir).connectedApps[app]!;
    return new Connection({
        loginUrl: url,
        instanceUrl: url,
        version: '66.0',
        callOptions: { client: 'genuine-client' },
        oauth2: { loginUrl: url, clientId: consumerKey, clientSecret: consumerSecret, redirectUri: `${url}/callback` }
    });
}

export async function logIn(url: string, stateDir: string, username: string): Promise<Connection> {
    const client = connection(url, stateDir, 'Tools');
    await client.login(username, credentialsOf(stateDir).users[username]!.password);
    return client;
}

export function start(stateDir: string, options: Partial<ServeOptions> = {}): Promise<ServedOrg> {
    return serve({
        projectDir: FIXTURE,
        port: 0,
        stateDir,
        seed: join(FIXTURE, 'config', 'local-org.json'),
        pages: false,
        latencies: { queueableMs: 1, eventMs: 1, batchMs: 1 },
        print: () => undefined,
        ...options
    });
}

/** An org whose Apex can call the org itself. */
export async function startCallingItself(stateDir: string, options: Partial<ServeOptions> = {}): Promise<ServedOrg> {
    const port = await freePort();
    const self = `http://127.0.0.1:${port}`;
    return start(stateDir, { port, endpoints: { Self: self, Guarded: self, Own_Org: self }, ...options });
}

/** The fixture project served over HTTP for one file of tests. */
export class HttpOrg {
    readonly stateDir = mkdtempSync(join(tmpdir(), 'served-http-'));
    org!: ServedOrg;

    get url(): string {
        return this.org.url;
    }

    async open(options: Partial<ServeOptions> = {}): Promise<void> {
        this.org = await start(this.stateDir, options);
    }

    async openCallingItself(): Promise<void> {
        this.org = await startCallingItself(this.stateDir);
    }

    /** The process ends and another serves the same state. */
    async restart(): Promise<void> {
        await this.org.close();
        await this.openCallingItself();
    }

    async close(): Promise<void> {
        await this.org.close();
        rmSync(this.stateDir, { recursive: true, force: true });
    }

    credentials(): CredentialsFile {
        return credentialsOf(this.stateDir);
    }

    logIn(username: string): Promise<Connection> {
        return logIn(this.org.url, this.stateDir, username);
    }
}

/** Waits until something is so; the test's own time limit is the end of it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
