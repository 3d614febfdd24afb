import { DebugLog } from '../../src/runtime/stdlib/orgServices.ts';
import type { DataPort, LimitUse, Transaction } from '../../src/runtime/transaction.ts';
import { enterTransaction, ServiceRegistry } from '../../src/runtime/transaction.ts';

const NONE: LimitUse = {
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

const refuse = (): never => {
    throw new Error('This transaction has no data.');
};
const noData: DataPort = { query: refuse, search: refuse, dml: refuse, customData: refuse, label: refuse };

export interface TransactionParts {
    readonly cpuMillis?: number;
    readonly data?: Partial<DataPort>;
    readonly provide?: (services: ServiceRegistry) => void;
    readonly debug?: (line: string) => void;
}

/** A transaction without an org: no data unless given, an ample CPU cap. */
export function newTransaction(parts: TransactionParts = {}): Transaction {
    const services = new ServiceRegistry();
    services.provide(DebugLog, { write: (entry) => parts.debug?.(entry.slice(entry.indexOf('|') + 1)) });
    parts.provide?.(services);
    return {
        requestId: 'test',
        quiddity: 'ANONYMOUS',
        user: { id: '005000000000001AAA', username: 'user@example.com', profileId: '00e000000000001AAA' },
        statics: [],
        limits: { ...NONE },
        limitCaps: { ...NONE, cpuMillis: parts.cpuMillis ?? 10_000 },
        isTest: false,
        isAsync: false,
        withSharing: false,
        now: () => Date.UTC(2026, 0, 31, 12),
        data: { ...noData, ...parts.data },
        services
    };
}

export function inTransaction<T>(body: () => T, parts: TransactionParts = {}): T {
    return enterTransaction(newTransaction(parts), body);
}
