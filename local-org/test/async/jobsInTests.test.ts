import { expect, it } from 'vitest';
import { BATCH, CHAIN, FAILING_JOB, JOB, LOG } from './apexJobs.ts';
import { apexTests } from './orgUnderTest.ts';

const CLASSES = {
    'app/classes/Log.cls': LOG,
    'app/classes/Job.cls': JOB,
    'app/classes/FailingJob.cls': FAILING_JOB,
    'app/classes/Tally.cls': BATCH
};

async function allPass(body: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const outcomes = await apexTests({
        ...CLASSES,
        ...more,
        'app/classes/JobsTest.cls': `@IsTest private class JobsTest {${body}}`
    });
    expect(Object.keys(outcomes).length).toBeGreaterThan(0);
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'pass')).toEqual([]);
}

it('given queueables, when stopTest is reached, then each has run with its own statics and the state it was enqueued with', async () => {
    await allPass(`
        @IsTest static void it_runs_a_copy() {
            Job first = new Job('first');
            Job.runs = 7;
            Test.startTest();
            Id jobId = System.enqueueJob(first);
            first.text = 'changed too late';
            Assert.areEqual('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
            Assert.areEqual('', Log.all());
            Test.stopTest();
            Assert.areEqual('first 1 null Processing Queueable Job', Log.all());
            Assert.areEqual(7, Job.runs);
            AsyncApexJob row = [SELECT Status, NumberOfErrors, CompletedDate FROM AsyncApexJob WHERE Id = :jobId];
            Assert.areEqual('Completed', row.Status);
            Assert.areEqual(0, row.NumberOfErrors);
            Assert.isNotNull(row.CompletedDate);
        }
        @IsTest static void it_forgets_jobs_of_a_savepoint_that_was_left() {
            Test.startTest();
            Savepoint before = Database.setSavepoint();
            System.enqueueJob(new Job('taken back'));
            Database.rollback(before);
            System.enqueueJob(new Job('kept'));
            Test.stopTest();
            Assert.areEqual('kept 1 null Processing Queueable Job', Log.all());
        }
        @IsTest static void it_does_not_run_an_aborted_job() {
            Test.startTest();
            Id jobId = System.enqueueJob(new Job('aborted'));
            System.abortJob(jobId);
            Test.stopTest();
            Assert.areEqual('', Log.all());
            Assert.areEqual('Aborted', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
        }
        @IsTest static void it_runs_as_the_user_who_asked() {
            User other = new User(Username = 'other@jobs.example', LastName = 'Other', Email = 'o@jobs.example', Alias = 'other',
                TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
                ProfileId = [SELECT Id FROM Profile WHERE Name = 'System Administrator'].Id);
            Test.startTest();
            System.runAs(other) {
                System.enqueueJob(new Job('other'));
            }
            Test.stopTest();
            Assert.areEqual(other.Id, [SELECT CreatedById FROM Account].CreatedById);
        }`);
});

it('given a queueable that fails, when its finalizer runs, then it knows why, its own changes last, and stopTest throws', async () => {
    await allPass(`
        @IsTest static void it_tells_the_finalizer_and_the_test() {
            Test.startTest();
            Id jobId = System.enqueueJob(new FailingJob());
            try {
                Test.stopTest();
                Assert.fail('the exception was lost');
            } catch (IllegalArgumentException broken) {
                Assert.areEqual('broken', broken.getMessage());
            }
            Assert.areEqual('UNHANDLED_EXCEPTION broken before the end, after 1 null Processing Queueable Job', Log.all());
            AsyncApexJob row = [SELECT Status, ExtendedStatus, NumberOfErrors FROM AsyncApexJob WHERE Id = :jobId];
            Assert.areEqual('Failed', row.Status);
            Assert.areEqual('broken', row.ExtendedStatus);
            Assert.areEqual(1, row.NumberOfErrors);
        }`);
});

it('given jobs that start jobs, when they go too far, then the platform’s limits stop them', async () => {
    await allPass(
        `
        @IsTest static void it_refuses_a_chain() {
            Test.startTest();
            System.enqueueJob(new Chain(1, 3));
            try {
                Test.stopTest();
                Assert.fail('a test chained jobs');
            } catch (AsyncException refused) {
                Assert.areEqual('Maximum stack depth has been reached.', refused.getMessage());
            }
            Assert.areEqual('', Log.all());
        }
        @IsTest static void it_keeps_to_a_maximum_depth() {
            AsyncOptions options = new AsyncOptions();
            options.MaximumQueueableStackDepth = 2;
            Test.startTest();
            System.enqueueJob(new Chain(1, 3), options);
            try {
                Test.stopTest();
                Assert.fail('the chain was not stopped');
            } catch (AsyncException tooDeep) {
                Assert.areEqual('Maximum stack depth has been reached.', tooDeep.getMessage());
            }
            Assert.areEqual('1', Log.all());
        }
        @IsTest static void it_refuses_a_duplicate_signature() {
            AsyncOptions options = new AsyncOptions();
            options.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('once').addInteger(1).build();
            System.enqueueJob(new Job('one'), options);
            try {
                System.enqueueJob(new Job('two'), options);
                Assert.fail('a duplicate was accepted');
            } catch (DuplicateMessageException twice) {
                Assert.areEqual('Attempt to enqueue job with duplicate queueable signature', twice.getMessage());
            }
        }`,
        { 'app/classes/Chain.cls': CHAIN }
    );
    const outcomes = await apexTests({
        ...CLASSES,
        'app/classes/Chain.cls': CHAIN,
        'app/classes/JobsTest.cls': `@IsTest private class JobsTest {
            @IsTest static void it_is_ended() {
                AsyncOptions options = new AsyncOptions();
                options.MaximumQueueableStackDepth = 5;
                Test.startTest();
                System.enqueueJob(new Chain(2, 1), options);
                try {
                    Test.stopTest();
                } catch (Exception limited) {
                    Assert.fail('a LimitException cannot be caught');
                }
            }
        }`
    });
    expect(outcomes).toEqual({ it_is_ended: 'System.LimitException: Too many queueable jobs added to the queue: 2' });
});

