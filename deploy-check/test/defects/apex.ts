import { planted, type Defect, type DefectDetails } from './defect.ts';
import { apexMeta, lines } from './sourceFile.ts';

/** A further class with a defect in it. */
const inClass = (name: string, rule: string, body: readonly string[], details: DefectDetails = {}): Defect =>
    planted(
        name,
        rule,
        'main/classes/Extra.cls',
        lines('public with sharing class Extra {', ...body.map((line) => `    ${line}`), '}'),
        {
            ...details,
            with: { 'main/classes/Extra.cls-meta.xml': apexMeta('ApexClass'), ...details.with }
        }
    );

const compile = (name: string, ...body: readonly string[]): Defect => inClass(name, 'apex/compile', body);

export const apexDefects: readonly Defect[] = [
    compile('a missing semicolon', 'public void run() {', '    Integer one = 1', '‸}'),
    compile('a variable that is not declared', 'public Integer run() {', '    return ‸one;', '}'),
    compile('a method that is not there', 'public void run() {', '    ShipmentService.‸send();', '}'),
    compile('a type that is not there', 'public void run() {', '    ‸Shipper one = null;', '}'),
    compile('a text for a number', 'public Integer run() {', "    Integer one = ‸'one';", '    return one;', '}'),
    compile(
        'a field that the object does not have',
        'public Object run(Shipment__c shipment) {',
        '    return shipment.‸Mass__c;',
        '}'
    ),
    compile(
        'a query of a field that is not there',
        'public Object run() {',
        '    return [SELECT Id, ‸Mass__c FROM Shipment__c WITH USER_MODE];',
        '}'
    ),
    compile(
        'a query of an object that is not there',
        'public Object run() {',
        '    return [SELECT Id FROM ‸Ship__c WITH USER_MODE];',
        '}'
    ),
    compile('a method without a return', 'public Integer ‸run() {', '    System.debug(1);', '}'),
    compile('a label that is not there', 'public String run() {', '    return System.Label.‸Nothing;', '}'),
    compile('an interface that is not implemented', 'private class ‸Job implements Queueable {', '}'),
    compile(
        'an invocable method that is not static',
        '@‸InvocableMethod',
        'public void run(List<String> names) {',
        '    System.debug(names);',
        '}'
    ),
    inClass(
        'what no parser of the platform accepts',
        'apex/platform-syntax',
        ['public void run() {', '    Integer ‸trigger = 1;', '    System.debug(trigger);', '}'],
        { also: ['apex/compile'] }
    ),
    compile('a variable with a reserved name', 'public void run() {', '    String ‸then;', '}')
];
