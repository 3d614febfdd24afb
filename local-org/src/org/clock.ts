/** The only source of time in the org; Apex, jobs, audit fields and event stamps all read it. */
export interface Clock {
    /** Milliseconds since 1970, UTC. */
    now(): number;
}

/** A clock that can be set to a later moment; it never goes back. */
export interface MovableClock extends Clock {
    /** Notes where the clock is about to go, so that a process that ends on the way starts from there again. */
    announce(moment: number): void;
    /** @param moment milliseconds since 1970; one that is past already changes nothing */
    moveTo(moment: number): void;
}

const MACHINE_CLOCK: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; tests let days pass with it. */
export class SteppedClock implements MovableClock {
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

    announce(): void {}

    moveTo(moment: number): void {
        this.time = Math.max(this.time, moment);
    }
}

/** Where the distance of a clock from the machine's is kept between runs, in milliseconds. */
export interface ClockNote {
    read(): number;
    write(aheadMs: number): void;
}

/** Goes at the pace of the machine's clock, ahead of it by what it was moved. */
export class AdjustableClock implements MovableClock {
    private readonly note: ClockNote | null;
    private readonly machine: Clock;
    private aheadMs: number;
    private latest = -Infinity;

    constructor(note: ClockNote | null, machine: Clock = MACHINE_CLOCK) {
        this.note = note;
        this.machine = machine;
        this.aheadMs = note?.read() ?? 0;
    }

    /** Stands still where the machine's clock is set back. */
    now(): number {
        this.latest = Math.max(this.latest, this.machine.now() + this.aheadMs);
        return this.latest;
    }

    announce(moment: number): void {
        this.note?.write(Math.max(this.aheadMs, moment - this.machine.now()));
    }

    moveTo(moment: number): void {
        this.aheadMs += Math.max(0, moment - this.now());
        this.latest = Math.max(this.latest, moment);
    }
}
