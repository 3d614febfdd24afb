import type { Org } from '../../../local-org/src/org/index.ts';
import { createOrg } from '../../../local-org/src/org/index.ts';
import { ApexSet } from '../../../local-org/src/runtime/collections.ts';
import type { RunningUser } from '../../../local-org/src/runtime/transaction.ts';
import type { MethodSymbol } from '../../../local-org/src/semantics/index.ts';
import { STRING } from '../../../local-org/src/semantics/types.ts';
import type { Figure } from '../figure.ts';
import { atMost, plain } from '../figure.ts';
import { integrationKey, withRegistered } from '../registeredProject.ts';
import { elapsed, median, quantile } from '../timing.ts';
import type { Bench, Topic } from '../topic.ts';

const FEW = 1;
const MANY = 500;
const GROUPS = 20;
const KEYS = [1, 10, 100];
/** Each check is a query, and a transaction may make a hundred. */
const CHECKS_PER_TRANSACTION = 90;
const WARM_UP = 200;
/** How often what one integration costs five hundred may cost, when the cost does not depend on their number. */
const FLAT = 1.5;

export const topic: Topic = {
    title: 'The guard before every side effect',
    method:
        'On closed breakers. Alone: `BreakerGuard.check(key)` as the only thing that a transaction does, so that it reads what is registered ' +
        `anew, the start of the transaction included; 99th percentile of 2,000 after ${WARM_UP} to warm up. Further calls: ` +
        `${CHECKS_PER_TRANSACTION} calls in one transaction, time per call, median of 100 transactions. ${FEW} and ${MANY} integrations ` +
        `are registered beside the samples, each with a breaker of its own, without groups but All AI and with ${GROUPS} groups by vendor and data class; ` +
        'the two sizes are measured in turn and the growth is that of the medians: percentiles of a busy machine do not come back. Queries are those that ' +
        'one call takes from the transaction it protects.',
    measure: async (bench) => [
        ...(await compared(bench, 0)),
        ...(await compared(bench, GROUPS)),
        ...(await severalKeys(bench))
    ]
};

async function compared({ quick, print }: Bench, groups: number): Promise<Figure[]> {
    const what = groups === 0 ? 'Without groups' : `${groups} groups`;
    print(`${what} …`);
    return withGuards([FEW, MANY], groups, ([few, many]) => {
        const rounds = quick ? 300 : 2000;
        const [fewAlone, manyAlone] = inTurn(rounds, few!, many!, 1);
        const [fewFurther, manyFurther] = inTurn(quick ? 30 : 100, few!, many!, CHECKS_PER_TRANSACTION);
        const perCall = (times: readonly number[]): number => (1000 * median(times)!) / CHECKS_PER_TRANSACTION;
        return [
            plain(`${what}, ${FEW} integration, alone: 99th percentile`, 1000 * quantile(fewAlone, 0.99)!, 'µs'),
            plain(`${what}, ${MANY} integrations, alone: 99th percentile`, 1000 * quantile(manyAlone, 0.99)!, 'µs'),
            plain(`${what}, ${FEW} integration, alone: median`, 1000 * median(fewAlone)!, 'µs'),
            plain(`${what}, ${MANY} integrations, alone: median`, 1000 * median(manyAlone)!, 'µs'),
            atMost(FLAT, `${what}, alone: growth`, median(manyAlone)! / median(fewAlone)!, 'x'),
            plain(`${what}, ${FEW} integration, further calls`, perCall(fewFurther), 'µs'),
            plain(`${what}, ${MANY} integrations, further calls`, perCall(manyFurther), 'µs'),
            atMost(FLAT, `${what}, further calls: growth`, perCall(manyFurther) / perCall(fewFurther), 'x')
        ];
    });
}

function severalKeys({ quick, print }: Bench): Promise<Figure[]> {
    print('several keys …');
    return withGuards([MANY], 0, ([guard]) =>
        KEYS.flatMap((count) => {
            const millis = Array.from({ length: quick ? 30 : 120 }, () =>
                elapsed(() => guard!.check(CHECKS_PER_TRANSACTION, count))
            );
            return [
                atMost(1, `${count} key(s): queries`, guard!.check(1, count), ''),
                plain(
                    `${count} key(s): time per further call`,
                    (1000 * median(millis.slice(20))!) / CHECKS_PER_TRANSACTION,
                    'µs'
                )
            ];
        })
    );
}

/** Milliseconds of each transaction, one of each org after the other. */
function inTurn(rounds: number, one: Guard, other: Guard, calls: number): [one: number[], other: number[]] {
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < WARM_UP + rounds; round++) {
        times[0].push(elapsed(() => one.check(calls, 1)));
        times[1].push(elapsed(() => other.check(calls, 1)));
    }
    return [times[0].slice(WARM_UP), times[1].slice(WARM_UP)];
}

/** Lets something happen to orgs that have as many integrations registered. */
async function withGuards<T>(sizes: readonly number[], groups: number, act: (guards: Guard[]) => T): Promise<T> {
    const guards: Guard[] = [];
    try {
        for (const integrations of sizes)
            await withRegistered({ integrations, groups }, (directory) => guards.push(new Guard(directory)));
        return act(guards);
    } finally {
        for (const guard of guards) guard.close();
    }
}

/** The guard of an org, asked about the integrations that were registered for the measurement. */
class Guard {
    private readonly org: Org;
    private readonly user: RunningUser;
    private readonly method: MethodSymbol;

    constructor(projectDir: string) {
        this.org = createOrg({ projectDir, stateDir: null });
        this.user = this.org.admin;
        this.method = checkMethod(this.org);
    }

    /** @param keys how many breakers each call asks about @returns the queries that the calls have used */
    check(calls: number, keys: number): number {
        const { org, user, method } = this;
        const asked = ApexSet.of(
            STRING,
            Array.from({ length: keys }, (_, index) => integrationKey(index))
        );
        return org.execute({ user, quiddity: 'ANONYMOUS', isAsync: false }, ({ limits }) => {
            for (let call = 0; call < calls; call++) org.program.callStatic(method.owner, method.slot, [asked]);
            return limits.queries;
        });
    }

    close(): void {
        this.org.close();
    }
}

/** The overload of `BreakerGuard.check` that takes a set. */
function checkMethod(org: Org): MethodSymbol {
    const guard = org.program.classNamed('breakerguard');
    const method = guard?.methods.find(({ name, params }) => name === 'check' && params[0]?.type.kind === 'set');
    if (!method) throw new Error('BreakerGuard.check(Set<String>) is gone.');
    return method;
}
