import type { Connection } from 'jsforce';
import { rehearse } from '../anonymousApex.ts';

/** The clock of an org; times in milliseconds since 1970. */
export interface OrgClock {
    time(): Promise<number>;
    /** Lets time pass, with all jobs and events that fall due on the way. @returns the time it then is */
    advance(byMs: number): Promise<number>;
}

/** The clock of a local org can be moved. */
export class LocalClock implements OrgClock {
    private readonly admin: Connection;

    constructor(admin: Connection) {
        this.admin = admin;
    }

    async time(): Promise<number> {
        const { now } = await this.admin.request<{ now: string }>(`${this.admin.instanceUrl}/local-org/clock`);
        return Date.parse(now);
    }

    async advance(byMs: number): Promise<number> {
        const { now } = await this.admin.request<{ now: string }>({
            method: 'POST',
            url: `${this.admin.instanceUrl}/local-org/clock`,
            body: JSON.stringify({ advanceMs: byMs }),
            headers: { 'content-type': 'application/json' }
        });
        return Date.parse(now);
    }
}

/** The platform's own clock: only Apex tells it to the millisecond, and nobody moves it. */
export class PlatformClock implements OrgClock {
    private readonly admin: Connection;

    constructor(admin: Connection) {
        this.admin = admin;
    }

    async time(): Promise<number> {
        const { now } = await rehearse<{ now: number }>(this.admin, `answer.put('now', System.now().getTime());`);
        return now;
    }

    /** @throws Error always: scenarios that need it are refused before they begin */
    advance(): Promise<number> {
        throw new Error("The platform's clock cannot be moved.");
    }
}
