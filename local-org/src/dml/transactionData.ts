import { customData } from '../data/customData.ts';
import type { OrgData } from '../data/orgData.ts';
import { searchRecords } from '../data/sosl/search.ts';
import { bindName, countQuery, parseQueryText, prepareQuery, runQuery } from '../data/soql/runQuery.ts';
import { SoqlError } from '../data/soql/soqlError.ts';
import type { Mark } from '../data/store/orgStore.ts';
import { unbox } from '../runtime/boxes.ts';
import { ApexList } from '../runtime/collections.ts';
import { limitExceeded, nullPointer, throwApex } from '../runtime/exceptions.ts';
import { SObject } from '../runtime/sobject.ts';
import type { DataPort, Transaction } from '../runtime/transaction.ts';
import { sobjectOf } from '../semantics/types.ts';
import type { SoqlQuery, SoslQuery } from '../syntax/soql.ts';
import { DmlEngine } from './dmlEngine.ts';
import type { DmlOptions } from './dmlEngine.ts';
import { mergeRows } from './mergeRows.ts';
import type { DmlOperation, RowResult } from './rowResult.ts';
import { throwDmlFailure } from './rowResult.ts';
import { Savepoint } from './savepoint.ts';
import type { DmlMix } from './setupMix.ts';
import type { TriggerContext } from './triggerContext.ts';

/** A state of the transaction: records, and what waits for the commit. */
export interface Checkpoint {
    readonly mark: Mark;
    readonly actions: number;
}

/** Who is asked for a bind of a dynamic query. @throws when there is no such name */
export type BindSource = (name: string) => unknown;

export interface QueryMode {
    readonly userMode?: boolean;
    /** Rows of a query locator have their own, far larger limit and do not count as query rows. */
    readonly isLocator?: boolean;
}

/** Data access of one transaction: queries, DML, savepoints, and what has to wait for the commit. */
export class TransactionData implements DataPort {
    readonly org: OrgData;
    mix: DmlMix = { setup: null, ordinary: null };
    triggerContext: TriggerContext | null = null;
    triggerDepth = 0;
    /** Ids of the records that a before trigger has under way, and its name: nobody else saves them meanwhile. */
    readonly heldByTrigger = new Map<string, string>();
    private readonly transactionOf: () => Transaction;
    private readonly afterCommit: (() => void)[] = [];
    private readonly savepoints: Savepoint[] = [];
    private uncommitted = false;

    /** @param transactionOf the transaction that this data belongs to, which in turn refers to it */
    constructor(org: OrgData, transactionOf: () => Transaction) {
        this.org = org;
        this.transactionOf = transactionOf;
    }

    query(query: SoqlQuery, binds: readonly unknown[], shape: 'list' | 'count', mode: QueryMode = {}): unknown {
        const transaction = this.transactionOf();
        const isMetadata = this.isCustomMetadata(query);
        if (!isMetadata) this.countQueryLimit(query);
        const options = {
            userId: transaction.user.id,
            userMode: mode.userMode ?? false,
            withSharing: transaction.withSharing,
            binds,
            countRows: (rows: number) => (mode.isLocator ? undefined : this.countRows(rows))
        };
        return asApex(() => {
            if (shape === 'count') return countQuery(this.org, query, options);
            const { plan, records } = runQuery(this.org, query, options);
            const type = plan.shape === 'aggregate' ? 'AggregateResult' : plan.describe.name;
            return new ApexList(sobjectOf(type), records);
        });
    }

    /** A query given as text; `binds` answers for its `:names`. */
    dynamicQuery(text: string | null, binds: BindSource, shape: 'list' | 'count', mode: QueryMode): unknown {
        if (text === null) nullPointer();
        return asApex(() => {
            const query = parseQueryText(this.org, text);
            const values = prepareQuery(this.org, query).binds.map((bind) => binds(bindName(bind)));
            return this.query(query, values, shape, mode);
        });
    }

    search(query: SoslQuery, binds: readonly unknown[]): unknown {
        const transaction = this.transactionOf();
        const { limits, limitCaps } = transaction;
        if (++limits.soslQueries > limitCaps.soslQueries)
            limitExceeded(`Too many SOSL queries: ${limitCaps.soslQueries + 1}`);
        const rights = { userId: transaction.user.id, withSharing: transaction.withSharing, userMode: false };
        return asApex(() => searchRecords(this.org, query, binds, rights));
    }

    dml(
        operation: DmlOperation,
        records: unknown,
        options: { accessMode: 'user' | 'system' | null; upsertField: string | null; mergeWith: unknown }
    ): void {
        const list = recordsOf(records);
        const dmlOptions = this.options({ userMode: options.accessMode === 'user', upsertField: options.upsertField });
        const results =
            operation === 'merge'
                ? [this.merge(list[0]!, recordsOf(options.mergeWith), dmlOptions)]
                : this.engine().run(operation, list, dmlOptions);
        if (results.some((result) => result.errors.length > 0)) throwDmlFailure(operation, results);
    }

