import type { Org } from '../../local-org/src/org/index.ts';

/** Runs an anonymous block as the org's admin. @returns its debug log, entries as `LEVEL|message` @throws Error when it does not compile or ends in an exception */
export function runAsAdmin(org: Org, block: string): readonly string[] {
    const { problem, exception, debugLog } = org.runAnonymous(org.admin, block);
    if (problem) throw new Error(`The block does not compile: ${problem.line}:${problem.column}: ${problem.message}`);
    if (exception) throw new Error(`${exception.typeName}: ${exception.apexMessage}`);
    return debugLog;
}
