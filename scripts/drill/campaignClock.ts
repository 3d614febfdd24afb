import type { OrgClock } from './orgClock.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * The org's clock during a campaign. Where the org's clock can be moved, each step happens at its own weekday and time of day, a
 * whole number of weeks after it happened; elsewhere the steps follow each other at once.
 */
export class CampaignClock {
    private readonly org: OrgClock;
    private readonly shiftMs: number | null;
    private aheadMs: number;

    private constructor(org: OrgClock, shiftMs: number | null, aheadMs: number) {
        this.org = org;
        this.shiftMs = shiftMs;
        this.aheadMs = aheadMs;
    }

    /** @param begin when the campaign began, ISO 8601; null where its times do not matter */
    static async start(org: OrgClock, begin: string | null): Promise<CampaignClock> {
        const now = await org.time();
        const weeks = begin === null ? null : Math.ceil((now - Date.parse(begin)) / WEEK_MS);
        return new CampaignClock(org, weeks === null ? null : weeks * WEEK_MS, now - Date.now());
    }

    /** A moment of the machine's clock, in milliseconds, as the org's clock told it. */
    ofOrg(machineTime: number): number {
        return machineTime + this.aheadMs;
    }

    get now(): number {
        return this.ofOrg(Date.now());
    }

    /** The moment of the org's clock at which a moment of the campaign comes. */
    ofCampaign(campaignTime: number): number {
        return this.shiftMs === null ? this.now : campaignTime + this.shiftMs;
    }

    /** Lets the org's time pass until that moment of the campaign, with all jobs and events that fall due on the way. */
    async passUntil(campaignTime: number): Promise<void> {
        if (this.shiftMs === null) return;
        // By a distance and not to a moment: while the request is under way the org's clock goes on, and it never goes back.
        const advanceMs = this.ofCampaign(campaignTime) - (await this.org.time());
        if (advanceMs > 0) this.aheadMs = (await this.org.advance(advanceMs)) - Date.now();
    }
}
