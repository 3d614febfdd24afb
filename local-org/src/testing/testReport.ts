/** What became of one test method. */
export interface TestResult {
    readonly className: string;
    readonly methodName: string;
    readonly outcome: 'pass' | 'fail';
    /** `System.AssertException: Assertion Failed: …` */
    readonly message: string | null;
    /** One line per Apex frame, innermost first. */
    readonly stackTrace: string | null;
    /** Wall time. */
    readonly millis: number;
    /** Governor figures of the test method's own transaction. */
    readonly limits: { readonly queries: number; readonly dmlStatements: number; readonly cpuMillis: number };
}

/** Executable lines of one class or trigger that is no test. */
export interface ClassCoverage {
    readonly name: string;
    readonly path: string;
    readonly covered: number;
    readonly total: number;
    /** Executable lines that a test has run, in ascending order. */
    readonly coveredLines: readonly number[];
    /** Executable lines that no test has run, in ascending order. */
    readonly uncoveredLines: readonly number[];
}

export interface TestReport {
    /** By class and method name. */
    readonly tests: readonly TestResult[];
    readonly coverage: { readonly covered: number; readonly total: number; readonly classes: readonly ClassCoverage[] };
    /** Wall time of the whole run, loading included. */
    readonly millis: number;
}

/** The report as CI servers read it. */
export function junitXml(report: TestReport): string {
    const byClass = groupedByClass(report.tests);
    const suites = [...byClass].map(([name, tests]) => {
        const failures = tests.filter((test) => test.outcome === 'fail').length;
        const head = `  <testsuite name="${escaped(name)}" tests="${tests.length}" failures="${failures}" time="${seconds(tests)}">`;
        return [head, ...tests.map(testCase), '  </testsuite>'].join('\n');
    });
    const failed = report.tests.filter((test) => test.outcome === 'fail').length;
    const head = `<testsuites tests="${report.tests.length}" failures="${failed}" time="${(report.millis / 1000).toFixed(3)}">`;
    return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function testCase(test: TestResult): string {
    const head = `    <testcase classname="${escaped(test.className)}" name="${escaped(test.methodName)}" time="${seconds([test])}"`;
    if (test.outcome === 'pass') return `${head}/>`;
    return `${head}>\n      <failure message="${escaped(test.message ?? '')}">${escaped(test.stackTrace ?? '')}</failure>\n    </testcase>`;
}

function seconds(tests: readonly TestResult[]): string {
    return (tests.reduce((sum, test) => sum + test.millis, 0) / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\n': '&#10;'
};

/** Characters that XML 1.0 has no way to write are replaced. */
function escaped(text: string): string {
    return text
        .replace(/[&<>"\n]/g, (character) => ENTITIES[character]!)
        .replace(/[^\t\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

function groupedByClass(tests: readonly TestResult[]): Map<string, TestResult[]> {
    const groups = new Map<string, TestResult[]>();
    for (const test of tests) groups.set(test.className, [...(groups.get(test.className) ?? []), test]);
    return groups;
}
