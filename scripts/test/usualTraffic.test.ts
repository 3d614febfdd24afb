import { describe, expect, test } from 'vitest';
import { UsualTraffic } from '../drill/usualTraffic.ts';

const WEEK = 168;
/** Monday, 2 February 2026, 00:00 UTC. */
const BEGIN = Date.UTC(2026, 1, 2) / 3_600_000;
const reading = { object: 'Contact', rowsPerHour: 400, noise: 0.2, raised: null };
const traffic = (raised: { weeks: number; perWeek: number } | null = null) =>
    new UsualTraffic({ weeks: 12, seed: 7, usual: [{ ...reading, raised }] }, BEGIN);
const weekOf = (of: UsualTraffic, week: number): number => {
    let rows = 0;
    for (let hour = BEGIN + week * WEEK; hour < BEGIN + (week + 1) * WEEK; hour++) rows += of.rowsIn('Contact', hour);
    return rows;
};

describe('ordinary traffic of a scenario', () => {
    test('given one plan, when its hours are asked for in any order, then each hour has the same rows', () => {
        const hours = [BEGIN - 900, BEGIN + 9, BEGIN - 3];

        const forth = hours.map((hour) => traffic().rowsIn('Contact', hour));
        const back = hours.toReversed().map((hour) => traffic().rowsIn('Contact', hour));

        expect(back.toReversed()).toEqual(forth);
    });

    test('given a plan, when a week passes, then it is near its median and nights are nearly silent', () => {
        expect(weekOf(traffic(), -3) / traffic().usualWeek('Contact')).toBeCloseTo(1, 0);
        expect(traffic().rowsIn('Contact', BEGIN + 2)).toBeLessThan(traffic().rowsIn('Contact', BEGIN + 9) / 5);
    });

    test('given somebody who raises it, when he has done so for seven weeks, then it has grown by his factor until the campaign and not before', () => {
        const raised = traffic({ weeks: 7, perWeek: 1.1 });

        expect(weekOf(raised, -8)).toBe(weekOf(traffic(), -8));
        expect(weekOf(raised, -1) / weekOf(traffic(), -1)).toBeGreaterThan(1.1 ** 6);
        expect(weekOf(raised, -1) / weekOf(traffic(), -1)).toBeLessThan(1.1 ** 7);
        expect(weekOf(raised, 0)).toBe(weekOf(traffic(), 0));
    });

    test('given an object that is not in the plan, when its rows are asked for, then there are none', () => {
        expect(traffic().rowsIn('Case', BEGIN)).toBe(0);
    });
});
