import { createOrg } from '../../../local-org/src/org/index.ts';
import { ALL_TESTS, findTests } from '../../../local-org/src/testing/index.ts';
import { runTestClass } from '../../../local-org/src/testing/testRun.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import { atMost, plain } from '../figure.ts';
import { localOrg } from '../localOrgProcess.ts';
import { elapsedAsync, fastest, elapsed, median } from '../timing.ts';
import type { Topic } from '../topic.ts';

export const topic: Topic = {
    title: 'The whole Apex suite',
    method:
        'Cold: `local-org test` as a process of its own, from start to end, reading, checking and coverage included, median of three. Within ' +
        'one process: one org, one thread, coverage counted, every test class once in a fresh process and then the fastest of three further ' +
        'runs of the suite.',
    async measure({ quick, print }) {
        const cold: number[] = [];
        for (let i = 0; i < (quick ? 1 : 3); i++) {
            print('the suite in a new process …');
            cold.push(await elapsedAsync(() => localOrg('test')));
        }
        const org = createOrg({ projectDir: PROJECT, stateDir: null, mode: 'test', coverage: true });
        try {
            const classes = findTests(org.compiled.checked.classes, ALL_TESTS);
            let failed = 0;
            const suite = (): void => {
                const results = classes.flatMap((test) => runTestClass(org, test));
                failed = results.filter(({ outcome }) => outcome === 'fail').length;
            };
            print('the suite in this process …');
            const first = elapsed(suite);
            const warm = fastest(quick ? 1 : 3, suite);
            return [
                plain(
                    'Test methods',
                    classes.reduce((sum, { methods }) => sum + methods.length, 0),
                    ''
                ),
                atMost(0, 'Failed', failed, ''),
                plain('Cold, in a new process', median(cold), 'ms'),
                plain('First run on one thread', first, 'ms'),
                plain('Warm, on one thread', warm, 'ms')
            ];
        } finally {
            org.close();
        }
    }
};
