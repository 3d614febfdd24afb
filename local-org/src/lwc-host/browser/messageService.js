/** Stands in for lightning/messageService: message channels within one page. */
const listeners = new Map();

export const APPLICATION_SCOPE = Symbol('application');

export class MessageContext {
    constructor(dataCallback) {
        dataCallback({});
    }
    connect() {}
    update() {}
    disconnect() {}
}

export const createMessageContext = () => ({});
export const releaseMessageContext = () => {};

export function publish(context, { channelName }, message) {
    [...(listeners.get(channelName) ?? [])].forEach((listener) => listener(message));
}

export function subscribe(context, { channelName }, listener) {
    const ofChannel = listeners.get(channelName) ?? new Set();
    listeners.set(channelName, ofChannel.add(listener));
    return { channelName, listener };
}

export function unsubscribe({ channelName, listener }) {
    listeners.get(channelName)?.delete(listener);
}
