import { expect, it } from 'vitest';
import { systemRows } from '../../src/data/systemRows.ts';
import { BATCH, CHAIN, FAILING_JOB, JOB, LOG } from './apexJobs.ts';
import type { LiveOrg } from './orgUnderTest.ts';
import { liveOrg, NOON } from './orgUnderTest.ts';

const CLASSES = {
    'app/classes/Log.cls': LOG,
    'app/classes/Job.cls': JOB,
    'app/classes/FailingJob.cls': FAILING_JOB,
    'app/classes/Tally.cls': BATCH
};

const log = (live: LiveOrg): string => live.apex('System.debug(Log.all());')[0]!;

it('given a transaction that throws, when time passes, then the job it asked for never runs and has no row', () => {
    const live = liveOrg(CLASSES);
    expect(() => live.apex(`System.enqueueJob(new Job('x')); throw new IllegalArgumentException('stop');`)).toThrow(
        'stop'
    );
    live.pass(60_000);
    expect(log(live)).toBe('');
    expect(systemRows(live.org.data, 'AsyncApexJob')).toEqual([]);
});

it('given a queueable with a delay, when its minutes have not passed, then it waits', () => {
    const live = liveOrg(CLASSES);
    live.apex(`System.enqueueJob(new Job('x'), 2);`);
    live.pass(119_000);
    expect(log(live)).toBe('');
    live.pass(1_000);
    expect(log(live)).toBe('x 1 null Processing Queueable Job');
});

it('given a job that starts its successor, when it runs, then the chain goes on to its end', () => {
    const live = liveOrg({ ...CLASSES, 'app/classes/Chain.cls': CHAIN });
    live.apex('System.enqueueJob(new Chain(1, 4));');
    for (let place = 0; place < 5; place++) live.pass(100);
    expect(log(live)).toBe('1, 2, 3, 4');
});

it('given a job that fails, when it runs by itself, then the failure is told to whoever runs the org', () => {
    const live = liveOrg(CLASSES);
    live.apex('System.enqueueJob(new FailingJob());');
    live.pass(100);
    expect(live.printed).toEqual(['System.IllegalArgumentException: broken']);
    live.pass(100);
    expect(log(live)).toBe('UNHANDLED_EXCEPTION broken before the end, after 1 null Processing Queueable Job');
});

const FIVE = `for (String name : new List<String>{ 'a', 'b', 'bad', 'c', 'd' }) { insert new Contact(LastName = name); }`;

it('given a batch job with a bad chunk, when it runs, then the other chunks count and finish knows of the error', () => {
    const live = liveOrg(CLASSES);
    live.apex(`${FIVE} Database.executeBatch(new Tally(), 2);`);
    live.pass(100);
    expect(systemRows(live.org.data, 'AsyncApexJob')[0]).toMatchObject({
        Status: 'Processing',
        TotalJobItems: 3,
        JobItemsProcessed: 0
    });
    for (let part = 0; part < 4; part++) live.pass(100);
    // bad sorts between b and c: the first chunk is [a, b], the second [bad, c].
    expect(log(live)).toBe('chunk of 2, chunk of 1, saw 3 in 3 of 3 with 1');
    expect(systemRows(live.org.data, 'AsyncApexJob')[0]).toMatchObject({
        Status: 'Completed',
        NumberOfErrors: 1,
        ExtendedStatus: 'First error: bad row'
    });
});

it('given a running batch job, when it is aborted, then no further chunk starts and finish does not run', () => {
    const live = liveOrg(CLASSES);
    const [jobId] = live.apex(`${FIVE} System.debug(Database.executeBatch(new Tally(), 1));`);
    live.pass(100);
    live.pass(100);
    live.apex(`System.abortJob('${jobId}');`);
    live.pass(1_000);
    expect(log(live)).toBe('chunk of 1');
    expect(systemRows(live.org.data, 'AsyncApexJob')[0]).toMatchObject({ Status: 'Aborted', JobItemsProcessed: 1 });
});

it('given a batch job that raises platform events, when a chunk fails, then a subscriber hears which job, phase and why', () => {
    const live = liveOrg({
        ...CLASSES,
        'app/classes/Loud.cls': `public class Loud implements Database.Batchable<SObject>, Database.RaisesPlatformEvents {
            public Iterable<SObject> start(Database.BatchableContext context) {
                return [SELECT Id FROM Contact];
            }
            public void execute(Database.BatchableContext context, List<SObject> rows) {
                throw new IllegalArgumentException('loud');
            }
            public void finish(Database.BatchableContext context) {
            }
        }`,
        'app/triggers/Listener.trigger': `trigger Listener on BatchApexErrorEvent (after insert) {
            for (BatchApexErrorEvent message : Trigger.new) {
                Log.write(message.Phase + ' ' + message.ExceptionType + ' ' + message.Message + ' ' + message.AsyncApexJobId + ' ' + message.JobScope);
            }
        }`
    });
    const [jobId, contactId] = live.apex(
        `Contact row = new Contact(LastName = 'a'); insert row; System.debug(Database.executeBatch(new Loud())); System.debug(row.Id);`
    );
    for (let part = 0; part < 4; part++) live.pass(100);
    expect(log(live)).toBe(`EXECUTE System.IllegalArgumentException loud ${jobId} ${contactId}`);
});

it('given a schedule for every hour, when hours pass, then it fires in each until it is aborted', () => {
    const live = liveOrg({
        ...CLASSES,
        'app/classes/Hourly.cls': `public class Hourly implements Schedulable {
            public void execute(SchedulableContext context) {
                Log.write('' + System.now().hourGmt());
            }
        }`
    });
    const [triggerId] = live.apex(`System.debug(System.schedule('Hourly', '0 0 * * * ?', new Hourly()));`);
    live.pass(3_600_000);
    live.pass(1_800_000);
    live.pass(1_800_000);
    expect(log(live)).toBe('13, 14');
    const [row] = systemRows(live.org.data, 'CronTrigger');
    expect(row).toMatchObject({ TimesTriggered: 2, State: 'WAITING', NextFireTime: { ms: NOON + 3 * 3_600_000 } });
    live.apex(`System.abortJob('${triggerId}');`);
    live.pass(3_600_000);
    expect(log(live)).toBe('13, 14');
});

it('given a batch job for later, when its minutes have passed, then it starts once', () => {
    const live = liveOrg(CLASSES);
    live.apex(`insert new Contact(LastName = 'a'); System.scheduleBatch(new Tally(), 'Later', 5);`);
    live.pass(299_000);
    expect(log(live)).toBe('');
    for (let part = 0; part < 4; part++) live.pass(1_000);
    expect(log(live)).toBe('chunk of 1, saw 1 in 1 of 1 with 0');
    expect(systemRows(live.org.data, 'CronTrigger')).toEqual([]);
});

it('given a failed job that its finalizer starts again, when it fails each time, then the sixth start is refused', () => {
    const live = liveOrg({
        ...CLASSES,
        'app/classes/Stubborn.cls': `public class Stubborn implements Queueable, Finalizer {
            public void execute(QueueableContext context) {
                System.attachFinalizer(this);
                throw new IllegalArgumentException('again');
            }
            public void execute(FinalizerContext context) {
                Log.write('try');
                System.enqueueJob(this);
            }
        }`
    });
    live.apex('System.enqueueJob(new Stubborn());');
    for (let turn = 0; turn < 10; turn++) live.pass(100);
    // The first start and five repetitions; the last finalizer is refused, and what it did is undone.
    expect(systemRows(live.org.data, 'AsyncApexJob')).toHaveLength(6);
    expect(log(live)).toBe('try, try, try, try, try');
});
