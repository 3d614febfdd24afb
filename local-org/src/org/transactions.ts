import type { OrgData } from '../data/orgData.ts';
import { guarded } from '../runtime/caught.ts';
import type { TransactionOptions, TransactionRunner } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { enterTransaction } from '../runtime/transaction.ts';
import { OrgTransaction } from './orgTransaction.ts';

/** Runs transactions one after another; a nested one only where nothing of the outer one waits for its commit. */
export class OrgTransactions implements TransactionRunner {
    private readonly data: OrgData;
    private readonly services: ServiceRegistry;
    private readonly isTest: boolean;
    private depth = 0;

    constructor(data: OrgData, services: ServiceRegistry, isTest: boolean) {
        this.data = data;
        this.services = services;
        this.isTest = isTest;
    }

    run<T>(options: TransactionOptions, body: (transaction: OrgTransaction) => T): T {
        this.refuseNesting();
        const transaction = new OrgTransaction(this.data, this.services, { ...options, isTest: this.isTest });
        this.depth++;
        try {
            const result = enterTransaction(transaction, () => guarded(() => body(transaction)));
            transaction.data.commit();
            return result;
        } catch (error) {
            transaction.data.rollback();
            throw error;
        } finally {
            this.depth--;
        }
    }

    private refuseNesting(): void {
        if (this.depth === 0 || !this.data.store.hasUncommittedChanges) return;
        throw new Error('A transaction was started while another one had uncommitted changes.');
    }
}
