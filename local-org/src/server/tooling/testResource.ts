import { systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { TestReport, TestResult } from '../../testing/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { ServedState } from '../api/servedState.ts';
import type { OrgResponse } from '../protocol.ts';
import type { CoverageWarning } from './coverageWarnings.ts';
import type { Suites } from './testOrder.ts';
import { readTestOrder } from './testOrder.ts';
import type { StartTests } from './testRuns.ts';

/** The org's own metadata as tests need it. */
export interface TestHost {
    readonly startTests: StartTests;
    suites(): Suites;
}

export interface TestParts {
    readonly org: Org;
    readonly state: ServedState;
    readonly tests: TestHost | null;
}

/** `POST /tooling/runTestsAsynchronous`: answers with the id of the run. */
export function runTestsAsynchronous(parts: TestParts, api: ApiCall): OrgResponse {
    return json(200, start(parts, api).run.id);
}

/** `POST /tooling/runTestsSynchronous`: answers when the tests are over. */
export async function runTestsSynchronous(parts: TestParts, api: ApiCall): Promise<OrgResponse> {
    const run = await start(parts, api).ended;
    if (!run.report) throw new ApiFault(500, 'UNKNOWN_EXCEPTION', run.message ?? 'The test run was aborted.');
    return json(200, testRunResult(parts.org, run.report));
}

function start({ org, state, tests }: TestParts, api: ApiCall): ReturnType<ServedState['testRuns']['start']> {
    if (!tests) return unsupported('test runs of an org that is not served from a project folder');
    const { user } = api.session;
    const { system } = org.data.permissionsOf(user.id);
    if (!system.has('authorapex'))
        throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'You need the Author Apex permission to run tests.');
    return state.testRuns.start(org, user, readTestOrder(org, tests.suites(), api.call.jsonObject()), tests.startTests);
}

/** A report in the shape of RunTestsResult, which synchronous runs and deployments have in common. Times are milliseconds. */
export function testRunResult(
    org: Org,
    report: TestReport,
    warnings: readonly CoverageWarning[] = []
): Record<string, unknown> {
    const classId = (name: string): unknown => systemRowBy(org.data, 'ApexClass', 'Name', name)?.Id ?? null;
    const row = (test: TestResult): Record<string, unknown> => ({
        id: classId(test.className),
        methodName: test.methodName,
        name: test.className,
        namespace: null,
        seeAllData: false,
        time: Math.round(test.millis)
    });
    const failures = report.tests.filter(({ outcome }) => outcome === 'fail');
    return {
        apexLogId: null,
        codeCoverage: report.coverage.classes
            .filter(({ total }) => total > 0)
            .map(({ name, path, covered, total, uncoveredLines }) => ({
                id:
                    systemRowBy(org.data, path.endsWith('.trigger') ? 'ApexTrigger' : 'ApexClass', 'Name', name)?.Id ??
                    null,
                locationsNotCovered: uncoveredLines.map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })),
                name,
                namespace: null,
                numLocations: total,
                numLocationsNotCovered: total - covered,
                type: path.endsWith('.trigger') ? 'Trigger' : 'Class'
            })),
        codeCoverageWarnings: warnings.map(({ name, message }) => ({
            id: name === null ? null : classId(name),
            message,
            name,
            namespace: null
        })),
        failures: failures.map((test) => ({
            ...row(test),
            message: test.message,
            packageName: test.className,
            stackTrace: test.stackTrace,
            type: 'Class'
        })),
        numFailures: failures.length,
        numTestsRun: report.tests.length,
        successes: report.tests.filter(({ outcome }) => outcome === 'pass').map(row),
        totalTime: Math.round(report.tests.reduce((sum, { millis }) => sum + millis, 0))
    };
}
