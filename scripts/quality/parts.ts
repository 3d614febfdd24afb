import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LEAKS, measureFalseAlarms, measureLeaks, type FalseAlarms, type LeakResult, type Tell } from './detection.ts';
import type { Harness } from './harness.ts';
import { measureRunLength, RUN_LENGTHS, type RunLength } from './runLengths.ts';

/** How much is measured. */
export interface Amount {
    readonly runs: number;
    /** Integrations that leak; each suffers every kind of leak. */
    readonly entities: number;
    /** Entity-months of ordinary traffic. */
    readonly months: number;
    readonly seed: number;
}

/** From here on a run length takes longer than all shorter ones together. */
const LONG = 5_000;

/** What is measured side by side, each part in a process of its own. */
export const PARTS = {
    'Run lengths': (harness: Harness, amount: Amount, tell: Tell): RunLength[] =>
        runLengths(harness, amount, tell, (expected) => expected < LONG),
    'Long run lengths': (harness: Harness, amount: Amount, tell: Tell): RunLength[] =>
        runLengths(harness, amount, tell, (expected) => expected >= LONG),
    'False alarms': (harness: Harness, { months, seed }: Amount, tell: Tell): FalseAlarms =>
        measureFalseAlarms(harness, months, seed + 1_000, tell),
    Leaks: (harness: Harness, { entities, seed }: Amount, tell: Tell): LeakResult[] =>
        measureLeaks(harness, LEAKS, entities, seed + 100_000, tell)
} as const;

export type PartName = keyof typeof PARTS;
export type PartResult<N extends PartName> = ReturnType<(typeof PARTS)[N]>;

export type FromPart = { readonly done: number; readonly all: number } | { readonly result: unknown };

function runLengths(
    harness: Harness,
    { runs, seed }: Amount,
    tell: Tell,
    isWanted: (expected: number) => boolean
): RunLength[] {
    const wanted = RUN_LENGTHS.filter(({ expected }) => isWanted(expected));
    return wanted.map((one, i) => {
        const measured = measureRunLength(harness, one, runs, seed + RUN_LENGTHS.indexOf(one));
        tell(i + 1, wanted.length);
        return measured;
    });
}

/** Measures a part in a new process. @throws Error when it ends without a result; why stands on standard error */
export function measurePart<N extends PartName>(name: N, amount: Amount, tell: Tell): Promise<PartResult<N>> {
    return new Promise((resolve, reject) => {
        const script = fileURLToPath(new URL('./part.worker.ts', import.meta.url));
        const child = fork(script, [name, JSON.stringify(amount)], { execArgv: ['--import', 'tsx'] });
        child.on('message', (message: FromPart) => {
            if ('result' in message) resolve(message.result as PartResult<N>);
            else tell(message.done, message.all);
        });
        child.on('error', reject);
        child.on('close', (code) => reject(new Error(`${name} could not be measured (exit code ${code}).`)));
    });
}
