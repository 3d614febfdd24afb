import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT } from '../../firebreakOrg.ts';
import { atMost, plain } from '../figure.ts';
import { writeMultiplied } from '../multipliedProject.ts';
import type { Topic } from '../topic.ts';

/** What one run of the check reports. */
export interface CheckRun {
    readonly files: number;
    readonly findings: number;
    /** The first of the findings, to tell why there are any. */
    readonly rules: readonly string[];
    /** From the start of its process. */
    readonly milliseconds: number;
    /** The most that the process ever had in memory, the Java tools beside it not counted. */
    readonly megabytes: number;
}

const TIMES = 10;
/** Share by which the time for a file may grow. */
const GROWTH = 1.2;
const WORKER = fileURLToPath(new URL('../checkDeploy.worker.ts', import.meta.url));

export const topic: Topic = {
    title: 'Deployability check',
    method:
        'Each run is a process of its own, from its start to its findings, Java tools included. Fresh: nothing kept from earlier runs is used; ' +
        `again: no file has changed since. The larger project is this one ${TIMES} times over, every component renamed in each copy, and is ` +
        'checked fresh. Growth is the time of the larger one divided by what as many times this one would take. Memory is the largest of the ' +
        'process, without the Java tools. The fastest of two runs of this project, one of the larger.',
    async measure({ quick, print }) {
        const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-bench-'));
        try {
            print('this project, fresh …');
            const runs = [await check(PROJECT, true), ...(quick ? [] : [await check(PROJECT, true)])];
            const fresh = runs.reduce((best, run) => (run.milliseconds < best.milliseconds ? run : best));
            print('this project, again …');
            const again = await check(PROJECT, false);
            print(`this project ${TIMES} times over …`);
            writeMultiplied(PROJECT, TIMES, folder);
            const large = await check(folder, true);
            for (const finding of [...fresh.rules, ...large.rules]) print(finding);
            return [
                plain('Files of this project', fresh.files, ''),
                atMost(0, 'Findings', fresh.findings, ''),
                atMost(15_000, 'Fresh', fresh.milliseconds, 'ms'),
                plain('Again', again.milliseconds, 'ms'),
                plain('Memory', fresh.megabytes, 'MB'),
                plain('Files of the larger project', large.files, ''),
                atMost(0, 'Findings in the larger project', large.findings, ''),
                plain('The larger project, fresh', large.milliseconds, 'ms'),
                atMost(GROWTH, 'Growth', large.milliseconds / (TIMES * fresh.milliseconds), 'x'),
                plain('Memory for the larger project', large.megabytes, 'MB')
            ];
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    }
};

async function check(directory: string, isFresh: boolean): Promise<CheckRun> {
    const child = fork(WORKER, [directory, isFresh ? 'fresh' : 'kept'], { execArgv: ['--import', 'tsx'] });
    const [run] = (await once(child, 'message')) as [CheckRun];
    return run;
}
