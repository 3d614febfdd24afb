interface Subscription {
    channel: string;
    onMessage(message: unknown): void;
}

let subscriptions: Subscription[] = [];
let reportError: (error: unknown) => void = () => undefined;

export const subscribe = jest.fn();
export const unsubscribe = jest.fn();
export const onError = jest.fn();

/** The stream as it is before any test: reachable, and nobody listens. */
export function resetStream(): void {
    subscriptions = [];
    subscribe.mockImplementation(async (channel: string, _replayId: number, onMessage: Subscription['onMessage']) => {
        const subscription = { channel, onMessage };
        subscriptions.push(subscription);
        return subscription;
    });
    unsubscribe.mockImplementation(async (subscription: Subscription) => {
        subscriptions = subscriptions.filter((candidate) => candidate !== subscription);
    });
    onError.mockImplementation((callback: (error: unknown) => void) => {
        reportError = callback;
    });
}

export const openChannels = (): string[] => subscriptions.map(({ channel }) => channel);

export function publish(channel: string, replayId: number): void {
    subscriptions
        .filter((subscription) => subscription.channel === channel)
        .forEach(({ onMessage }) => onMessage({ channel, data: { payload: {}, event: { replayId } } }));
}

export const breakStream = (): void => reportError({ error: 'The connection was lost.' });

resetStream();
