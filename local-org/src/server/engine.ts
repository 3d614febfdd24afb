import type { MessagePort } from 'node:worker_threads';
import { createOrg } from '../org/index.ts';
import { createOrgApi } from './api/index.ts';
import { EngineInbox } from './engineInbox.ts';
import type { EngineOptions, OrgRequest, StreamMessage, ToEngine } from './protocol.ts';

/** Puts the org together on the engine thread and serves what the main thread sends. */
export function openEngine(port: MessagePort, options: EngineOptions): void {
    const subscriptions = new Map<number, () => void>();
    const inbox = new EngineInbox(port, options.wake, serve);
    const print = (line: string): void => inbox.post({ type: 'progress', line });
    let org: ReturnType<typeof createOrg>;
    try {
        org = createOrg({ ...options, callouts: inbox, print });
    } catch (fault) {
        inbox.post({ type: 'refused', message: fault instanceof Error ? fault.message : String(fault) });
        return;
    }
    const api = createOrgApi(org, { stateDir: options.stateDir, print });
    inbox.post({ type: 'ready' });

    function serve(message: ToEngine): void {
        switch (message.type) {
            case 'request':
                return inbox.post({ type: 'response', id: message.id, response: api.handle(message.request) });
            case 'subscribe':
                return subscribe(message.id, message.request);
            case 'unsubscribe':
                subscriptions.get(message.id)?.();
                subscriptions.delete(message.id);
                return;
            case 'close':
                api.close();
                return inbox.post({ type: 'closed' });
            case 'calloutAnswer':
                return;
        }
    }

    /** Retained messages are pushed while the subscription is made; they must not overtake its answer. */
    function subscribe(id: number, request: OrgRequest): void {
        const early: StreamMessage[] = [];
        let deliver = (streamed: StreamMessage): void => void early.push(streamed);
        const ended = (): void => {
            subscriptions.delete(id);
            inbox.post({ type: 'ended', id });
        };
        const result = api.subscribe(request, (streamed) => deliver(streamed), ended);
        if ('refusal' in result) return inbox.post({ type: 'subscribed', id, refusal: result.refusal });
        subscriptions.set(id, result.unsubscribe);
        inbox.post({ type: 'subscribed', id, refusal: null });
        deliver = (streamed) => inbox.post({ type: 'message', id, message: streamed });
        early.forEach(deliver);
    }
}
