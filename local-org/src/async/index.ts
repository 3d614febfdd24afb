/** Asynchronous Apex: queueables and finalizers, future methods, batch and scheduled jobs. */

import './systemMembers.ts';

export { AsyncJobs, JobScheduler, type JobSchedulerOptions } from './jobScheduler.ts';
export type { JobLatencies } from './jobHost.ts';
export { runningJob, type JobKind, type RunningJob } from './runningJob.ts';
export { copyState, type CopyableState } from './stateCopy.ts';
export { DrainedQueue, TimedQueue, type TimedQueueOptions } from './workQueues.ts';