    /** DML of the Database class. With allOrNone a failure throws, otherwise it is in the results. */
    databaseDml(operation: DmlOperation, records: readonly SObject[], options: Partial<DmlOptions>): RowResult[] {
        const full = this.options(options);
        const results = this.engine().run(operation as Exclude<DmlOperation, 'merge'>, records, full);
        if (full.allOrNone && results.some((result) => result.errors.length > 0)) throwDmlFailure(operation, results);
        return results;
    }

    merge(master: SObject, losers: readonly SObject[], options: DmlOptions): RowResult {
        return mergeRows(this.engine(), master, losers, options);
    }

    options(given: Partial<DmlOptions>): DmlOptions {
        const { withSharing } = this.transactionOf();
        return { allOrNone: true, userMode: false, withSharing, truncate: false, upsertField: null, ...given };
    }

    customData(object: string, method: string, args: readonly unknown[]): unknown {
        return customData(this.org, this.transactionOf().user, object, method, args.map(unbox));
    }

    label(name: string): string {
        const value = this.org.labels.get(name.toLowerCase());
        return value ?? throwApex('System.TypeException', `External string does not exist: ${name}`);
    }

    /** Has the transaction done what forbids a callout (DML, a job, an event that waits for the commit)? */
    hasUncommittedWork(): boolean {
        return this.uncommitted;
    }

    markUncommitted(): void {
        this.uncommitted = true;
    }

    /** `action` runs when the transaction commits; a rollback to before now takes it back. */
    onCommit(action: () => void): void {
        this.afterCommit.push(action);
    }

    /** A place to which `restore` returns, without use of limits. */
    checkpoint(): Checkpoint {
        return { mark: this.org.store.mark(), actions: this.afterCommit.length };
    }

    restore(checkpoint: Checkpoint): void {
        this.org.store.rollbackTo(checkpoint.mark);
        this.afterCommit.length = Math.min(this.afterCommit.length, checkpoint.actions);
    }

    /** Savepoints of Apex count as DML statements, as does returning to one. */
    setSavepoint(): Savepoint {
        this.countStatement();
        const savepoint = new Savepoint(this.checkpoint());
        this.savepoints.push(savepoint);
        return savepoint;
    }

    /** Undoes what came after; savepoints set later are gone. */
    rollbackToSavepoint(savepoint: Savepoint): void {
        this.countStatement();
        this.savepoints.length = this.positionOf(savepoint) + 1;
        this.restore(savepoint.checkpoint);
    }

    /** Gives up the savepoint and those set later. */
    releaseSavepoint(savepoint: Savepoint): void {
        this.savepoints.length = this.positionOf(savepoint);
    }

    /** A call that is no save of records but counts as a DML statement. */
    countStatement(): void {
        this.engine().countLimits(0);
    }

    /** Ends the transaction well: its changes last, then what has waited for them happens. */
    commit(): void {
        this.org.store.commit();
        this.uncommitted = false;
        for (const action of this.afterCommit.splice(0)) action();
    }

    /** Ends the transaction badly: nothing of it remains. */
    rollback(): void {
        this.org.store.rollback();
        this.afterCommit.length = 0;
        this.uncommitted = false;
    }

    /** Runs `enter` with a fresh separation of setup and ordinary DML; the result ends it. For System.runAs. */
    separateDml(): () => void {
        const outer = this.mix;
        this.mix = { setup: null, ordinary: null };
        return () => {
            this.mix = outer;
        };
    }

    private positionOf(savepoint: Savepoint): number {
        const position = this.savepoints.indexOf(savepoint);
        return position >= 0
            ? position
            : throwApex('System.TypeException', 'Savepoint does not exist or has been released');
    }

    private engine(): DmlEngine {
        return new DmlEngine(this.org, this.transactionOf(), this);
    }

    private isCustomMetadata(query: SoqlQuery): boolean {
        return this.org.schema.object(query.from[0]!.path.names.join('.'))?.kind === 'customMetadata';
    }

    private countQueryLimit(query: SoqlQuery): void {
        const { limits, limitCaps } = this.transactionOf();
        if (++limits.queries > limitCaps.queries) limitExceeded(`Too many SOQL queries: ${limitCaps.queries + 1}`);
        limits.aggregateQueries += query.select.filter((item) => item.kind === 'SubQuery').length;
        if (limits.aggregateQueries > limitCaps.aggregateQueries) {
            limitExceeded(`Too many Aggregate queries: ${limitCaps.aggregateQueries + 1}`);
        }
    }

    private countRows(rows: number): void {
        const { limits, limitCaps } = this.transactionOf();
        limits.queryRows += rows;
        if (limits.queryRows > limitCaps.queryRows) limitExceeded(`Too many query rows: ${limitCaps.queryRows + 1}`);
    }
}

/** The data of a transaction that was put together with TransactionData. */
export function transactionData(transaction: Transaction): TransactionData {
    if (transaction.data instanceof TransactionData) return transaction.data;
    throw new Error('The transaction was put together without TransactionData.');
}

export function recordsOf(value: unknown): SObject[] {
    if (value === null || value === undefined) nullPointer();
    if (value instanceof SObject) return [value];
    return [...(value as ApexList)] as SObject[];
}

/** A refused query becomes the exception that Apex sees. */
function asApex<T>(run: () => T): T {
    try {
        return run();
    } catch (error) {
        if (error instanceof SoqlError) throwApex(error.apexType, error.message);
        throw error;
    }
}
