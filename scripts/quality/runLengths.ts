import type { Harness } from './harness.ts';
import { Random } from './random.ts';

/** A chart, a shift of its observations, and the mean run length that theory gives. */
export interface RunLengthCase {
    readonly chart: string;
    readonly twoSided: boolean;
    /** null for a Shewhart chart. */
    readonly allowance: number | null;
    readonly threshold: number;
    /** In standard deviations. */
    readonly shift: number;
    /** Observations until the chart speaks, by Brook and Evans's Markov chain or, for Shewhart charts, 1/p. */
    readonly expected: number;
}

export interface RunLength extends RunLengthCase {
    readonly runs: number;
    readonly measured: number;
    /** Deviation from theory, as a fraction of it. */
    readonly deviation: number;
}

const SHIFTS = [0, 0.5, 1, 2, 3] as const;
const CUSUM: readonly (readonly [threshold: number, expected: readonly number[]])[] = [
    [4, [335.4, 26.7, 8.38, 3.34, 2.19]],
    [5, [930.8, 38.0, 10.38, 4.01, 2.57]],
    [8, [18_959, 84.0, 16.37, 6.01, 3.78]]
];

export const RUN_LENGTHS: readonly RunLengthCase[] = [
    ...CUSUM.flatMap(([threshold, expected]) => SHIFTS.map((shift, i) => cusum(threshold, false, shift, expected[i]!))),
    cusum(4, true, 0, 167.7),
    cusum(5, true, 0, 465.4),
    shewhart(3, true, 0, 370.4),
    shewhart(3, false, 0, 740.8),
    shewhart(3.5, false, 0, 4_299),
    shewhart(3.5, false, 1, 161.0),
    shewhart(3.5, false, 2, 14.97),
    shewhart(3.5, false, 3, 3.24),
    shewhart(3.5, false, 4, 1.45)
];

function cusum(threshold: number, twoSided: boolean, shift: number, expected: number): RunLengthCase {
    return { chart: 'CUSUM', twoSided, allowance: 0.5, threshold, shift, expected };
}

function shewhart(threshold: number, twoSided: boolean, shift: number, expected: number): RunLengthCase {
    return { chart: 'Shewhart', twoSided, allowance: null, threshold, shift, expected };
}

/** So many observations stay well within the CPU time of one transaction. */
const PER_TRANSACTION = 8_000_000;
const CHUNK = 50_000;

/** Runs the chart on seeded standard normal observations until it has spoken `runs` times. */
export function measureRunLength(harness: Harness, one: RunLengthCase, runs: number, seed: number): RunLength {
    const random = new Random(seed);
    const batch = Math.max(1, Math.min(runs, Math.floor(PER_TRANSACTION / one.expected)));
    let total = 0;
    for (let done = 0; done < runs; done += batch) {
        total += observations(harness, one, Math.min(batch, runs - done), random);
    }
    const measured = total / runs;
    return { ...one, runs, measured, deviation: measured / one.expected - 1 };
}

function observations(harness: Harness, one: RunLengthCase, runs: number, random: Random): number {
    return harness.transaction((apex) => {
        if (one.allowance === null) apex.limits(one.threshold, one.twoSided, one.shift);
        else apex.chart(one.allowance, one.threshold, one.twoSided, one.shift);
        const size = Math.min(CHUNK, Math.ceil(one.expected * runs));
        let done = 0;
        while (done < runs) {
            done = apex.observe(
                Array.from({ length: size }, () => random.normal()),
                runs
            );
        }
        return apex.observed();
    });
}
