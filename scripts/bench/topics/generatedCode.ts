import { codeComparisons } from '../../../local-org/bench/generatedCode.ts';
import { atMost, plain } from '../figure.ts';
import { fastestInTurn } from '../timing.ts';
import type { Topic } from '../topic.ts';

export const topic: Topic = {
    title: 'Generated code',
    method:
        'The methods of `local-org/bench/Bench.cls`, compiled as any Apex is, CPU limit counted, against the same loops written by hand in ' +
        'JavaScript (`local-org/bench/codeCases.ts`). Both have run once before and must give the same result; then the fastest of ten ' +
        'rounds of each, taken in turn.',
    async measure({ quick, print }) {
        return codeComparisons().flatMap(({ name, goal, apex, byHand }) => {
            print(`${name} …`);
            const [apexMs, handMs] = fastestInTurn(quick ? 3 : 10, apex, byHand);
            return [
                plain(`${name}: Apex`, apexMs, 'ms'),
                plain(`${name}: by hand`, handMs, 'ms'),
                atMost(goal, `${name}: ratio`, apexMs / handMs, 'x')
            ];
        });
    }
};
