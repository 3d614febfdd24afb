import type { ChildProcess } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** A command of the CLI that is under way. */
export class RunningCommand {
    readonly ended: Promise<{ exitCode: number; output: string }>;
    private readonly child: ChildProcess;
    private readonly watchers = new Set<() => void>();
    private text = '';

    constructor(child: ChildProcess) {
        this.child = child;
        for (const stream of [child.stdout!, child.stderr!]) {
            stream.on('data', (chunk: Buffer) => {
                this.text += chunk.toString();
                for (const watcher of this.watchers) watcher();
            });
        }
        this.ended = new Promise((resolve, reject) => {
            child.on('error', reject);
            child.on('close', (code) => resolve({ exitCode: code ?? 1, output: this.output }));
        });
    }

    /** What it has printed so far. */
    get output(): string {
        return stripVTControlCharacters(this.text);
    }

    /** Settles when it has printed a text. @throws Error when it ends without */
    prints(text: string): Promise<void> {
        return new Promise((resolve, reject) => {
            const watcher = (): void => {
                if (!this.output.includes(text)) return;
                this.watchers.delete(watcher);
                resolve();
            };
            this.watchers.add(watcher);
            watcher();
            void this.ended.then(({ output }) => reject(new Error(`It ended without ${text}:\n${output}`)), reject);
        });
    }

    async stop(): Promise<void> {
        this.child.kill('SIGINT');
        await this.ended;
    }
}
