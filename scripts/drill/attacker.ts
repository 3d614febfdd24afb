import http from 'node:http';
import { Connection, OAuth2 } from 'jsforce';
import type { Scenario, Step } from './scenario.ts';

/**
 * The foreign client: a process of its own that speaks to the org with genuine jsforce from another loopback address. It knows
 * nothing of Firebreak; it does the scenario's steps, keeps trying, and reports each answer to its parent.
 */

export interface AttackOrder {
    readonly url: string;
    readonly scenario: Scenario;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
    /** How long it keeps asking for records after its steps, until its session is refused. */
    readonly patienceMs: number;
}

export interface AttackReport {
    readonly step: string;
    /** When the step stood in the campaign's log; null for the attempts after it. */
    readonly campaignAt: string | null;
    readonly startedAt: number;
    readonly endedAt: number;
    readonly outcome: 'answered' | 'refused';
    /** Records that reached the client in this step. */
    readonly rows: number;
    readonly errorCode: string | null;
    readonly message: string | null;
}

const RETRY_MS = 200;

// A parent that is gone, by whatever way, takes the campaign with it.
process.once('disconnect', () => process.exit());
process.once('message', (order: AttackOrder) => {
    void attack(order).then(
        () => process.disconnect?.(),
        (fault: unknown) => {
            console.error(fault instanceof OrgUnreachable ? fault.message : fault);
            process.exit(1);
        }
    );
});

/** The org does not answer at all: that is neither an answer nor a refusal, and nothing can be said about the campaign. */
class OrgUnreachable extends Error {}

const NO_ANSWER: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

async function attack(order: AttackOrder): Promise<void> {
    http.globalAgent = new http.Agent({ localAddress: order.scenario.attacker.address, keepAlive: true });
    const client = new StolenAccess(order);
    for (const step of order.scenario.steps) {
        await report(describeStep(step), step.at, () => client.perform(step));
        await pause(order.scenario.attacker.pauseMs);
    }
    if (order.scenario.expect === 'quiet') return;
    await keepTrying(order, client);
}

/** Real thieves do not stop at the first refusal: asks on until the session itself is dead, then tries the stolen token once more. */
async function keepTrying(order: AttackOrder, client: StolenAccess): Promise<void> {
    const bulk = order.scenario.steps.find((step) => step.do === 'restQuery');
    const until = Date.now() + order.patienceMs;
    let last: AttackReport | null = null;
    while (bulk && last?.errorCode !== 'INVALID_SESSION_ID' && Date.now() < until) {
        last = await report('try again', null, () => client.perform(bulk));
        await pause(RETRY_MS);
    }
    await report('log in again with the stolen token', null, () => client.login());
}

async function report(step: string, campaignAt: string | null, act: () => Promise<number>): Promise<AttackReport> {
    const startedAt = Date.now();
    const rest = await act().then(
        (rows) => ({ outcome: 'answered' as const, rows, errorCode: null, message: null }),
        (fault: { errorCode?: string; code?: string; name?: string; message?: string; rows?: number }) => {
            if (NO_ANSWER.has(fault.code ?? ''))
                throw new OrgUnreachable(`The org stopped answering: ${fault.message}`);
            return {
                outcome: 'refused' as const,
                rows: fault.rows ?? 0,
                errorCode: fault.errorCode ?? fault.name ?? 'UNKNOWN',
                message: fault.message ?? String(fault)
            };
        }
    );
    const entry: AttackReport = { step, campaignAt, startedAt, endedAt: Date.now(), ...rest };
    process.send?.(entry);
    return entry;
}

class StolenAccess {
    private readonly order: AttackOrder;
    private connection: Connection;

    constructor(order: AttackOrder) {
        this.order = order;
        this.connection = this.connect(null);
    }

    /** @returns the number of records that reached the client. */
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
        }
    }

    async login(): Promise<number> {
        const { url, clientId, clientSecret } = this.order;
        const answer = await new OAuth2({ loginUrl: url, clientId, clientSecret }).refreshToken(
            this.order.refreshToken
        );
        this.connection = this.connect(answer.access_token);
        return 0;
    }

    private connect(accessToken: string | null): Connection {
        // Without OAuth settings of its own, so that the client shows the org's refusal instead of trying to renew the session.
        return new Connection({
            instanceUrl: this.order.url,
            version: '66.0',
            accessToken: accessToken ?? undefined,
            callOptions: { client: this.order.scenario.attacker.client }
        });
    }

    private async bulkQuery(soql: string): Promise<number> {
        const records = await this.connection.bulk2.query(soql, { pollInterval: 100, pollTimeout: 20_000 });
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
}

function describeStep(step: Step): string {
    const subject = step.object ?? step.soql?.replace(/^.* FROM /, 'records of ') ?? '';
    return `${step.do} ${subject}`.trim();
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
