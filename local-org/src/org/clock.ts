/** The only source of time in the org; Apex, jobs, audit fields and event stamps all read it. */
export interface Clock {
    /** Milliseconds since 1970, UTC. */
    now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; drills and tests let days pass with it. */
export class SteppedClock implements Clock {
    private time: number;

    constructor(start: number) {
        this.time = start;
    }

    now(): number {
        return this.time;
    }

    advance(milliseconds: number): void {
        this.time += milliseconds;
    }
}
