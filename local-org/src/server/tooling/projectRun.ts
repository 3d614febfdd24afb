import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../../syntax/index.ts';
import type { TestFilter, TestReport, TestResult } from '../../testing/index.ts';
import type { FilledField } from '../metadata/filledFields.ts';

/** What a thread of its own is to do with a project folder: check it, and run tests when it has no errors. */
export interface ProjectRunOrder {
    readonly projectDir: string;
    /** Org definition file, null for none. */
    readonly seed: string | null;
    /** null checks only. */
    readonly tests: TestFilter | null;
    /** Key prefixes that objects of the org have already. */
    readonly keyPrefixes: readonly (readonly [string, string])[];
    /** Fields whose data has to survive. */
    readonly filledFields: readonly FilledField[];
}

export type FromProjectRun =
    | {
          readonly kind: 'checked';
          readonly diagnostics: readonly Diagnostic[];
          readonly unknownTests: readonly string[];
      }
    | { readonly kind: 'result'; readonly result: TestResult }
    | { readonly kind: 'done'; readonly report: TestReport | null }
    | { readonly kind: 'refused'; readonly message: string };

export interface ProjectRunOutcome {
    readonly diagnostics: readonly Diagnostic[];
    /** Classes to be run as tests that are none. */
    readonly unknownTests: readonly string[];
    /** null when the project has errors or no tests were asked for. */
    readonly report: TestReport | null;
}

export interface ProjectRun {
    readonly outcome: Promise<ProjectRunOutcome>;
    /** The outcome is then a rejection. */
    stop(): void;
}

/** Checks and tests beside the org, which goes on answering meanwhile. @param onResult told of each test as it ends */
export function startProjectRun(order: ProjectRunOrder, onResult: (result: TestResult) => void): ProjectRun {
    const worker = new Worker(new URL('../../../bin/worker.mjs', import.meta.url), {
        workerData: { entry: new URL('./projectRun.worker.ts', import.meta.url).href, order }
    });
    const outcome = new Promise<ProjectRunOutcome>((resolve, reject) => {
        let checked: Pick<ProjectRunOutcome, 'diagnostics' | 'unknownTests'> = { diagnostics: [], unknownTests: [] };
        worker.on('error', reject);
        worker.on('exit', (code) =>
            reject(new Error(`A thread that tests a project ended early with exit code ${code}.`))
        );
        worker.on('message', (message: FromProjectRun) => {
            switch (message.kind) {
                case 'checked':
                    checked = message;
                    return;
                case 'result':
                    return onResult(message.result);
                case 'done':
                    return resolve({ ...checked, report: message.report });
                case 'refused':
                    return reject(new Error(message.message));
            }
        });
    });
    return { outcome, stop: () => void worker.terminate() };
}
