import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Org } from '../../src/org/index.ts';
import { compileProject, createOrg } from '../../src/org/index.ts';
import { ALL_TESTS, runTests } from '../../src/testing/index.ts';
import type { ProjectFolder } from '../org/projectFolder.ts';
import { projectFolder } from '../org/projectFolder.ts';

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n';

function eventObject(label: string, publishBehavior: string): string {
    return (
        `${HEADER}<CustomObject ${META}><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>` +
        `<label>${label}</label><pluralLabel>${label}s</pluralLabel><publishBehavior>${publishBehavior}</publishBehavior></CustomObject>`
    );
}

function eventField(name: string, content: string): string {
    return `${HEADER}<CustomField ${META}><fullName>${name}</fullName><label>${name}</label>${content}</CustomField>`;
}

const PROJECT = {
    'app/objects/Order__e/Order__e.object-meta.xml': eventObject('Order', 'PublishImmediately'),
    'app/objects/Order__e/fields/Number__c.field-meta.xml': eventField(
        'Number__c',
        '<required>true</required><type>Text</type><length>20</length>'
    ),
    'app/objects/Order__e/fields/Rush__c.field-meta.xml': eventField(
        'Rush__c',
        '<defaultValue>true</defaultValue><type>Checkbox</type>'
    ),
    'app/triggers/OrderTrigger.trigger': `trigger OrderTrigger on Order__e (after insert) {
        if (Trigger.new[0].Number__c == 'retry' && EventBus.TriggerContext.currentContext().retries < 2) {
            throw new EventBus.RetryableException('Come back');
        }
        List<Account> accounts = new List<Account>();
        for (Order__e message : Trigger.new) {
            accounts.add(new Account(Name = message.Number__c, Description = UserInfo.getUserName() + ' ' + message.Rush__c));
            if (message.Number__c == 'outer') {
                EventBus.publish(new Order__e(Number__c = 'inner'));
            }
        }
        insert accounts;
    }`,
    'app/PlatformEventSubscriberConfigs/Order.platformEventSubscriberConfig-meta.xml':
        `${HEADER}<PlatformEventSubscriberConfig ${META}><batchSize>2</batchSize><masterLabel>Order</masterLabel>` +
        '<platformEventConsumer>OrderTrigger</platformEventConsumer><user>admin@local-org.example</user></PlatformEventSubscriberConfig>',
    'app/classes/OrderCallback.cls': `public class OrderCallback implements EventBus.EventPublishSuccessCallback, EventBus.EventPublishFailureCallback {
        private String note;
        public OrderCallback(String note) { this.note = note; }
        public void onSuccess(EventBus.SuccessResult result) { record('sent', result.getEventUuids()); }
        public void onFailure(EventBus.FailureResult result) { record('failed', result.getEventUuids()); }
        private void record(String outcome, List<String> uuids) {
            insert new Account(Name = outcome + ' ' + note, Description = String.join(uuids, ','), Site = UserInfo.getName());
        }
    }`
};

