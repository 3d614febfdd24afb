import { QueryLocator, transactionData } from '../dml/index.ts';
import { ApexList, ApexSet } from '../runtime/collections.ts';
import { apexException, ApexException, nullPointer, throwApex } from '../runtime/exceptions.ts';
import { symbolOf } from '../runtime/instances.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';
import { OBJECT } from '../semantics/types.ts';
import type { BatchPhase } from './batchErrors.ts';
import { announceBatchError } from './batchErrors.ts';
import { BatchableContextValue } from './contexts.ts';
import type { JobHost, JobOutcome } from './jobHost.ts';
import { failureText, implementsType } from './jobHost.ts';
import type { JobKind } from './runningJob.ts';
import { plainJob, runningJob } from './runningJob.ts';
import { copyState } from './stateCopy.ts';

const DEFAULT_SCOPE = 200;
/** Largest chunk of a query locator. */
const MAX_SCOPE = 2000;

/** One batch job on its way through start, chunks and finish, each a transaction of its own. */
interface BatchRun {
    readonly id: string;
    readonly user: RunningUser;
    readonly isTest: boolean;
    readonly scope: number;
    readonly isStateful: boolean;
    readonly allowsCallouts: boolean;
    readonly raisesEvents: boolean;
    /** As it was when the job was asked for; a Stateful job as its last successful part has left it. */
    state: object;
    chunks: ApexList[];
    done: number;
    errors: number;
    firstError: string | null;
}

/** Database.executeBatch. */
export class Batches {
    private readonly host: JobHost;

    constructor(host: JobHost) {
        this.host = host;
    }

    /** @param scope records per chunk; null for the platform's 200 @returns the AsyncApexJob id */
    execute(job: object | null, scope: number | null): string {
        if (job === null) nullPointer();
        const transaction = currentTransaction();
        const kind = runningJob(transaction)?.kind;
        if (kind === 'batchStart' || kind === 'batchExecute' || kind === 'future') {
            throwApex(
                'System.AsyncException',
                'Database.executeBatch cannot be called from a batch start, batch execute, or future method.'
            );
        }
        if (!implementsType(job, 'Database.Batchable')) {
            throwApex('System.TypeException', 'The argument of executeBatch must implement Database.Batchable.');
        }
        if (scope !== null && scope < 1)
            throwApex('System.InvalidParameterValueException', 'The scope of a batch job must be greater than 0.');
        const data = transactionData(transaction);
        const symbol = symbolOf(job)!;
        const run: BatchRun = {
            id: this.host.rows.insert({ type: 'BatchApex', symbol, userId: transaction.user.id }),
            user: transaction.user,
            isTest: transaction.isTest,
            scope: scope ?? DEFAULT_SCOPE,
            isStateful: implementsType(job, 'Database.Stateful'),
            allowsCallouts: implementsType(job, 'Database.AllowsCallouts'),
            raisesEvents: implementsType(job, 'Database.RaisesPlatformEvents'),
            state: copyState(job),
            chunks: [],
            done: 0,
            errors: 0,
            firstError: null
        };
        data.markUncommitted();
        data.onCommit(() => this.next(run, () => this.start(run)));
        return run.id;
    }

    private next(run: BatchRun, part: () => void): void {
        this.host.later(this.host.latencies.batchMs, () => {
            if (this.host.rows.isUnfinished(run.id)) part();
        });
    }

    private start(run: BatchRun): void {
        const { rows } = this.host;
        rows.set(run.id, { Status: 'Preparing' });
        const outcome = this.part(run, 'batchStart', (job) => {
            const result = this.host.call(job, 'Database.Batchable', 'start', [
                new BatchableContextValue(run.id, null)
            ]);
            run.chunks = this.chunksOf(result, run, elementTypeOf(symbolOf(job)!));
        });
        const error = outcome.error ?? tooManyChunks(run);
        if (error) {
            rows.end(run.id, 'Failed', failureText(error), { NumberOfErrors: 1 });
            this.announce(run, 'START', error, outcome.requestId, []);
            throw error;
        }
        rows.set(run.id, { Status: 'Processing', TotalJobItems: run.chunks.length });
        this.continue(run);
    }

    private continue(run: BatchRun): void {
        this.next(run, run.done < run.chunks.length ? () => this.chunk(run) : () => this.finish(run));
    }

