import type { NodeWorker } from 'node:inspector';
import { Session } from 'node:inspector/promises';

interface Reply {
    readonly id: number;
    readonly result: { readonly result?: { readonly value: number } };
}

const HELD = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';

/** Bytes that all threads of this process hold, buffers included, after each has collected its garbage. */
export async function liveMemory(): Promise<number> {
    const session = new Session();
    session.connect();
    try {
        await session.post('HeapProfiler.collectGarbage');
        const { heapUsed, external } = process.memoryUsage();
        const workers: string[] = [];
        session.on('NodeWorker.attachedToWorker', ({ params }) => workers.push(params.sessionId));
        await session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
        let held = heapUsed + external;
        for (const worker of workers) {
            await ask(session, worker, 'HeapProfiler.collectGarbage');
            held += (await ask(session, worker, 'Runtime.evaluate', { expression: HELD })).result!.value;
        }
        return held;
    } finally {
        session.disconnect();
    }
}

let lastId = 0;

/** Asks another thread, which answers by an event. */
async function ask(session: Session, sessionId: string, method: string, params = {}): Promise<Reply['result']> {
    const id = ++lastId;
    const answered = new Promise<Reply['result']>((resolve) => {
        const receive = ({ params: from }: { params: NodeWorker.ReceivedMessageFromWorkerEventDataType }): void => {
            const reply = JSON.parse(from.message) as Reply;
            if (from.sessionId !== sessionId || reply.id !== id) return;
            session.off('NodeWorker.receivedMessageFromWorker', receive);
            resolve(reply.result);
        };
        session.on('NodeWorker.receivedMessageFromWorker', receive);
    });
    await session.post('NodeWorker.sendMessageToWorker', {
        sessionId,
        message: JSON.stringify({ id, method, params })
    });
    return answered;
}
