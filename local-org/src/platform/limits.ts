import { definePlatformType } from '../runtime/platform.ts';
import type { PlatformFunction } from '../runtime/platform.ts';
import type { LimitUse } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';

/** System.Limits: method names without `get` and `getLimit`, and what they count. */
const COUNTERS: Readonly<Record<string, keyof LimitUse>> = {
    Queries: 'queries',
    QueryRows: 'queryRows',
    AggregateQueries: 'aggregateQueries',
    SoslQueries: 'soslQueries',
    DmlStatements: 'dmlStatements',
    DmlRows: 'dmlRows',
    Callouts: 'callouts',
    QueueableJobs: 'queueableJobs',
    FutureCalls: 'futureCalls',
    PublishImmediateDML: 'publishImmediateDml',
    EmailInvocations: 'emailInvocations',
    CpuTime: 'cpuMillis',
    HeapSize: 'heapBytes'
};

const statics: Record<string, PlatformFunction> = {};
for (const [name, counter] of Object.entries(COUNTERS)) {
    statics[`get${name}/0`] = () => Math.trunc(currentTransaction().limits[counter]);
    statics[`getLimit${name}/0`] = () => currentTransaction().limitCaps[counter];
}
definePlatformType('System.Limits', { statics });
