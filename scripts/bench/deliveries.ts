import type { Org } from '../../local-org/src/org/index.ts';
import { Transactions } from '../../local-org/src/runtime/services.ts';
import type { LimitUse } from '../../local-org/src/runtime/transaction.ts';

/** The governor figures of every delivery of events to a trigger from now on; the list grows as they happen. */
export function observedDeliveries(org: Org): LimitUse[] {
    const uses: LimitUse[] = [];
    const runner = org.services.get(Transactions);
    org.services.provide(Transactions, {
        run: (options, body) =>
            runner.run(options, (transaction) => {
                const result = body(transaction);
                if (options.quiddity === 'PLATFORM_EVENT') uses.push({ ...transaction.limits });
                return result;
            })
    });
    return uses;
}
