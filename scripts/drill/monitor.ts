import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from 'jsforce';
import { runApex } from '../connection.ts';
import { ToolError } from '../toolError.ts';
import type { CampaignClock } from './campaignClock.ts';
import type { Actor, Step } from './scenario.ts';
import type { Witness } from './witness.ts';

const SENDER = 'Acme_Monitor';
const SECRET_MINUTES = 15;

/** A monitor of a third party: reports what it saw as OCSF API Activity, signed as docs/third-party-reports.md asks. */
export class Monitor implements Witness {
    private readonly admin: Connection;
    private readonly clock: CampaignClock;
    private secret: string | null = null;

    constructor(admin: Connection, clock: CampaignClock) {
        this.admin = admin;
        this.clock = clock;
    }

    /** @throws ToolError FB-DRL-011 when the org does not take the report */
    async report({ user, address, client }: Actor, { object, rows }: Step): Promise<void> {
        this.secret ??= await this.newSecret();
        const now = Math.floor(this.clock.now);
        const body = JSON.stringify({
            ...{ class_uid: 6003, category_uid: 6, activity_id: 2, type_uid: 600302, severity_id: 4, time: now },
            metadata: { uid: randomUUID(), version: '1.6.0', product: { name: SENDER, vendor_name: 'Acme' } },
            api: { operation: 'query' },
            actor: { user: { name: user } },
            src_endpoint: { ip: address },
            http_request: { user_agent: client },
            resources: [{ type: object }],
            unmapped: { rows }
        });
        const timestamp = String(Math.floor(now / 1000));
        const answer = await fetch(`${this.admin.instanceUrl}/services/apexrest/firebreak/v1/signals`, {
            method: 'POST',
            headers: {
                authorization: `Bearer ${this.admin.accessToken}`,
                'content-type': 'application/json',
                'X-Firebreak-Sender': SENDER,
                'X-Firebreak-Timestamp': timestamp,
                'X-Firebreak-Signature': `v1=${signature(this.secret, `${timestamp}.${body}`)}`
            },
            body
        });
        if (!answer.ok) throw new ToolError('FB-DRL-011', answer.status, await answer.text());
    }

    /** Beside the one that the sender may have, and only for the time of the drill. */
    private async newSecret(): Promise<string> {
        const secret = randomBytes(32).toString('hex');
        await runApex(
            this.admin,
            `insert as system new Signal_Sender_Secret__c(Sender_Key__c = '${SENDER}', Secret__c = '${secret}', Expires_At__c = System.now().addMinutes(${SECRET_MINUTES}));`
        );
        return secret;
    }
}

const signature = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');
