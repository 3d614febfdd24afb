import { parentPort, workerData } from 'node:worker_threads';
import type { FaultCode, Org } from '../org/index.ts';
import { createOrg, OrgFault } from '../org/index.ts';
import type { CoverageCounts } from './coverage.ts';
import { coverageCounts } from './coverage.ts';
import { findTests } from './testPlan.ts';
import type { TestResult } from './testReport.ts';
import { runTestClass } from './testRun.ts';

/** The next class to run; null when there is none left. */
export interface ToTestWorker {
    readonly className: string | null;
}

/** Results ask for the next class; the first, empty ones say that the org is ready. `refused` ends the thread. */
export type FromTestWorker =
    | { readonly kind: 'refused'; readonly code: FaultCode; readonly message: string }
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

start();

function start(): void {
    let org: Org;
    try {
        org = createOrg({
            projectDir,
            ...(seed === undefined ? {} : { seed }),
            stateDir: null,
            mode: 'test',
            coverage: true
        });
    } catch (error) {
        // Classes of errors do not survive the way between threads.
        if (!(error instanceof OrgFault)) throw error;
        send({ kind: 'refused', code: error.code, message: error.message.slice(error.code.length + 2) });
        return;
    }
    port.on('message', ({ className }: ToTestWorker) => (className === null ? finish(org) : runClass(org, className)));
    send({ kind: 'results', results: [] });
}

function runClass(org: Org, className: string): void {
    const [test] = findTests(org.compiled.checked.classes, { classes: [className], methods });
    send({ kind: 'results', results: runTestClass(org, test!) });
}

function finish(org: Org): void {
    send({ kind: 'coverage', coverage: coverageCounts(org.program.coverage, org.compiled.checked.classes) });
    org.close();
    port.close();
}
