import { findSystemRow } from '../data/systemRows.ts';
import { transactionData } from '../dml/index.ts';
import { limitExceeded, nullPointer, throwApex } from '../runtime/exceptions.ts';
import type { RunAsService } from '../runtime/services.ts';
import { SObject } from '../runtime/sobject.ts';
import type { Transaction } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { currentOrg } from './settings.ts';

/** System.runAs: another user and a fresh separation of setup and ordinary DML for the time of a block. */
export const runAsUser: RunAsService = {
    enter(user) {
        const transaction = currentTransaction();
        if (!transaction.isTest) throwApex('System.TypeException', 'System.runAs can be called only from a test.');
        if (user === null) nullPointer();
        if (!(user instanceof SObject)) return unsupported('System.runAs with a package version');
        countStatement(transaction);
        const leaveMix = transactionData(transaction).separateDml();
        const outer = transaction.user;
        // A user that is not in the org yet comes into being with the block.
        if (user.id === null)
            transaction.data.dml('insert', user, { accessMode: 'system', upsertField: null, mergeWith: null });
        const row = findSystemRow(currentOrg(), 'User', user.id!);
        if (!row) return throwApex('System.TypeException', `There is no user ${user.id}.`);
        const profileId = (row['ProfileId'] as string | null) ?? '';
        transaction.user = { id: row['Id'] as string, username: row['Username'] as string, profileId };
        return () => {
            transaction.user = outer;
            leaveMix();
        };
    }
};

/** Each call counts as a DML statement (Apex Developer Guide, "Using the runAs Method"). */
function countStatement({ limits, limitCaps }: Transaction): void {
    limits.dmlStatements++;
    if (limits.dmlStatements > limitCaps.dmlStatements)
        limitExceeded(`Too many DML statements: ${limits.dmlStatements}`);
}