it('given future methods, when they are called, then they run at stopTest and not from each other', async () => {
    await allPass(
        `
        @IsTest static void it_runs_later() {
            List<String> texts = new List<String>{ 'a' };
            Test.startTest();
            Later.note(texts);
            texts.add('b');
            Assert.areEqual('', Log.all());
            Test.stopTest();
            Assert.areEqual('a FUTURE', Log.all());
            AsyncApexJob row = [SELECT JobType, MethodName, Status FROM AsyncApexJob];
            Assert.areEqual('Future note Completed', row.JobType + ' ' + row.MethodName + ' ' + row.Status);
        }
        @IsTest static void it_is_refused_in_a_future_method() {
            Test.startTest();
            Later.nested(1);
            try {
                Test.stopTest();
                Assert.fail('a future method called another');
            } catch (AsyncException refused) {
                Assert.areEqual('Future method cannot be called from a future or batch method: Later.note(List<String>)', refused.getMessage());
            }
        }`,
        {
            'app/classes/Later.cls': `public class Later {
                @future public static void note(List<String> texts) {
                    Log.write(String.join(texts, '') + ' ' + Request.getCurrent().getQuiddity());
                }
                @future public static void nested(Integer times) {
                    note(new List<String>());
                }
            }`
        }
    );
});

it('given a batch job, when stopTest is reached, then start, one chunk and finish have run and Stateful members were kept', async () => {
    await allPass(`
        private static void contacts(Integer count) {
            List<Contact> people = new List<Contact>();
            for (Integer i = 0; i < count; i++) {
                people.add(new Contact(LastName = 'p' + i));
            }
            insert people;
        }
        @IsTest static void it_runs_every_part() {
            contacts(3);
            Test.startTest();
            Id jobId = Database.executeBatch(new Tally());
            Test.stopTest();
            Assert.areEqual('chunk of 3, saw 3 in 1 of 1 with 0', Log.all());
            Assert.areEqual('Completed', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
        }
        @IsTest static void it_refuses_a_second_chunk_in_a_test() {
            contacts(3);
            Test.startTest();
            Database.executeBatch(new Tally(), 2);
            try {
                Test.stopTest();
                Assert.fail('two chunks ran');
            } catch (UnexpectedException refused) {
                Assert.isTrue(refused.getMessage().startsWith('No more than one executeBatch can be called from within a test method.'));
            }
        }`);
});

it('given a schedule, when it is made, then its rows tell when it fires, its name is taken, and it runs once at stopTest', async () => {
    await allPass(
        `
        @IsTest static void it_fires() {
            Test.startTest();
            String triggerId = System.schedule('Nightly', '0 30 2 * * ?', new Nightly());
            CronTrigger row = [SELECT CronExpression, TimesTriggered, NextFireTime, CronJobDetail.Name FROM CronTrigger WHERE Id = :triggerId];
            Assert.areEqual('0 30 2 * * ? Nightly 2:30', row.CronExpression + ' ' + row.CronJobDetail.Name + ' ' + row.NextFireTime.hourGmt() + ':' + row.NextFireTime.minuteGmt());
            Assert.areEqual(0, row.TimesTriggered);
            try {
                System.schedule('Nightly', '0 0 3 * * ?', new Nightly());
                Assert.fail('the name was taken');
            } catch (AsyncException taken) {
                Assert.areEqual('The Apex job named "Nightly" is already scheduled for execution.', taken.getMessage());
            }
            Test.stopTest();
            Assert.areEqual('' + triggerId, Log.all());
            Assert.areEqual(1, [SELECT TimesTriggered FROM CronTrigger WHERE Id = :triggerId].TimesTriggered);
        }
        @IsTest static void it_is_gone_when_aborted() {
            Test.startTest();
            Id triggerId = System.schedule('Nightly', '0 30 2 * * ?', new Nightly());
            Id jobId = [SELECT Id FROM AsyncApexJob WHERE CronTriggerId = :triggerId AND JobType = 'ScheduledApex'].Id;
            System.abortJob(triggerId);
            Test.stopTest();
            Assert.areEqual('', Log.all());
            Assert.areEqual(0, [SELECT COUNT() FROM CronTrigger]);
            Assert.areEqual('Aborted', [SELECT Status FROM AsyncApexJob WHERE Id = :jobId].Status);
        }`,
        {
            'app/classes/Nightly.cls': `public class Nightly implements Schedulable {
                public void execute(SchedulableContext context) {
                    Log.write('' + context.getTriggerId());
                }
            }`
        }
    );
});
