/** The fastest of `rounds` runs, in milliseconds: what the work costs when nothing else takes the processor. */
export function fastest(rounds: number, run: () => unknown): number {
    let best = Infinity;
    for (let round = 0; round < rounds; round++) best = Math.min(best, elapsed(run));
    return best;
}

/** The fastest run of each, taken in turn so that a busy machine is busy for both. */
export function fastestInTurn(rounds: number, one: () => unknown, other: () => unknown): [one: number, other: number] {
    const best: [number, number] = [Infinity, Infinity];
    for (let round = 0; round < rounds; round++) {
        best[0] = Math.min(best[0], elapsed(one));
        best[1] = Math.min(best[1], elapsed(other));
    }
    return best;
}

/** One run, in milliseconds. */
export function elapsed(run: () => unknown): number {
    const started = performance.now();
    run();
    return performance.now() - started;
}

export async function elapsedAsync(run: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await run();
    return performance.now() - started;
}

/** The lower one in the middle; null for none. */
export function median(values: readonly number[]): number | null {
    return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

/** The smallest value that at least that share of all does not exceed, by nearest rank; null for none. @param share 0.99 for the 99th percentile */
export function quantile(values: readonly number[], share: number): number | null {
    return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? null;
}
