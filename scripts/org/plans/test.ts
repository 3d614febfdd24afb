import type { Step } from '../step.ts';
import { RESULTS } from '../settings.ts';

/** All local Apex tests twice, because the order and the limits of the two modes differ; results as JUnit, with coverage. */
export function testPlan(org: string): Step[] {
    const run = (mode: 'synchronous' | 'asynchronous', flags: readonly string[]): Step => ({
        id: `test-${mode}`,
        title: `Run the Apex tests, ${mode}`,
        command: [
            ...['apex', 'run', 'test', '--target-org', org, '--test-level', 'RunLocalTests', '--code-coverage'],
            ...['--result-format', 'junit', '--output-dir', `${RESULTS}/apex-${mode}`, '--wait', '60', ...flags]
        ],
        mend: `The failed tests are in ${RESULTS}/apex-${mode}. Mend them, deploy, and run the same command again.`
    });
    return [run('synchronous', ['--synchronous']), run('asynchronous', [])];
}
