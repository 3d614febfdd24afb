import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CompiledProject } from '../org/index.ts';
import { createOrg, OrgFault } from '../org/index.ts';
import type { CoverageCounts } from './coverage.ts';
import { coverageCounts, summedCoverage } from './coverage.ts';
import type { TestFilter } from './testPlan.ts';
import { findTests } from './testPlan.ts';
import type { TestReport, TestResult } from './testReport.ts';
import { runTestClass } from './testRun.ts';
import type { FromTestWorker, ToTestWorker } from './testWorker.ts';

export interface SuiteOptions {
    readonly projectDir: string;
    /** Org definition file; the project's own unless given. */
    readonly seed?: string | null;
    readonly filter: TestFilter;
    /** Told of each result as it comes. */
    readonly onResult?: (result: TestResult) => void;
}

/** Below this, loading the project a second time costs more than a second thread gains. */
const CLASSES_WORTH_THREADS = 20;
const MAX_THREADS = 2;

/** Runs the Apex tests of a project. @throws ProjectRefused, OrgFault when there is nothing to run or nothing can run */
export async function runTests(options: SuiteOptions, compiled: CompiledProject): Promise<TestReport> {
    const started = performance.now();
    const names = findTests(compiled.checked.classes, options.filter).map(({ symbol }) => symbol.name);
    if (names.length === 0) throw new OrgFault('LOC-009', 'no test class or method matches.');
    const threads = names.length > CLASSES_WORTH_THREADS ? Math.min(MAX_THREADS, availableParallelism()) : 1;
    const { results, coverage } =
        threads > 1 ? await runInThreads(options, names, threads) : runHere(options, compiled);
    return {
        tests: results.sort((a, b) => order(a.className, b.className) || order(a.methodName, b.methodName)),
        coverage: summedCoverage(coverage),
        millis: performance.now() - started
    };
}

/** What is left uncovered where there is no test: all of it. */
export function untested(options: Pick<SuiteOptions, 'projectDir' | 'seed'>, compiled: CompiledProject): TestReport {
    const org = createOrg({ ...options, stateDir: null, mode: 'test', coverage: true, compiled });
    try {
        const coverage = summedCoverage([coverageCounts(org.program.coverage, compiled.checked.classes)]);
        return { tests: [], coverage, millis: 0 };
    } finally {
        org.close();
    }
}

interface SuiteOutcome {
    readonly results: TestResult[];
    readonly coverage: readonly (readonly CoverageCounts[])[];
}

function runHere(options: SuiteOptions, compiled: CompiledProject): SuiteOutcome {
    const org = createOrg({ ...options, stateDir: null, mode: 'test', coverage: true, compiled });
    try {
        const results: TestResult[] = [];
        for (const test of findTests(compiled.checked.classes, options.filter)) {
            for (const result of runTestClass(org, test)) {
                results.push(result);
                options.onResult?.(result);
            }
        }
        return { results, coverage: [coverageCounts(org.program.coverage, compiled.checked.classes)] };
    } finally {
        org.close();
    }
}

/** Each thread has an org of its own and takes the next class when it has finished one. */
async function runInThreads(options: SuiteOptions, names: readonly string[], threads: number): Promise<SuiteOutcome> {
    const waiting = [...names];
    const results: TestResult[] = [];
    const coverage = await Promise.all(Array.from({ length: threads }, () => runThread(options, waiting, results)));
    return { results, coverage };
}

function runThread(
    options: SuiteOptions,
    waiting: string[],
    results: TestResult[]
): Promise<readonly CoverageCounts[]> {
    const { projectDir, seed, filter } = options;
    const worker = new Worker(new URL('../../bin/worker.mjs', import.meta.url), {
        workerData: {
            entry: new URL('./testWorker.ts', import.meta.url).href,
            projectDir,
            seed,
            methods: filter.methods
        }
    });
    const send = (message: ToTestWorker): void => worker.postMessage(message);
    return new Promise((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`A test thread ended early with exit code ${code}.`)));
        worker.on('message', (message: FromTestWorker) => {
            if (message.kind === 'coverage') {
                resolve(message.coverage);
                return;
            }
            if (message.kind === 'refused') {
                reject(new OrgFault(message.code, message.message));
                return;
            }
            for (const result of message.results) {
                results.push(result);
                options.onResult?.(result);
            }
            send({ className: waiting.shift() ?? null });
        });
    });
}

function order(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
