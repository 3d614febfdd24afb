import type { Connection } from 'jsforce';
import { ToolError } from '../toolError.ts';
import type { Actor, Step } from './scenario.ts';
import type { Witness } from './witness.ts';

/** Speaks for the models behind the platform's threat detection, which cannot be computed outside of it. */
export class PlatformModel implements Witness {
    private readonly admin: Connection;

    constructor(admin: Connection) {
        this.admin = admin;
    }

    /** @throws ToolError FB-DRL-007 when the org does not take the event */
    async report({ user, address, client }: Actor, { event, object, score }: Step): Promise<void> {
        const { records } = await this.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${user}'`);
        const fields = {
            UserId: records[0]?.Id ?? null,
            Username: user,
            SourceIp: address,
            UserAgent: client,
            RequestedEntities: JSON.stringify([object]),
            Score: score
        };
        const answer = await fetch(`${this.admin.instanceUrl}/local-org/threat-events`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${this.admin.accessToken}` },
            body: JSON.stringify({ type: event, fields })
        });
        if (!answer.ok) throw new ToolError('FB-DRL-007', event, await answer.text());
    }
}
