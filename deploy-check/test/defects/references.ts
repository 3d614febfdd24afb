import { planted, swap, swapTold, type Defect } from './defect.ts';
import { meta } from './sourceFile.ts';

const permissions = 'main/permissionsets/Shipping.permissionset-meta.xml';
const layout = 'main/layouts/Shipment__c-Shipment Layout.layout-meta.xml';
const page = 'main/flexipages/Shipping_Home.flexipage-meta.xml';
const application = 'main/applications/Shipping.app-meta.xml';
const action = 'main/quickActions/Shipment__c.Approve.quickAction-meta.xml';
const policy = 'extra/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml';
const record = 'main/customMetadata/Carrier.Post.md-meta.xml';
const rule = 'main/objects/Shipment__c/validationRules/Weight_Positive.validationRule-meta.xml';
const account = 'main/objects/Shipment__c/fields/Account__c.field-meta.xml';

export const referenceDefects: readonly Defect[] = [
    swap(
        'a permission for a class that is not there',
        'reference/class',
        permissions,
        '<apexClass>ShipmentService</apexClass>',
        '‸<apexClass>ShippingService</apexClass>'
    ),
    swapTold(
        'a permission for an object that is not there',
        'reference/object',
        permissions,
        '<objectPermissions>',
        '<object>Shipment__c</object>',
        '<object>Ship__c</object>'
    ),
    swap(
        'a permission for a field that is not there',
        'reference/field',
        permissions,
        '    <fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment__c.Weight__c',
        '    ‸<fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment__c.Mass__c'
    ),
    swap(
        'a permission for a required field',
        'reference/required-field-permission',
        permissions,
        '    <fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment__c.Weight__c',
        '    ‸<fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment__c.Code__c'
    ),
    swap(
        'a permission for a master-detail field',
        'reference/required-field-permission',
        permissions,
        '    <fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment__c.Weight__c',
        '    ‸<fieldPermissions>\n        <editable>true</editable>\n        <field>Shipment_Line__c.Shipment__c'
    ),
    swap(
        'edit without read',
        'reference/permission-dependency',
        permissions,
        '    <objectPermissions>\n        <allowCreate>true</allowCreate>\n        <allowDelete>false</allowDelete>\n        <allowEdit>true</allowEdit>\n        <allowRead>true</allowRead>',
        '    ‸<objectPermissions>\n        <allowCreate>false</allowCreate>\n        <allowDelete>false</allowDelete>\n        <allowEdit>true</allowEdit>\n        <allowRead>false</allowRead>'
    ),
    swap('a tab that is not there', 'reference/tab', permissions, '<tab>Shipment__c</tab>', '‸<tab>Shipments</tab>'),
    swap(
        'an application that is not there',
        'reference/application',
        permissions,
        '<application>Shipping</application>',
        '‸<application>Ships</application>'
    ),
    swap(
        'a custom permission that is not there',
        'reference/custom-permission',
        permissions,
        '<name>Approve_Shipments</name>',
        '‸<name>Approve_All</name>'
    ),
    swap(
        'a user permission that is none',
        'reference/user-permission',
        permissions,
        '<name>ViewSetup</name>',
        '‸<name>ViewTheSetup</name>'
    ),
    swap(
        'a flow that is not there',
        'reference/flow',
        permissions,
        '<flow>Count_Shipments</flow>',
        '‸<flow>Count_Ships</flow>'
    ),
    swap(
        'a page that is not there',
        'reference/page',
        permissions,
        '<apexPage>ShipmentPage</apexPage>',
        '‸<apexPage>ShipPage</apexPage>'
    ),
    swap(
        'a record type that is not there',
        'reference/record-type',
        permissions,
        '<recordType>Shipment__c.Express</recordType>',
        '‸<recordType>Shipment__c.Slow</recordType>'
    ),
    swap(
        'a metadata type that is not there',
        'reference/metadata-object',
        permissions,
        '<name>Carrier__mdt</name>',
        '‸<name>Carriers__mdt</name>'
    ),
    swap(
        'a principal of no credential',
        'reference/credential',
        permissions,
        '<externalCredentialPrincipal>Carrier_Auth-Service',
        '‸<externalCredentialPrincipal>Carrier_Login-Service'
    ),
    swap(
        'a permission set that is not there',
        'reference/permission-set',
        'main/permissionsetgroups/Shipping_Staff.permissionsetgroup-meta.xml',
        '<permissionSets>Shipping</permissionSets>',
        '‸<permissionSets>Shippers</permissionSets>'
    ),
    swap(
        'a tab that no application can show',
        'reference/tab',
        application,
        '<tabs>Shipping_Home</tabs>',
        '‸<tabs>Shipping_Start</tabs>'
    ),
    swap(
        'a utility bar that is not there',
        'reference/component',
        application,
        '<uiType>Lightning</uiType>',
        '<uiType>Lightning</uiType>\n    ‸<utilityBar>Shipping_Bar</utilityBar>'
    ),
    swap(
        'a tab for a page that is not there',
        'reference/component',
        'main/tabs/Shipping_Home.tab-meta.xml',
        '<flexiPage>Shipping_Home</flexiPage>',
        '‸<flexiPage>Shipping_Start</flexiPage>'
    ),
    swap(
        'a component that is not there on a page',
        'reference/component',
        page,
        '<componentName>shipmentCard</componentName>',
        '‸<componentName>shipmentCards</componentName>'
    ),
    swap(
        'a page for an object that is not there',
        'reference/metadata-object',
        page,
        '<masterLabel>Shipping</masterLabel>',
        '<masterLabel>Shipping</masterLabel>\n    ‸<sobjectType>Ship__c</sobjectType>'
    ),
    swap(
        'an action for a component that is not there',
        'reference/component',
        action,
        '<lightningWebComponent>shipmentCard<',
        '‸<lightningWebComponent>approveCard<'
    ),
    swap(
        'a layout with a field that is not there',
        'reference/metadata-field',
        layout,
        '<field>Weight__c</field>',
        '‸<field>Mass__c</field>'
    ),
    swap(
        'a layout with a page that is not there',
        'reference/page',
        layout,
        '<behavior>Edit</behavior>\n                <field>Weight__c</field>',
        '‸<page>ShipPage</page>'
    ),
    swap(
        'a layout with a component that is not there',
        'reference/component',
        layout,
        '<behavior>Edit</behavior>\n                <field>Weight__c</field>',
        '‸<component>shipCard</component>'
    ),
    planted(
        'a tab for a Visualforce page that is not there',
        'reference/page',
        'main/tabs/Ships.tab-meta.xml',
        meta('CustomTab', '<label>Ships</label>', '<motif>Custom53: Bell</motif>', '‸<page>ShipPage</page>')
    ),
    planted(
        'a tab for a web component that is not there',
        'reference/component',
        'main/tabs/Ships.tab-meta.xml',
        meta(
            'CustomTab',
            '<label>Ships</label>',
            '‸<lwcComponent>shipCard</lwcComponent>',
            '<motif>Custom53: Bell</motif>'
        )
    ),
    planted(
        'a list view filtered by a field that is not there',
        'reference/metadata-field',
        'main/objects/Shipment__c/listViews/Light.listView-meta.xml',
        meta(
            'ListView',
            '<fullName>Light</fullName>',
            '<columns>NAME</columns>',
            '<filterScope>Everything</filterScope>',
            '<filters>',
            '    ‸<field>Mass__c</field>',
            '    <operation>lessThan</operation>',
            '    <value>5</value>',
            '</filters>',
            '<label>Light</label>'
        )
    ),
    planted(
        'a translation of a field that is not there',
        'reference/metadata-field',
        'main/objectTranslations/Shipment__c-de/Mass__c.fieldTranslation-meta.xml',
        meta('CustomFieldTranslation', '<label>Masse</label>', '‸<name>Mass__c</name>'),
        {
            with: {
                'main/objectTranslations/Shipment__c-de/Shipment__c-de.objectTranslation-meta.xml': meta(
                    'CustomObjectTranslation',
                    '<nameFieldLabel>Nummer</nameFieldLabel>'
                )
            }
        }
    ),
    swap(
        'a layout with an action that is not there',
        'reference/quick-action',
        layout,
        '<quickActionName>Shipment__c.Approve<',
        '‸<quickActionName>Shipment__c.Reject<'
    ),
    swap(
        'a list view with a column that is not there',
        'reference/metadata-field',
        'main/objects/Shipment__c/listViews/All.listView-meta.xml',
        '<columns>Status__c</columns>',
        '‸<columns>State__c</columns>'
    ),
    swap(
        'a compact layout with a field that is not there',
        'reference/metadata-field',
        'main/objects/Shipment__c/compactLayouts/Main.compactLayout-meta.xml',
        '<fields>Status__c</fields>',
        '‸<fields>State__c</fields>'
    ),
    swap(
        'a field set with a field that is not there',
        'reference/metadata-field',
        'main/objects/Shipment__c/fieldSets/Basics.fieldSet-meta.xml',
        '<field>Code__c</field>',
        '‸<field>Number__c</field>'
    ),
    swap(
        'a record type of a picklist that is not there',
        'reference/metadata-field',
        'main/objects/Shipment__c/recordTypes/Express.recordType-meta.xml',
        '<picklist>Status__c</picklist>',
        '‸<picklist>State__c</picklist>'
    ),
    swap(
        'a compact layout that is not there',
        'reference/compact-layout',
        'main/objects/Shipment__c/Shipment__c.object-meta.xml',
        '<compactLayoutAssignment>Main<',
        '‸<compactLayoutAssignment>Short<'
    ),
    swap(
        'a global value set that is not there',
        'reference/value-set',
        'main/objects/Shipment__c/fields/Priority__c.field-meta.xml',
        '<valueSetName>Priority<',
        '‸<valueSetName>Priorities<'
    ),
    swap(
        'a translation of no label',
        'reference/label',
        'main/translations/de.translation-meta.xml',
        '<name>Card_Title</name>',
        '‸<name>Card_Heading</name>'
    ),
    swap(
        'a subscriber of no trigger',
        'reference/trigger',
        'main/platformEventSubscriberConfigs/Shipment_Events.platformEventSubscriberConfig-meta.xml',
        '<platformEventConsumer>ShipmentEvents<',
        '‸<platformEventConsumer>ShippedTrigger<'
    ),
    swap('a policy of no class', 'reference/class', policy, '<apexClass>GuardCondition<', '‸<apexClass>Guard<'),
    swap(
        'a credential that is not there',
        'reference/credential',
        'main/namedCredentials/Carrier_Api.namedCredential-meta.xml',
        '<externalCredential>Carrier_Auth<',
        '‸<externalCredential>Carrier_Login<'
    ),
    swap(
        'a queue for an object that is not there',
        'reference/metadata-object',
        'main/queues/Shippers.queue-meta.xml',
        '<sobjectType>Shipment__c<',
        '‸<sobjectType>Ship__c<'
    ),
    swapTold(
        'a lookup to an object that is not there',
        'reference/object',
        account,
        '<CustomField xmlns',
        '<referenceTo>Account</referenceTo>',
        '<referenceTo>Ship__c</referenceTo>',
        { also: ['apex/compile', 'formula/unknown-field'] }
    ),
    swap(
        'a record with a field that is not there',
        'reference/field',
        record,
        '    <values>\n        <field>Rank__c</field>',
        '    ‸<values>\n        <field>Order__c</field>'
    ),
    planted(
        'a record of a type that is not there',
        'reference/object',
        'main/customMetadata/Truck.Red.md-meta.xml',
        meta('CustomMetadata', '<label>Red</label>', '<protected>false</protected>')
    ),
    swap(
        'a record with a text for a number',
        'record/invalid-value',
        record,
        '    <values>\n        <field>Rank__c</field>\n        <value xsi:type="xsd:double">7.0</value>',
        '    ‸<values>\n        <field>Rank__c</field>\n        <value xsi:type="xsd:string">seven</value>'
    ),
    swap(
        'a record with a number that is too big',
        'record/invalid-value',
        record,
        '    <values>\n        <field>Rank__c</field>\n        <value xsi:type="xsd:double">7.0<',
        '    ‸<values>\n        <field>Rank__c</field>\n        <value xsi:type="xsd:double">70000.0<'
    ),
    swap(
        'a record with a text that is too long',
        'record/invalid-value',
        record,
        '    <values>\n        <field>Site__c</field>\n        <value xsi:type="xsd:string">post.example',
        `    ‸<values>\n        <field>Site__c</field>\n        <value xsi:type="xsd:string">${'p'.repeat(31)}`
    ),
    swap(
        'a record with a value that the picklist lacks',
        'record/invalid-value',
        record,
        '    <values>\n        <field>Kind__c</field>\n        <value xsi:type="xsd:string">Road',
        '    ‸<values>\n        <field>Kind__c</field>\n        <value xsi:type="xsd:string">Air'
    ),
    swap(
        'a record without a required value',
        'record/missing-value',
        record,
        '    <values>\n        <field>Site__c</field>\n        <value xsi:type="xsd:string">post.example</value>\n    </values>\n',
        ''
    ),
    swap(
        'a record whose label is too long',
        'record/label-length',
        record,
        '<label>Post</label>',
        `<label>${'P'.repeat(41)}</label>`
    ),
    swap(
        'a rule that shows beside no field',
        'reference/metadata-field',
        rule,
        '<errorDisplayField>Weight__c',
        '‸<errorDisplayField>Mass__c'
    ),
    planted(
        'a profile with a layout that is not there',
        'reference/layout',
        'main/profiles/Standard.profile-meta.xml',
        meta(
            'Profile',
            '<custom>false</custom>',
            '<layoutAssignments>',
            '    ‸<layout>Shipment__c-Other Layout</layout>',
            '</layoutAssignments>'
        )
    )
];
