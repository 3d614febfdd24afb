import { transactionData } from '../dml/index.ts';
import { limitExceeded, throwApex } from '../runtime/exceptions.ts';
import type { FutureMethod } from '../runtime/services.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import type { MethodSymbol } from '../semantics/symbols.ts';
import { displayName } from '../semantics/types.ts';
import type { JobHost } from './jobHost.ts';
import { failureText } from './jobHost.ts';
import { plainJob, runningJob } from './runningJob.ts';
import { copyState } from './stateCopy.ts';

/** Calls of @future methods. */
export class Futures {
    private readonly host: JobHost;

    constructor(host: JobHost) {
        this.host = host;
    }

    enqueue(future: FutureMethod, args: readonly unknown[]): void {
        const transaction = currentTransaction();
        const method = future.symbol.methods.find((candidate) => candidate.isStatic && candidate.slot === future.slot)!;
        const kind = runningJob(transaction)?.kind;
        if (kind === 'future' || kind === 'batchStart' || kind === 'batchExecute' || kind === 'batchFinish') {
            throwApex(
                'System.AsyncException',
                `Future method cannot be called from a future or batch method: ${signature(method)}`
            );
        }
        const { limits, limitCaps, user } = transaction;
        if (++limits.futureCalls > limitCaps.futureCalls) limitExceeded(`Too many future calls: ${limits.futureCalls}`);
        const { rows, latencies } = this.host;
        const id = rows.insert({ type: 'Future', symbol: future.symbol, userId: user.id, method: method.name });
        const values = args.map(copyState);
        const annotation = method.annotations.find(({ name }) => name === 'future');
        const job = plainJob('future', id, annotation?.args.get('callout') === 'true');
        const data = transactionData(transaction);
        data.markUncommitted();
        data.onCommit(() =>
            this.host.later(latencies.queueableMs, () => {
                if (rows.status(id) !== 'Queued') return;
                rows.set(id, { Status: 'Processing' });
                const { error } = this.host.attempt({ user, quiddity: 'FUTURE', isAsync: true }, job, () => {
                    this.host.apex.callStatic(future.symbol, future.slot, values);
                });
                rows.end(id, error ? 'Failed' : 'Completed', error && failureText(error), {
                    NumberOfErrors: error ? 1 : 0
                });
                if (error) throw error;
            })
        );
    }
}

/** `Foo.bar(Id, List<String>)` */
function signature(method: MethodSymbol): string {
    return `${method.owner.name}.${method.name}(${method.params.map((param) => displayName(param.type)).join(', ')})`;
}
