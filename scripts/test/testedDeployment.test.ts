import { describe, expect, test } from 'vitest';
import { readTestedDeployment } from './testedDeployment.ts';

const printed = (details: object): string => JSON.stringify({ status: 1, result: { status: 'Failed', details } });

describe('what a deployment that ran tests has printed', () => {
    test('given one of everything that can go wrong, when it is read, then each is told with its name', () => {
        const { passed, faults, classes } = readTestedDeployment(
            printed({
                componentFailures: { fullName: 'Odd', problem: 'does not compile' },
                runTestResult: {
                    successes: [{ name: 'OddTest' }, { name: 'OddTest' }],
                    failures: { name: 'OddTest', methodName: 'it_is', message: 'not so', stackTrace: 'Class.OddTest' },
                    codeCoverage: { name: 'Odd', numLocations: '4', numLocationsNotCovered: '1' },
                    codeCoverageWarnings: { name: 'Bare', message: 'too little' }
                }
            })
        );

        expect(faults).toEqual(['Odd: does not compile', 'OddTest.it_is: not so\nClass.OddTest', 'Bare: too little']);
        expect([passed, classes]).toEqual([2, [{ name: 'Odd', lines: 4, covered: 3 }]]);
    });

    test('given a deployment that never began, when it is read, then that is a fault in the words of the CLI', () => {
        const said = JSON.stringify({ status: 1, message: 'No authorization information found for tests.' });

        expect(readTestedDeployment(said).faults).toEqual([said]);
    });
});
