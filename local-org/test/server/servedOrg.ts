import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertSystemRow, systemRowBy, systemRows } from '../../src/data/index.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import type { Org } from '../../src/org/index.ts';
import { createOrg, SteppedClock } from '../../src/org/index.ts';
import { TimedQueue } from '../../src/async/index.ts';
import { Work } from '../../src/runtime/services.ts';
import { ServedApi } from '../../src/server/api/index.ts';
import type { OrgApi } from '../../src/server/api/index.ts';
import { ServedState } from '../../src/server/api/servedState.ts';
import type { CredentialsFile } from '../../src/server/auth/credentials.ts';
import type { OrgRequest, OrgResponse } from '../../src/server/protocol.ts';

export const FIXTURE = join(import.meta.dirname, 'fixtures', 'org');
const HOST = '127.0.0.1:8585';

export interface Ask {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly from?: string;
    readonly token?: string;
}

/** The fixture project served without HTTP, on a clock that only the test moves. */
export class ServedFixture {
    readonly clock = new SteppedClock(Date.UTC(2026, 0, 31, 12));
    readonly stateDir = mkdtempSync(join(tmpdir(), 'served-org-'));
    readonly printed: string[] = [];
    org!: Org;
    api!: OrgApi;
    private readonly state = new ServedState();

    constructor() {
        this.open(this.state);
    }

    open(state = new ServedState()): void {
        const { stateDir, clock } = this;
        this.org = createOrg({ projectDir: FIXTURE, stateDir, clock });
        this.api = new ServedApi(this.org, { stateDir, state, print: (line) => this.printed.push(line) });
    }

    /** Puts another org in the place of this one, as a deployment does. */
    replace(): void {
        this.api.close();
        this.open(this.state);
    }

    close(): void {
        this.api.close();
        rmSync(this.stateDir, { recursive: true, force: true });
    }

    credentials(): CredentialsFile {
        return JSON.parse(readFileSync(join(this.stateDir, 'credentials.json'), 'utf8')) as CredentialsFile;
    }

    /** @param target path with query string */
    ask(method: string, target: string, { body, headers = {}, from = '127.0.0.1', token }: Ask = {}): OrgResponse {
        const response = this.api.handle(
            this.request(method, target, { body, headers, from, ...(token === undefined ? {} : { token }) })
        );
        if (response instanceof Promise) throw new Error(`${method} ${target} answers later.`);
        return response;
    }

    request(method: string, target: string, { body, headers = {}, from = '127.0.0.1', token }: Ask = {}): OrgRequest {
        const [path = '', search = ''] = target.split('?');
        const bearer: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
        return {
            method,
            path,
            search,
            headers: { host: HOST, ...bearer, ...headers },
            body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
            remoteAddress: from
        };
    }

    query(token: string, soql: string, ask: Ask = {}): OrgResponse {
        return this.ask('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, { token, ...ask });
    }

    token(form: Readonly<Record<string, string>>, app = 'Tools', from = '127.0.0.1'): OrgResponse {
        const { consumerKey, consumerSecret } = this.credentials().connectedApps[app]!;
        const fields = new URLSearchParams({ client_id: consumerKey, client_secret: consumerSecret, ...form });
        return this.ask('POST', '/services/oauth2/token', { body: fields.toString(), from });
    }

    passwordLogin(username: string): OrgResponse {
        return this.token({ grant_type: 'password', username, password: this.credentials().users[username]!.password });
    }

    /** An access token of a user. */
    logIn(username: string): string {
        return (json(this.passwordLogin(username)) as { access_token: string }).access_token;
    }

    customers(count: number): void {
        asPlatform(this.org, () => {
            for (let i = 0; i < count; i++)
                insertSystemRow(this.org.data, 'Customer__c', {
                    Name: `Customer ${i}`,
                    Key__c: `K${i}`,
                    OwnerId: this.userId('ada@example.com')
                });
        });
    }

    userId(username: string): string {
        return systemRowBy(this.org.data, 'User', 'Username', username)!.Id as string;
    }

    rows(object: string): ReturnType<typeof systemRows> {
        return systemRows(this.org.data, object);
    }

    /** Lets time pass, with the jobs and events that fall into it. */
    pass(milliseconds: number): void {
        const work = this.org.services.get(Work) as TimedQueue;
        for (let passed = 0; passed < milliseconds; passed += 50) {
            this.clock.advance(Math.min(50, milliseconds - passed));
            work.runDue();
        }
    }
}

export function json(response: OrgResponse): unknown {
    return JSON.parse(response.body as string);
}
