import { LiveUpdates } from 'c/liveUpdates';
import { breakStream, openChannels, publish, resetStream, subscribe } from 'jest-mocks/lightning/empApi';
import { settle } from 'jest-mocks/mount';

const CHANNELS = ['/event/One__e', '/event/Two__e'];

let read: jest.Mock;
let states: string[];
let live: LiveUpdates;

function setHidden(hidden: boolean) {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new CustomEvent('visibilitychange'));
}

const currentState = () => states.at(-1);

async function pass(milliseconds: number) {
    await jest.advanceTimersByTimeAsync(milliseconds);
}

async function startAndRead() {
    live.start();
    await settle();
    read.mockClear();
}

describe('c-live-updates', () => {
    beforeEach(() => {
        jest.useFakeTimers();
        resetStream();
        states = [];
        read = jest.fn().mockResolvedValue(true);
        live = new LiveUpdates({ channels: CHANNELS, read, show: (state) => states.push(state) });
    });

    afterEach(() => {
        live.stop();
        setHidden(false);
        live.stop();
        jest.useRealTimers();
    });

    it('given a page, when it starts, then it subscribes to new events only and reads once more', async () => {
        live.start();
        await settle();

        expect(subscribe.mock.calls.map(([channel, replayId]) => [channel, replayId])).toEqual([
            ['/event/One__e', -1],
            ['/event/Two__e', -1]
        ]);
        expect(read).toHaveBeenCalledTimes(1);
        expect(states[0]).toBe('connecting');
        expect(currentState()).toBe('live');
    });

    it('given a burst of events, when it ends, then the page reads once', async () => {
        await startAndRead();

        publish('/event/One__e', 11);
        publish('/event/Two__e', 7);
        publish('/event/One__e', 12);
        await pass(299);
        expect(read).not.toHaveBeenCalled();
        await pass(1);

        expect(read).toHaveBeenCalledTimes(1);
    });

    it('given events that never pause, when they go on, then the page is not kept from reading', async () => {
        await startAndRead();

        for (let replayId = 1; replayId <= 10; replayId += 1) {
            publish('/event/One__e', replayId);
            await pass(100);
        }

        expect(read.mock.calls.length).toBeGreaterThanOrEqual(2);
    });

    it('given a gap in the replay ids, when it shows, then the page is stale and reads at once', async () => {
        await startAndRead();
        publish('/event/One__e', 11);
        await pass(300);
        read.mockClear();

        publish('/event/One__e', 15);
        expect(currentState()).toBe('stale');
        expect(read).toHaveBeenCalledTimes(1);
        await settle();

        expect(currentState()).toBe('live');
    });

    it('given a change during a read, when the read ends, then another follows', async () => {
        await startAndRead();
        let finish: (succeeded: boolean) => void = () => undefined;
        read.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
        void live.readNow();

        void live.readNow();
        expect(read).toHaveBeenCalledTimes(1);
        finish(true);
        await settle();

        expect(read).toHaveBeenCalledTimes(2);
    });

    it.each([
        ['says so', () => Promise.resolve(false)],
        ['is rejected', () => Promise.reject(new Error('offline'))]
    ])('given a page that was read, when a read fails and %s, then it is stale until one succeeds', async (_, fail) => {
        await startAndRead();
        read.mockImplementationOnce(fail);

        await live.readNow();
        expect(currentState()).toBe('stale');
        await live.readNow();

        expect(currentState()).toBe('live');
    });

    it('given an event that was lost, when half a minute has passed, then the page reads all the same', async () => {
        await startAndRead();

        await pass(30_000);

        expect(read).toHaveBeenCalledTimes(1);
    });

    it('given a lost stream, when it comes back, then the page polls meanwhile and reads after subscribing again', async () => {
        await startAndRead();

        breakStream();
        expect(currentState()).toBe('polling');
        expect(openChannels()).toEqual([]);
        await pass(1000);

        expect(openChannels()).toEqual(CHANNELS);
        expect(read).toHaveBeenCalledTimes(1);
        expect(currentState()).toBe('live');
    });

    it('given a stream that stays away, when it is tried again, then each wait is twice as long as the one before', async () => {
        subscribe.mockRejectedValue({ error: 'no stream' });
        live.start();
        await settle();
        const triesAfter = async (milliseconds: number) => {
            subscribe.mockClear();
            await pass(milliseconds);
            return subscribe.mock.calls.length / CHANNELS.length;
        };

        expect(currentState()).toBe('polling');
        expect(await triesAfter(999)).toBe(0);
        expect(await triesAfter(1)).toBe(1);
        expect(await triesAfter(1999)).toBe(0);
        expect(await triesAfter(1)).toBe(1);
    });

    it('given one of two channels refused, when the other was accepted, then it is given back and both are tried again', async () => {
        subscribe.mockRejectedValueOnce({ error: 'no such channel' });
        live.start();
        await settle();

        expect(openChannels()).toEqual([]);
        await pass(1000);
        expect(openChannels()).toEqual(CHANNELS);
    });

    it('given a visible page, when its tab is hidden and shown, then it rests meanwhile and is stale until it has read', async () => {
        await startAndRead();

        setHidden(true);
        expect(currentState()).toBe('paused');
        expect(openChannels()).toEqual([]);
        await pass(120_000);
        expect(read).not.toHaveBeenCalled();

        setHidden(false);
        expect(currentState()).toBe('stale');
        await settle();
        expect(read).toHaveBeenCalledTimes(1);
        expect(currentState()).toBe('live');
    });

    it('given a hidden tab, when the page starts, then it waits until it is shown', async () => {
        setHidden(true);
        live.start();
        await settle();
        expect(subscribe).not.toHaveBeenCalled();

        setHidden(false);
        await settle();

        expect(openChannels()).toEqual(CHANNELS);
    });

    it('given a page that goes away while it subscribes, when the answer comes, then the subscription is given back', async () => {
        live.start();
        live.stop();
        await settle();

        expect(openChannels()).toEqual([]);
        expect(read).not.toHaveBeenCalled();
    });

    it('given a stopped page, when the stream breaks or a tab is shown, then nothing happens', async () => {
        await startAndRead();
        live.stop();

        breakStream();
        setHidden(false);
        await live.readNow();
        await pass(60_000);

        expect(read).not.toHaveBeenCalled();
        expect(openChannels()).toEqual([]);
    });
});
