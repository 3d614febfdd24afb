/** The Apex tests of a project: found, run in isolation, measured and reported. */
export { ALL_TESTS, findTests, type TestFilter } from './testPlan.ts';
export { type ClassCoverage, junitXml, type TestReport, type TestResult } from './testReport.ts';
export { runTests, untested, type SuiteOptions } from './testSuite.ts';
export { INTERNAL_FAULT } from './testRun.ts';
