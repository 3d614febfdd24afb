import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ToolError } from '../toolError.ts';
import type { Figure } from './figure.ts';

/** What the process of a topic reports. */
export interface Measured {
    readonly title: string;
    readonly method: string;
    readonly figures: readonly Figure[];
}

/** Measures one topic in a new process. @throws Error when it could not be measured; why stands on standard error */
export function runTopic(name: string, quick: boolean): Promise<Measured> {
    return new Promise((resolve, reject) => {
        const script = fileURLToPath(new URL('./measureTopic.ts', import.meta.url));
        const child = fork(script, [name, quick ? 'quick' : 'full'], { execArgv: ['--import', 'tsx'] });
        let measured: Measured | null = null;
        child.on('message', (message: Measured) => (measured = message));
        child.on('error', reject);
        child.on('close', (code) => {
            if (measured && code === 0) resolve(measured);
            else reject(new ToolError('FB-RUN-007', name, code));
        });
    });
}
