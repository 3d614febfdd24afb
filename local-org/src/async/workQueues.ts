import type { WorkQueue } from '../runtime/services.ts';

/** More turns than this at one draining mean that work goes on creating work for ever. */
const MAX_TURNS = 20_000;

/** Work of a test: waits until the test asks for it and then runs in the order it came, whatever its delay. */
export class DrainedQueue implements WorkQueue {
    private readonly waiting = new Set<{ readonly run: () => void }>();

    schedule(_delayMs: number, run: () => void): () => void {
        const entry = { run };
        this.waiting.add(entry);
        return () => {
            this.waiting.delete(entry);
        };
    }

    get isEmpty(): boolean {
        return this.waiting.size === 0;
    }

    /** Runs everything, what is added meanwhile included. @throws the first error of any of it, after all the rest has run */
    drain(): void {
        const errors: unknown[] = [];
        let turns = 0;
        for (const entry of this.waiting) {
            this.waiting.delete(entry);
            if (++turns > MAX_TURNS)
                throw new Error(`Asynchronous work did not come to an end within ${MAX_TURNS} turns.`);
            try {
                entry.run();
            } catch (error) {
                errors.push(error);
            }
        }
        if (errors.length > 0) throw errors[0];
    }

    /** Forgets what waits: the end of a test. */
    clear(): void {
        this.waiting.clear();
    }
}

interface TimedEntry {
    readonly due: number;
    readonly run: () => void;
}

export interface TimedQueueOptions {
    /** The org's clock. */
    readonly now: () => number;
    /** Told of work that failed; the queue goes on with the next. */
    readonly onFailure: (error: unknown) => void;
}

/** Longest sleep: the org's clock may be moved ahead of the machine's, and timers cannot wait for more than 24 days. */
const LONGEST_SLEEP_MS = 60_000;

/** Work of a served org: each piece runs on its own turn of the event loop once its time has come by the org's clock. */
export class TimedQueue implements WorkQueue {
    private readonly options: TimedQueueOptions;
    private readonly entries: TimedEntry[] = [];
    private timer: NodeJS.Timeout | null = null;
    private closed = false;

    constructor(options: TimedQueueOptions) {
        this.options = options;
    }

    schedule(delayMs: number, run: () => void): () => void {
        const entry = { due: this.options.now() + Math.max(0, delayMs), run };
        const after = this.entries.findLastIndex((other) => other.due <= entry.due);
        this.entries.splice(after + 1, 0, entry);
        this.arm();
        return () => {
            const at = this.entries.indexOf(entry);
            if (at >= 0) this.entries.splice(at, 1);
        };
    }

    /** When the next piece is due, in milliseconds since 1970; null when nothing waits. */
    get nextDue(): number | null {
        return this.entries[0]?.due ?? null;
    }

    /** Runs all that is due now, e.g. after the clock was moved. */
    runDue(): void {
        while (this.isDue()) this.runFirst();
        this.arm();
    }

    /** Lets time pass at once: what falls due until a moment runs in order, each piece at its own time. @param moveTo sets the org's clock */
    runUntil(moment: number, moveTo: (moment: number) => void): void {
        for (let due = this.nextDue; due !== null && due <= moment; due = this.nextDue) {
            moveTo(due);
            this.runFirst();
        }
        moveTo(moment);
        this.arm();
    }

    /** Nothing runs any more. */
    close(): void {
        this.closed = true;
        if (this.timer) clearTimeout(this.timer);
        this.timer = null;
        this.entries.length = 0;
    }

    private isDue(): boolean {
        return this.entries.length > 0 && this.entries[0]!.due <= this.options.now();
    }

    private runFirst(): void {
        const entry = this.entries.shift()!;
        try {
            entry.run();
        } catch (error) {
            this.options.onFailure(error);
        }
    }

    private arm(): void {
        if (this.timer) clearTimeout(this.timer);
        this.timer = null;
        if (this.closed || this.entries.length === 0) return;
        const wait = Math.min(LONGEST_SLEEP_MS, Math.max(0, this.entries[0]!.due - this.options.now()));
        this.timer = setTimeout(() => {
            if (this.isDue()) this.runFirst();
            this.arm();
        }, wait);
    }
}
