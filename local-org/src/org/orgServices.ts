import '../runtime/stdlib/index.ts';
import { DrainedQueue, JobScheduler, TimedQueue } from '../async/index.ts';
import type { OrgData } from '../data/orgData.ts';
import { findSystemRow } from '../data/systemRows.ts';
import type { Program } from '../runtime/linkage/program.ts';
import type { CalloutPort } from '../runtime/services.ts';
import { Apex, Callouts, Transactions, Triggers, Types, Work } from '../runtime/services.ts';
import { DebugLog, Region } from '../runtime/stdlib/orgServices.ts';
import { ServiceRegistry, currentTransaction } from '../runtime/transaction.ts';
import { OrgTransaction } from './orgTransaction.ts';
import { OrgTransactions } from './transactions.ts';

/** How long jobs and events wait before they start, in milliseconds. */
export interface OrgLatencies {
    readonly queueableMs: number;
    readonly eventMs: number;
    readonly batchMs: number;
}

export interface ServiceParts {
    readonly data: OrgData;
    readonly program: Program;
    readonly isTest: boolean;
    readonly latencies: OrgLatencies;
    readonly callouts: CalloutPort | null;
    /** Told of work that fails while nobody waits for it. */
    readonly onFailure: (error: unknown) => void;
}

export interface OrgRuntime {
    readonly services: ServiceRegistry;
    readonly transactions: OrgTransactions;
    /** Drained by Test.stopTest in tests, driven by the clock otherwise. */
    readonly work: DrainedQueue | TimedQueue;
}

/** What every transaction of an org finds, whoever starts it. */
export function provideServices(parts: ServiceParts): OrgRuntime {
    const { data, program, isTest, latencies, callouts, onFailure } = parts;
    const work = isTest ? new DrainedQueue() : new TimedQueue({ now: data.now, onFailure });
    const services = new ServiceRegistry();
    const transactions = new OrgTransactions(data, services, isTest);
    services.provide(Types, program);
    services.provide(Triggers, program);
    services.provide(Apex, program);
    services.provide(Transactions, transactions);
    services.provide(Work, work);
    if (callouts) services.provide(Callouts, callouts);
    new JobScheduler({ org: data, services, latencies });
    services.provide(DebugLog, {
        write(entry) {
            const transaction = currentTransaction();
            if (transaction instanceof OrgTransaction) transaction.debugLog.push(entry);
        }
    });
    services.provide(Region, {
        timeZoneOf: (userId) => (findSystemRow(data, 'User', userId)?.TimeZoneSidKey as string | null | undefined) ?? 'GMT'
    });
    return { services, transactions, work };
}
