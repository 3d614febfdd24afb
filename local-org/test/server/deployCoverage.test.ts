import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageWarnings } from '../../src/server/tooling/coverageWarnings.ts';
import { classFiles, DeployOrg, zipOf } from './deployOrg.ts';

interface Covered {
    readonly runTestResult: {
        readonly codeCoverageWarnings: readonly { readonly name: string | null; readonly message: string }[];
    };
}

// Metadata API Developer Guide, "Running a Subset of Tests in a Deployment": less than 75 % of a component fails the deployment. That this
// holds where production does not: https://github.com/Kathy-Lueckeman/EASY-Open-Source-Solution/issues/3 (RunSpecifiedTests, a sandbox),
// https://github.com/salesforcecli/plugin-deploy-retrieve/pull/656 (the whole org, a scratch org). Both show the messages.
describe('deployments that leave code untested', () => {
    const org = new DeployOrg();
    beforeAll(() => org.open(), 60_000);
    afterAll(() => org.close());

    /** Three lines, of which `calls` are made by the test. */
    const lines = (name: string, calls: readonly number[]) => ({
        ...classFiles(
            name,
            `public class ${name} {
                public static Integer of(Integer at) {
                    if (at == 1) {
                        return 1;
                    }
                    return 2;
                }
            }`
        ),
        ...classFiles(
            `${name}Test`,
            `@IsTest private class ${name}Test {
                @IsTest static void it_counts() {
                    ${calls.map((at) => `Assert.areEqual(${at}, ${name}.of(${at}));`).join(' ')}
                }
            }`
        )
    });
    const specified = (...runTests: string[]) => ({ testLevel: 'RunSpecifiedTests', runTests });
    const outcome = async (files: ReturnType<typeof lines>, options: object) => {
        const { status, details } = await org.deploy(zipOf(files), options);
        const { codeCoverageWarnings } = (details as unknown as Covered).runTestResult;
        return { status, warnings: codeCoverageWarnings.map(({ name, message }) => [name, message]) };
    };

    it('given one class of two below 75 %, when both are deployed with specified tests, then that one refuses them', async () => {
        const files = { ...lines('Whole', [1, 2]), ...lines('Partly', [1]) };
        expect(await outcome(files, specified('WholeTest', 'PartlyTest'))).toEqual({
            status: 'Failed',
            warnings: [
                ['Partly', 'Test coverage of selected Apex Class is 66.666%, at least 75% test coverage is required']
            ]
        });
        expect(await org.apex('Whole.of(1);')).toContain('Whole');
    });

    it('given little coverage of the whole, when all tests of the org are run, then the deployment fails', async () => {
        expect(await outcome(lines('Partly', [2]), { testLevel: 'RunLocalTests' })).toEqual({
            status: 'Failed',
            warnings: [
                [
                    null,
                    'Average test coverage across all Apex Classes and Triggers is 66%, at least 75% test coverage is required.'
                ]
            ]
        });
    });

    it('given code and not one test, when all tests of the org are run, then the deployment fails', async () => {
        const { 'classes/Partly.cls': text, 'classes/Partly.cls-meta.xml': meta } = lines('Partly', []);
        const files = { 'classes/Partly.cls': text!, 'classes/Partly.cls-meta.xml': meta! };
        expect(await outcome(files, { testLevel: 'RunLocalTests' })).toEqual({
            status: 'Failed',
            warnings: [
                [
                    null,
                    'Average test coverage across all Apex Classes and Triggers is 0%, at least 75% test coverage is required.'
                ]
            ]
        });
    });
});

describe('what is said of too little coverage', () => {
    const file = (name: string, covered: number, total: number, suffix = 'cls') => ({
        ...{ name, path: `force-app/${name}.${suffix}`, covered, total },
        ...{ coveredLines: [], uncoveredLines: [] }
    });
    const coverage = (...classes: ReturnType<typeof file>[]) => {
        const sum = (key: 'covered' | 'total') => classes.reduce((all, each) => all + each[key], 0);
        return { classes, covered: sum('covered'), total: sum('total') };
    };
    const deployed = (...names: string[]) => new Set(names);

    it('given untested code that is not deployed, when specified tests are run, then it is nobody’s business', () => {
        expect(coverageWarnings(coverage(file('Old', 0, 9), file('New', 3, 4)), deployed('New'))).toEqual([]);
    });

    it('given a trigger just below the limit, when it is deployed, then it does not read as enough', () => {
        expect(coverageWarnings(coverage(file('Near', 749_999, 1_000_000, 'trigger')), deployed('Near'))).toEqual([
            {
                name: 'Near',
                message: 'Test coverage of selected Apex Trigger is 74.999%, at least 75% test coverage is required'
            }
        ]);
    });

    it('given classes without a line to cover, when they are deployed, then they need no test', () => {
        expect(coverageWarnings(coverage(file('Shape', 0, 0)), deployed('Shape'))).toEqual([]);
    });

    it('given a trigger that no test touches, when all tests are run, then it is named though the org is covered', () => {
        expect(coverageWarnings(coverage(file('Whole', 9, 9), file('Bare', 0, 1, 'trigger')), null)).toEqual([
            {
                name: 'Bare',
                message: 'Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required'
            }
        ]);
    });
});
