import type { SoqlQuery, SoslQuery } from '../syntax/soql.ts';

/**
 * A transaction is a realm: fresh statics, own limits, own user. Apex runs synchronously, one transaction at a time; a nested
 * one (a request served while another waits for a callout) is entered and left like a call.
 */

export interface RunningUser {
    /** 18 characters */
    readonly id: string;
    readonly username: string;
    readonly profileId: string;
}

export type Quiddity =
    | 'ANONYMOUS'
    | 'AURA'
    | 'BATCH_APEX'
    | 'FUTURE'
    | 'INVOCABLE_ACTION'
    | 'QUEUEABLE'
    | 'REST'
    | 'RUNTEST_SYNC'
    | 'SCHEDULED'
    | 'SYNCHRONOUS'
    | 'PLATFORM_EVENT'
    | 'PLATFORM_EVENT_PUBLISH_CALLBACK'
    | 'TRANSACTION_FINALIZER_QUEUEABLE'
    | 'BULK_API'
    | 'METADATA_CALLBACK';

/** Counted uses of governor limits; names as in System.Limits without `get`, lower camel case. */
export interface LimitUse {
    queries: number;
    queryRows: number;
    aggregateQueries: number;
    soslQueries: number;
    dmlStatements: number;
    dmlRows: number;
    callouts: number;
    queueableJobs: number;
    futureCalls: number;
    publishImmediateDml: number;
    emailInvocations: number;
    cpuMillis: number;
    heapBytes: number;
}

export interface Transaction {
    readonly requestId: string;
    readonly quiddity: Quiddity;
    /** Replaced by System.runAs for the block. */
    user: RunningUser;
    /** Statics by ClassSymbol.index; undefined = not initialised yet. */
    readonly statics: unknown[];
    readonly limits: LimitUse;
    readonly limitCaps: Readonly<LimitUse>;
    readonly isTest: boolean;
    readonly isAsync: boolean;
    /** Sharing of the class whose code runs, for SOQL and DML in system mode: true = user's sharing is enforced. */
    withSharing: boolean;
    /** Milliseconds since 1970 by the org's clock (never the machine's directly). */
    now(): number;
    readonly data: DataPort;
    readonly services: ServiceRegistry;
}

/** What generated code asks of the data folder. Rows are SObject instances of runtime/sobject.ts. */
export interface DataPort {
    /** `binds` in source order; `mode` from the WITH clause: null = system mode under the class's sharing. */
    query(query: SoqlQuery, binds: readonly unknown[], shape: 'list' | 'count'): unknown;
    search(query: SoslQuery, binds: readonly unknown[]): unknown;
    /** DML statement: all or nothing, throws System.DmlException. `records` is an SObject or an ApexList of them. */
    dml(
        operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge',
        records: unknown,
        options: { accessMode: 'user' | 'system' | null; upsertField: string | null; mergeWith: unknown }
    ): void;
    /** Custom metadata and custom settings: getInstance, getAll, getOrgDefaults, getValues. */
    customData(object: string, method: string, args: readonly unknown[]): unknown;
    /** Value of a custom label. */
    label(name: string): string;
}

/** Services that later folders (async, events, platform, server) put at the disposal of earlier ones, by typed key. */
export class ServiceKey<T> {
    declare readonly type: T;
    readonly name: string;
    constructor(name: string) {
        this.name = name;
    }
}

export class ServiceRegistry {
    private readonly services = new Map<ServiceKey<unknown>, unknown>();

    provide<T>(key: ServiceKey<T>, service: T): void {
        this.services.set(key as ServiceKey<unknown>, service);
    }

    /** The service when someone provides it, else null. */
    find<T>(key: ServiceKey<T>): T | null {
        return (this.services.get(key as ServiceKey<unknown>) as T | undefined) ?? null;
    }

    get<T>(key: ServiceKey<T>): T {
        const service = this.services.get(key as ServiceKey<unknown>);
        if (service === undefined) throw new Error(`The local org was put together without the service ${key.name}.`);
        return service as T;
    }
}

let active: Transaction | null = null;

/** The transaction whose Apex runs now. */
export function currentTransaction(): Transaction {
    if (!active) throw new Error('Apex ran outside a transaction.');
    return active;
}

/** The transaction whose Apex runs now, or null: for listeners that are called from inside and outside of transactions. */
export function transactionUnderWay(): Transaction | null {
    return active;
}

/** Runs `body` inside `transaction`; the one that was active before continues afterwards. */
export function enterTransaction<T>(transaction: Transaction, body: () => T): T {
    const outer = active;
    active = transaction;
    statics.current = transaction.statics;
    try {
        return body();
    } finally {
        active = outer;
        statics.current = outer?.statics ?? [];
    }
}

/** Generated code reads statics through this one object: `statics.current[classIndex]`. */
export const statics: { current: unknown[] } = { current: [] };
