import { afterEach } from 'vitest';
import { TimedQueue } from '../../src/async/index.ts';
import type { Org, OrgOptions } from '../../src/org/index.ts';
import { compileProject, createOrg, SteppedClock } from '../../src/org/index.ts';
import { Work } from '../../src/runtime/services.ts';
import { ALL_TESTS, runTests } from '../../src/testing/index.ts';
import { projectFolder } from '../org/projectFolder.ts';

const cleanUp: (() => void)[] = [];

afterEach(() => {
    for (const step of cleanUp.splice(0).reverse()) step();
});

/** Runs the Apex tests of a project; gives `pass` or the failure's message by method name. */
export async function apexTests(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const folder = projectFolder(files);
    cleanUp.push(folder.remove);
    const report = await runTests({ projectDir: folder.dir, filter: ALL_TESTS }, compileProject(folder.dir));
    return Object.fromEntries(report.tests.map((test) => [test.methodName, test.message ?? test.outcome]));
}

/** An org whose clock only moves when it is told to. */
export interface LiveOrg {
    readonly org: Org;
    readonly clock: SteppedClock;
    /** Failures of work that nobody waits for. */
    readonly printed: string[];
    /** Runs a block as the admin and gives what it has debugged. */
    apex(block: string): readonly string[];
    /** Moves the clock and runs what has become due. */
    pass(milliseconds: number): void;
}

export const NOON = Date.UTC(2026, 0, 15, 12);

export function liveOrg(files: Readonly<Record<string, string>>, options: Partial<OrgOptions> = {}): LiveOrg {
    const folder = projectFolder(files);
    const clock = new SteppedClock(NOON);
    const printed: string[] = [];
    const latencies = { queueableMs: 100, eventMs: 100, batchMs: 100 };
    const org = createOrg({
        projectDir: folder.dir,
        stateDir: null,
        clock,
        latencies,
        print: (line) => printed.push(line),
        ...options
    });
    cleanUp.push(folder.remove, () => org.close());
    return {
        org,
        clock,
        printed,
        apex(block) {
            const { problem, exception, debugLog } = org.runAnonymous(org.admin, block);
            if (problem) throw new Error(problem.message);
            if (exception) throw exception;
            return debugLog.map((entry) => entry.slice(entry.indexOf('|') + 1));
        },
        pass(milliseconds) {
            clock.advance(milliseconds);
            const work = org.services.get(Work);
            if (work instanceof TimedQueue) work.runDue();
        }
    };
}
