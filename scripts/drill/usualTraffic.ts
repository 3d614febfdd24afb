import { Random } from '../quality/random.ts';
import { shapeOf } from '../quality/traffic.ts';
import type { HistoryPlan, UsualReading } from './historyPlan.ts';

const WEEK_HOURS = 168;
const DAY_NOISE = 0.08;
const FREEDOM = 5;

/**
 * Ordinary traffic of one integration, by object and hour. Each hour has chance of its own, so that a drill meets the same week
 * whenever it is played.
 */
export class UsualTraffic {
    readonly plan: HistoryPlan;
    /** Hour of the org's clock in which the campaign begins, counted since 1970 UTC. */
    readonly begin: number;

    constructor(plan: HistoryPlan, begin: number) {
        this.plan = plan;
        this.begin = begin;
    }

    get objects(): string[] {
        return this.plan.usual.map(({ object }) => object);
    }

    /** First hour of the history. */
    get first(): number {
        return this.begin - this.plan.weeks * WEEK_HOURS;
    }

    /** Rows of an hour, with what somebody has raised them to. */
    rowsIn(object: string, hour: number): number {
        const reading = this.readingOf(object);
        if (!reading) return 0;
        const { day, own } = this.chanceOf(reading, hour);
        const noise = Math.exp(DAY_NOISE * day.normal() + reading.noise * own.studentT(FREEDOM));
        return own.poisson(reading.rowsPerHour * shapeOf(hour) * this.raisedBy(reading, hour) * noise);
    }

    /** Median rows of a week as they are when nobody raises them. */
    usualWeek(object: string): number {
        const level = this.readingOf(object)?.rowsPerHour ?? 0;
        let rows = 0;
        for (let hour = this.begin; hour < this.begin + WEEK_HOURS; hour++) rows += level * shapeOf(hour);
        return rows;
    }

    /** What somebody has raised the traffic to when the campaign begins, as a factor. */
    raisedTo(object: string): number {
        const raised = this.readingOf(object)?.raised;
        return raised ? raised.perWeek ** raised.weeks : 1;
    }

    private readingOf(object: string): UsualReading | undefined {
        return this.plan.usual.find((reading) => reading.object === object);
    }

    private chanceOf(reading: UsualReading, hour: number): { readonly day: Random; readonly own: Random } {
        const index = hour - this.first;
        const seed = this.plan.seed + 100_003 * this.plan.usual.indexOf(reading);
        return { day: new Random(seed - 1 - Math.floor(index / 24)), own: new Random(seed + index) };
    }

    /** Up to the first step; whoever raised the traffic has the rest of it for something else. */
    private raisedBy({ raised }: UsualReading, hour: number): number {
        if (!raised || hour >= this.begin) return 1;
        const weeks = raised.weeks - (this.begin - hour) / WEEK_HOURS;
        return weeks > 0 ? raised.perWeek ** weeks : 1;
    }
}
