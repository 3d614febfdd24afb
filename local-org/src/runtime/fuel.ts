import { getHeapStatistics } from 'node:v8';
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

/** Apex's heap is not measured; a transaction that would exhaust the process's own ends as on the platform before it takes all others down. */
const LARGEST_SHARE_OF_HEAP = 0.7;
/** Asking takes as long as a thousand turns of a loop. */
const HEAP_CHECK_MS = 5;
let nextHeapCheck = 0;

/** @throws System.LimitException (uncatchable) over the transaction's CPU cap, or when memory runs out */
export function tick(ticks: number): void {
    const { limits, limitCaps } = currentTransaction();
    limits.cpuMillis += ticks / TICKS_PER_MILLISECOND;
    if (limits.cpuMillis > limitCaps.cpuMillis) limitExceeded('Apex CPU time limit exceeded');
    const now = performance.now();
    if (now > nextHeapCheck) {
        nextHeapCheck = now + HEAP_CHECK_MS;
        checkHeap();
    }
}

function checkHeap(): void {
    const { used_heap_size: used, heap_size_limit: size } = getHeapStatistics();
    if (used > size * LARGEST_SHARE_OF_HEAP) limitExceeded(`Apex heap size too large: ${used}`);
}
