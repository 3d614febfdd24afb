import { createHmac, randomBytes } from 'node:crypto';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectAs, runApex } from '../scripts/connection.ts';
import { startFirebreakOrg, type FirebreakOrg } from '../scripts/firebreakOrg.ts';

const SENDER = 'Acme_Monitor';
const secret = randomBytes(32).toString('hex');

let org: FirebreakOrg;
let admin: Connection;
let servesApexRest = false;
beforeAll(async () => {
    org = await startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print: () => {} });
    admin = await connectAs(org.url, org.stateDir, 'ada.admin@firebreak.example');
    await runApex(
        admin,
        `insert as system new Signal_Sender_Secret__c(Sender_Key__c = '${SENDER}', Secret__c = '${secret}');`
    );
    servesApexRest = (await send(signed(heartbeat()))).status !== 501;
});
beforeEach(({ skip }) => skip(!servesApexRest, 'this local org serves no Apex REST resources'));
afterAll(() => org.close());

describe('reports of a third party', () => {
    test('given a signed notice, when it is posted, then an incident opens and nothing is cut', async () => {
        const answer = await send(signed(notice('notice-1')));

        expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1 }]);
        const incident = await until(
            () => first<{ Integration_Key__c: string }>('SELECT Integration_Key__c FROM Leak_Incident__c'),
            (found) => found !== undefined
        );
        expect(incident!.Integration_Key__c).toBe('Drift_Chat');
        const breaker = await first<{ State__c: string }>(
            "SELECT State__c FROM Breaker_State__c WHERE Key__c = 'Drift_Chat'"
        );
        expect(breaker).toMatchObject({ State__c: 'CLOSED' });
    });

    test('given a captured delivery, when it is posted again, then it is refused as a replay', async () => {
        const delivery = signed(notice('notice-2'));
        await send(delivery);

        expect(await refusal(delivery)).toEqual([409, 'FB-SIG-022']);
    });

    test.each([
        ['the signature of another secret', () => signed(notice('x'), { secret: 'guessed' }), 401, 'FB-SIG-017'],
        ['a body that was changed', () => ({ ...signed(notice('x')), body: notice('y') }), 401, 'FB-SIG-017'],
        ['a sender that nobody knows', () => ({ ...signed(notice('x')), sender: 'Nobody' }), 401, 'FB-SIG-017'],
        ['a signature of yesterday', () => signed(notice('x'), { ageSeconds: 86_400 }), 401, 'FB-SIG-018'],
        ['an event without its source', () => signed('{"specversion":"1.0","id":"x"}'), 400, 'FB-SIG-021'],
        ['more than the intake reads', () => signed('x'.repeat(262_145)), 413, 'FB-SIG-020']
    ])('given %s, when it is posted, then it is refused and kept as an alarm', async (_, make, status, code) => {
        expect(await refusal(make())).toEqual([status, code]);

        const kept = await first<{ Status__c: string }>(
            `SELECT Status__c FROM Signal_Delivery__c WHERE Code__c = '${code}' AND Status__c = 'Refused'`
        );
        expect(kept).toBeDefined();
    });
});

interface Delivery {
    readonly sender: string;
    readonly timestamp: string;
    readonly signature: string;
    readonly body: string;
}

/** As a sender would sign it. */
function signed(body: string, wrong: { readonly secret?: string; readonly ageSeconds?: number } = {}): Delivery {
    const timestamp = String(Math.floor(Date.now() / 1000) - (wrong.ageSeconds ?? 0));
    const mac = createHmac('sha256', wrong.secret ?? secret).update(`${timestamp}.${body}`);
    return { sender: SENDER, timestamp, signature: `v1=${mac.digest('hex')}`, body };
}

const cloudEvent = (id: string, type: string, data: object): string =>
    JSON.stringify({ specversion: '1.0', id, source: '/acme', type, data });
const notice = (id: string): string =>
    cloudEvent(id, 'firebreak.notice', { integration: 'Drift_Chat', reference: 'CÄSE-7' });
const heartbeat = (): string => cloudEvent('heartbeat-1', 'firebreak.heartbeat', {});

const send = ({ sender, timestamp, signature, body }: Delivery): Promise<Response> =>
    fetch(`${org.url}/services/apexrest/firebreak/v1/signals`, {
        method: 'POST',
        headers: {
            authorization: `Bearer ${admin.accessToken}`,
            'content-type': 'application/cloudevents+json',
            'X-Firebreak-Sender': sender,
            'X-Firebreak-Timestamp': timestamp,
            'X-Firebreak-Signature': signature
        },
        body
    });

async function refusal(delivery: Delivery): Promise<[number, string]> {
    const answer = await send(delivery);
    return [answer.status, ((await answer.json()) as { code: string }).code];
}

async function first<T extends object>(soql: string): Promise<T | undefined> {
    return (await admin.query<T>(soql)).records[0];
}

/** Asks until the answer will do, for at most twenty seconds; then it gives the last one, which the test refuses. */
async function until<T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> {
    const end = Date.now() + 20_000;
    let answer = await ask();
    while (!willDo(answer) && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        answer = await ask();
    }
    return answer;
}
