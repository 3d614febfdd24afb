/** Stands in for lightning/empApi: channels over Server-Sent Events instead of CometD. */
const errorHandlers = new Set();

const report = (channel, error) => errorHandlers.forEach((handler) => handler({ channel, error }));

export function subscribe(channel, replayId, onMessage) {
    const source = new EventSource(`/events?channel=${encodeURIComponent(channel)}&replayId=${replayId}`);
    const subscription = { id: crypto.randomUUID(), channel, replayId, source };
    source.addEventListener('message', (event) => onMessage({ channel, data: JSON.parse(event.data) }));
    return new Promise((resolve, reject) => {
        source.addEventListener('open', () => resolve(subscription));
        source.addEventListener('error', () => {
            // A browser's own reconnection would replay what the subscriber did not ask for.
            source.close();
            reject({ channel, error: 'The subscription was refused or the org cannot be reached.' });
            report(channel, 'The connection to the event stream was lost.');
        });
    });
}

export async function unsubscribe(subscription, callback) {
    subscription.source.close();
    const answer = { channel: subscription.channel, subscription: subscription.channel, successful: true };
    callback?.(answer);
    return answer;
}

export function onError(callback) {
    errorHandlers.add(callback);
}

export function setDebugFlag() {}

export async function isEmpEnabled() {
    return true;
}
