import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from 'jsforce';
import type { CredentialsFile } from '../../src/server/auth/credentials.ts';
import type { ServedOrg } from '../../src/server/index.ts';
import { serve } from '../../src/server/index.ts';
import { FIXTURE } from './servedOrg.ts';

/** The fixture project served over HTTP, for genuine clients. */
export class HttpFixture {
    readonly stateDir = mkdtempSync(join(tmpdir(), 'served-http-'));
    private org!: ServedOrg;

    get url(): string {
        return this.org.url;
    }

    async start(seed = join(FIXTURE, 'config', 'local-org.json')): Promise<void> {
        const port = await freePort();
        this.org = await serve({
            projectDir: FIXTURE,
            port,
            stateDir: this.stateDir,
            seed,
            pages: false,
            latencies: { queueableMs: 1, eventMs: 1, batchMs: 1 },
            endpoints: Object.fromEntries(
                ['Self', 'Guarded', 'Own_Org'].map((name) => [name, `http://127.0.0.1:${port}`])
            ),
            print: () => undefined
        });
    }

    async stop(): Promise<void> {
        await this.org.close();
    }

    async end(): Promise<void> {
        await this.stop();
        rmSync(this.stateDir, { recursive: true, force: true });
    }

    credentials(): CredentialsFile {
        return JSON.parse(readFileSync(join(this.stateDir, 'credentials.json'), 'utf8')) as CredentialsFile;
    }

    async logIn(username: string): Promise<Connection> {
        const { connectedApps, users } = this.credentials();
        const { consumerKey, consumerSecret } = connectedApps['Tools']!;
        const client = new Connection({
            loginUrl: this.url,
            instanceUrl: this.url,
            version: '66.0',
            callOptions: { client: 'genuine-client' },
            oauth2: {
                loginUrl: this.url,
                clientId: consumerKey,
                clientSecret: consumerSecret,
                redirectUri: `${this.url}/callback`
            }
        });
        await client.login(username, users[username]!.password);
        return client;
    }
}

async function freePort(): Promise<number> {
    const probe = http.createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    return port;
}