const TESTS = `@IsTest
private class OrderTest {
    static Order__e order(String reference) {
        return new Order__e(Number__c = reference);
    }
    static Set<String> accounts() {
        Set<String> names = new Set<String>();
        for (Account account : [SELECT Name FROM Account]) {
            names.add(account.Name);
        }
        return names;
    }

    @IsTest
    static void it_delivers_at_stop_test() {
        Test.startTest();
        Database.SaveResult result = EventBus.publish(order('1'));
        Assert.isTrue(result.isSuccess());
        Assert.areEqual(1, Limits.getPublishImmediateDml());
        Assert.areEqual(new Set<String>(), accounts());
        Test.stopTest();
        Account made = [SELECT Name, Description FROM Account];
        Assert.areEqual('1', made.Name);
        Assert.areEqual('admin@local-org.example true', made.Description);
    }

    @IsTest
    static void it_delivers_on_demand_and_nested_events_at_the_next_time() {
        EventBus.publish(new List<Order__e>{ order('outer'), order('2'), order('3') });
        Test.getEventBus().deliver();
        Assert.areEqual(new Set<String>{ 'outer', '2', '3' }, accounts());
        Test.getEventBus().deliver();
        Assert.areEqual(new Set<String>{ 'outer', '2', '3', 'inner' }, accounts());
        Assert.areEqual(4, [SELECT Position FROM EventBusSubscriber WHERE Topic = 'Order__e'].Position);
    }

    @IsTest
    static void it_starts_each_test_with_an_empty_bus() {
        EventBusSubscriber subscriber = [SELECT Name, Type, Status, Position, Tip FROM EventBusSubscriber WHERE Topic = 'Order__e'];
        Assert.areEqual('OrderTrigger ApexTrigger Running 0 0', subscriber.Name + ' ' + subscriber.Type + ' ' + subscriber.Status + ' ' + subscriber.Position + ' ' + subscriber.Tip);
    }

    @IsTest
    static void it_retries_at_each_delivery() {
        EventBus.publish(order('retry'));
        for (Integer i = 1; i <= 2; i++) {
            Test.getEventBus().deliver();
            EventBusSubscriber subscriber = [SELECT Retries, LastError FROM EventBusSubscriber WHERE Name = 'OrderTrigger'];
            Assert.areEqual(i, subscriber.Retries);
            Assert.areEqual('Come back', subscriber.LastError);
            Assert.areEqual(0, accounts().size());
        }
        Test.getEventBus().deliver();
        Assert.areEqual(new Set<String>{ 'retry' }, accounts());
    }

    @IsTest
    static void it_tells_the_publisher_what_became_of_its_events() {
        Order__e good = (Order__e) Order__e.SObjectType.newSObject(null, true);
        good.Number__c = 'good';
        EventBus.publish(good, new OrderCallback('a'));
        Test.getEventBus().deliver();
        Account told = [SELECT Description, Site FROM Account WHERE Name = 'sent a'];
        Assert.areEqual(good.EventUuid, told.Description);
        Assert.areEqual('Automated Process', told.Site);

        Database.SaveResult lost = EventBus.publish(order('lost'), new OrderCallback('b'));
        Test.getEventBus().fail();
        Assert.areEqual(EventBus.getOperationId(lost), [SELECT Description FROM Account WHERE Name = 'failed b'].Description);
        Test.getEventBus().deliver();
        Assert.isFalse(accounts().contains('lost'));
    }

    @IsTest
    static void it_refuses_an_event_without_its_required_fields() {
        List<Database.SaveResult> results = EventBus.publish(new List<Order__e>{ new Order__e(), order('good') });
        Assert.isFalse(results[0].isSuccess());
        Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, results[0].getErrors()[0].getStatusCode());
        Assert.areEqual(new List<String>{ 'Number__c' }, results[0].getErrors()[0].getFields());
        Test.getEventBus().deliver();
        Assert.areEqual(new Set<String>{ 'good' }, accounts());
    }

    @IsTest
    static void it_publishes_in_user_mode() {
        EventBus.publishWithAccessLevel(order('user'), AccessLevel.USER_MODE);
        EventBus.publishWithAccessLevel(new List<Order__e>{ order('system') }, AccessLevel.SYSTEM_MODE);
        Test.getEventBus().deliver();
        Assert.areEqual(new Set<String>{ 'user', 'system' }, accounts());
    }
}`;

let folder: ProjectFolder;
let org: Org | null;

beforeEach(() => {
    org = null;
    folder = projectFolder(PROJECT);
});

afterEach(() => {
    org?.close();
    folder.remove();
});

it('given Apex tests of events, when they run, then the test bus delivers, retries, fails and forgets as they ask', async () => {
    folder.write({ 'app/classes/OrderTest.cls': TESTS });
    const report = await runTests({ projectDir: folder.dir, filter: ALL_TESTS }, compileProject(folder.dir));
    const outcomes = report.tests.map(({ methodName, message, outcome }) => [methodName, message ?? outcome]);
    expect(outcomes).toHaveLength(7);
    expect(outcomes.filter(([, outcome]) => outcome !== 'pass')).toEqual([]);
});

it('given a served org, when events are published, then its trigger gets them in batches of its configuration as its user', async () => {
    org = createOrg({ projectDir: folder.dir, stateDir: null, latencies: { queueableMs: 0, eventMs: 0, batchMs: 0 } });
    const publish = `EventBus.publish(new List<Order__e>{
        new Order__e(Number__c = '1'), new Order__e(Number__c = '2', Rush__c = false), new Order__e(Number__c = '3') });
        throw new IllegalArgumentException('too late to call them back');`;
    expect(org.runAnonymous(org.admin, publish).exception?.typeName).toBe('System.IllegalArgumentException');
    await org.settled();
    const { debugLog } = org.runAnonymous(
        org.admin,
        `for (Account account : [SELECT Name, Description FROM Account ORDER BY Name]) System.debug(account.Name + ' ' + account.Description);
        EventBusSubscriber subscriber = [SELECT Position, Tip FROM EventBusSubscriber WHERE Name = 'OrderTrigger'];
        System.debug(subscriber.Position + ' ' + subscriber.Tip);`
    );
    expect(debugLog.map((line) => line.slice(line.indexOf('|') + 1))).toEqual([
        '1 admin@local-org.example true',
        '2 admin@local-org.example false',
        '3 admin@local-org.example true',
        '3 -1'
    ]);
});
