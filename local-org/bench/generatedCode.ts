import { readFileSync } from 'node:fs';
import { linkProgram } from '../src/runtime/linkage/program.ts';
import { enterTransaction } from '../src/runtime/transaction.ts';
import { checkProgram } from '../src/semantics/index.ts';
import { parseClass } from '../src/syntax/index.ts';
import { platform, schema } from '../test/apex/platform.ts';
import { newTransaction } from '../test/apex/transaction.ts';
import { CODE_CASES } from './codeCases.ts';
import '../src/runtime/stdlib/index.ts';

/** One case of `codeCases.ts`, ready to be timed. */
export interface CodeComparison {
    readonly name: string;
    /** allowed ratio of `apex` to `byHand` */
    readonly goal: number;
    readonly apex: () => number;
    readonly byHand: () => number;
}

/** Compiles `Bench.cls` and pairs each of its methods with the loop by hand. @throws Error when a pair disagrees */
export function codeComparisons(): CodeComparison[] {
    const source = { path: 'Bench.cls', text: readFileSync(new URL('./Bench.cls', import.meta.url), 'utf8') };
    const { unit, diagnostics } = parseClass(source);
    const checked = checkProgram({ units: unit ? [{ source, unit }] : [], schema, platform });
    const [fault] = [...diagnostics, ...checked.diagnostics];
    if (fault) throw new Error(`Bench.cls:${fault.line}:${fault.column}: ${fault.message}`);
    const program = linkProgram(checked.program, { schema, platform, coverage: false });
    const symbol = program.classNamed('bench')!;
    const transaction = newTransaction({ cpuMillis: Number.MAX_SAFE_INTEGER });
    return CODE_CASES.map(({ name, slot, n, goal, byHand }) => {
        const apex = (): number => enterTransaction(transaction, () => program.callStatic(symbol, slot, [n])) as number;
        if (apex() !== byHand(n)) throw new Error(`${name}: generated code and the loop by hand disagree`);
        return { name, goal, apex, byHand: () => byHand(n) };
    });
}
