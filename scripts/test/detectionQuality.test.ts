import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { measureFalseAlarms, measureLeaks } from '../quality/detection.ts';
import { Harness } from '../quality/harness.ts';
import { measureRunLength, RUN_LENGTHS, type RunLengthCase } from '../quality/runLengths.ts';

const RUNS = 2_000;
/** A run length varies by no more than its mean, so that the mean of so many runs is within four standard errors of theory. */
const TOLERANCE = 4 / Math.sqrt(RUNS);
/** Not the seed of docs/detection-quality.md. */
const SEED = 31_415;

let harness: Harness;
beforeAll(() => {
    harness = Harness.open();
});
afterAll(() => harness.close());
// Vitest's worker has to hear its parent between tests that compute without a break.
afterEach(() => setImmediate());

// A few seconds of the experiment behind docs/detection-quality.md, so that a broken method is noticed before that page is written.
describe('charts', () => {
    it.each([
        ['CUSUM without a shift', chart('CUSUM', 4, 0, false)],
        ['CUSUM at one standard deviation', chart('CUSUM', 8, 1, false)],
        ['two CUSUM charts', chart('CUSUM', 4, 0, true)],
        ['Shewhart at two standard deviations', chart('Shewhart', 3.5, 2, false)],
        ['two-sided Shewhart', chart('Shewhart', 3, 0, true)]
    ])('given seeded normal observations, when %s speaks, then after as many as theory says', (_, one) => {
        expect(Math.abs(measureRunLength(harness, one, RUNS, SEED).deviation)).toBeLessThan(TOLERANCE);
    });
});

describe('the shipped rules', () => {
    it('given eight weeks of learning, when ten times the usual leaks, then each leak is found in its first hour and cut', () => {
        const [leak] = measureLeaks(harness, [{ factor: 10, hours: 24 }], 2, SEED, () => {});
        expect(leak!.found.withinHour).toBe(1);
        expect(leak!.cut.share).toBe(1);
    });

    it('given eight weeks of learning, when twice the usual leaks for a day, then each leak is found and cut in it', () => {
        const [leak] = measureLeaks(harness, [{ factor: 2, hours: 24 }], 2, SEED, () => {});
        expect(leak!.found.share).toBe(1);
        expect(leak!.cut.share).toBe(1);
    });

    it('given ordinary traffic, when a month passes, then alarms are rare and nothing is cut', () => {
        // At the goal of 0.5 a month, more than four alarms are rarer than one in five thousand.
        const { total, cuts } = measureFalseAlarms(harness, 1, SEED, () => {});
        expect(total).toBeLessThanOrEqual(4);
        expect(cuts).toBe(0);
    });
});

function chart(name: string, threshold: number, shift: number, twoSided: boolean): RunLengthCase {
    return RUN_LENGTHS.find(
        (one) => one.chart === name && one.threshold === threshold && one.shift === shift && one.twoSided === twoSided
    )!;
}
