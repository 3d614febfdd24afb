import type { LimitUse, Quiddity } from '../runtime/transaction.ts';

/** Per-transaction limits of the platform (Apex Developer Guide, "Execution Governors and Limits"). */
const SYNCHRONOUS: Readonly<LimitUse> = {
    queries: 100,
    queryRows: 50_000,
    aggregateQueries: 300,
    soslQueries: 20,
    dmlStatements: 150,
    dmlRows: 10_000,
    callouts: 100,
    queueableJobs: 50,
    futureCalls: 50,
    publishImmediateDml: 150,
    emailInvocations: 10,
    cpuMillis: 10_000,
    heapBytes: 6_000_000
};

const ASYNCHRONOUS: Readonly<LimitUse> = {
    ...SYNCHRONOUS,
    queries: 200,
    queueableJobs: 1,
    cpuMillis: 60_000,
    heapBytes: 12_000_000
};

/** Finalizers have synchronous limits but for these (Apex Developer Guide, "Transaction Finalizers"). */
const FINALIZER: Readonly<LimitUse> = {
    ...SYNCHRONOUS,
    queueableJobs: ASYNCHRONOUS.queueableJobs,
    heapBytes: ASYNCHRONOUS.heapBytes
};

/** Future and batch methods may not call future methods. */
const WITHOUT_FUTURE: ReadonlySet<Quiddity> = new Set(['FUTURE', 'BATCH_APEX']);

export function limitsFor(quiddity: Quiddity, isAsync: boolean): Readonly<LimitUse> {
    const limits = isAsync ? ASYNCHRONOUS : SYNCHRONOUS;
    if (quiddity === 'TRANSACTION_FINALIZER_QUEUEABLE') return FINALIZER;
    return WITHOUT_FUTURE.has(quiddity) ? { ...limits, futureCalls: 0 } : limits;
}

export function noUse(): LimitUse {
    return {
        queries: 0,
        queryRows: 0,
        aggregateQueries: 0,
        soslQueries: 0,
        dmlStatements: 0,
        dmlRows: 0,
        callouts: 0,
        queueableJobs: 0,
        futureCalls: 0,
        publishImmediateDml: 0,
        emailInvocations: 0,
        cpuMillis: 0,
        heapBytes: 0
    };
}
