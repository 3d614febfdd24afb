import { apexMeta, lines, meta } from './sourceFile.ts';

const apexClass = (name: string, ...text: readonly string[]): Record<string, string> => ({
    [`main/classes/${name}.cls`]: lines(...text),
    [`main/classes/${name}.cls-meta.xml`]: apexMeta('ApexClass')
});

/** Apex and Lightning web components of the base project. */
export const codeFiles: Readonly<Record<string, string>> = {
    ...apexClass(
        'ShipmentService',
        'public with sharing class ShipmentService {',
        '    @AuraEnabled(cacheable=true)',
        '    public static List<Shipment__c> shipments() {',
        '        return [SELECT Id, Status__c, Account__r.Name FROM Shipment__c WITH USER_MODE LIMIT 10];',
        '    }',
        '    @AuraEnabled',
        '    public static void ship(Id shipmentId) {',
        "        Shipment__c shipment = new Shipment__c(Id = shipmentId, Status__c = 'Sent');",
        '        update as user shipment;',
        '    }',
        '    public static void inform(List<Shipped__e> events) {',
        '        for (Shipped__e event : events) {',
        '            System.debug(event.Code__c);',
        '        }',
        '    }',
        '}'
    ),
    ...apexClass(
        'NotifyAction',
        'public with sharing class NotifyAction {',
        '    public class Request {',
        '        @InvocableVariable(required=true)',
        '        public String subject;',
        '        @InvocableVariable',
        '        public String note;',
        '    }',
        '    @InvocableMethod',
        '    public static void notify(List<Request> requests) {',
        '        System.debug(requests.size());',
        '    }',
        '}'
    ),
    ...apexClass(
        'CarrierGateway',
        'public with sharing class CarrierGateway implements Schedulable {',
        '    public void execute(SchedulableContext context) {',
        "        call('/ping');",
        '    }',
        '    public static Integer call(String path) {',
        '        HttpRequest request = new HttpRequest();',
        "        request.setEndpoint('callout:Carrier_Api' + path);",
        "        request.setMethod('GET');",
        '        return new Http().send(request).getStatusCode();',
        '    }',
        '}'
    ),
    'extra/classes/GuardCondition.cls': lines(
        'global with sharing class GuardCondition implements TxnSecurity.EventCondition {',
        '    global Boolean evaluate(SObject event) {',
        '        return event != null;',
        '    }',
        '}'
    ),
    'extra/classes/GuardCondition.cls-meta.xml': apexMeta('ApexClass'),
    'main/triggers/ShipmentEvents.trigger': lines(
        'trigger ShipmentEvents on Shipped__e (after insert) {',
        '    ShipmentService.inform(Trigger.new);',
        '}'
    ),
    'main/triggers/ShipmentEvents.trigger-meta.xml': apexMeta('ApexTrigger'),
    'main/triggers/Shipments.trigger': lines(
        'trigger Shipments on Shipment__c (before insert) {',
        '    System.debug(Trigger.new.size());',
        '}'
    ),
    'main/triggers/Shipments.trigger-meta.xml': apexMeta('ApexTrigger'),
    'main/pages/ShipmentPage.page': '<apex:page>Shipments</apex:page>\n',
    'main/pages/ShipmentPage.page-meta.xml': meta(
        'ApexPage',
        '<apiVersion>66.0</apiVersion>',
        '<label>Shipments</label>'
    ),
    'main/lwc/badge/badge.js': lines(
        "import { LightningElement, api } from 'lwc';",
        '',
        'export default class Badge extends LightningElement {',
        '    @api text;',
        '}'
    ),
    'main/lwc/badge/badge.html': lines('<template>', '    <span>{text}</span>', '</template>'),
    'main/lwc/badge/badge.js-meta.xml': meta(
        'LightningComponentBundle',
        '<apiVersion>66.0</apiVersion>',
        '<isExposed>false</isExposed>'
    ),
    'main/lwc/shipmentCard/shipmentCard.js': lines(
        "import { LightningElement, api, wire } from 'lwc';",
        "import shipments from '@salesforce/apex/ShipmentService.shipments';",
        "import ship from '@salesforce/apex/ShipmentService.ship';",
        "import STATUS from '@salesforce/schema/Shipment__c.Status__c';",
        "import TITLE from '@salesforce/label/c.Card_Title';",
        "import MAY_APPROVE from '@salesforce/customPermission/Approve_Shipments';",
        "import VIEW_SETUP from '@salesforce/userPermission/ViewSetup';",
        "import LOGO from '@salesforce/resourceUrl/logo';",
        "import CHANNEL from '@salesforce/messageChannel/Shipping_Channel__c';",
        "import { formatted } from 'c/texts';",
        '',
        'export default class ShipmentCard extends LightningElement {',
        '    @api heading;',
        '    @wire(shipments) rows;',
        '    send() {',
        '        return [ship(), STATUS, MAY_APPROVE, VIEW_SETUP, LOGO, CHANNEL, formatted(TITLE)];',
        '    }',
        '}'
    ),
    'main/lwc/shipmentCard/shipmentCard.html': lines(
        '<template>',
        '    <c-badge text={heading}></c-badge>',
        '    <button onclick={send}></button>',
        '</template>'
    ),
    'main/lwc/shipmentCard/shipmentCard.js-meta.xml': meta(
        'LightningComponentBundle',
        '<apiVersion>66.0</apiVersion>',
        '<isExposed>true</isExposed>',
        '<targets>',
        '    <target>lightning__RecordPage</target>',
        '</targets>',
        '<targetConfigs>',
        '    <targetConfig targets="lightning__RecordPage">',
        '        <property name="heading" type="String" />',
        '        <objects>',
        '            <object>Shipment__c</object>',
        '        </objects>',
        '    </targetConfig>',
        '</targetConfigs>'
    ),
    'main/lwc/texts/texts.js': lines('export function formatted(text) {', '    return text.trim();', '}'),
    'main/lwc/texts/texts.js-meta.xml': meta(
        'LightningComponentBundle',
        '<apiVersion>66.0</apiVersion>',
        '<isExposed>false</isExposed>'
    )
};
