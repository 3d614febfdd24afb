import { swap, type Defect } from './defect.ts';

const rule = 'main/objects/Shipment__c/validationRules/Weight_Positive.validationRule-meta.xml';
const heavy = 'main/objects/Shipment__c/fields/Heavy__c.field-meta.xml';
const customer = 'main/objects/Shipment__c/fields/Customer__c.field-meta.xml';

const CONDITION = 'AND(Weight__c &lt; 0, NOT($Permission.Approve_Shipments))';
const condition = (name: string, id: string, formula: string): Defect =>
    swap(
        name,
        id,
        rule,
        `<errorConditionFormula>${CONDITION}</errorConditionFormula>`,
        `‸<errorConditionFormula>${formula}</errorConditionFormula>`
    );

export const formulaDefects: readonly Defect[] = [
    condition('a formula without its closing bracket', 'formula/syntax', 'AND(Weight__c &lt; 0'),
    condition('a formula with a text that is not closed', 'formula/syntax', 'Weight__c &lt; &quot;0'),
    condition('a rule that calls no function', 'formula/unknown-function', 'ISEMPTY(Weight__c)'),
    condition('a rule about a field that is not there', 'formula/unknown-field', 'Mass__c &lt; 0'),
    condition('a rule about a relationship that is not there', 'formula/unknown-field', 'ISBLANK(Contact__r.Name)'),
    condition('a rule about a permission that is not there', 'formula/unknown-field', '$Permission.Approve_All'),
    condition(
        'a rule about a record that is not there',
        'formula/unknown-field',
        '$CustomMetadata.Carrier__mdt.Rail.Rank__c &gt; 1'
    ),
    condition('a rule about a label that is not there', 'formula/unknown-field', 'ISBLANK($Label.Nothing)'),
    swap(
        'a formula field that reads no field',
        'formula/unknown-field',
        customer,
        '<formula>Account__r.Name</formula>',
        '‸<formula>Account__r.Nickname</formula>'
    ),
    swap(
        'a formula field that calls no function',
        'formula/unknown-function',
        heavy,
        '<formula>IF(Weight__c &gt; 100, TRUE, FALSE)</formula>',
        '‸<formula>WHEN(Weight__c &gt; 100, TRUE, FALSE)</formula>'
    )
];
