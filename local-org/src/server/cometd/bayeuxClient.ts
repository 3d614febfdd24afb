import type { StreamMessage } from '../protocol.ts';
import type { BayeuxAnswer } from './bayeuxMessage.ts';

/** Who has shaken hands: messages of anybody else with the same client id are refused. */
export interface BayeuxIdentity {
    readonly sessionId: string;
    readonly userId: string;
}

/** A client after its handshake: what it listens to, and what waits for its next connect. */
export class BayeuxClient {
    readonly id: string;
    readonly identity: BayeuxIdentity;
    private readonly subscriptions = new Map<string, () => void>();
    private waiting: BayeuxAnswer[] = [];
    private wake: (() => void) | null = null;
    private connected = false;
    private over = false;

    constructor(id: string, identity: BayeuxIdentity) {
        this.id = id;
        this.identity = identity;
    }

    /** The session of the client has ended: it gets nothing more, not even what waits. */
    get isOver(): boolean {
        return this.over;
    }

    /** The first connect after the handshake is answered at once. */
    get isFirstConnect(): boolean {
        const isFirst = !this.connected;
        this.connected = true;
        return isFirst;
    }

    /** @param end ends the subscription */
    add(channel: string, end: () => void): void {
        this.subscriptions.get(channel)?.();
        this.subscriptions.set(channel, end);
    }

    /** @returns false for a channel that the client does not listen to */
    remove(channel: string): boolean {
        this.subscriptions.get(channel)?.();
        return this.subscriptions.delete(channel);
    }

    push(channel: string, message: StreamMessage): void {
        if (this.over) return;
        this.waiting.push({ channel, data: message });
        this.wakeUp();
    }

    end(): void {
        this.over = true;
        this.close();
    }

    /** Ends all subscriptions and a connect that waits. */
    close(): void {
        for (const end of this.subscriptions.values()) end();
        this.subscriptions.clear();
        this.waiting = [];
        this.wakeUp();
    }

    takeWaiting(): BayeuxAnswer[] {
        return this.waiting.splice(0);
    }

    /**
     * Waits for something to deliver, for the end of the session or for the time to pass. A later connect of the same client sends
     * an earlier one home.
     */
    delivery(timeoutMs: number, gone: AbortSignal): Promise<void> {
        this.wakeUp();
        if (this.waiting.length > 0 || this.over) return Promise.resolve();
        return new Promise((resolve) => {
            const timer = setTimeout(done, timeoutMs);
            const self = this;
            function done(): void {
                clearTimeout(timer);
                gone.removeEventListener('abort', done);
                if (self.wake === done) self.wake = null;
                resolve();
            }
            gone.addEventListener('abort', done);
            this.wake = done;
        });
    }

    private wakeUp(): void {
        const { wake } = this;
        this.wake = null;
        wake?.();
    }
}
