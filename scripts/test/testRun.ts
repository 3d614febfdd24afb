import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What came of `sf apex run test`. */
export interface TestRun {
    readonly passed: number;
    readonly faults: readonly string[];
}

interface TestJson {
    readonly FullName: string;
    readonly Outcome: string;
    readonly Message: string | null;
    readonly StackTrace: string | null;
}

/**
 * @param results folder that the CLI was to write its results to, as JSON
 * @param output what the CLI printed, for a run that left no results
 */
export function readTestRun(results: string, output: string): TestRun {
    const idFile = path.join(results, 'test-run-id.txt');
    if (!existsSync(idFile)) return { passed: 0, faults: [output] };
    const file = path.join(results, `test-result-${readFileSync(idFile, 'utf8').trim()}.json`);
    const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { readonly tests: readonly TestJson[] };
    const failures = tests.filter(({ Outcome: outcome }) => outcome !== 'Pass');
    return {
        passed: tests.length - failures.length,
        faults: failures.map(
            ({ FullName: name, Message: message, StackTrace: stack }) => `${name}: ${message ?? ''}\n${stack ?? ''}`
        )
    };
}
