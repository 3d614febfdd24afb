import { onError, subscribe, unsubscribe } from 'lightning/empApi';

const NEW_EVENTS_ONLY = -1;
/** One containment publishes a burst of events; they are answered by one read. */
const DEBOUNCE_MS = 300;
/** Events may be lost on the way, so the page is read now and then even while the stream is up. */
const POLL_MS = 30_000;
const FIRST_RECONNECT_MS = 1_000;

/** Decides when a page reads again: after events, after a gap in them, on a timer, and when its tab is shown again. */
export class LiveUpdates {
    options;
    session;
    hasRead = false;
    isUpToDate = false;

    constructor(options) {
        this.options = options;
    }

    start() {
        document.addEventListener('visibilitychange', this.handleVisibilityChange);
        // empApi has one error listener for the page and no way to remove it; without a session it does nothing.
        onError(() => this.handleStreamError());
        this.resume();
    }

    stop() {
        document.removeEventListener('visibilitychange', this.handleVisibilityChange);
        this.suspend();
    }

    /** Tells how the last read ended, including those the wire service began by itself. */
    reportRead(hasSucceeded) {
        this.hasRead = this.hasRead || hasSucceeded;
        // What a hidden tab reads is old when the tab is shown again.
        this.isUpToDate = hasSucceeded && this.session !== undefined;
        this.showState();
    }

    /** Reads now. While a read is under way another one follows it, because the first may have missed the change. */
    async readNow() {
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

    handleVisibilityChange = () => {
        if (document.hidden) {
            this.suspend();
        } else {
            this.resume();
        }
    };

    resume() {
        if (document.hidden || this.session) {
            this.showState();
            return;
        }
        const session = {
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

    suspend() {
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
    async connect(session) {
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

    receive(session, { channel, data }) {
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

    handleStreamError() {
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

    unsubscribeAll(session) {
        // An answer is not awaited: the server also ends a subscription whose client has gone.
        session.subscriptions.splice(0).forEach((subscription) => void unsubscribe(subscription, () => undefined));
    }

    showState() {
        this.options.show(this.currentState());
    }

    currentState() {
        if (!this.session) {
            return 'paused';
        }
        if (!this.isUpToDate) {
            return this.hasRead ? 'stale' : 'connecting';
        }
        return this.session.isStreamUp ? 'live' : 'polling';
    }
}
