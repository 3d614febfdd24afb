import { runAnonymous } from '../apex/program.ts';
import type { TransactionParts } from '../apex/transaction.ts';

/** What System.debug writes for each Apex expression, `! Type: message` for one that throws. */
export function evaluate(
    expressions: readonly string[],
    files: Readonly<Record<string, string>> = {},
    parts: TransactionParts = {}
): readonly string[] {
    const lines = expressions.map(
        (expression) =>
            `try { System.debug(${expression}); } catch (Exception e) { System.debug('! ' + e.getTypeName() + ': ' + e.getMessage()); }`
    );
    const { output, error } = runAnonymous(lines.join('\n'), files, parts);
    if (error) throw error;
    return output;
}

/** Table of expression and expected output, as one object each, so that a difference shows every wrong line. */
export function outputs(
    table: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>> = {},
    parts: TransactionParts = {}
) {
    const results = evaluate(Object.keys(table), files, parts);
    return Object.fromEntries(Object.keys(table).map((expression, i) => [expression, results[i]]));
}
