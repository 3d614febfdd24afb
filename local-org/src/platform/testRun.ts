import { DrainedQueue } from '../async/index.ts';
import { transactionData } from '../dml/index.ts';
import { throwApex } from '../runtime/exceptions.ts';
import { Work } from '../runtime/services.ts';
import type { LimitUse } from '../runtime/transaction.ts';
import { currentTransaction, ServiceKey } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';

/**
 * What System.Test knows about the running test method. The test runner provides a new one, and a new DrainedQueue as `Work`, for each
 * method; transactions of jobs and event triggers see those of the test that caused them.
 */
export class TestRun {
    /** Objects given to Test.setMock, by the name of the interface. */
    readonly mocks = new Map<string, object>();
    private window: 'before' | 'open' | 'closed' = 'before';
    private outerUse: LimitUse | null = null;

    /** Test.startTest: fresh limits, and nothing of what was done before counts as uncommitted work. */
    start(): void {
        if (this.window !== 'before') throwApex('System.FinalException', 'Testing already started');
        this.window = 'open';
        const transaction = currentTransaction();
        transactionData(transaction).commit();
        this.outerUse = { ...transaction.limits };
        for (const name of Object.keys(transaction.limits) as (keyof LimitUse)[]) transaction.limits[name] = 0;
    }

    /**
     * Test.stopTest: runs jobs and delivers events, one after another, until nothing is left, then gives back the limits of the test.
     * @throws the first exception that ended a job
     */
    stop(): void {
        if (this.window !== 'open') throwApex('System.FinalException', 'Testing has not started');
        this.window = 'closed';
        const transaction = currentTransaction();
        const work = transaction.services.get(Work);
        if (!(work instanceof DrainedQueue)) throw new Error('A test needs a DrainedQueue as its work queue.');
        transactionData(transaction).commit();
        try {
            work.drain();
        } finally {
            Object.assign(transaction.limits, this.outerUse);
        }
    }
}

export const CurrentTest = new ServiceKey<TestRun>('CurrentTest');

/** @param member name for the refusal, e.g. `System.Test.startTest` */
export function currentTest(member: string): TestRun {
    const transaction = currentTransaction();
    return (
        (transaction.isTest ? transaction.services.find(CurrentTest) : null) ?? unsupported(`${member} outside a test`)
    );
}
