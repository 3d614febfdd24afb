import type { OrgData } from '../data/orgData.ts';
import { findSystemRow } from '../data/systemRows.ts';
import type { Program } from '../runtime/linkage/program.ts';
import { Apex, Transactions, Triggers, Types } from '../runtime/services.ts';
import { DebugLog, Region } from '../runtime/stdlib/orgServices.ts';
import { ServiceRegistry, currentTransaction } from '../runtime/transaction.ts';
import { OrgTransaction } from './orgTransaction.ts';
import { OrgTransactions } from './transactions.ts';

export interface ServiceParts {
    readonly data: OrgData;
    readonly program: Program;
    readonly isTest: boolean;
}

/** What every transaction of an org finds, whoever starts it. */
export function provideServices({ data, program, isTest }: ServiceParts): { services: ServiceRegistry; transactions: OrgTransactions } {
    const services = new ServiceRegistry();
    const transactions = new OrgTransactions(data, services, isTest);
    services.provide(Types, program);
    services.provide(Triggers, program);
    services.provide(Apex, program);
    services.provide(Transactions, transactions);
    services.provide(DebugLog, {
        write(entry) {
            const transaction = currentTransaction();
            if (transaction instanceof OrgTransaction) transaction.debugLog.push(entry);
        }
    });
    services.provide(Region, {
        timeZoneOf: (userId) => (findSystemRow(data, 'User', userId)?.TimeZoneSidKey as string | null | undefined) ?? 'GMT'
    });
    return { services, transactions };
}
