import type { OrgData } from '../data/orgData.ts';
import type { QueryRun } from '../data/soql/queryRun.ts';
import type { Transaction } from '../runtime/transaction.ts';
import type { TransactionData } from './transactionData.ts';

/** What every step of one DML call needs to know. */
export interface Saving {
    readonly org: OrgData;
    readonly transaction: Transaction;
    readonly data: TransactionData;
    readonly allOrNone: boolean;
    /** Object permissions, field permissions and sharing of the user; otherwise only sharing, and only `withSharing`. */
    readonly userMode: boolean;
    readonly withSharing: boolean;
    /** DMLOptions.allowFieldTruncation */
    readonly truncate: boolean;
    /** Reads formulas and parents as of now. */
    readonly run: QueryRun;
}
