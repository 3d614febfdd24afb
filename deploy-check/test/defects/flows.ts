import { planted, swap, swapTold, type Defect } from './defect.ts';
import { meta } from './sourceFile.ts';

const announce = 'main/flows/Announce_Shipment.flow-meta.xml';
const count = 'main/flows/Count_Shipments.flow-meta.xml';
const report = 'main/flows/Report_Failure.flow-meta.xml';
const position = '<locationX>0</locationX><locationY>0</locationY>';
const toEach = '<connector><targetReference>Each</targetReference></connector>';
const toGiveUp = '<faultConnector><targetReference>Give_Up</targetReference></faultConnector>';
const nextValue = '<targetReference>Count</targetReference>';

/** Puts one more element into the loop of the base flow: `Each` → it → `Each`. */
const inLoop = (name: string, rule: string, kind: string, content: string, also: readonly string[] = []): Defect =>
    swap(
        name,
        rule,
        count,
        '    <start>',
        `    ‸<${kind}><name>Inner</name><label>Inner</label>${position}${toEach}${toGiveUp}${content}</${kind}>\n    <start>`,
        {
            also: [...also, 'flow/unreachable-element', 'flow/unused-variable']
        }
    );

/** The same, connected. */
function connected(defect: Defect): Defect {
    const text = defect.changes[count] ?? '';
    return { ...defect, changes: { [count]: text.replace(nextValue, '<targetReference>Inner</targetReference>') } };
}