    private chunk(run: BatchRun): void {
        const records = run.chunks[run.done]!;
        const ids = records.items
            .map((record) => (record as { id?: unknown } | null)?.id)
            .filter((id) => typeof id === 'string');
        const { error, requestId } = this.part(run, 'batchExecute', (job) => {
            this.host.call(job, 'Database.Batchable', 'execute', [new BatchableContextValue(run.id, run.id), records]);
        });
        run.done++;
        if (error) {
            run.errors++;
            run.firstError ??= `First error: ${failureText(error)}`;
            this.announce(run, 'EXECUTE', error, requestId, ids as string[]);
        }
        this.host.rows.set(run.id, {
            JobItemsProcessed: run.done,
            NumberOfErrors: run.errors,
            ExtendedStatus: run.firstError
        });
        this.continue(run);
        if (error) throw error;
    }

    private finish(run: BatchRun): void {
        const { error, requestId } = this.part(run, 'batchFinish', (job) => {
            this.host.call(job, 'Database.Batchable', 'finish', [new BatchableContextValue(run.id, null)]);
        });
        const detail = run.firstError ?? (error && failureText(error));
        this.host.rows.end(run.id, error ? 'Failed' : 'Completed', detail, {
            NumberOfErrors: run.errors + (error ? 1 : 0)
        });
        if (error) {
            this.announce(run, 'FINISH', error, requestId, []);
            throw error;
        }
    }

    private part(run: BatchRun, kind: JobKind, body: (job: object) => void): JobOutcome {
        const job = copyState(run.state);
        const options = { user: run.user, quiddity: 'BATCH_APEX', isAsync: true } as const;
        const outcome = this.host.attempt(options, plainJob(kind, run.id, run.allowsCallouts), () => body(job));
        if (run.isStateful && outcome.error === null) run.state = job;
        return outcome;
    }

    private announce(
        run: BatchRun,
        phase: BatchPhase,
        error: Error,
        requestId: string,
        scope: readonly string[]
    ): void {
        if (!run.raisesEvents || !(error instanceof ApexException)) return;
        announceBatchError(this.host, run.user, { jobId: run.id, phase, error, requestId, scope });
    }

    private chunksOf(result: unknown, run: BatchRun, elementType: ApexType): ApexList[] {
        if (result === null) nullPointer();
        const { items, type } = this.itemsOf(result, elementType);
        const size = result instanceof QueryLocator ? Math.min(run.scope, MAX_SCOPE) : run.scope;
        const chunks: ApexList[] = [];
        for (let at = 0; at < items.length; at += size) chunks.push(new ApexList(type, items.slice(at, at + size)));
        return chunks;
    }

    private itemsOf(result: unknown, elementType: ApexType): { items: readonly unknown[]; type: ApexType } {
        if (result instanceof QueryLocator) return { items: result.records.items, type: result.records.elementType };
        if (result instanceof ApexList) return { items: result.items, type: result.elementType };
        if (result instanceof ApexSet) return { items: [...result], type: result.elementType };
        const { apex } = this.host;
        const iterator = apex.callMethod(result as object, 'iterator$0') as object;
        const items: unknown[] = [];
        while (step(iterator, 'hasnext$0') === true) items.push(step(iterator, 'next$0'));
        return { items, type: elementType };

        /** Iterators of the project and of the platform have the same slots. */
        function step(receiver: object, slot: string): unknown {
            return symbolOf(receiver)
                ? apex.callMethod(receiver, slot)
                : (receiver as Record<string, () => unknown>)[slot]!();
        }
    }
}

/** T of `Database.Batchable<T>`. */
function elementTypeOf(symbol: ClassSymbol): ApexType {
    for (let at: ClassSymbol | null = symbol; at; at = at.superType?.kind === 'class' ? at.superType.symbol : null) {
        const batchable = at.interfaces.find((type) => type.kind === 'platform' && type.name === 'Database.Batchable');
        if (batchable?.kind === 'platform') return batchable.args[0] ?? OBJECT;
    }
    return OBJECT;
}

function tooManyChunks(run: BatchRun): Error | null {
    if (!run.isTest || run.chunks.length <= 1) return null;
    return apexException(
        'System.UnexpectedException',
        'No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start ' +
            'method matches the batch size, resulting in one executeBatch invocation.'
    );
}
