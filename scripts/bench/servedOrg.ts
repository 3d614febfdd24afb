import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalOrg } from '../localOrg.ts';

export interface ToServedOrg {
    readonly ask: 'memory' | 'liveMemory' | 'close';
}
export type FromServedOrg =
    | { readonly answer: 'ready'; readonly url: string; readonly stateDir: string }
    | { readonly answer: 'memory' | 'liveMemory'; readonly bytes: number };

/** Firebreak in a local org that a process of its own serves, with sample data, pages and the scoring vendor, as `npm start` does. */
export class ServedOrg implements LocalOrg {
    readonly url: string;
    readonly stateDir: string;
    private readonly child: ChildProcess;

    private constructor(child: ChildProcess, url: string, stateDir: string) {
        this.child = child;
        this.url = url;
        this.stateDir = stateDir;
    }

    /** @param stateDir folder that keeps records and built pages; one that goes with the org when absent */
    static start(stateDir?: string): Promise<ServedOrg> {
        return ServedOrg.fork('./servedOrg.worker.ts', stateDir === undefined ? [] : [stateDir]);
    }

    /** An org without any metadata in place of Firebreak's. @param folder for its files */
    static startEmpty(folder: string): Promise<ServedOrg> {
        return ServedOrg.fork('./emptyOrg.worker.ts', [folder]);
    }

    private static async fork(worker: string, args: readonly string[]): Promise<ServedOrg> {
        const script = fileURLToPath(new URL(worker, import.meta.url));
        const child = fork(script, args, { execArgv: ['--import', 'tsx'] });
        const ready = await answerOf(child, 'ready');
        return new ServedOrg(child, ready.url, ready.stateDir);
    }

    /** Resident memory of the whole process, all threads, in bytes. */
    memory(): Promise<number> {
        return this.bytesOf('memory');
    }

    /** What all threads hold once they have collected their garbage, in bytes. */
    liveMemory(): Promise<number> {
        return this.bytesOf('liveMemory');
    }

    async close(): Promise<void> {
        const ended = once(this.child, 'close');
        this.ask({ ask: 'close' });
        await ended;
    }

    private async bytesOf(ask: 'memory' | 'liveMemory'): Promise<number> {
        const answer = answerOf(this.child, ask);
        this.ask({ ask });
        return (await answer).bytes;
    }

    private ask(message: ToServedOrg): void {
        this.child.send(message);
    }
}

type Answer<K> = K extends 'ready'
    ? Extract<FromServedOrg, { answer: 'ready' }>
    : Extract<FromServedOrg, { bytes: number }>;

/** The next message of that kind. @throws Error when the process ends instead */
function answerOf<K extends FromServedOrg['answer']>(child: ChildProcess, kind: K): Promise<Answer<K>> {
    return new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
            child.off('message', onMessage);
            child.off('close', onClose);
            act();
        };
        const onMessage = (message: FromServedOrg): void => {
            if (message.answer === kind) settle(() => resolve(message as Answer<K>));
        };
        const onClose = (code: number | null): void =>
            settle(() => reject(new Error(`The served org ended with ${code}.`)));
        child.on('message', onMessage);
        child.on('close', onClose);
    });
}