export const flowDefects: readonly Defect[] = [
    swap(
        'a connector to nothing',
        'flow/unknown-element',
        announce,
        '<targetReference>Keep_Failure</targetReference>',
        '‸<targetReference>Keep_Error</targetReference>',
        { also: ['flow/unreachable-element', 'flow/missing-fault-path'] }
    ),
    swap(
        'a start that leads to nothing',
        'flow/unknown-element',
        report,
        '<targetReference>Remember</targetReference>',
        '‸<targetReference>Remind</targetReference>',
        { also: ['flow/unreachable-element'] }
    ),
    swap(
        'an assignment to no variable',
        'flow/unknown-resource',
        report,
        '<assignToReference>kept</assignToReference>',
        '‸<assignToReference>keep</assignToReference>',
        { also: ['flow/unused-variable'] }
    ),
    swap(
        'a value of no variable',
        'flow/unknown-resource',
        report,
        '<elementReference>what</elementReference>',
        '‸<elementReference>why</elementReference>'
    ),
    swap(
        'a loop over no collection',
        'flow/unknown-resource',
        count,
        '<collectionReference>Find</collectionReference>',
        '‸<collectionReference>Search</collectionReference>'
    ),
    swap(
        'a merge field of no resource',
        'flow/unknown-merge-field',
        announce,
        '<stringValue>Failed: {!Reason}</stringValue>',
        '‸<stringValue>Failed: {!Cause}</stringValue>'
    ),
    swap(
        'a name given twice',
        'flow/duplicate-name',
        report,
        '    <variables>\n        <name>what</name>',
        '    <variables>\n        <name>what</name>\n        <dataType>String</dataType>\n        <isCollection>false</isCollection>\n        <isInput>true</isInput>\n        <isOutput>false</isOutput>\n    </variables>\n    ‸<variables>\n        <name>what</name>'
    ),
    swap(
        'an action of no class',
        'flow/unknown-action',
        announce,
        '<actionName>NotifyAction</actionName>',
        '‸<actionName>NotifyActions</actionName>'
    ),
    swap(
        'an action of a class without an invocable method',
        'flow/unknown-action',
        announce,
        '<actionName>NotifyAction</actionName>',
        '‸<actionName>ShipmentService</actionName>'
    ),
    swap(
        'an action with an input that it does not have',
        'flow/action-input',
        announce,
        '<name>subject</name>',
        '‸<name>topic</name>'
    ),
    swapTold(
        'an action without an input that it needs',
        'flow/action-input',
        announce,
        '<actionCalls>\n        <name>Notify</name>',
        '<name>subject</name>',
        '<name>note</name>'
    ),
    swap(
        'a record of no object',
        'flow/unknown-object',
        count,
        '<object>Shipment__c</object>',
        '‸<object>Ship__c</object>'
    ),
    swap(
        'a start by no object',
        'flow/unknown-object',
        announce,
        '<object>Shipped__e</object>',
        '‸<object>Sent__e</object>'
    ),
    swap('a filter by no field', 'flow/unknown-field', count, '<field>Status__c</field>', '‸<field>State__c</field>'),
    swap(
        'a record created with no field',
        'flow/unknown-field',
        count,
        '<field>Code__c</field>',
        '‸<field>Number__c</field>'
    ),
    swap(
        'a field that the event does not have',
        'flow/unknown-field',
        announce,
        '<elementReference>$Record.Code__c</elementReference>',
        '‸<elementReference>$Record.Number__c</elementReference>'
    ),
    swap(
        'a subflow that is not there',
        'flow/unknown-subflow',
        count,
        '<flowName>Report_Failure</flowName>',
        '‸<flowName>Report_Error</flowName>'
    ),
    swap(
        'a subflow with an input that it does not have',
        'flow/subflow-input',
        count,
        '<name>what</name>',
        '‸<name>kept</name>'
    ),
    connected(
        inLoop(
            'a record changed in a loop',
            'flow/dml-in-loop',
            'recordUpdates',
            '<filters><field>Code__c</field><operator>EqualTo</operator><value><stringValue>total</stringValue></value></filters><inputAssignments><field>Code__c</field><value><stringValue>x</stringValue></value></inputAssignments><object>Shipment__c</object>'
        )
    ),
    connected(
        inLoop(
            'a query in a loop',
            'flow/query-in-loop',
            'recordLookups',
            '<getFirstRecordOnly>true</getFirstRecordOnly><object>Account</object><storeOutputAutomatically>true</storeOutputAutomatically>'
        )
    ),
    connected(
        inLoop(
            'an action in a loop',
            'flow/action-in-loop',
            'actionCalls',
            '<actionName>NotifyAction</actionName><actionType>apex</actionType><inputParameters><name>subject</name><value><stringValue>x</stringValue></value></inputParameters>'
        )
    ),
    swap(
        'an element that nothing leads to',
        'flow/unreachable-element',
        report,
        '    <interviewLabel>',
        `    ‸<assignments><name>Lost</name><label>Lost</label>${position}<assignmentItems><assignToReference>kept</assignToReference><operator>Assign</operator><value><stringValue>x</stringValue></value></assignmentItems></assignments>\n    <interviewLabel>`
    ),
    swap(
        'a variable that nothing uses',
        'flow/unused-variable',
        report,
        '    <variables>\n        <name>kept</name>',
        '    ‸<variables>\n        <name>spare</name>\n        <dataType>String</dataType>\n        <isCollection>false</isCollection>\n        <isInput>false</isInput>\n        <isOutput>false</isOutput>\n    </variables>\n    <variables>\n        <name>kept</name>'
    ),
    swap(
        'a record id in a flow',
        'flow/hard-coded-id',
        count,
        '<stringValue>New</stringValue>',
        '‸<stringValue>001000000123456AAA</stringValue>'
    ),
    swap(
        'an address of an org in a flow',
        'flow/hard-coded-url',
        count,
        '<stringValue>New</stringValue>',
        '‸<stringValue>https://acme.my.salesforce.com/home</stringValue>'
    ),
    swapTold(
        'an action without a fault path',
        'flow/missing-fault-path',
        announce,
        '<actionCalls>\n        <name>Notify</name>',
        '        <faultConnector>\n            <targetReference>Keep_Failure</targetReference>\n        </faultConnector>\n',
        '',
        { also: ['flow/unreachable-element'] }
    ),
    swap(
        'a flow in system mode without sharing',
        'flow/unsafe-context',
        report,
        '<runInMode>DefaultMode<',
        '‸<runInMode>SystemModeWithoutSharing<'
    ),
    planted(
        'a triggered flow without an object',
        'flow/trigger-object',
        'main/flows/Odd.flow-meta.xml',
        meta(
            'Flow',
            '<apiVersion>66.0</apiVersion>',
            '<interviewLabel>Odd</interviewLabel>',
            '<label>Odd</label>',
            '<processType>AutoLaunchedFlow</processType>',
            '<start>',
            '    <locationX>0</locationX>',
            '    <locationY>0</locationY>',
            '    ‸<triggerType>PlatformEvent</triggerType>',
            '</start>',
            '<status>Draft</status>'
        )
    )
];
