import type { SObjectDescribe } from '../project/index.ts';
import type { BusEvent, SentEvent } from './busEvent.ts';
import { RETENTION_MS } from './eventSettings.ts';

export type Listener = (event: BusEvent) => void;

/** Where a client begins: only new events, all that are retained, or those after a replay id. */
export const NEW_EVENTS = -1;
export const ALL_EVENTS = -2;

/** A replay id from which nobody can tell what has been missed: too old, or of another org. */
export class InvalidReplayId extends Error {
    readonly replayId: number;

    constructor(replayId: number) {
        super(
            `The replayId {${replayId}} you provided was invalid. ` +
                'Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.'
        );
        this.replayId = replayId;
    }
}

/** The retained events of one object, in the order of their replay ids. */
export class Channel {
    readonly describe: SObjectDescribe;
    private events: BusEvent[] = [];
    private readonly listeners = new Set<Listener>();
    private last = 0;

    constructor(describe: SObjectDescribe) {
        this.describe = describe;
    }

    /** Replay id of the newest event; 0 when there was none. */
    get tip(): number {
        return this.last;
    }

    /** Those who want to hear of each new event. */
    get audience(): readonly Listener[] {
        return [...this.listeners];
    }

    /** The next event gets the replay id after this one: those before it are known to be gone. */
    startAfter(replayId: number): void {
        this.last = replayId;
    }

    append(event: SentEvent): BusEvent {
        this.prune(event.publishedAt);
        const stored: BusEvent = { ...event, replayId: ++this.last };
        this.events.push(stored);
        return stored;
    }

    /** null for an event that is not retained */
    replayIdOf(uuid: string): number | null {
        return this.events.find((event) => event.uuid === uuid)?.replayId ?? null;
    }

    /** Retained events after one replay id and up to another, at most `limit`. */
    between(after: number, upTo: number, limit = Number.POSITIVE_INFINITY): readonly BusEvent[] {
        const first = this.events.findIndex((event) => event.replayId > after);
        if (first < 0) return [];
        const end = Math.min(this.events.length, first + limit);
        return this.events.slice(first, end).filter((event) => event.replayId <= upTo);
    }

    /**
     * `listener` is called at once for what is replayed.
     * @param now milliseconds @returns what ends the listening @throws InvalidReplayId
     */
    listen(replayFrom: number, listener: Listener, now: number): () => void {
        for (const event of this.between(this.position(replayFrom, now), this.last)) listener(event);
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    /**
     * The replay id after which a client begins.
     * @param replayFrom -1 new events only, -2 all retained, else those after that replay id @throws InvalidReplayId
     */
    position(replayFrom: number, now: number): number {
        this.prune(now);
        if (replayFrom === NEW_EVENTS) return this.last;
        const first = (this.events[0]?.replayId ?? this.last + 1) - 1;
        if (replayFrom === ALL_EVENTS) return first;
        if (!Number.isInteger(replayFrom) || replayFrom < first || replayFrom > this.last)
            throw new InvalidReplayId(replayFrom);
        return replayFrom;
    }

    /** As if nothing had ever been published: for the next test. */
    reset(): void {
        this.events = [];
        this.last = 0;
    }

    private prune(now: number): void {
        const oldest = now - RETENTION_MS;
        if (this.events.length > 0 && this.events[0]!.publishedAt < oldest) {
            this.events = this.events.filter((event) => event.publishedAt >= oldest);
        }
    }
}
