import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';

const DAY_MS = 86_400_000;
/** Allocations of a Developer Edition org. */
const DAILY_API_REQUESTS = 100_000;
const ALLOCATIONS: Readonly<Record<string, number>> = {
    ConcurrentAsyncGetReportInstances: 200,
    DailyAsyncApexExecutions: 250_000,
    DailyBulkApiBatches: 15_000,
    DailyBulkV2QueryFileStorageMB: 976_562,
    DailyBulkV2QueryJobs: 10_000,
    DailyDeliveredPlatformEvents: 10_000,
    DailyStandardVolumePlatformEvents: 10_000,
    DataStorageMB: 1024,
    FileStorageMB: 1024,
    HourlyPublishedPlatformEvents: 50_000,
    HourlyTimeBasedWorkflow: 1000,
    SingleEmail: 5000
};

/** `/limits`, and the daily count of API requests that it tells. */
export class LimitsResource {
    private readonly org: Org;
    private day = 0;
    private requests = 0;

    constructor(org: Org) {
        this.org = org;
    }

    /** @throws ApiFault REQUEST_LIMIT_EXCEEDED when the day's requests are used up */
    countRequest(): void {
        const today = Math.floor(this.org.clock.now() / DAY_MS);
        if (today !== this.day) this.requests = 0;
        this.day = today;
        if (++this.requests > DAILY_API_REQUESTS)
            throw new ApiFault(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    }

    limits(): OrgResponse {
        const untouched = Object.entries(ALLOCATIONS).map(
            ([name, max]) => [name, { Max: max, Remaining: max }] as const
        );
        const requests = { Max: DAILY_API_REQUESTS, Remaining: DAILY_API_REQUESTS - this.requests };
        return json(200, { DailyApiRequests: requests, ...Object.fromEntries(untouched) });
    }
}
