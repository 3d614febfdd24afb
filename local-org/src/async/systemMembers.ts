import { stringToId } from '../runtime/conversions.ts';
import { nullPointer } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { DuplicateSignature } from './duplicateSignature.ts';
import type { JobScheduler } from './jobScheduler.ts';
import { AsyncJobs } from './jobScheduler.ts';
import type { RunningJob } from './runningJob.ts';
import { runningJob } from './runningJob.ts';

/** System.AsyncOptions */
class AsyncOptions {
    static readonly apexName = 'System.AsyncOptions';
    signature: DuplicateSignature | null = null;
    maximumDepth: number | null = null;
    minimumDelayMinutes: number | null = null;
}

const jobs = (): JobScheduler => currentTransaction().services.get(AsyncJobs);
const job = (): RunningJob | null => runningJob(currentTransaction());

const WITHOUT_OPTIONS = { delayMinutes: null, maximumDepth: null, signature: null };

definePlatformType('System.System', {
    statics: {
        'enqueueJob/1': (queueable: object | null) => jobs().queueables.enqueue(queueable, WITHOUT_OPTIONS),
        'enqueueJob(Queueable,Integer)': (queueable: object | null, delayMinutes: number | null) =>
            jobs().queueables.enqueue(queueable, { ...WITHOUT_OPTIONS, delayMinutes }),
        'enqueueJob(Queueable,AsyncOptions)': (queueable: object | null, options: AsyncOptions | null) =>
            jobs().queueables.enqueue(queueable, {
                delayMinutes: (options ?? nullPointer()).minimumDelayMinutes,
                maximumDepth: (options ?? nullPointer()).maximumDepth,
                signature: options?.signature?.text ?? null
            }),
        'attachFinalizer/1': (finalizer: object | null) => jobs().queueables.attachFinalizer(finalizer),
        'abortJob/1': (id: string | null) => jobs().abort(stringToId(id) ?? nullPointer()),
        'schedule/3': (name: string | null, cron: string | null, schedulable: object | null) =>
            jobs().schedules.schedule(name, cron, schedulable),
        'scheduleBatch/3': (batch: object | null, name: string | null, minutes: number | null) =>
            jobs().scheduleBatch(batch, name, minutes, null),
        'scheduleBatch/4': (batch: object | null, name: string | null, minutes: number | null, scope: number | null) =>
            jobs().scheduleBatch(batch, name, minutes, scope)
    }
});

definePlatformType('System.Database', {
    statics: {
        'executeBatch/1': (batch: object | null) => jobs().batches.execute(batch, null),
        'executeBatch/2': (batch: object | null, scope: number | null) => jobs().batches.execute(batch, scope)
    }
});

definePlatformType('System.AsyncOptions', {
    constructors: { '()': () => new AsyncOptions() },
    properties: {
        DuplicateSignature: {
            get: (options: AsyncOptions) => options.signature,
            set: (options: AsyncOptions, value: DuplicateSignature | null) => (options.signature = value)
        },
        MaximumQueueableStackDepth: {
            get: (options: AsyncOptions) => options.maximumDepth,
            set: (options: AsyncOptions, value: number | null) => (options.maximumDepth = value)
        },
        MinimumQueueableDelayInMinutes: {
            get: (options: AsyncOptions) => options.minimumDelayMinutes,
            set: (options: AsyncOptions, value: number | null) => (options.minimumDelayMinutes = value)
        }
    },
    isInstance: (value) => value instanceof AsyncOptions
});

definePlatformType('System.AsyncInfo', {
    statics: {
        'getCurrentQueueableStackDepth/0': () => job()?.depth ?? 0,
        'getMaximumQueueableStackDepth/0': () => job()?.maximumDepth ?? null,
        'getMinimumQueueableDelayInMinutes/0': () => job()?.minimumDelayMinutes ?? null,
        'hasMaxStackDepth/0': () => (job()?.maximumDepth ?? null) !== null
    }
});
