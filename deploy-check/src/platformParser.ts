import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ParseAnswer, ParseOrder } from './platformParser.process.ts';

const PROCESS = fileURLToPath(new URL('./platformParser.process.ts', import.meta.url));

interface Waiting {
    answered(refusal: string | null): void;
    failed(fault: Error): void;
}

/** The platform's parser in a process beside this one, begun with the first text. */
export class PlatformParser {
    private child: ChildProcess | null = null;
    private readonly waiting = new Map<number, Waiting>();
    private lastId = 0;
    private readonly process: string;

    /** @param process the script that parses, another one than the parser's only to see what becomes of one that ends */
    constructor(process: string = PROCESS) {
        this.process = process;
    }

    /** @returns why the parser refuses the text; null when it accepts it */
    refusal(text: string): Promise<string | null> {
        this.child ??= this.start();
        const order: ParseOrder = { id: ++this.lastId, text };
        return new Promise((answered, failed) => {
            this.waiting.set(order.id, { answered, failed });
            this.child!.send(order);
        });
    }

    close(): void {
        this.child?.disconnect();
        this.child = null;
    }

    private start(): ChildProcess {
        const child = fork(this.process, { execArgv: ['--import', 'tsx'] });
        child.on('message', ({ id, refusal }: ParseAnswer) => {
            this.waiting.get(id)?.answered(refusal);
            this.waiting.delete(id);
        });
        child.on('exit', (code) => {
            this.child = null;
            for (const { failed } of this.waiting.values())
                failed(new Error(`The process of the Apex parser ended with ${code}.`));
            this.waiting.clear();
        });
        return child;
    }
}
