import { ProjectRefused } from '../org/faults.ts';
import type { TestReport, TestResult } from '../testing/index.ts';
import { INTERNAL_FAULT, junitXml, runTests } from '../testing/index.ts';
import { compiledFor } from './check.ts';
import type { CommandRunner } from './main.ts';
import { writeOutput } from './outputFile.ts';

/** Runs the project's Apex tests. */
export const test: CommandRunner = async (line, print) => {
    const compiled = compiledFor(line);
    if (compiled.diagnostics.some(({ severity }) => severity === 'error'))
        throw new ProjectRefused(compiled.diagnostics);
    const report = await runTests(
        {
            projectDir: line.projectDir,
            ...(line.seed === undefined ? {} : { seed: line.seed }),
            filter: { classes: line.classes, methods: line.methods }
        },
        compiled
    );
    printReport(report, print);
    if (line.junit !== null) writeOutput(line.junit, junitXml(report));
    return { exitCode: exitCodeFor(report), json: report };
};

/** A test that stumbled over the local org itself says nothing about the project: the run counts as one that could not be made. */
function exitCodeFor({ tests }: TestReport): 0 | 1 | 2 {
    if (tests.some(({ message }) => message?.startsWith(INTERNAL_FAULT))) return 2;
    return tests.some(({ outcome }) => outcome === 'fail') ? 1 : 0;
}

function printReport({ tests, coverage, millis }: TestReport, print: (text: string) => void): void {
    for (const failure of tests.filter(({ outcome }) => outcome === 'fail')) print(failureText(failure));
    for (const { name, covered, total } of coverage.classes) {
        if (covered < total) print(`${percent(covered, total).padStart(6)}  ${name} (${covered}/${total} lines)`);
    }
    const failed = tests.filter(({ outcome }) => outcome === 'fail').length;
    print(
        `${tests.length - failed} passed, ${failed} failed; ${percent(coverage.covered, coverage.total)} of ${coverage.total} lines covered; ` +
            `${(millis / 1000).toFixed(1)} s`
    );
}

function failureText({ className, methodName, message, stackTrace }: TestResult): string {
    const stack = (stackTrace ?? '').split('\n').map((line) => `    ${line}`);
    return [`FAIL ${className}.${methodName}`, `    ${message}`, ...stack, ''].join('\n');
}

function percent(part: number, whole: number): string {
    return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
