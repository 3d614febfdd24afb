import { systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { TestReport, TestResult } from '../../testing/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { ToolingRow } from './rowQuery.ts';
import type { TestOrder } from './testOrder.ts';
import { filterFor, isOrdered } from './testOrder.ts';
import type { ProjectRun } from './projectRun.ts';

/** Starts a check or test of the org's own metadata in a thread of its own. */
export type StartTests = (filter: ReturnType<typeof filterFor>, onResult: (result: TestResult) => void) => ProjectRun;

export type RunStatus = 'Queued' | 'Processing' | 'Completed' | 'Failed' | 'Aborted';

/** One run of tests and what is known of it so far. */
export interface TestRun {
    /** AsyncApexJob id, the run's name for clients. */
    readonly id: string;
    readonly resultId: string;
    readonly order: TestOrder;
    readonly user: RunningUser;
    readonly startedAt: number;
    readonly items: readonly QueueItem[];
    readonly results: { readonly id: string; readonly at: number; readonly result: TestResult }[];
    status: RunStatus;
    endedAt: number | null;
    report: TestReport | null;
    /** What kept the run from ending. */
    message: string | null;
}

interface QueueItem {
    readonly id: string;
    readonly className: string;
    readonly classId: string;
    readonly methods: number;
}

const MAX_RUNS = 50;

/** Test runs of this process, and the rows by which clients see them. One runs at a time; the others wait in the queue. */
export class TestRuns {
    private readonly runs: TestRun[] = [];
    private readonly active = new Map<string, ProjectRun>();
    private readonly listeners = new Set<(run: TestRun) => void>();
    private queue: Promise<void> = Promise.resolve();
    private coverage: ToolingRow[] = [];
    private aggregate: ToolingRow[] = [];
    private percent = 0;

    /** @returns the run, whose `ended` settles when it is over; it never rejects */
    start(
        org: Org,
        user: RunningUser,
        order: TestOrder,
        startTests: StartTests
    ): { readonly run: TestRun; readonly ended: Promise<TestRun> } {
        const next = (prefix: string): string => org.data.store.ids.next(prefix);
        const classIdOf = (name: string): string => String(systemRowBy(org.data, 'ApexClass', 'Name', name)?.Id);
        const run: TestRun = {
            id: next('707'),
            resultId: next('05m'),
            order,
            user,
            startedAt: org.clock.now(),
            items: [...order.classes].map(([className, methods]) => ({
                id: next('709'),
                className,
                classId: classIdOf(className),
                methods: methods?.length ?? methodsOf(org, className)
            })),
            results: [],
            status: 'Queued',
            endedAt: null,
            report: null,
            message: null
        };
        this.runs.push(run);
        if (this.runs.length > MAX_RUNS) this.runs.shift();
        const ended = this.queue.then(() => this.run(org, run, startTests));
        this.queue = ended.then(() => undefined);
        return { run, ended };
    }

    /** Stops a run that is queued or under way. @returns was there one? */
    abort(id: string): boolean {
        const run = this.runs.find(
            (candidate) => candidate.id === id || candidate.items.some((item) => item.id === id)
        );
        if (!run || run.endedAt !== null) return false;
        run.status = 'Aborted';
        this.active.get(run.id)?.stop();
        return true;
    }

    onEnd(listener: (run: TestRun) => void): () => void {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
    }

    /** Rows of the Tooling API's objects about tests, by object. */
    rows(object: string): readonly ToolingRow[] | null {
        switch (object) {
            case 'ApexTestRunResult':
                return this.runs.map(runRow);
            case 'ApexTestQueueItem':
                return this.runs.flatMap((run) => run.items.map((item) => itemRow(run, item)));
            case 'ApexTestResult':
                return this.runs.flatMap((run) => run.results.map((entry) => resultRow(run, entry)));
            case 'ApexCodeCoverage':
                return this.coverage;
            case 'ApexCodeCoverageAggregate':
                return this.aggregate;
            case 'ApexOrgWideCoverage':
                return [{ Id: null, PercentCovered: this.percent }];
            default:
                return null;
        }
    }

    private async run(org: Org, run: TestRun, startTests: StartTests): Promise<TestRun> {
        if (run.status !== 'Aborted') {
            run.status = 'Processing';
            const tests = startTests(filterFor(run.order), (result) => {
                if (isOrdered(run.order, result)) {
                    run.results.push({ id: org.data.store.ids.next('07M'), at: org.clock.now(), result });
                }
            });
            this.active.set(run.id, tests);
            try {
                const { report } = await tests.outcome;
                if (report === null) throw new Error('The project in the org has errors.');
                run.report = { ...report, tests: report.tests.filter((result) => isOrdered(run.order, result)) };
                run.status = 'Completed';
                if (run.order.withCoverage) this.keepCoverage(org, run);
            } catch (error) {
                if ((run.status as RunStatus) !== 'Aborted') run.status = 'Failed';
                run.message = error instanceof Error ? error.message : String(error);
            }
            this.active.delete(run.id);
        }
        run.endedAt = org.clock.now();
        for (const listener of this.listeners) listener(run);
        return run;
    }

    /** Coverage is measured over a whole run: what one method covers is known when it ran alone. */
    private keepCoverage(org: Org, run: TestRun): void {
        const { coverage } = run.report!;
        const measured = coverage.classes.filter(({ total }) => total > 0);
        this.aggregate = measured.map(({ name, path, covered, total, uncoveredLines, coveredLines }) => {
            const isTrigger = path.endsWith('.trigger');
            const id = String(systemRowBy(org.data, isTrigger ? 'ApexTrigger' : 'ApexClass', 'Name', name)?.Id);
            return {
                Id: org.data.store.ids.next('715'),
                ApexClassOrTriggerId: id,
                ApexClassOrTrigger: { Id: id, Name: name },
                NumLinesCovered: covered,
                NumLinesUncovered: total - covered,
                Coverage: { coveredLines: [...coveredLines], uncoveredLines: [...uncoveredLines] }
            };
        });
        this.percent = coverage.total === 0 ? 0 : Math.round((100 * coverage.covered) / coverage.total);
        const isSingle = run.items.length === 1 && run.report!.tests.length === 1;
        this.coverage = isSingle
            ? this.aggregate
                  .filter((row) => (row['NumLinesCovered'] as number) > 0)
                  .map((row) => ({
                      ...row,
                      Id: org.data.store.ids.next('714'),
                      ApexTestClassId: run.items[0]!.classId,
                      TestMethodName: run.report!.tests[0]!.methodName
                  }))
            : [];
    }
}

function methodsOf(org: Org, className: string): number {
    const symbol = org.compiled.checked.classes.find(({ name }) => name === className);
    return symbol?.methods.filter(({ isTestMethod }) => isTestMethod).length ?? 0;
}

function runRow(run: TestRun): ToolingRow {
    const done = run.endedAt !== null;
    const failed = run.results.filter(({ result }) => result.outcome === 'fail').length;
    const total = run.items.reduce((sum, { methods }) => sum + methods, 0);
    return {
        Id: run.resultId,
        AsyncApexJobId: run.id,
        UserId: run.user.id,
        JobName: null,
        Source: 'Tooling API',
        Status: run.status === 'Completed' && failed > 0 ? 'Failed' : run.status,
        IsAllTests: false,
        StartTime: new Date(run.startedAt),
        EndTime: run.endedAt === null ? null : new Date(run.endedAt),
        TestTime: Math.round(run.results.reduce((sum, { result }) => sum + result.millis, 0)),
        TestSetupTime: 0,
        ClassesEnqueued: run.items.length,
        ClassesCompleted: done ? run.items.length : run.items.filter((item) => isComplete(run, item)).length,
        MethodsEnqueued: total,
        MethodsCompleted: run.results.length,
        MethodsFailed: failed
    };
}

function itemRow(run: TestRun, item: QueueItem): ToolingRow {
    const status = run.status === 'Processing' && isComplete(run, item) ? 'Completed' : run.status;
    return {
        Id: item.id,
        ParentJobId: run.id,
        TestRunResultId: run.resultId,
        ApexClassId: item.classId,
        ApexClass: { Id: item.classId, Name: item.className, NamespacePrefix: null },
        Status: status,
        ExtendedStatus: `(${resultsOf(run, item).filter(({ result }) => result.outcome === 'pass').length}/${item.methods})`
    };
}

function resultRow(run: TestRun, { id, at, result }: TestRun['results'][number]): ToolingRow {
    const item = run.items.find(({ className }) => className === result.className)!;
    return {
        Id: id,
        QueueItemId: item.id,
        ApexTestRunResultId: run.resultId,
        AsyncApexJobId: run.id,
        ApexClassId: item.classId,
        ApexClass: { Id: item.classId, Name: item.className, NamespacePrefix: null },
        MethodName: result.methodName,
        Outcome: result.outcome === 'pass' ? 'Pass' : 'Fail',
        Message: result.message,
        StackTrace: result.stackTrace,
        RunTime: Math.round(result.millis),
        TestTimestamp: new Date(at),
        ApexLogId: null,
        IsTestSetup: false
    };
}

function resultsOf(run: TestRun, item: QueueItem): TestRun['results'] {
    return run.results.filter(({ result }) => result.className === item.className);
}

function isComplete(run: TestRun, item: QueueItem): boolean {
    return resultsOf(run, item).length >= item.methods;
}
