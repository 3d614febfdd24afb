import type { Connection } from 'jsforce';
import type { AccessOrder } from './actors/access.ts';
import type { CampaignClock } from './campaignClock.ts';
import type { Need } from './needs.ts';
import type { Scenario } from './scenario.ts';

/** Where a drill plays. */
export interface Stage {
    readonly url: string;
    /** What scenarios may ask of it. */
    readonly offers: ReadonlySet<Need>;
    /** Logs in as the admin who sets the stage and reads the evidence. */
    logIn(): Promise<Connection>;
    /** @param begin when the campaign began, ISO 8601; null where its times do not matter */
    startClock(admin: Connection, begin: string | null): Promise<CampaignClock>;
    /**
     * Brings the org to a normal day before the drill.
     * @returns what each actor proves itself with
     * @throws ToolError when it cannot be brought there
     */
    prepare(admin: Connection, scenario: Scenario): Promise<Record<string, AccessOrder>>;
    close(): Promise<void>;
}
