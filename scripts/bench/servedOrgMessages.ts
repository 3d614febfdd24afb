import { liveMemory } from './liveMemory.ts';
import type { FromServedOrg, ToServedOrg } from './servedOrg.ts';

/** The served org as its process has it. */
interface Running {
    readonly url: string;
    readonly stateDir: string;
    close(): Promise<void>;
}

/** Tells the process that has started this one where the org is, and answers what it asks. */
export function answerMessages({ url, stateDir, close }: Running): void {
    process.on('message', ({ ask }: ToServedOrg) => {
        switch (ask) {
            case 'memory':
                return tell({ answer: 'memory', bytes: process.memoryUsage.rss() });
            case 'liveMemory':
                return void liveMemory().then((bytes) => tell({ answer: 'liveMemory', bytes }));
            case 'close':
                return void close().then(() => process.disconnect());
        }
    });
    tell({ answer: 'ready', url, stateDir });
}

function tell(message: FromServedOrg): void {
    process.send!(message);
}
