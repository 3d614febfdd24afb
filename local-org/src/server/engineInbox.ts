import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { CalloutPort, CalloutRequest, CalloutResponse } from '../runtime/services.ts';
import type { CalloutAnswer, FromEngine, ToEngine } from './protocol.ts';

/**
 * The engine thread's mail. Apex runs synchronously, so a callout stops the thread until the main thread has the answer. Requests that
 * come meanwhile are served in between: the platform refuses a callout while a transaction has uncommitted work, so nothing half done
 * can be seen, and an org may call its own API.
 */
export class EngineInbox implements CalloutPort {
    private readonly port: MessagePort;
    private readonly wake: Int32Array;
    private readonly serve: (message: ToEngine) => void;
    private readonly answers = new Map<number, CalloutAnswer>();
    private lastCallout = 0;

    constructor(port: MessagePort, wake: SharedArrayBuffer, serve: (message: ToEngine) => void) {
        this.port = port;
        this.wake = new Int32Array(wake);
        this.serve = serve;
        port.on('message', (message: ToEngine) => this.take(message));
    }

    post(message: FromEngine): void {
        this.port.postMessage(message);
    }

    send(request: CalloutRequest): CalloutResponse {
        const id = ++this.lastCallout;
        this.post({ type: 'callout', id, order: request });
        const answer = this.waitFor(id);
        if (!answer.ok) throw new Error(answer.message);
        return answer;
    }

    private waitFor(id: number): CalloutAnswer {
        for (;;) {
            const seen = Atomics.load(this.wake, 0);
            this.drain();
            const answer = this.answers.get(id);
            if (answer) {
                this.answers.delete(id);
                return answer;
            }
            Atomics.wait(this.wake, 0, seen);
        }
    }

    private drain(): void {
        for (let received = receiveMessageOnPort(this.port); received; received = receiveMessageOnPort(this.port)) {
            this.take(received.message as ToEngine);
        }
    }

    private take(message: ToEngine): void {
        if (message.type === 'calloutAnswer') this.answers.set(message.id, message.answer);
        else this.serve(message);
    }
}
