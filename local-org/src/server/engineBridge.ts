import { Worker } from 'node:worker_threads';
import { performCallout } from './callout.ts';
import type { DeployCheck } from './metadata/deployCheck.ts';
import type { EngineOptions, FromEngine, OrgRequest, OrgResponse, StreamMessage, ToEngine } from './protocol.ts';

/** A client that listens to a channel. */
export interface Subscriber {
    accepted(): void;
    /** Also after it was accepted, when a deployment has taken the channel or the right to it away, or its subscription was stopped. */
    refused(refusal: OrgResponse): void;
    push(message: StreamMessage): void;
    /** Its session is over, or the org is; nothing follows. */
    ended(): void;
}

/** What the main thread does for the engine. */
export interface EngineHost {
    print(line: string): void;
    /** Checks packages beyond the org's own check; null for none. */
    readonly check: DeployCheck | null;
    /** Told the folder of the metadata that is in the org: first when the org is ready, then after each deployment. */
    onMetadata(projectDir: string): void;
}

type StartOptions = Omit<EngineOptions, 'wake' | 'hasCheck'>;

/** The main thread's end of the engine: requests go in, answers and streamed messages come out, callouts are done for it. */
export class EngineBridge {
    private readonly worker: Worker;
    private readonly wake: Int32Array;
    private readonly host: EngineHost;
    private readonly requests = new Map<number, (response: OrgResponse) => void>();
    private readonly subscribers = new Map<number, Subscriber>();
    private lastId = 0;
    private settleStart: { resolve(): void; reject(fault: Error): void } | null = null;
    private settleClose: (() => void) | null = null;
    private closing: Promise<void> | null = null;
    private isDead = false;

    private constructor(start: StartOptions, host: EngineHost) {
        const wake = new SharedArrayBuffer(4);
        const options: EngineOptions = { ...start, wake, hasCheck: host.check !== null };
        this.wake = new Int32Array(wake);
        this.host = host;
        this.worker = new Worker(new URL('../../bin/worker.mjs', import.meta.url), {
            workerData: { entry: new URL('./engine.worker.ts', import.meta.url).href, options }
        });
        this.worker.on('message', (message: FromEngine) => this.receive(message));
        this.worker.on('error', (fault) => this.died(fault));
    }

    /** @throws Error with a code when the project cannot be deployed or the state folder cannot be used */
    static async start(options: StartOptions, host: EngineHost): Promise<EngineBridge> {
        const bridge = new EngineBridge(options, host);
        await new Promise<void>((resolve, reject) => (bridge.settleStart = { resolve, reject }));
        return bridge;
    }

    request(request: OrgRequest): Promise<OrgResponse> {
        if (this.isDead) return Promise.resolve(ENGINE_STOPPED);
        const id = ++this.lastId;
        return new Promise((resolve) => {
            this.requests.set(id, resolve);
            this.post({ type: 'request', id, request });
        });
    }

    /** @returns what ends the subscription */
    subscribe(request: OrgRequest, subscriber: Subscriber): () => void {
        const id = ++this.lastId;
        if (this.isDead) {
            subscriber.refused(ENGINE_STOPPED);
            return () => {};
        }
        this.subscribers.set(id, subscriber);
        this.post({ type: 'subscribe', id, request });
        return () => {
            if (this.subscribers.delete(id)) this.post({ type: 'unsubscribe', id });
        };
    }

    /** However often it is asked for, the engine ends once. */
    close(): Promise<void> {
        return (this.closing ??= this.end());
    }

    private async end(): Promise<void> {
        if (!this.isDead)
            await new Promise<void>((resolve) => {
                this.settleClose = resolve;
                this.post({ type: 'close' });
            });
        await this.worker.terminate();
        this.isDead = true;
    }

    private post(message: ToEngine): void {
        this.worker.postMessage(message);
        Atomics.add(this.wake, 0, 1);
        Atomics.notify(this.wake, 0);
    }

    private receive(message: FromEngine): void {
        switch (message.type) {
            case 'ready':
                this.host.onMetadata(message.projectDir);
                this.settleStart?.resolve();
                return;
            case 'refused':
                this.settleStart?.reject(new Error(message.message));
                void this.worker.terminate();
                return;
            case 'progress':
                this.host.print(message.line);
                return;
            case 'response':
                this.requests.get(message.id)?.(message.response);
                this.requests.delete(message.id);
                return;
            case 'subscribed':
                return this.settleSubscription(message.id, message.refusal);
            case 'message':
                this.subscribers.get(message.id)?.push(message.message);
                return;
            case 'ended':
                this.subscribers.get(message.id)?.ended();
                this.subscribers.delete(message.id);
                return;
            case 'callout':
                void performCallout(message.order).then((answer) =>
                    this.post({ type: 'calloutAnswer', id: message.id, answer })
                );
                return;
            case 'check':
                void this.check(message.id, message.projectDir);
                return;
            case 'deployed':
                return this.host.onMetadata(message.projectDir);
            case 'closed':
                this.settleClose?.();
        }
    }

    private async check(id: number, projectDir: string): Promise<void> {
        try {
            const findings = (await this.host.check?.(projectDir)) ?? [];
            this.post({ type: 'checkAnswer', id, findings, fault: null });
        } catch (error) {
            const fault = error instanceof Error ? error.message : String(error);
            this.post({ type: 'checkAnswer', id, findings: [], fault });
        }
    }

    private settleSubscription(id: number, refusal: OrgResponse | null): void {
        const subscriber = this.subscribers.get(id);
        if (!refusal) subscriber?.accepted();
        else {
            this.subscribers.delete(id);
            subscriber?.refused(refusal);
        }
    }

    /** A dead engine answers everybody with a server error, now and later; the journal has every committed record. */
    private died(fault: Error): void {
        this.isDead = true;
        this.settleStart?.reject(fault);
        this.settleClose?.();
        this.host.print(`LOC-001: the org's engine stopped: ${fault.stack ?? fault.message}`);
        for (const settle of this.requests.values()) settle(ENGINE_STOPPED);
        this.requests.clear();
        for (const subscriber of this.subscribers.values()) subscriber.ended();
        this.subscribers.clear();
    }
}

const ENGINE_STOPPED: OrgResponse = {
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred (LOC-001).' }])
};
