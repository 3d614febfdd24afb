import type { Org, OrgTransaction } from '../org/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { apexFrames } from '../runtime/frames.ts';
import { UnsupportedFeature } from '../runtime/unsupported.ts';
import type { MethodSymbol } from '../semantics/index.ts';
import type { TestClass } from './testPlan.ts';
import { refuseAllData } from './testPlan.ts';
import type { TestResult } from './testReport.ts';

/** Begins the message of a test that met a fault of the local org itself. */
export const INTERNAL_FAULT = 'LOC-001';

/**
 * Runs the tests of a class. Every method starts from what the setup methods have left, and nothing of it remains, so that the order of
 * tests does not matter. A setup that fails fails every method, as on the platform.
 */
export function runTestClass(org: Org, test: TestClass): TestResult[] {
    return org.isolated(() => {
        const setupFault = faultOf(() => {
            for (const method of test.setup) runMethod(org, method);
        });
        return test.methods.map((method) => {
            const started = performance.now();
            let transaction: OrgTransaction | null = null;
            const fault =
                setupFault ??
                faultOf(() =>
                    org.isolated(() => {
                        refuseAllData(test, method);
                        runMethod(org, method, (entered) => (transaction = entered));
                    })
                );
            return resultOf(test, method, fault, performance.now() - started, transaction);
        });
    });
}

function runMethod(
    org: Org,
    method: MethodSymbol,
    onEntry: (transaction: OrgTransaction) => void = () => undefined
): void {
    org.execute({ user: org.admin, quiddity: 'RUNTEST_SYNC', isAsync: false }, (transaction) => {
        onEntry(transaction);
        org.program.callStatic(method.owner, method.slot);
    });
}

function faultOf(run: () => void): Error | null {
    try {
        run();
        return null;
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}

function resultOf(
    test: TestClass,
    method: MethodSymbol,
    fault: Error | null,
    millis: number,
    transaction: OrgTransaction | null
): TestResult {
    return {
        className: test.symbol.name,
        methodName: method.name,
        outcome: fault ? 'fail' : 'pass',
        message: fault && messageOf(fault),
        stackTrace: fault && stackOf(fault),
        millis,
        limits: {
            queries: transaction?.limits.queries ?? 0,
            dmlStatements: transaction?.limits.dmlStatements ?? 0,
            cpuMillis: transaction?.limits.cpuMillis ?? 0
        }
    };
}

/** Exceptions of Apex read as on the platform; what is not Apex's fault carries the local org's code. */
function messageOf(fault: Error): string {
    if (fault instanceof ApexException) return `${fault.typeName}: ${fault.apexMessage ?? 'Script-thrown exception'}`;
    if (fault instanceof UnsupportedFeature) return `${fault.code}: ${fault.message}`;
    return `${INTERNAL_FAULT}: this is a fault of the local org, not of your project: ${fault.message}`;
}

/** Apex frames; for a fault of the local org also where in it the fault arose. */
function stackOf(fault: Error): string {
    const origin = fault.cause instanceof Error ? fault.cause : fault;
    const frames = (fault instanceof ApexException ? fault.apexStack() : apexFrames(origin.stack ?? '')).map(
        ({ place, line }) => `${place}: line ${line}, column 1`
    );
    if (fault instanceof ApexException) return frames.join('\n');
    const inside = (origin.stack ?? '')
        .split('\n')
        .filter((line) => line.startsWith('    at ') && !line.includes('apex:'));
    return [...frames, ...inside.slice(0, 5).map((line) => line.trim())].join('\n');
}
