import type { Figure } from './figure.ts';

/** What a measurement may ask of the run. */
export interface Bench {
    /** Fewer rounds: figures to look at, not to keep. */
    readonly quick: boolean;
    print(line: string): void;
}

/** One group of figures: measured, printed and kept together. */
export interface Topic {
    readonly title: string;
    /** What was measured against what, with warm-up and the choice among rounds. */
    readonly method: string;
    measure(bench: Bench): Promise<readonly Figure[]>;
}

/** Loaded when measured, so that one topic does not warm up what another one measures cold. */
export const TOPICS: Readonly<Record<string, () => Promise<{ readonly topic: Topic }>>> = {
    parse: () => import('./topics/parse.ts'),
    code: () => import('./topics/generatedCode.ts'),
    check: () => import('./topics/checkAndLink.ts'),
    'check-deploy': () => import('./topics/checkDeploy.ts'),
    suite: () => import('./topics/apexSuite.ts'),
    signals: () => import('./topics/signals.ts'),
    load: () => import('./topics/load.ts'),
    guard: () => import('./topics/guard.ts'),
    drill: () => import('./topics/driftDrill.ts'),
    deploy: () => import('./topics/deploy.ts'),
    console: () => import('./topics/console.ts'),
    memory: () => import('./topics/memory.ts')
};
