import { systemRowBy } from '../../data/index.ts';
import { findSystemRow } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { TestFilter, TestResult } from '../../testing/index.ts';
import { ALL_TESTS, findTests } from '../../testing/index.ts';
import { ApiFault } from '../http/apiFault.ts';

/** The tests that a client asked for. */
export interface TestOrder {
    /** By class name in the source's spelling; null for all methods of the class. */
    readonly classes: ReadonlyMap<string, readonly string[] | null>;
    readonly withCoverage: boolean;
}

/** Suites of the org's metadata: names of classes by the suite's name. */
export type Suites = ReadonlyMap<string, readonly string[]>;

/** Body of runTestsAsynchronous and runTestsSynchronous. @throws ApiFault for names that are none */
export function readTestOrder(org: Org, suites: Suites, body: Readonly<Record<string, unknown>>): TestOrder {
    const withCoverage = body['skipCodeCoverage'] !== true;
    const level = body['testLevel'] ?? 'RunSpecifiedTests';
    if (level === 'RunLocalTests' || level === 'RunAllTestsInOrg') return { classes: allTests(org), withCoverage };
    if (level !== 'RunSpecifiedTests') return unsupported(`the test level ${String(level)}`);
    const classes = new Map<string, readonly string[] | null>();
    for (const test of listOf(body['tests'])) addTest(org, classes, test as TestPart);
    for (const name of namesOf(body['classNames'])) addTest(org, classes, { className: name });
    for (const id of namesOf(body['classids'] ?? body['classIds'])) addTest(org, classes, { classId: id });
    for (const name of namesOf(body['suiteNames'])) {
        const suite = [...suites].find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
        if (!suite) throw new ApiFault(400, 'INVALID_INPUT', `The suiteNames parameter has an invalid value: ${name}`);
        for (const className of suite[1]) addTest(org, classes, { className });
    }
    if (namesOf(body['suiteids'] ?? body['suiteIds']).length > 0) unsupported('test suites by id; name them');
    if (classes.size === 0) throw new ApiFault(400, 'INVALID_INPUT', 'The request names no tests.');
    return { classes, withCoverage };
}

/** Every test of the org. */
export function allTests(org: Org): ReadonlyMap<string, null> {
    return new Map(findTests(org.compiled.checked.classes, ALL_TESTS).map(({ symbol }) => [symbol.name, null]));
}

/** What the test runner is told; it may run more methods than were asked for, see `isOrdered`. */
export function filterFor({ classes }: Pick<TestOrder, 'classes'>): TestFilter {
    const lists = [...classes.values()];
    const methods = lists.some((list) => list === null) ? [] : lists.flatMap((list) => list ?? []);
    return { classes: [...classes.keys()], methods };
}

export function isOrdered({ classes }: Pick<TestOrder, 'classes'>, { className, methodName }: TestResult): boolean {
    const methods = classes.get(className);
    return methods === null || (methods?.some((name) => name.toLowerCase() === methodName.toLowerCase()) ?? false);
}

interface TestPart {
    readonly className?: unknown;
    readonly classId?: unknown;
    readonly testMethods?: unknown;
}

function addTest(org: Org, classes: Map<string, readonly string[] | null>, test: TestPart): void {
    const row = typeof test.classId === 'string' ? findSystemRow(org.data, 'ApexClass', test.classId) : null;
    const name = String(row?.Name ?? test.className ?? test.classId ?? '');
    const [found] = findTests(org.compiled.checked.classes, { classes: [name], methods: [] });
    if (!found) {
        const isClass = systemRowBy(org.data, 'ApexClass', 'Name', name) !== null;
        const reason = isClass
            ? 'does not contain test methods'
            : 'is invalid. Provide the name of an Apex class that has test methods';
        throw new ApiFault(400, 'INVALID_INPUT', `This class name's value ${reason}: ${name}`);
    }
    const methods = namesOf(test.testMethods);
    const unknown = methods.find(
        (method) => !found.methods.some((known) => known.name.toLowerCase() === method.toLowerCase())
    );
    if (unknown !== undefined) {
        throw new ApiFault(400, 'INVALID_INPUT', `The method ${unknown} of ${found.symbol.name} is no test method`);
    }
    const before = classes.get(found.symbol.name);
    if (methods.length === 0 || before === null) classes.set(found.symbol.name, null);
    else classes.set(found.symbol.name, [...(before ?? []), ...methods]);
}

function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A list, or a text with commas. */
function namesOf(value: unknown): string[] {
    if (typeof value === 'string')
        return value
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean);
    return listOf(value).map(String);
}
