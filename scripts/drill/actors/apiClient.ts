import { Connection, OAuth2 } from 'jsforce';
import type { Step } from '../scenario.ts';
import { Refused, type Access, type AccessOrder } from './access.ts';

/** How often jsforce asks by itself whether a bulk job is done. */
const POLL_MS = 1_000;

/** A program with a refresh token, stolen or its own: genuine jsforce. */
export class ApiClient implements Access {
    private readonly order: AccessOrder;
    private connection: Connection;
    private code: string | null;
    private refreshToken: string | null;
    /** Id of the last record that `drip` has read, by object. */
    private readonly reached = new Map<string, string>();

    constructor(order: AccessOrder) {
        this.order = order;
        this.code = order.code;
        this.refreshToken = order.refreshToken;
        this.connection = this.connect(null);
    }

    async perform(step: Step): Promise<number> {
        switch (step.do) {
            case 'login':
                return this.login();
            case 'listObjects':
                await this.connection.describeGlobal();
                return 0;
            case 'describe':
                await this.connection.sobject(step.object!).describe();
                return 0;
            case 'count':
                await this.connection.query(`SELECT COUNT() FROM ${step.object}`);
                return 0;
            case 'limits':
                await this.connection.limits();
                return 0;
            case 'bulkQuery':
                return this.bulkQuery(step.soql!);
            case 'restQuery':
                return this.restQuery(step.soql!);
            case 'usual':
                return this.renewing(() => this.restQuery(`SELECT Id, Name FROM ${step.object} LIMIT ${step.rows}`));
            case 'drip':
                return this.drip(step);
            case 'openListView':
                return this.openListView(step);
            default:
                throw new Refused('NO_SUCH_STEP', `An API client cannot ${step.do}.`);
        }
    }

    /** As every integration does after a quiet night: logs in anew when its session has fallen idle. */
    private async renewing(act: () => Promise<number>): Promise<number> {
        try {
            return await act();
        } catch (fault) {
            if ((fault as { errorCode?: string }).errorCode !== 'INVALID_SESSION_ID') throw fault;
            await this.login();
            return act();
        }
    }

    async login(): Promise<number> {
        const { url, clientId, clientSecret } = this.order;
        const redirectUri = `${url}/callback`;
        const oauth = new OAuth2({ loginUrl: url, clientId: clientId!, clientSecret: clientSecret!, redirectUri });
        const answer =
            this.code === null ? await oauth.refreshToken(this.refreshToken!) : await oauth.requestToken(this.code);
        this.code = null;
        this.refreshToken = answer.refresh_token ?? this.refreshToken;
        this.connection = this.connect(answer.access_token);
        return 0;
    }

    private connect(accessToken: string | null): Connection {
        // Without OAuth settings of its own, so that the client shows the org's refusal instead of trying to renew the session.
        return new Connection({
            instanceUrl: this.order.url,
            version: '66.0',
            accessToken: accessToken ?? undefined,
            callOptions: { client: this.order.client }
        });
    }

    private async bulkQuery(soql: string): Promise<number> {
        const records = await this.connection.bulk2.query(soql, { pollInterval: POLL_MS, pollTimeout: 20_000 });
        let rows = 0;
        return new Promise((resolve, reject) => {
            records.on('record', () => (rows += 1));
            records.on('end', () => resolve(rows));
            records.on('error', (fault: Error) => reject(Object.assign(fault, { rows })));
        });
    }

    private async restQuery(soql: string): Promise<number> {
        let rows = 0;
        try {
            let page = await this.connection.query(soql);
            rows += page.records.length;
            while (!page.done) {
                page = await this.connection.queryMore(page.nextRecordsUrl!);
                rows += page.records.length;
            }
            return rows;
        } catch (fault) {
            throw Object.assign(fault as Error, { rows });
        }
    }

    /** The next page by id, as a thief reads on who does not want to be seen. */
    private async drip({ object, fields, rows }: Step): Promise<number> {
        const after = this.reached.get(object!);
        const where = after ? ` WHERE Id > '${after}'` : '';
        const { records } = await this.connection.query<{ Id?: string }>(
            `SELECT Id, ${fields} FROM ${object}${where} ORDER BY Id LIMIT ${rows}`
        );
        const last = records.at(-1)?.Id;
        if (last) this.reached.set(object!, last);
        return records.length;
    }

    private async openListView({ object, listView }: Step): Promise<number> {
        const { listviews } = await this.connection.request<{ listviews: { id: string; developerName: string }[] }>(
            `/services/data/v66.0/sobjects/${object}/listviews`
        );
        const view = listviews.find(({ developerName }) => developerName === listView);
        if (!view) throw new Refused('NOT_FOUND', `There is no list view ${listView} of ${object}.`);
        const { records } = await this.connection.request<{ records: unknown[] }>(
            `/services/data/v66.0/sobjects/${object}/listviews/${view.id}/results?limit=2000`
        );
        return records.length;
    }
}
