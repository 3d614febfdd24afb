import { runApex } from '../../connection.ts';
import { apexText, rehearse } from '../../anonymousApex.ts';
import { rows, waitFor, whoIs, type VerifyTarget } from './target.ts';

/** How long no signal may arrive until all are taken for arrived. */
const QUIET_MS = 4_000;
const PATIENCE_MS = 60_000;

interface TrafficHour {
    readonly Id: string;
    readonly Rows__c: number;
    readonly Requests__c: number;
    readonly Rows_By_Slot__c: string;
}

interface KnownOrigin {
    readonly Id: string;
    readonly Signals_Seen__c: number | null;
    readonly Last_Seen_At__c: string | null;
}

/**
 * What the traffic of the steps leaves in Firebreak's records: signals, verdicts about them, sums and baselines of the traffic, and
 * known origins. Taken before
 * the first step and put back after the last. Job rows, login history and monitoring events belong to the platform and stay.
 */
export class Footprint {
    private readonly target: VerifyTarget;
    private readonly origins: readonly KnownOrigin[];
    private readonly hours: readonly TrafficHour[];
    private readonly since: string;
    private readonly signals: string;

    private constructor(
        target: VerifyTarget,
        since: string,
        users: readonly string[],
        origins: readonly KnownOrigin[],
        hours: readonly TrafficHour[]
    ) {
        this.target = target;
        this.origins = origins;
        this.hours = hours;
        this.since = since;
        const watched = target.service ? `User_Id__c = ${apexText(target.service.id)} OR ` : '';
        const callers = users.map(apexText).join(', ');
        this.signals = `FROM Leak_Signal__c WHERE CreatedDate >= ${since} AND
            (${watched}(Source__c = 'GatewayMeter' AND User_Id__c IN (${callers})))`;
    }

    static async take(target: VerifyTarget): Promise<Footprint> {
        // The org's clock counts, not that of this machine. Created dates keep whole seconds.
        const { now } = await rehearse<{ now: string }>(
            target.responder,
            `answer.put('now', Datetime.now().formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss\\'Z\\''));`
        );
        const people = [target.responder, ...(target.colleague ? [target.colleague] : [])];
        const users = await Promise.all(people.map(async (person) => (await whoIs(person)).id));
        const origins = await rows<KnownOrigin>(
            target.responder,
            'SELECT Id, Signals_Seen__c, Last_Seen_At__c FROM Known_Origin__c'
        );
        // The steps take minutes, so they add to the hour that runs now or begin a new one.
        const hours = await rows<TrafficHour>(
            target.responder,
            `SELECT Id, Rows__c, Requests__c, Rows_By_Slot__c FROM Traffic_Hour__c WHERE LastModifiedDate >= ${hourBefore(now)}`
        );
        return new Footprint(target, now, users, origins, hours);
    }

    /** @returns what could not be taken back; empty when nothing is left */
    async restore(): Promise<string[]> {
        await this.settle();
        await runApex(
            this.target.responder,
            `List<Leak_Signal__c> signals = [SELECT Id, Integration_Key__c ${this.signals} WITH SYSTEM_MODE];
             Set<String> keys = new Set<String>();
             for (Leak_Signal__c signal : signals) { keys.add(signal.Integration_Key__c); }
             delete as system [SELECT Id FROM Detection_Verdict__c WHERE Signal__c IN :signals AND Incident__c = NULL WITH SYSTEM_MODE];
             delete as system [SELECT Id FROM Known_Origin__c WHERE Integration_Key__c IN :keys AND Id NOT IN :new List<Id>{ ${this.origins.map(({ Id }) => apexText(Id)).join(', ')} } WITH SYSTEM_MODE];
             delete as system signals;
             delete as system [SELECT Id FROM Traffic_Hour__c WHERE CreatedDate >= ${this.since} AND Integration_Key__c IN :keys WITH SYSTEM_MODE];
             delete as system [SELECT Id FROM Detection_Baseline__c WHERE CreatedDate >= ${this.since} AND Integration_Key__c IN :keys WITH SYSTEM_MODE];
             ${this.hoursBefore()}
             ${this.originsBefore()}`
        );
        const verdicts = await rows(
            this.target.responder,
            `SELECT Id FROM Detection_Verdict__c WHERE Incident__c != NULL AND Signal__c IN (SELECT Id ${this.signals})`
        );
        return verdicts.length === 0 ? [] : [`${verdicts.length} verdict(s) that opened or joined an incident`];
    }

    private hoursBefore(): string {
        if (this.hours.length === 0) return '';
        const known = this.hours.map(
            ({ Id, Rows__c: count, Requests__c: requests, Rows_By_Slot__c: slots }) =>
                `new Traffic_Hour__c(Id = ${apexText(Id)}, Rows__c = ${count}, Requests__c = ${requests}, Rows_By_Slot__c = ${apexText(slots)})`
        );
        return `update as system new List<Traffic_Hour__c>{ ${known.join(', ')} };`;
    }

    private originsBefore(): string {
        if (this.origins.length === 0) return '';
        const known = this.origins.map(({ Id, Signals_Seen__c: seen, Last_Seen_At__c: last }) => {
            const at = last === null ? 'null' : `Datetime.newInstance(${Date.parse(last)}L)`;
            return `new Known_Origin__c(Id = ${apexText(Id)}, Signals_Seen__c = ${seen}, Last_Seen_At__c = ${at})`;
        });
        return `update as system new List<Known_Origin__c>{ ${known.join(', ')} };`;
    }

    /** Signals arrive seconds after the request that caused them; one that came after the clean-up would stay. */
    private async settle(): Promise<void> {
        let count = -1;
        let since = Date.now();
        await waitFor(PATIENCE_MS, async () => {
            const { totalSize } = await this.target.responder.query(
                `SELECT COUNT() ${this.signals}`.replace(/\s+/g, ' ')
            );
            if (totalSize !== count) {
                count = totalSize;
                since = Date.now();
            }
            return Date.now() - since > QUIET_MS ? true : null;
        });
    }
}

function hourBefore(moment: string): string {
    return new Date(Date.parse(moment) - 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
