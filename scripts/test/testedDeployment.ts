/** What came of a deployment that ran tests. */
export interface TestedDeployment {
    readonly passed: number;
    /** Why it failed: components, tests, classes with too little coverage. */
    readonly faults: readonly string[];
    readonly classes: readonly { readonly name: string; readonly lines: number; readonly covered: number }[];
}

/** The parts of DeployResult that are read; the Metadata API gives a list of one as that one. */
interface DeployJson {
    readonly result?: {
        readonly details: {
            readonly componentFailures?: Maybe<{ readonly fullName: string; readonly problem: string }>;
            readonly runTestResult: {
                readonly successes?: Maybe<object>;
                readonly failures?: Maybe<{
                    readonly name: string;
                    readonly methodName: string;
                    readonly message: string;
                    readonly stackTrace: string;
                }>;
                readonly codeCoverage?: Maybe<{
                    readonly name: string;
                    readonly numLocations: number | string;
                    readonly numLocationsNotCovered: number | string;
                }>;
                readonly codeCoverageWarnings?: Maybe<{ readonly name: string | null; readonly message: string }>;
            };
        };
    };
}

type Maybe<T> = T | readonly T[];

/** @param output what `sf project deploy start --json` printed */
export function readTestedDeployment(output: string): TestedDeployment {
    const { details } = (JSON.parse(output) as DeployJson).result ?? {};
    // A deployment that never began has no details, only what the CLI says of it.
    if (!details) return { passed: 0, faults: [output], classes: [] };
    const { runTestResult: tests } = details;
    return {
        passed: listOf(tests.successes).length,
        faults: [
            ...listOf(details.componentFailures).map(({ fullName, problem }) => `${fullName}: ${problem}`),
            ...listOf(tests.failures).map(
                ({ name, methodName, message, stackTrace }) => `${name}.${methodName}: ${message}\n${stackTrace}`
            ),
            ...listOf(tests.codeCoverageWarnings).map(({ name, message }) => `${name ?? 'Apex'}: ${message}`)
        ],
        classes: listOf(tests.codeCoverage).map(({ name, numLocations, numLocationsNotCovered }) => ({
            name,
            lines: Number(numLocations),
            covered: Number(numLocations) - Number(numLocationsNotCovered)
        }))
    };
}

function listOf<T>(found: Maybe<T> | undefined): readonly T[] {
    if (found === undefined) return [];
    return Array.isArray(found) ? (found as readonly T[]) : [found as T];
}
