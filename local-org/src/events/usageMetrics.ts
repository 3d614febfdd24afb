import type { OrgData } from '../data/orgData.ts';
import { insertSystemRow, systemRows, updateSystemRow } from '../data/systemRows.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { Work } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';

/** Names of usage metrics (Platform Events Developer Guide, "Monitor Platform Event Publishing and Delivery Usage"). */
export type UsageMetric = 'PLATFORM_EVENTS_PUBLISHED' | 'PLATFORM_EVENTS_DELIVERED';

const DAY_MS = 86_400_000;
/** Rows are brought up to date once in a while, not for every event. */
const REFRESH_MS = 60_000;
const OBJECT = 'PlatformEventUsageMetric';

/**
 * Counts events published and events delivered to clients of the streaming APIs, by day. Triggers and flows are no clients, and
 * events of the platform's own are free.
 */
export class UsageMetrics {
    private readonly org: OrgData;
    private readonly services: ServiceRegistry;
    private readonly pending = new Map<string, { readonly name: UsageMetric; readonly day: number; count: number }>();

    constructor(org: OrgData, services: ServiceRegistry) {
        this.org = org;
        this.services = services;
    }

    count(name: UsageMetric): void {
        const day = Math.floor(this.org.now() / DAY_MS) * DAY_MS;
        const entry = this.pending.get(`${name} ${day}`);
        if (entry) return void entry.count++;
        if (this.pending.size === 0) this.services.get(Work).schedule(REFRESH_MS, () => this.write());
        this.pending.set(`${name} ${day}`, { name, day, count: 1 });
    }

    private write(): void {
        for (const { name, day, count } of this.pending.values()) {
            const row = systemRows(this.org, OBJECT).find(
                ({ Name, StartDate }) => Name === name && (StartDate as ApexDatetime).ms === day
            );
            if (row) {
                updateSystemRow(this.org, OBJECT, row.Id as string, { Value: (row.Value as number) + count });
                continue;
            }
            insertSystemRow(this.org, OBJECT, {
                Name: name,
                StartDate: new ApexDatetime(day),
                EndDate: new ApexDatetime(day + DAY_MS),
                Value: count
            });
        }
        this.pending.clear();
        this.org.store.commit();
    }
}
