import { onError, subscribe, unsubscribe } from 'lightning/empApi';
import type { EmpMessage, Subscription } from 'lightning/empApi';

/** connecting: nothing read yet · live: events arrive · polling: no event stream · paused: tab hidden · stale: may be old */
export type LiveState = 'connecting' | 'live' | 'polling' | 'paused' | 'stale';

export interface LiveUpdatesOptions {
    readonly channels: readonly string[];
    /** Reads everything again. @returns whether it could be read; a rejection counts as a failed read */
    read(): Promise<boolean>;
    show(state: LiveState): void;
}

const NEW_EVENTS_ONLY = -1;
/** One containment publishes a burst of events; they are answered by one read. */
const DEBOUNCE_MS = 300;
/** Events may be lost on the way, so the page is read now and then even while the stream is up. */
const POLL_MS = 30_000;
const FIRST_RECONNECT_MS = 1_000;

/** What lasts while the tab is visible. A new object each time, so that late answers of an older one are recognised. */
interface Session {
    readonly subscriptions: Subscription[];
    readonly lastReplayIds: Map<string, number>;
    pollTimer?: ReturnType<typeof setInterval>;
    readTimer?: ReturnType<typeof setTimeout>;
    reconnectTimer?: ReturnType<typeof setTimeout>;
    reconnectMs: number;
    isStreamUp: boolean;
    isReading: boolean;
    isReadAgainWanted: boolean;
}

/** Decides when a page reads again: after events, after a gap in them, on a timer, and when its tab is shown again. */
export class LiveUpdates {
    private readonly options: LiveUpdatesOptions;
    private session?: Session;
    private hasRead = false;
    private isUpToDate = false;

    constructor(options: LiveUpdatesOptions) {
        this.options = options;
    }

    start(): void {
        document.addEventListener('visibilitychange', this.handleVisibilityChange);
        // empApi has one error listener for the page and no way to remove it; without a session it does nothing.
        onError(() => this.handleStreamError());
        this.resume();
    }

    stop(): void {
        document.removeEventListener('visibilitychange', this.handleVisibilityChange);
        this.suspend();
    }

    /** Tells how the last read ended, including those the wire service began by itself. */
    reportRead(hasSucceeded: boolean): void {
        this.hasRead = this.hasRead || hasSucceeded;
        // What a hidden tab reads is old when the tab is shown again.
        this.isUpToDate = hasSucceeded && this.session !== undefined;
        this.showState();
    }

    /** Reads now. While a read is under way another one follows it, because the first may have missed the change. */
    async readNow(): Promise<void> {
        const session = this.session;
        if (!session) {
            return;
        }
        if (session.isReading) {
            session.isReadAgainWanted = true;
            return;
        }
        session.isReading = true;
        try {
            this.reportRead(await this.options.read());
        } catch {
            // The page shows its own error; here only the badge changes.
            this.reportRead(false);
        }
        session.isReading = false;
        if (session.isReadAgainWanted) {
            session.isReadAgainWanted = false;
            await this.readNow();
        }
    }

    private readonly handleVisibilityChange = (): void => {
        if (document.hidden) {
            this.suspend();
        } else {
            this.resume();
        }
    };

    private resume(): void {
        if (document.hidden || this.session) {
            this.showState();
            return;
        }
        const session: Session = {
            subscriptions: [],
            lastReplayIds: new Map(),
            reconnectMs: FIRST_RECONNECT_MS,
            isStreamUp: false,
            isReading: false,
            isReadAgainWanted: false
        };
        this.session = session;
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in suspend
        session.pollTimer = setInterval(() => void this.readNow(), POLL_MS);
        this.showState();
        void this.connect(session);
    }

    private suspend(): void {
        const session = this.session;
        if (session) {
            this.session = undefined;
            this.isUpToDate = false;
            clearInterval(session.pollTimer);
            clearTimeout(session.readTimer);
            clearTimeout(session.reconnectTimer);
            this.unsubscribeAll(session);
        }
        this.showState();
    }

    /** Subscribes from now on and then reads: whatever happened before is in what is read, so nothing needs to be replayed. */
    private async connect(session: Session): Promise<void> {
        const subscribing = this.options.channels.map((channel) =>
            subscribe(channel, NEW_EVENTS_ONLY, (message) => this.receive(session, message))
        );
        const answers = await Promise.allSettled(subscribing);
        session.subscriptions.push(...answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])));
        if (this.session !== session) {
            this.unsubscribeAll(session);
            return;
        }
        if (answers.some((answer) => answer.status === 'rejected')) {
            this.handleStreamError();
        } else {
            session.isStreamUp = true;
            session.reconnectMs = FIRST_RECONNECT_MS;
            this.showState();
        }
        await this.readNow();
    }

    private receive(session: Session, { channel, data }: EmpMessage): void {
        if (this.session !== session) {
            return;
        }
        const last = session.lastReplayIds.get(channel);
        const { replayId } = data.event;
        session.lastReplayIds.set(channel, replayId);
        if (last !== undefined && replayId > last + 1) {
            this.isUpToDate = false;
            this.showState();
            void this.readNow();
            return;
        }
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in suspend
        session.readTimer ??= setTimeout(() => {
            session.readTimer = undefined;
            void this.readNow();
        }, DEBOUNCE_MS);
    }

    private handleStreamError(): void {
        const session = this.session;
        if (!session || session.reconnectTimer !== undefined) {
            return;
        }
        session.isStreamUp = false;
        this.unsubscribeAll(session);
        this.showState();
        // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in suspend
        session.reconnectTimer = setTimeout(() => {
            session.reconnectTimer = undefined;
            void this.connect(session);
        }, session.reconnectMs);
        session.reconnectMs = Math.min(session.reconnectMs * 2, POLL_MS);
    }

    private unsubscribeAll(session: Session): void {
        // An answer is not awaited: the server also ends a subscription whose client has gone.
        session.subscriptions.splice(0).forEach((subscription) => void unsubscribe(subscription, () => undefined));
    }

    private showState(): void {
        this.options.show(this.currentState());
    }

    private currentState(): LiveState {
        if (!this.session) {
            return 'paused';
        }
        if (!this.isUpToDate) {
            return this.hasRead ? 'stale' : 'connecting';
        }
        return this.session.isStreamUp ? 'live' : 'polling';
    }
}
