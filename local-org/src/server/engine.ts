import type { MessagePort } from 'node:worker_threads';
import { EngineInbox } from './engineInbox.ts';
import type { DeployFinding } from './metadata/deployCheck.ts';
import type { EngineOptions, OrgRequest, OrgResponse, StreamMessage, ToEngine } from './protocol.ts';
import { ServedOrg } from './servedOrg.ts';

/** Puts the org together on the engine thread and serves what the main thread sends. */
export function openEngine(port: MessagePort, options: EngineOptions): void {
    const subscriptions = new Map<number, () => void>();
    const checks = new Map<number, (answer: ToEngine & { type: 'checkAnswer' }) => void>();
    const inbox = new EngineInbox(port, options.wake, serve);
    const print = (line: string): void => inbox.post({ type: 'progress', line });
    let lastCheck = 0;
    let org: ServedOrg;
    try {
        org = new ServedOrg({
            ...options,
            callouts: inbox,
            print,
            check: options.hasCheck ? check : null,
            onDeployed: (projectDir) => inbox.post({ type: 'deployed', projectDir })
        });
    } catch (fault) {
        inbox.post({ type: 'refused', message: fault instanceof Error ? fault.message : String(fault) });
        return;
    }
    inbox.post({ type: 'ready', projectDir: org.projectDir });

    function serve(message: ToEngine): void {
        switch (message.type) {
            case 'request':
                return answer(message.id, org.handle(message.request));
            case 'subscribe':
                return subscribe(message.id, message.request);
            case 'unsubscribe':
                subscriptions.get(message.id)?.();
                subscriptions.delete(message.id);
                return;
            case 'checkAnswer':
                checks.get(message.id)?.(message);
                checks.delete(message.id);
                return;
            case 'close':
                org.close();
                return inbox.post({ type: 'closed' });
            case 'calloutAnswer':
                return;
        }
    }

    function answer(id: number, response: OrgResponse | Promise<OrgResponse>): void {
        if (response instanceof Promise) void response.then((settled) => answer(id, settled));
        else inbox.post({ type: 'response', id, response });
    }

    /** Retained messages are pushed while the subscription is made; they must not overtake its answer. */
    function subscribe(id: number, request: OrgRequest): void {
        const early: StreamMessage[] = [];
        let push = (streamed: StreamMessage): void => void early.push(streamed);
        const end = org.subscribe(request, {
            accepted: () => {
                inbox.post({ type: 'subscribed', id, refusal: null });
                push = (streamed) => inbox.post({ type: 'message', id, message: streamed });
                early.forEach(push);
            },
            refused: (refusal) => {
                subscriptions.delete(id);
                inbox.post({ type: 'subscribed', id, refusal });
            },
            push: (streamed) => push(streamed),
            ended: () => {
                subscriptions.delete(id);
                inbox.post({ type: 'ended', id });
            }
        });
        subscriptions.set(id, end);
    }

    /** The check is the main thread's. */
    function check(projectDir: string): Promise<readonly DeployFinding[]> {
        const id = ++lastCheck;
        inbox.post({ type: 'check', id, projectDir });
        return new Promise((resolve, reject) =>
            checks.set(id, ({ findings, fault }) => (fault === null ? resolve(findings) : reject(new Error(fault))))
        );
    }
}
