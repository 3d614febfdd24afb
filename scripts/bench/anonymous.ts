import type { Org } from '../../local-org/src/org/index.ts';

/** Runs an anonymous block as the org's admin. @throws Error when it does not compile or ends in an exception */
export function runAsAdmin(org: Org, block: string): void {
    const { problem, exception } = org.runAnonymous(org.admin, block);
    if (problem) throw new Error(`The block does not compile: ${problem.line}:${problem.column}: ${problem.message}`);
    if (exception) throw new Error(`${exception.typeName}: ${exception.apexMessage}`);
}
