import type { Connection } from 'jsforce';
import { runApex } from '../connection.ts';
import type { CampaignClock } from './campaignClock.ts';
import type { Scenario, Step } from './scenario.ts';
import { UsualTraffic } from './usualTraffic.ts';

const HOUR_MS = 3_600_000;
/** The block travels in the address of a request, which holds sixteen kilobytes. */
const HOURS_PER_BLOCK = 1_000;
const DELETED_AT_ONCE = 5_000;
const EVERYTHING = '*';

/** What the org has learned about one object. */
export interface Learned {
    readonly object: string;
    /** Rows that it takes for usual in a week, as a multiple of what is usual when nobody raises it. */
    readonly factor: number;
    /** The same for what was really read at the end of the history. */
    readonly raisedTo: number;
    readonly hoursQuarantined: number;
}

/** What the integration of a scenario has read before the campaign, and what the org has learned from it. */
export class History {
    private readonly admin: Connection;
    private readonly integration: string;
    private readonly clock: CampaignClock;
    /** null for a scenario without history. */
    private readonly traffic: UsualTraffic | null;

    /** @param clock stands where the campaign begins */
    constructor(admin: Connection, { integration, history, steps }: Scenario, clock: CampaignClock) {
        this.admin = admin;
        this.integration = integration;
        this.clock = clock;
        this.traffic = history && new UsualTraffic(history, this.hourOf(Date.parse(steps[0]!.at)));
    }

    /** Stores it as the meter would have, and has it learned by the class that the org's own job learns with. */
    async write(print: (line: string) => void): Promise<void> {
        const { traffic } = this;
        if (!traffic) return;
        await this.clear();
        print(`Writing ${traffic.plan.weeks} weeks of traffic …`);
        const hours = Array.from({ length: traffic.begin - traffic.first }, (_, i) => traffic.first + i);
        const byObject = traffic.objects.map((object) => hours.map((hour) => traffic.rowsIn(object, hour)));
        const everything = hours.map((_, i) => byObject.reduce((sum, rows) => sum + rows[i]!, 0));
        await this.store(EVERYTHING, traffic.first, everything);
        for (const [i, object] of traffic.objects.entries()) await this.store(object, traffic.first, byObject[i]!);
        print('Learning what is usual …');
        await this.learn(traffic.begin);
    }

    /** Steps that do the usual become one for each hour, with the rows of that hour. */
    steps(written: readonly Step[]): Step[] {
        return written.flatMap((step) => (step.do === 'usual' ? this.hourly(step) : [step]));
    }

    async learned(): Promise<Learned[]> {
        const { traffic } = this;
        if (!traffic) return [];
        const { records } = await this.admin.query<{
            Object__c: string;
            Profile__c: string;
            Hours_Quarantined__c: number | null;
        }>(
            `SELECT Object__c, Profile__c, Hours_Quarantined__c FROM Detection_Baseline__c WHERE Integration_Key__c = '${this.integration}'`
        );
        return records
            .filter(({ Object__c: object }) => traffic.objects.includes(object))
            .map(({ Object__c: object, Profile__c: profile, Hours_Quarantined__c: hours }) => {
                const { centers } = JSON.parse(profile) as { centers: number[] };
                const rows = centers.reduce((sum, center) => sum + Math.exp(center) - 1, 0);
                const factor = rows / traffic.usualWeek(object);
                return { object, factor, raisedTo: traffic.raisedTo(object), hoursQuarantined: hours ?? 0 };
            });
    }

    /** Takes away what was read and learned, so that the next drill and the served org begin without it. */
    async clear(): Promise<void> {
        if (!this.traffic) return;
        const ofIntegration = `WHERE Integration_Key__c = '${this.integration}'`;
        for (const object of ['Traffic_Hour__c', 'Detection_Baseline__c'])
            while ((await this.admin.query(`SELECT COUNT() FROM ${object} ${ofIntegration}`)).totalSize > 0)
                await runApex(
                    this.admin,
                    `delete as system [SELECT Id FROM ${object} ${ofIntegration} WITH SYSTEM_MODE LIMIT ${DELETED_AT_ONCE}];`
                );
    }

    private async store(object: string, first: number, rows: readonly number[]): Promise<void> {
        for (let from = 0; from < rows.length; from += HOURS_PER_BLOCK) {
            const block = rows.slice(from, from + HOURS_PER_BLOCK);
            await runApex(
                this.admin,
                `String key = BaselineBook.keyOf('${this.integration}', '${object}');
                 Long hour = ${first + from}L;
                 List<Traffic_Hour__c> hours = new List<Traffic_Hour__c>();
                 for (String text : '${block.join('-')}'.split('-')) {
                     Integer rows = Integer.valueOf(text);
                     List<String> slots = new List<String>();
                     for (Integer slot = 0; slot < 12; slot++) {
                         slots.add(String.valueOf(rows / 12 + (slot < Math.mod(rows, 12) ? 1 : 0)));
                     }
                     if (rows > 0) {
                         hours.add(new Traffic_Hour__c(Hour_Key__c = key + '|' + hour, Integration_Key__c = '${this.integration}', Object__c = '${object}', Hour__c = hour, Starts_At__c = HourOfWeek.beginningOf(hour), Rows__c = rows, Requests__c = 1, Rows_By_Slot__c = String.join(slots, ','), Has_Drill__c = false));
                     }
                     hour++;
                 }
                 insert as system hours;
                 upsert as system new Detection_Baseline__c(Baseline_Key__c = key, Integration_Key__c = '${this.integration}', Object__c = '${object}') Baseline_Key__c;`
            );
        }
    }

    /** Not by the job itself: before it has learned a long history it forgets what is older than nine weeks. */
    private async learn(until: number): Promise<void> {
        const horizon = new Date(until * HOUR_MS).toISOString();
        const behind = `Integration_Key__c = '${this.integration}' AND (Learned_Until__c = NULL OR Learned_Until__c < ${horizon})`;
        while ((await this.admin.query(`SELECT COUNT() FROM Detection_Baseline__c WHERE ${behind}`)).totalSize > 0)
            await runApex(
                this.admin,
                `LearningRound round = new LearningRound([SELECT FIELDS(CUSTOM) FROM Detection_Baseline__c WHERE ${behind} WITH SYSTEM_MODE LIMIT 1], ${until}L, 672L);
                 update as system round.learned();`
            );
    }

    private hourly(step: Step): Step[] {
        const { times, everyMinutes } = step.repeat;
        return Array.from({ length: times }, (_, i) => Date.parse(step.at) + i * everyMinutes * 60_000)
            .map((at) => ({
                ...step,
                at: new Date(at).toISOString(),
                repeat: { times: 1, everyMinutes: 0 },
                rows: this.traffic?.rowsIn(step.object!, this.hourOf(at)) ?? 0
            }))
            .filter(({ rows }) => rows > 0);
    }

    private hourOf(campaignTime: number): number {
        return Math.floor(this.clock.ofCampaign(campaignTime) / HOUR_MS);
    }
}
