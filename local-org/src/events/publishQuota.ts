import { MAX_EVENTS_IN_TEST } from './eventSettings.ts';

const HOUR_MS = 3_600_000;

/** Counts published events: by the hour, and in tests, which have no allocation of the org's, by the test method. */
export class PublishQuota {
    private readonly hourly: number;
    private hour = -1;
    private used = 0;

    constructor(hourly: number) {
        this.hourly = hourly;
    }

    /** May one more event be published? Counts it when it may. @param now milliseconds @param isTest does a test publish it? */
    take(now: number, isTest: boolean): boolean {
        const hour = isTest ? 0 : Math.floor(now / HOUR_MS);
        if (hour !== this.hour) this.restart(hour);
        if (this.used >= (isTest ? MAX_EVENTS_IN_TEST : this.hourly)) return false;
        this.used++;
        return true;
    }

    reset(): void {
        this.restart(-1);
    }

    private restart(hour: number): void {
        this.hour = hour;
        this.used = 0;
    }
}
