import type { SObjectDescribe } from '../project/index.ts';
import type { BusEvent } from './busEvent.ts';
import { RETENTION_MS } from './eventSettings.ts';

export type Listener = (event: BusEvent) => void;

/** Where a client begins: only new events, all that are retained, or those after a replay id. */
export const NEW_EVENTS = -1;
export const ALL_EVENTS = -2;

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

    append(event: Omit<BusEvent, 'replayId'>): BusEvent {
        const stored: BusEvent = { ...event, replayId: ++this.last };
        this.events.push(stored);
        for (const listener of [...this.listeners]) listener(stored);
        return stored;
    }

    /** Retained events after a replay id, at most `limit`. */
    after(replayId: number, limit = Number.POSITIVE_INFINITY): readonly BusEvent[] {
        const first = this.events.findIndex((event) => event.replayId > replayId);
        return first < 0 ? [] : this.events.slice(first, limit === Number.POSITIVE_INFINITY ? undefined : first + limit);
    }

    /** @returns what ends the listening. `listener` is called at once for what is replayed. */
    listen(replayFrom: number, listener: Listener): () => void {
        const replayed = replayFrom === NEW_EVENTS ? [] : replayFrom === ALL_EVENTS ? this.events : this.after(replayFrom);
        for (const event of [...replayed]) listener(event);
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    /** Forgets what is older than the platform keeps. @param now milliseconds */
    prune(now: number): void {
        const oldest = now - RETENTION_MS;
        if (this.events.length && this.events[0]!.publishedAt < oldest) {
            this.events = this.events.filter((event) => event.publishedAt >= oldest);
        }
    }

    /** As if nothing had ever been published: for the next test. */
    reset(): void {
        this.events = [];
        this.last = 0;
    }
}
