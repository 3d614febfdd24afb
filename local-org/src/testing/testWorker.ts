import { parentPort, workerData } from 'node:worker_threads';
import { createOrg } from '../org/index.ts';
import type { CoverageCounts } from './coverage.ts';
import { coverageCounts } from './coverage.ts';
import { findTests } from './testPlan.ts';
import type { TestResult } from './testReport.ts';
import { runTestClass } from './testRun.ts';

/** The next class to run; null when there is none left. */
export interface ToTestWorker {
    readonly className: string | null;
}

/** Results ask for the next class; the first, empty ones say that the org is ready. */
export type FromTestWorker =
    | { readonly kind: 'results'; readonly results: readonly TestResult[] }
    | { readonly kind: 'coverage'; readonly coverage: readonly CoverageCounts[] };

interface WorkerInput {
    readonly projectDir: string;
    readonly seed: string | null | undefined;
    readonly methods: readonly string[];
}

const port = parentPort!;
const { projectDir, seed, methods } = workerData as WorkerInput;
const send = (message: FromTestWorker): void => port.postMessage(message);
const org = createOrg({ projectDir, ...(seed === undefined ? {} : { seed }), stateDir: null, mode: 'test', coverage: true });
const classes = org.compiled.checked.classes;

port.on('message', ({ className }: ToTestWorker) => {
    if (className === null) {
        send({ kind: 'coverage', coverage: coverageCounts(org.program.coverage, classes) });
        org.close();
        port.close();
        return;
    }
    const [test] = findTests(classes, { classes: [className], methods });
    send({ kind: 'results', results: runTestClass(org, test!) });
});
send({ kind: 'results', results: [] });
