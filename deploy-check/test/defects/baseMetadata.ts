import { meta } from './sourceFile.ts';

const notify = [
    '<actionCalls>',
    '    <name>Notify</name>',
    '    <label>Notify</label>',
    '    <locationX>0</locationX>',
    '    <locationY>0</locationY>',
    '    <actionName>NotifyAction</actionName>',
    '    <actionType>apex</actionType>',
    '    <faultConnector>',
    '        <targetReference>Keep_Failure</targetReference>',
    '    </faultConnector>',
    '    <inputParameters>',
    '        <name>subject</name>',
    '        <value>',
    '            <elementReference>$Record.Code__c</elementReference>',
    '        </value>',
    '    </inputParameters>',
    '</actionCalls>'
];

/** Permissions, pages, flows and security of the base project. */
export const metadataFiles: Readonly<Record<string, string>> = {
    'main/labels/CustomLabels.labels-meta.xml': meta(
        'CustomLabels', '<labels>', '    <fullName>Card_Title</fullName>', '    <language>en_US</language>', '    <protected>false</protected>', '    <shortDescription>Title</shortDescription>', '    <value>Shipments</value>', '</labels>'
    ),
    'main/translations/de.translation-meta.xml': meta('Translations', '<customLabels>', '    <label>Sendungen</label>', '    <name>Card_Title</name>', '</customLabels>'),
    'main/customPermissions/Approve_Shipments.customPermission-meta.xml': meta('CustomPermission', '<isLicensed>false</isLicensed>', '<label>Approve Shipments</label>'),
    'main/globalValueSets/Priority.globalValueSet-meta.xml': meta(
        'GlobalValueSet', '<customValue>', '    <fullName>High</fullName>', '    <default>false</default>', '    <label>High</label>', '</customValue>', '<masterLabel>Priority</masterLabel>', '<sorted>false</sorted>'
    ),
    'main/permissionsets/Shipping.permissionset-meta.xml': meta(
        'PermissionSet',
        '<applicationVisibilities>', '    <application>Shipping</application>', '    <visible>true</visible>', '</applicationVisibilities>',
        '<classAccesses>', '    <apexClass>ShipmentService</apexClass>', '    <enabled>true</enabled>', '</classAccesses>',
        '<customMetadataTypeAccesses>', '    <enabled>true</enabled>', '    <name>Carrier__mdt</name>', '</customMetadataTypeAccesses>',
        '<customPermissions>', '    <enabled>true</enabled>', '    <name>Approve_Shipments</name>', '</customPermissions>',
        '<externalCredentialPrincipalAccesses>', '    <enabled>true</enabled>', '    <externalCredentialPrincipal>Carrier_Auth-Service</externalCredentialPrincipal>', '</externalCredentialPrincipalAccesses>',
        '<fieldPermissions>', '    <editable>true</editable>', '    <field>Shipment__c.Weight__c</field>', '    <readable>true</readable>', '</fieldPermissions>',
        '<flowAccesses>', '    <enabled>true</enabled>', '    <flow>Count_Shipments</flow>', '</flowAccesses>',
        '<hasActivationRequired>false</hasActivationRequired>',
        '<label>Shipping</label>',
        '<objectPermissions>', '    <allowCreate>true</allowCreate>', '    <allowDelete>false</allowDelete>', '    <allowEdit>true</allowEdit>', '    <allowRead>true</allowRead>', '    <modifyAllRecords>false</modifyAllRecords>', '    <object>Shipment__c</object>', '    <viewAllRecords>false</viewAllRecords>', '</objectPermissions>',
        '<pageAccesses>', '    <apexPage>ShipmentPage</apexPage>', '    <enabled>true</enabled>', '</pageAccesses>',
        '<recordTypeVisibilities>', '    <recordType>Shipment__c.Express</recordType>', '    <visible>true</visible>', '</recordTypeVisibilities>',
        '<tabSettings>', '    <tab>Shipment__c</tab>', '    <visibility>Visible</visibility>', '</tabSettings>',
        '<userPermissions>', '    <enabled>true</enabled>', '    <name>ViewSetup</name>', '</userPermissions>'
    ),
    'main/permissionsetgroups/Shipping_Staff.permissionsetgroup-meta.xml': meta('PermissionSetGroup', '<hasActivationRequired>false</hasActivationRequired>', '<label>Shipping Staff</label>', '<permissionSets>Shipping</permissionSets>', '<status>Updated</status>'),
    'main/tabs/Shipment__c.tab-meta.xml': meta('CustomTab', '<customObject>true</customObject>', '<motif>Custom53: Bell</motif>'),
    'main/tabs/Shipping_Home.tab-meta.xml': meta('CustomTab', '<flexiPage>Shipping_Home</flexiPage>', '<label>Shipping</label>', '<motif>Custom53: Bell</motif>'),
    'main/flexipages/Shipping_Home.flexipage-meta.xml': meta(
        'FlexiPage', '<flexiPageRegions>', '    <itemInstances>', '        <componentInstance>', '            <componentName>shipmentCard</componentName>', '            <identifier>card</identifier>', '        </componentInstance>', '    </itemInstances>', '    <name>main</name>', '    <type>Region</type>', '</flexiPageRegions>',
        '<masterLabel>Shipping</masterLabel>', '<template>', '    <name>flexipage:defaultAppHomeTemplate</name>', '</template>', '<type>AppPage</type>'
    ),
    'main/applications/Shipping.app-meta.xml': meta('CustomApplication', '<formFactors>Large</formFactors>', '<isNavAutoTempTabsDisabled>false</isNavAutoTempTabsDisabled>', '<isNavPersonalizationDisabled>false</isNavPersonalizationDisabled>', '<label>Shipping</label>', '<navType>Standard</navType>', '<tabs>Shipment__c</tabs>', '<tabs>Shipping_Home</tabs>', '<uiType>Lightning</uiType>'),
    'main/layouts/Shipment__c-Shipment Layout.layout-meta.xml': meta(
        'Layout', '<layoutSections>', '    <customLabel>false</customLabel>', '    <detailHeading>false</detailHeading>', '    <editHeading>true</editHeading>', '    <layoutColumns>', '        <layoutItems>', '            <behavior>Edit</behavior>', '            <field>Weight__c</field>', '        </layoutItems>', '    </layoutColumns>', '    <style>TwoColumnsLeftToRight</style>', '</layoutSections>',
        '<quickActionList>', '    <quickActionListItems>', '        <quickActionName>Shipment__c.Approve</quickActionName>', '    </quickActionListItems>', '</quickActionList>'
    ),
    'main/quickActions/Shipment__c.Approve.quickAction-meta.xml': meta('QuickAction', '<actionSubtype>ScreenAction</actionSubtype>', '<label>Approve</label>', '<lightningWebComponent>shipmentCard</lightningWebComponent>', '<optionsCreateFeedItem>false</optionsCreateFeedItem>', '<type>LightningWebComponent</type>'),
    'main/staticresources/logo.resource-meta.xml': meta('StaticResource', '<cacheControl>Public</cacheControl>', '<contentType>text/plain</contentType>'),
    'main/staticresources/logo.txt': 'logo\n',
    'main/messageChannels/Shipping_Channel.messageChannel-meta.xml': meta('LightningMessageChannel', '<isExposed>false</isExposed>', '<masterLabel>Shipping Channel</masterLabel>'),
    'main/queues/Shippers.queue-meta.xml': meta('Queue', '<doesSendEmailToMembers>false</doesSendEmailToMembers>', '<name>Shippers</name>', '<queueSobject>', '    <sobjectType>Shipment__c</sobjectType>', '</queueSobject>'),
    'main/namedCredentials/Carrier_Api.namedCredential-meta.xml': meta(
        'NamedCredential', '<allowMergeFieldsInBody>false</allowMergeFieldsInBody>', '<allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>', '<calloutStatus>Enabled</calloutStatus>', '<generateAuthorizationHeader>true</generateAuthorizationHeader>', '<label>Carrier</label>',
        '<namedCredentialParameters>', '    <parameterName>Url</parameterName>', '    <parameterType>Url</parameterType>', '    <parameterValue>https://carrier.example</parameterValue>', '</namedCredentialParameters>',
        '<namedCredentialParameters>', '    <externalCredential>Carrier_Auth</externalCredential>', '    <parameterName>ExternalCredential</parameterName>', '    <parameterType>Authentication</parameterType>', '</namedCredentialParameters>', '<namedCredentialType>SecuredEndpoint</namedCredentialType>'
    ),
    'main/externalCredentials/Carrier_Auth.externalCredential-meta.xml': meta(
        'ExternalCredential', '<authenticationProtocol>Custom</authenticationProtocol>', '<externalCredentialParameters>', '    <parameterGroup>Service</parameterGroup>', '    <parameterName>Service</parameterName>', '    <parameterType>NamedPrincipal</parameterType>', '    <sequenceNumber>1</sequenceNumber>', '</externalCredentialParameters>', '<label>Carrier</label>'
    ),
    'extra/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml': meta(
        'TransactionSecurityPolicy', '<action>', '    <block>true</block>', '    <endSession>false</endSession>', '    <freezeUser>false</freezeUser>', '    <twoFactorAuthentication>false</twoFactorAuthentication>', '</action>', '<active>true</active>', '<apexClass>GuardCondition</apexClass>', '<blockMessage>Blocked.</blockMessage>', '<developerName>Guard</developerName>', '<eventName>ApiEvent</eventName>', '<masterLabel>Guard</masterLabel>', '<type>CustomApexPolicy</type>'
    ),
    'main/platformEventSubscriberConfigs/Shipment_Events.platformEventSubscriberConfig-meta.xml': meta('PlatformEventSubscriberConfig', '<batchSize>200</batchSize>', '<masterLabel>Shipment Events</masterLabel>', '<platformEventConsumer>ShipmentEvents</platformEventConsumer>'),
    'main/flows/Announce_Shipment.flow-meta.xml': meta(
        'Flow', ...notify,
        '<actionCalls>', '    <name>Keep_Failure</name>', '    <label>Keep Failure</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <actionName>NotifyAction</actionName>', '    <actionType>apex</actionType>', '    <inputParameters>', '        <name>subject</name>', '        <value>', '            <stringValue>Failed: {!Reason}</stringValue>', '        </value>', '    </inputParameters>', '</actionCalls>',
        '<apiVersion>66.0</apiVersion>', '<interviewLabel>Announce</interviewLabel>', '<label>Announce Shipment</label>', '<processType>AutoLaunchedFlow</processType>',
        '<start>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <connector>', '        <targetReference>Notify</targetReference>', '    </connector>', '    <object>Shipped__e</object>', '    <triggerType>PlatformEvent</triggerType>', '</start>', '<status>Active</status>',
        '<textTemplates>', '    <name>Reason</name>', '    <text>no carrier</text>', '</textTemplates>'
    ),
    'main/flows/Count_Shipments.flow-meta.xml': meta(
        'Flow', '<apiVersion>66.0</apiVersion>',
        '<assignments>', '    <name>Count</name>', '    <label>Count</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <assignmentItems>', '        <assignToReference>total</assignToReference>', '        <operator>Add</operator>', '        <value>', '            <numberValue>1.0</numberValue>', '        </value>', '    </assignmentItems>', '    <connector>', '        <targetReference>Each</targetReference>', '    </connector>', '</assignments>',
        '<interviewLabel>Count</interviewLabel>', '<label>Count Shipments</label>',
        '<loops>', '    <name>Each</name>', '    <label>Each</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <collectionReference>Find</collectionReference>', '    <iterationOrder>Asc</iterationOrder>', '    <nextValueConnector>', '        <targetReference>Count</targetReference>', '    </nextValueConnector>', '    <noMoreValuesConnector>', '        <targetReference>Store</targetReference>', '    </noMoreValuesConnector>', '</loops>',
        '<processType>AutoLaunchedFlow</processType>',
        '<recordCreates>', '    <name>Store</name>', '    <label>Store</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <faultConnector>', '        <targetReference>Give_Up</targetReference>', '    </faultConnector>', '    <inputAssignments>', '        <field>Code__c</field>', '        <value>', '            <stringValue>total</stringValue>', '        </value>', '    </inputAssignments>', '    <object>Shipment__c</object>', '</recordCreates>',
        '<recordLookups>', '    <name>Find</name>', '    <label>Find</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <connector>', '        <targetReference>Each</targetReference>', '    </connector>', '    <faultConnector>', '        <targetReference>Give_Up</targetReference>', '    </faultConnector>', '    <filterLogic>and</filterLogic>', '    <filters>', '        <field>Status__c</field>', '        <operator>EqualTo</operator>', '        <value>', '            <stringValue>New</stringValue>', '        </value>', '    </filters>', '    <getFirstRecordOnly>false</getFirstRecordOnly>', '    <object>Shipment__c</object>', '    <storeOutputAutomatically>true</storeOutputAutomatically>', '</recordLookups>',
        '<start>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <connector>', '        <targetReference>Find</targetReference>', '    </connector>', '</start>', '<status>Active</status>',
        '<subflows>', '    <name>Give_Up</name>', '    <label>Give Up</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <flowName>Report_Failure</flowName>', '    <inputAssignments>', '        <name>what</name>', '        <value>', '            <stringValue>count</stringValue>', '        </value>', '    </inputAssignments>', '</subflows>',
        '<variables>', '    <name>total</name>', '    <dataType>Number</dataType>', '    <isCollection>false</isCollection>', '    <isInput>false</isInput>', '    <isOutput>true</isOutput>', '    <scale>0</scale>', '</variables>'
    ),
    'main/flows/Report_Failure.flow-meta.xml': meta(
        'Flow', '<apiVersion>66.0</apiVersion>',
        '<assignments>', '    <name>Remember</name>', '    <label>Remember</label>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <assignmentItems>', '        <assignToReference>kept</assignToReference>', '        <operator>Assign</operator>', '        <value>', '            <elementReference>what</elementReference>', '        </value>', '    </assignmentItems>', '</assignments>',
        '<interviewLabel>Report</interviewLabel>', '<label>Report Failure</label>', '<processType>AutoLaunchedFlow</processType>', '<runInMode>DefaultMode</runInMode>',
        '<start>', '    <locationX>0</locationX>', '    <locationY>0</locationY>', '    <connector>', '        <targetReference>Remember</targetReference>', '    </connector>', '</start>', '<status>Active</status>',
        '<variables>', '    <name>kept</name>', '    <dataType>String</dataType>', '    <isCollection>false</isCollection>', '    <isInput>false</isInput>', '    <isOutput>false</isOutput>', '</variables>',
        '<variables>', '    <name>what</name>', '    <dataType>String</dataType>', '    <isCollection>false</isCollection>', '    <isInput>true</isInput>', '    <isOutput>false</isOutput>', '</variables>'
    )
};
