import { apexEquals, apexHashCode } from '../equality.ts';
import type { EnumValue } from '../enums.ts';
import { definePlatformType } from '../platform.ts';
import type { Quiddity } from '../transaction.ts';
import { currentTransaction } from '../transaction.ts';
import { today } from './date.ts';
import { now } from './datetime.ts';
import { DebugLog } from './orgServices.ts';
import { stringValueOf } from './stringValue.ts';

function runsAs(...quiddities: readonly Quiddity[]): () => boolean {
    return () => quiddities.includes(currentTransaction().quiddity);
}

function debug(level: string, value: unknown): void {
    currentTransaction()
        .services.find(DebugLog)
        ?.write(`${level}|${stringValueOf(value)}`);
}

definePlatformType('System.System', {
    statics: {
        'currentTimeMillis()': () => currentTransaction().now(),
        'debug(Object)': (value: unknown) => debug('DEBUG', value),
        'debug/2': (level: EnumValue | null, value: unknown) => debug(level?.name ?? 'DEBUG', value),
        'equals/2': apexEquals,
        'hashCode/1': (value: unknown) => (value === null ? 0 : apexHashCode(value)),
        'isBatch()': runsAs('BATCH_APEX'),
        'isFuture()': runsAs('FUTURE'),
        'isQueueable()': runsAs('QUEUEABLE'),
        'isScheduled()': runsAs('SCHEDULED'),
        'now()': now,
        'today()': today
    }
});
