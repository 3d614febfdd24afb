import { afterEach, expect, it } from 'vitest';
import { compileProject } from '../../src/org/index.ts';
import type { TestReport, TestResult } from '../../src/testing/index.ts';
import { ALL_TESTS, junitXml, runTests } from '../../src/testing/index.ts';
import { projectFolder } from '../org/projectFolder.ts';

const cleanUp: (() => void)[] = [];

afterEach(() => {
    for (const step of cleanUp.splice(0)) step();
});

async function run(files: Readonly<Record<string, string>>, filter = ALL_TESTS): Promise<TestReport> {
    const folder = projectFolder(files);
    cleanUp.push(folder.remove);
    return runTests({ projectDir: folder.dir, filter }, compileProject(folder.dir));
}

function outcomes(report: TestReport): Record<string, string> {
    return Object.fromEntries(
        report.tests.map((test) => [`${test.className}.${test.methodName}`, test.message ?? test.outcome])
    );
}

const ISOLATION = `@IsTest
private class IsolationTest {
    private static Integer calls = 0;
    @TestSetup
    static void prepare() {
        insert new Account(Name = 'From setup');
        calls++;
    }
    @IsTest
    static void it_adds() {
        insert new Account(Name = 'From a test');
        calls++;
        System.assertEquals(2, [SELECT COUNT() FROM Account]);
        System.assertEquals(1, calls);
    }
    @IsTest
    static void it_deletes() {
        delete [SELECT Id FROM Account];
        calls++;
        System.assertEquals(0, [SELECT COUNT() FROM Account]);
        System.assertEquals(1, calls);
    }
    @IsTest
    static void it_looks() {
        System.assertEquals('From setup', [SELECT Name FROM Account].Name);
        System.assertEquals(0, calls);
    }
}`;

it('given tests that change records and statics, when they run in any order, then each starts from what the setup has left', async () => {
    expect(outcomes(await run({ 'app/classes/IsolationTest.cls': ISOLATION }))).toEqual({
        'IsolationTest.it_adds': 'pass',
        'IsolationTest.it_deletes': 'pass',
        'IsolationTest.it_looks': 'pass'
    });
});

const FAILING = `@IsTest
private class FailingTest {
    @IsTest
    static void it_asserts() {
        check(1);
    }
    @IsTest
    static void it_throws() {
        String text;
        text.length();
    }
    @IsTest
    static void it_sees_records() {
    }
    private static void check(Integer found) {
        System.assertEquals(2, found, 'a number');
    }
}`;

it('given tests that fail, when they run, then message and stack read as on the platform', async () => {
    const report = await run({ 'app/classes/FailingTest.cls': FAILING });
    expect(report.tests.find((test) => test.methodName === 'it_asserts')).toMatchObject({
        outcome: 'fail',
        message: 'System.AssertException: Assertion Failed: a number: Expected: 2, Actual: 1',
        stackTrace: 'Class.FailingTest.check: line 16, column 1\nClass.FailingTest.it_asserts: line 5, column 1'
    });
    expect(report.tests.find((test) => test.methodName === 'it_throws')).toMatchObject({
        outcome: 'fail',
        message: 'System.NullPointerException: Attempt to de-reference a null object',
        stackTrace: 'Class.FailingTest.it_throws: line 10, column 1'
    });
});

it('given a test that wants to see all data, when it runs, then it fails by the name of what is not supported', async () => {
    const files = {
        'app/classes/FailingTest.cls': FAILING.replace(
            '@IsTest\n    static void it_sees',
            '@IsTest(SeeAllData=true)\n    static void it_sees'
        )
    };
    const { tests } = await run(files, { classes: [], methods: ['it_sees_records'] });
    expect(tests).toHaveLength(1);
    expect(tests[0]!.message).toMatch(/^LOC-002: .*@IsTest\(SeeAllData=true\)/);
});

it('given a setup that fails, when the tests run, then each fails with its exception', async () => {
    const source = ISOLATION.replace(`insert new Account(Name = 'From setup');`, 'insert new Account();');
    const report = await run({ 'app/classes/IsolationTest.cls': source });
    expect(report.tests).toHaveLength(3);
    for (const { message } of report.tests)
        expect(message).toMatch(/^System\.DmlException: Insert failed\..*REQUIRED_FIELD_MISSING/);
});

const HALF = `public class Half {
    public static Integer of(Integer whole) {
        if (whole == 1) {
            return 0;
        }
        return whole / 2;
    }
}`;
const HALF_TEST = `@IsTest
private class HalfTest {
    @IsTest
    static void it_halves() {
        System.assertEquals(3, Half.of(6));
    }
}`;

it('given a class of which a test runs a part, when coverage is counted, then the lines that did not run are told', async () => {
    const { coverage } = await run({ 'app/classes/Half.cls': HALF, 'app/classes/HalfTest.cls': HALF_TEST });
    expect(coverage.classes).toEqual([
        { name: 'Half', path: 'app/classes/Half.cls', covered: 2, total: 3, coveredLines: [3, 6], uncoveredLines: [4] }
    ]);
    expect(coverage).toMatchObject({ covered: 2, total: 3 });
});

it('given more classes than one thread is for, when they run in threads, then results and coverage are those of all', async () => {
    const tests = Array.from({ length: 22 }, (_, i) => [
        `app/classes/Half${i}Test.cls`,
        HALF_TEST.replace('HalfTest', `Half${i}Test`).replace(
            '(3, Half.of(6))',
            i === 7 ? '(0, Half.of(1))' : '(3, Half.of(6))'
        )
    ]);
    const report = await run({
        'app/classes/Half.cls': HALF,
        ...(Object.fromEntries(tests) as Record<string, string>)
    });
    expect(report.tests).toHaveLength(22);
    expect(report.tests.every((test) => test.outcome === 'pass')).toBe(true);
    expect(report.coverage).toMatchObject({ covered: 3, total: 3 });
});

it('given a filter that nothing passes, when the tests are run, then that is an error and no green run', async () => {
    await expect(run({ 'app/classes/Half.cls': HALF }, { classes: ['Nobody'], methods: [] })).rejects.toThrow(
        'LOC-009'
    );
});

it('given results with characters that XML reserves, when written as JUnit, then they are escaped and failures counted', () => {
    const test: TestResult = {
        className: 'A',
        methodName: 'b',
        outcome: 'fail',
        message: 'List<String> "x" & \u0000',
        stackTrace: 'Class.A.b: line 1, column 1',
        millis: 1500,
        limits: { queries: 0, dmlStatements: 0, cpuMillis: 0 }
    };
    const xml = junitXml({ tests: [test], coverage: { covered: 0, total: 0, classes: [] }, millis: 2000 });
    expect(xml).toContain('<testsuites tests="1" failures="1" time="2.000">');
    expect(xml).toContain('<testcase classname="A" name="b" time="1.500">');
    expect(xml).toContain('message="List&lt;String&gt; &quot;x&quot; &amp; \uFFFD"');
});
