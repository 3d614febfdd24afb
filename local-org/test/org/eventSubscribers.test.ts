import { afterEach, expect, it } from 'vitest';
import { systemRows } from '../../src/data/systemRows.ts';
import { EventBusKey } from '../../src/events/index.ts';
import type { Org } from '../../src/org/index.ts';
import { createOrg } from '../../src/org/index.ts';
import { projectFolder } from './projectFolder.ts';

const cleanUp: (() => void)[] = [];

afterEach(() => {
    for (const step of cleanUp.splice(0).reverse()) step();
});

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const textField = (name: string): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>80</length></fields>`;
const numberField = (name: string): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label><type>Number</type><precision>18</precision><scale>0</scale></fields>`;

const EVENT = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject ${META}><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>
${textField('Name__c')}${numberField('Amount__c')}
<label>Order</label><pluralLabel>Orders</pluralLabel><publishBehavior>PublishImmediately</publishBehavior></CustomObject>`;

const ACTION = `public class AccountAction {
    public class Order {
        @InvocableVariable(required=true)
        public String name;
        @InvocableVariable
        public Integer amount;
    }
    @InvocableMethod(label='Make accounts')
    public static void make(List<Order> orders) {
        List<Account> accounts = new List<Account>();
        for (Order each : orders) {
            accounts.add(new Account(Name = each.name, NumberOfEmployees = each.amount, Description = orders.size() + ' in a batch'));
        }
        insert accounts;
        if (orders[0].name == 'bad') {
            throw new IllegalArgumentException('bad order');
        }
    }
}`;

const value = (kind: string, text: string): string => `<value><${kind}>${text}</${kind}></value>`;

function flow(faultConnector: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<Flow ${META}>
<actionCalls><name>Make</name><label>Make</label><actionName>AccountAction</actionName><actionType>apex</actionType>${faultConnector}
<inputParameters><name>name</name>${value('elementReference', '$Record.Name__c')}</inputParameters>
<inputParameters><name>amount</name>${value('elementReference', '$Record.Amount__c')}</inputParameters></actionCalls>
<recordCreates><name>Note</name><label>Note</label><inputAssignments><field>Name</field>${value('elementReference', '$Flow.FaultMessage')}</inputAssignments>
<object>Account</object></recordCreates>
<apiVersion>66.0</apiVersion><label>On order</label><processType>AutoLaunchedFlow</processType>
<start><connector><targetReference>Make</targetReference></connector><object>Order__e</object><triggerType>PlatformEvent</triggerType></start>
<status>Active</status></Flow>`;
}

const TO_NOTE = '<faultConnector><targetReference>Note</targetReference></faultConnector>';

function open(files: Readonly<Record<string, string>>): Org {
    const folder = projectFolder({ 'app/objects/Order__e/Order__e.object-meta.xml': EVENT, ...files });
    cleanUp.push(folder.remove);
    const org = createOrg({ projectDir: folder.dir, stateDir: null });
    cleanUp.push(() => org.close());
    return org;
}

function publish(org: Org, block: string): void {
    expect(org.runAnonymous(org.admin, `EventBus.publish(new List<Order__e>{ ${block} });`)).toMatchObject({
        problem: null,
        exception: null
    });
}

/** Brings what was published to its subscribers. */
async function deliver(org: Org): Promise<void> {
    org.services.get(EventBusKey).deliver();
    await org.settled();
}

const accounts = (org: Org): unknown[][] =>
    systemRows(org.data, 'Account').map((row) => [row.Name, row.NumberOfEmployees, row.Description]);

it('given a flow on an event, when two events arrive, then its Apex action is called once for both with their values', async () => {
    const org = open({ 'app/classes/AccountAction.cls': ACTION, 'app/flows/On_Order.flow-meta.xml': flow('') });
    publish(org, `new Order__e(Name__c = 'one', Amount__c = 7), new Order__e(Name__c = 'two')`);
    await deliver(org);
    expect(accounts(org)).toEqual([
        ['one', 7, '2 in a batch'],
        ['two', null, '2 in a batch']
    ]);
});

it('given a flow with a fault path, when its action fails, then the path runs with the message of the fault and nothing of the action is left', async () => {
    const org = open({ 'app/classes/AccountAction.cls': ACTION, 'app/flows/On_Order.flow-meta.xml': flow(TO_NOTE) });
    publish(org, `new Order__e(Name__c = 'bad')`);
    await deliver(org);
    expect(accounts(org).map(([name]) => name)).toEqual(['bad order']);
});

it('given a flow without a fault path, when its action fails, then nothing of the interview is left and the next event is delivered', async () => {
    const org = open({ 'app/classes/AccountAction.cls': ACTION, 'app/flows/On_Order.flow-meta.xml': flow('') });
    publish(org, `new Order__e(Name__c = 'bad')`);
    await deliver(org);
    expect(accounts(org)).toEqual([]);
    publish(org, `new Order__e(Name__c = 'good')`);
    await deliver(org);
    expect(accounts(org).map(([name]) => name)).toEqual(['good']);
});

it('given an event without a required input of the action, when it arrives, then the flow fails by the name of the input', async () => {
    const org = open({ 'app/classes/AccountAction.cls': ACTION, 'app/flows/On_Order.flow-meta.xml': flow(TO_NOTE) });
    publish(org, 'new Order__e(Amount__c = 1)');
    await deliver(org);
    expect(accounts(org)).toEqual([['Missing required input parameter: name', null, null]]);
});

const TRIGGER = `trigger OrderTrigger on Order__e (after insert) {
    insert new Account(Name = UserInfo.getUserName(), NumberOfEmployees = Trigger.new.size());
}`;
const config = (user: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<PlatformEventSubscriberConfig ${META}><batchSize>2</batchSize><masterLabel>Order</masterLabel>
<platformEventConsumer>OrderTrigger</platformEventConsumer>${user}</PlatformEventSubscriberConfig>`;
const CONFIG_FILE = 'app/PlatformEventSubscriberConfigs/Order.platformEventSubscriberConfig-meta.xml';

it('given a subscriber configuration, when three events arrive, then the trigger runs in its batches as its user', async () => {
    const org = open({
        'app/triggers/OrderTrigger.trigger': TRIGGER,
        [CONFIG_FILE]: config('<user>olga@shop.example</user>'),
        'config/local-org.json': JSON.stringify({
            users: [
                {
                    username: 'olga@shop.example',
                    alias: 'olga',
                    lastName: 'O',
                    email: 'olga@shop.example',
                    profile: 'System Administrator'
                }
            ]
        })
    });
    publish(org, `new Order__e(Name__c = 'a'), new Order__e(Name__c = 'b'), new Order__e(Name__c = 'c')`);
    await deliver(org);
    expect(accounts(org).map(([name, size]) => [name, size])).toEqual([
        ['olga@shop.example', 2],
        ['olga@shop.example', 1]
    ]);
});

it('given a configuration that names an unknown user, when the org is created, then the deployment is refused', () => {
    const files = {
        'app/triggers/OrderTrigger.trigger': TRIGGER,
        [CONFIG_FILE]: config('<user>nobody@shop.example</user>')
    };
    expect(() => open(files)).toThrow(
        /LOC-003: .*Order\.platformEventSubscriberConfig-meta\.xml: .*no User named nobody@shop\.example found/
    );
});
