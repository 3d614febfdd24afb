import { runningJob } from '../../async/index.ts';
import { transactionData } from '../../dml/index.ts';
import { limitExceeded, throwApex } from '../../runtime/exceptions.ts';
import type { Transaction } from '../../runtime/transaction.ts';

/**
 * Counts a callout and refuses it where the platform does.
 * @throws System.CalloutException, or the uncatchable System.LimitException over the limit
 */
export function admitCallout(transaction: Transaction): void {
    const { limits, limitCaps } = transaction;
    if (++limits.callouts > limitCaps.callouts) limitExceeded(`Too many callouts: ${limits.callouts}`);
    const data = transactionData(transaction);
    if (data.triggerContext) refuse('Callout from triggers are currently not supported.');
    const job = runningJob(transaction);
    if (job?.kind === 'scheduled') refuse('Callout from scheduled Apex not supported.');
    if (job && !job.allowsCallouts) {
        refuse(
            'Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)'
        );
    }
    if (data.hasUncommittedWork())
        refuse('You have uncommitted work pending. Please commit or rollback before calling out');
}

function refuse(message: string): never {
    return throwApex('System.CalloutException', message);
}
