import { planted, swap, swapTold, type Defect } from './defect.ts';
import { lines, meta } from './sourceFile.ts';

const card = 'main/lwc/shipmentCard/shipmentCard';
const badge = 'main/lwc/badge/badge';
const hidden = meta('LightningComponentBundle', '<apiVersion>66.0</apiVersion>', '<isExposed>false</isExposed>');

export const lightningDefects: readonly Defect[] = [
    swap('a syntax error', 'lwc/compile', `${card}.js`, '    send() {', '    send() ‸['),
    swapTold(
        'a template with a tag that is not closed',
        'lwc/compile',
        `${badge}.html`,
        '</template>',
        '<span>{text}</span>',
        '<span>{text}'
    ),
    swap(
        'a decorator that is not imported',
        'lwc/compile',
        `${badge}.js`,
        "import { LightningElement, api } from 'lwc';\n\nexport default class Badge extends LightningElement {\n    @api",
        "import { LightningElement } from 'lwc';\n\nexport default class Badge extends LightningElement {\n    ‸@api"
    ),
    swap(
        'a list without keys',
        'lwc/compile',
        `${badge}.html`,
        '    <span>{text}</span>',
        '    <template for:each={rows} for:item="row">\n        ‸<span>{row}</span>\n    </template>'
    ),
    swap(
        'an import of a class that is not there',
        'lwc/apex-method',
        `${card}.js`,
        "'@salesforce/apex/ShipmentService.ship'",
        "'@salesforce/apex/‸ShippingService.ship'"
    ),
    swap(
        'an import of a method that is not there',
        'lwc/apex-method',
        `${card}.js`,
        "'@salesforce/apex/ShipmentService.ship'",
        "'@salesforce/apex/‸ShipmentService.send'"
    ),
    swap(
        'an import of a method that is not @AuraEnabled',
        'lwc/apex-method',
        `${card}.js`,
        "'@salesforce/apex/ShipmentService.ship'",
        "'@salesforce/apex/‸ShipmentService.inform'"
    ),
    swap(
        'a wired method that is not cacheable',
        'lwc/wire-cacheable',
        `${card}.js`,
        '@wire(shipments) rows;',
        '‸@wire(ship) rows;'
    ),
    swap(
        'an import of a field that is not there',
        'lwc/field',
        `${card}.js`,
        '@salesforce/schema/Shipment__c.Status__c',
        '@salesforce/schema/‸Shipment__c.State__c'
    ),
    swap(
        'an import of an object that is not there',
        'lwc/field',
        `${card}.js`,
        '@salesforce/schema/Shipment__c.Status__c',
        '@salesforce/schema/‸Ship__c.Status__c'
    ),
    swap(
        'an import of a label that is not there',
        'lwc/label',
        `${card}.js`,
        '@salesforce/label/c.Card_Title',
        '@salesforce/label/‸c.Card_Heading'
    ),
    swap(
        'an import of a custom permission that is not there',
        'lwc/custom-permission',
        `${card}.js`,
        '@salesforce/customPermission/Approve_Shipments',
        '@salesforce/customPermission/‸Approve_All'
    ),
    swap(
        'an import of a user permission that is none',
        'lwc/user-permission',
        `${card}.js`,
        '@salesforce/userPermission/ViewSetup',
        '@salesforce/userPermission/‸ViewTheSetup'
    ),
    swap(
        'an import of a static resource that is not there',
        'lwc/static-resource',
        `${card}.js`,
        '@salesforce/resourceUrl/logo',
        '@salesforce/resourceUrl/‸picture'
    ),
    swap(
        'an import of a message channel that is not there',
        'lwc/message-channel',
        `${card}.js`,
        '@salesforce/messageChannel/Shipping_Channel__c',
        '@salesforce/messageChannel/‸Shipment_Channel__c'
    ),
    swap(
        'a component in a template that is not there',
        'lwc/component',
        `${card}.html`,
        '<c-badge text={heading}></c-badge>',
        '<‸c-badges text={heading}></c-badges>'
    ),
    swap('an import of a component that is not there', 'lwc/module', `${card}.js`, "'c/texts'", "'‸c/words'"),
    swap(
        'a target that the platform does not have',
        'lwc/target',
        `${card}.js-meta.xml`,
        '<target>lightning__RecordPage</target>',
        '<target>lightning__RecordPage</target>\n        ‸<target>lightning__RecordTab</target>'
    ),
    swap(
        'a configuration of no target',
        'lwc/target-config',
        `${card}.js-meta.xml`,
        '<targetConfig targets="lightning__RecordPage">',
        '‸<targetConfig targets="lightning__AppPage">'
    ),
    swap(
        'a configuration for no object',
        'lwc/target-object',
        `${card}.js-meta.xml`,
        '<object>Shipment__c</object>',
        '‸<object>Ship__c</object>'
    ),
    swap(
        'a design property that the class does not have',
        'lwc/target-property',
        `${card}.js-meta.xml`,
        '<property name="heading" type="String" />',
        '‸<property name="title" type="String" />'
    ),
    planted(
        'an exposed component without targets',
        'lwc/exposed-target',
        `${badge}.js-meta.xml`,
        meta('LightningComponentBundle', '<apiVersion>66.0</apiVersion>', '‸<isExposed>true</isExposed>')
    ),
    planted(
        'a script that is older than its TypeScript',
        'lwc/generated-script',
        'main/lwc/sum/sum.js',
        'export const sum = (a, b) => a - b;\n',
        {
            with: {
                'main/lwc/sum/sum.ts': 'export const sum = (a: number, b: number): number => a + b;\n',
                'main/lwc/sum/sum.js-meta.xml': hidden,
                '.forceignore': lines('**/*.ts')
            }
        }
    )
];
