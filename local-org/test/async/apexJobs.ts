/** Apex classes of jobs that the tests of asynchronous Apex share. */

export const LOG = `public class Log {
    public static void write(String text) {
        insert new Account(Name = text);
    }
    public static String all() {
        List<String> names = new List<String>();
        for (Account entry : [SELECT Name FROM Account ORDER BY Id]) {
            names.add(entry.Name);
        }
        return String.join(names, ', ');
    }
}`;

export const JOB = `public class Job implements Queueable {
    public static Integer runs = 0;
    public String text;
    public transient String volatile_x = 'kept';
    public Job(String text) {
        this.text = text;
    }
    public void execute(QueueableContext context) {
        runs++;
        AsyncApexJob row = [SELECT Status, JobType, ApexClass.Name FROM AsyncApexJob WHERE Id = :context.getJobId()];
        Log.write(text + ' ' + runs + ' ' + volatile_x + ' ' + row.Status + ' ' + row.JobType + ' ' + row.ApexClass.Name);
    }
}`;

export const FAILING_JOB = `public class FailingJob implements Queueable, Finalizer {
    public List<String> notes = new List<String>();
    public void execute(QueueableContext context) {
        System.attachFinalizer(this);
        notes.add('before the end');
        Log.write('undone');
        throw new IllegalArgumentException('broken');
    }
    public void execute(FinalizerContext context) {
        Log.write(context.getResult() + ' ' + context.getException().getMessage() + ' ' + notes[0]);
        System.enqueueJob(new Job('after'));
    }
}`;

export const BATCH = `public class Tally implements Database.Batchable<SObject>, Database.Stateful {
    public Integer seen = 0;
    public Database.QueryLocator start(Database.BatchableContext context) {
        return Database.getQueryLocator([SELECT LastName FROM Contact ORDER BY LastName]);
    }
    public void execute(Database.BatchableContext context, List<Contact> rows) {
        for (Contact row : rows) {
            if (row.LastName == 'bad') {
                throw new IllegalArgumentException('bad row');
            }
        }
        seen += rows.size();
        Log.write('chunk of ' + rows.size());
    }
    public void finish(Database.BatchableContext context) {
        AsyncApexJob row = [SELECT JobItemsProcessed, TotalJobItems, NumberOfErrors FROM AsyncApexJob WHERE Id = :context.getJobId()];
        Log.write('saw ' + seen + ' in ' + row.JobItemsProcessed + ' of ' + row.TotalJobItems + ' with ' + row.NumberOfErrors);
    }
}`;

/** Writes its place in the chain and starts `width` successors until the chain has its length. */
export const CHAIN = `public class Chain implements Queueable {
    private Integer width;
    private Integer length;
    private Integer place = 1;
    public Chain(Integer width, Integer length) {
        this.width = width;
        this.length = length;
    }
    public void execute(QueueableContext context) {
        Log.write('' + place);
        if (place == length && width == 1) {
            return;
        }
        place++;
        for (Integer i = 0; i < width; i++) {
            System.enqueueJob(this);
        }
    }
}`;
