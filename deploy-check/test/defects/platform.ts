import { baseProject } from './baseProject.ts';
import { planted, swap, swapTold, type Defect } from './defect.ts';
import { apexMeta, lines, meta } from './sourceFile.ts';

const policy = 'extra/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml';
const config = 'main/platformEventSubscriberConfigs/Shipment_Events.platformEventSubscriberConfig-meta.xml';
const flow = 'main/flows/Announce_Shipment.flow-meta.xml';
const SUBFLOW =
    '<name>Sub</name><label>Sub</label><locationX>0</locationX><locationY>0</locationY><flowName>Report_Failure</flowName>';

const newTrigger = (name: string, rule: string, text: string, also: readonly string[] = []): Defect =>
    planted(name, rule, 'extra/triggers/Extra.trigger', lines(text), {
        with: { 'extra/triggers/Extra.trigger-meta.xml': apexMeta('ApexTrigger') },
        also
    });
const newClass = (name: string, rule: string, ...text: readonly string[]): Defect =>
    planted(name, rule, 'main/classes/Extra.cls', lines(...text), {
        with: { 'main/classes/Extra.cls-meta.xml': apexMeta('ApexClass') }
    });

export const platformDefects: readonly Defect[] = [
    newTrigger(
        'a trigger on a monitoring stream',
        'platform/trigger-forbidden',
        'trigger Extra on ‸ApiEventStream (after insert) { System.debug(1); }'
    ),
    newTrigger(
        'a trigger on custom metadata',
        'platform/trigger-forbidden',
        'trigger Extra on ‸Carrier__mdt (after insert) { System.debug(1); }'
    ),
    planted(
        'a trigger before an event',
        'platform/event-trigger-timing',
        'main/triggers/ShipmentEvents.trigger',
        lines('trigger ShipmentEvents on Shipped__e (‸before insert) {', '    System.debug(1);', '}'),
        { also: ['apex/compile'] }
    ),
    newTrigger(
        'a second trigger on an event',
        'platform/trigger-per-event',
        'trigger Extra on ‸Shipped__e (after insert) { System.debug(1); }'
    ),
    swap(
        'a subscriber of a trigger on records',
        'platform/subscriber-trigger',
        config,
        '<platformEventConsumer>ShipmentEvents<',
        '‸<platformEventConsumer>Shipments<'
    ),
    swap('a batch size that is too big', 'platform/subscriber-numbers', config, '<batchSize>200<', '‸<batchSize>2001<'),
    swap(
        'too many partitions',
        'platform/subscriber-numbers',
        config,
        '<masterLabel>Shipment Events</masterLabel>',
        '<masterLabel>Shipment Events</masterLabel>\n    ‸<numPartitions>11</numPartitions>'
    ),
    swap(
        'a tab setting of profiles',
        'platform/tab-visibility',
        'main/permissionsets/Shipping.permissionset-meta.xml',
        '<visibility>Visible<',
        '‸<visibility>DefaultOn<',
        { also: ['metadata/invalid-value'] }
    ),
    swap(
        'a component of a later version',
        'platform/api-version',
        'main/lwc/badge/badge.js-meta.xml',
        '<apiVersion>66.0<',
        '‸<apiVersion>67.0<',
        { also: ['policy/api-version'] }
    ),
    swapTold(
        'a policy without its class',
        'policy-type/condition',
        policy,
        '<type>CustomApexPolicy',
        '    <apexClass>GuardCondition</apexClass>\n',
        ''
    ),
    swap(
        'a policy whose class is no condition',
        'policy-type/interface',
        policy,
        '<apexClass>GuardCondition<',
        '‸<apexClass>ShipmentService<'
    ),
    swap('a policy that freezes users', 'policy-type/action', policy, '<freezeUser>false<', '‸<freezeUser>true<'),
    swapTold(
        'a policy that blocks what is past',
        'policy-type/action',
        policy,
        '<block>true</block>',
        '<eventName>ApiEvent<',
        '<eventName>ApiAnomalyEventStore<',
        { also: ['policy-type/block-message'] }
    ),
    swapTold(
        'a block message that nobody sees',
        'policy-type/block-message',
        policy,
        '<blockMessage>',
        '<eventName>ApiEvent<',
        '<eventName>LoginEvent<'
    ),
    swap(
        'a policy with another name than its file',
        'policy-type/name',
        policy,
        '<developerName>Guard<',
        '‸<developerName>Guards<'
    ),
    swapTold(
        'an endpoint without a URL',
        'platform/credential-target',
        'main/namedCredentials/Carrier_Api.namedCredential-meta.xml',
        '<NamedCredential xmlns',
        '<parameterType>Url<',
        '<parameterType>HttpHeader<'
    ),
    planted(
        'a tab that shows nothing',
        'platform/tab-target',
        'main/tabs/Empty.tab-meta.xml',
        meta('CustomTab', '<label>Empty</label>', '<motif>Custom53: Bell</motif>').replace('<CustomTab', '‸<CustomTab')
    ),
    planted(
        'a tab for an object that is not there',
        'platform/tab-object',
        'main/tabs/Crate__c.tab-meta.xml',
        meta('CustomTab', '‸<customObject>true</customObject>', '<motif>Custom53: Bell</motif>')
    ),
    swap(
        'a flow on an event that starts none',
        'platform/flow-event-forbidden',
        flow,
        '<object>Shipped__e<',
        '‸<object>ApiEventStream<',
        { also: ['flow/unknown-field', 'policy/licensed-type'] }
    ),
    swap(
        'a subflow in a flow that an event starts',
        'platform/event-flow-subflow',
        flow,
        '    <textTemplates>',
        `    ‸<subflows>${SUBFLOW}</subflows>\n    <textTemplates>`,
        { also: ['flow/unreachable-element'] }
    ),
    swap(
        'a record trigger on an event',
        'platform/event-flow-trigger-type',
        flow,
        '<object>Shipped__e</object>',
        '<object>Shipped__e</object>\n        ‸<recordTriggerType>Create</recordTriggerType>'
    ),
    newClass(
        'setup and ordinary records in one method',
        'platform/mixed-dml',
        'public with sharing class Extra {',
        '    public static void run(User user, Account account) {',
        '        update as system account;',
        '        ‸update as system user;',
        '    }',
        '}'
    ),
    newClass('a class without a sharing keyword', 'policy/sharing', 'public class ‸Extra {', '}'),
    newClass(
        'a query without an access mode',
        'policy/query-access',
        'public with sharing class Extra {',
        '    public static List<Account> all() {',
        '        return ‸[SELECT Id FROM Account LIMIT 1];',
        '    }',
        '}'
    ),
    newClass(
        'a dynamic query without an access level',
        'policy/query-access',
        'public with sharing class Extra {',
        '    public static List<Account> all() {',
        "        return ‸Database.query('SELECT Id FROM Account LIMIT 1');",
        '    }',
        '}'
    ),
    newClass(
        'an insert without an access mode',
        'policy/dml-access',
        'public with sharing class Extra {',
        '    public static void add() {',
        "        ‸insert new Account(Name = 'A');",
        '    }',
        '}'
    ),
    newClass(
        'a Database method without an access level',
        'policy/dml-access',
        'public with sharing class Extra {',
        '    public static void add(List<Account> accounts) {',
        '        ‸Database.insert(accounts, false);',
        '    }',
        '}'
    ),
    newClass(
        'a callout outside of the gateway',
        'policy/callout-class',
        'public with sharing class Extra {',
        '    public static void call(HttpRequest request) {',
        '        ‸new Http().send(request);',
        '    }',
        '}'
    ),
    newClass(
        'a query in a loop',
        'policy/loop-data-access',
        'public with sharing class Extra {',
        '    public static void run(List<Id> ids) {',
        '        for (Id one : ids) {',
        '            System.debug(‸[SELECT Id FROM Account WHERE Id = :one WITH USER_MODE]);',
        '        }',
        '    }',
        '}'
    ),
    newClass(
        'an update in a loop',
        'policy/loop-data-access',
        'public with sharing class Extra {',
        '    public static void run(List<Account> accounts) {',
        '        for (Account account : accounts) {',
        '            ‸update as user account;',
        '        }',
        '    }',
        '}'
    ),
    newClass(
        'a broad catch without a reason',
        'policy/broad-catch',
        'public with sharing class Extra {',
        '    public static void run() {',
        '        try {',
        '            System.debug(1);',
        '        } catch (‸Exception problem) {',
        '            System.debug(problem.getMessage());',
        '        }',
        '    }',
        '}'
    ),
    planted(
        'a class of an earlier version',
        'policy/api-version',
        'main/classes/NotifyAction.cls-meta.xml',
        meta('ApexClass', '‸<apiVersion>60.0</apiVersion>', '<status>Active</status>')
    ),
    planted(
        'one event too many',
        'policy/platform-event-count',
        'main/objects/Zed__e/Zed__e.object-meta.xml',
        meta(
            'CustomObject',
            '<deploymentStatus>Deployed</deploymentStatus>',
            '<eventType>HighVolume</eventType>',
            '<label>Zed</label>',
            '<pluralLabel>Zed</pluralLabel>',
            '<publishBehavior>PublishImmediately</publishBehavior>'
        ).replace('<CustomObject', '‸<CustomObject')
    ),
    newClass(
        'one scheduled class too many',
        'policy/scheduled-class-count',
        'public with sharing class ‸Extra implements Schedulable {',
        '    public void execute(SchedulableContext context) {',
        '        System.debug(1);',
        '    }',
        '}'
    ),
    newClass(
        'a licensed type in a licence-free folder',
        'policy/licensed-type',
        'public with sharing class Extra {',
        '    public static Type kind() {',
        '        return ‸ApiEvent.class;',
        '    }',
        '}'
    ),
    planted(
        'a policy in a licence-free folder',
        'policy/licensed-type',
        'main/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml',
        (baseProject[policy] ?? '').replace('<TransactionSecurityPolicy', '‸<TransactionSecurityPolicy'),
        { with: { [policy]: null } }
    )
];
