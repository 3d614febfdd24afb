import type { Org } from '../../../local-org/src/org/index.ts';
import { createOrg } from '../../../local-org/src/org/index.ts';
import { ApexSet } from '../../../local-org/src/runtime/collections.ts';
import type { MethodSymbol } from '../../../local-org/src/semantics/index.ts';
import { STRING } from '../../../local-org/src/semantics/types.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import { runAsAdmin } from '../anonymous.ts';
import { atMost, plain } from '../figure.ts';
import { elapsed, median } from '../timing.ts';
import type { Topic } from '../topic.ts';

const KEYS = [1, 10, 100];
/** Each check is a query, and a transaction may make a hundred. */
const CHECKS_PER_TRANSACTION = 90;

const PREFIX = 'Bench_';

export const topic: Topic = {
    title: 'The guard before every side effect',
    method:
        `\`BreakerGuard.check(keys)\` on closed breakers, ${CHECKS_PER_TRANSACTION} calls in a transaction; time per call is the median ` +
        'of 100 transactions after 20 to warm up. Queries are those that one call takes from the transaction it protects.',
    async measure({ quick }) {
        const org = createOrg({ projectDir: PROJECT, stateDir: null });
        try {
            runAsAdmin(
                org,
                `List<Breaker_State__c> rows = new List<Breaker_State__c>();
                 for (Integer i = 0; i < ${KEYS.at(-1)}; i++) {
                     rows.add(new Breaker_State__c(Key__c = '${PREFIX}' + i, State__c = 'CLOSED', Version__c = 1));
                 }
                 insert as system rows;`
            );
            const check = checkMethod(org);
            return KEYS.flatMap((count) => {
                const keys = ApexSet.of(
                    STRING,
                    Array.from({ length: count }, (_, i) => `${PREFIX}${i}`)
                );
                const millis = Array.from({ length: quick ? 30 : 120 }, () =>
                    elapsed(() => transaction(org, check, keys, CHECKS_PER_TRANSACTION))
                );
                const perCall = (1000 * median(millis.slice(20))!) / CHECKS_PER_TRANSACTION;
                return [
                    atMost(1, `${count} key(s): queries`, transaction(org, check, keys, 1), ''),
                    plain(`${count} key(s): time per call`, perCall, 'µs')
                ];
            });
        } finally {
            org.close();
        }
    }
};

/** @returns the queries that the calls have used */
function transaction(org: Org, check: MethodSymbol, keys: ApexSet, calls: number): number {
    return org.execute({ user: org.admin, quiddity: 'ANONYMOUS', isAsync: false }, ({ limits }) => {
        for (let i = 0; i < calls; i++) org.program.callStatic(check.owner, check.slot, [keys]);
        return limits.queries;
    });
}

/** The overload of `BreakerGuard.check` that takes a set. */
function checkMethod(org: Org): MethodSymbol {
    const guard = org.program.classNamed('breakerguard');
    const method = guard?.methods.find(({ name, params }) => name === 'check' && params[0]?.type.kind === 'set');
    if (!method) throw new Error('BreakerGuard.check(Set<String>) is gone.');
    return method;
}
