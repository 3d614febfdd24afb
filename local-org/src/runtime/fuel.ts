import { limitExceeded } from './exceptions.ts';
import { currentTransaction } from './transaction.ts';

/**
 * CPU time is counted, not measured, so that a run gives the same figure on every machine: one tick per turn of a loop and per call of a
 * method that calls others, a thousand ticks to the millisecond.
 */
const TICKS_PER_MILLISECOND = 1000;

/** Shared by all generated code; loops count in a local variable that starts where this one stands. */
export const fuel = {
    calls: 0,
    /** A starting value that moves on with each call, so that short loops are charged in proportion. */
    start(): number {
        return (this.calls = (this.calls + 397) | 0);
    }
};

/** @throws System.LimitException (uncatchable) over the transaction's CPU cap */
export function tick(ticks: number): void {
    const { limits, limitCaps } = currentTransaction();
    limits.cpuMillis += ticks / TICKS_PER_MILLISECOND;
    if (limits.cpuMillis > limitCaps.cpuMillis) limitExceeded('Apex CPU time limit exceeded');
}
