import { describe, expect, it } from 'vitest';
import { checkBlock, marked, placed } from './checking.ts';

const column = (name: string, entity: string): string =>
    `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
const parent = (name: string): string =>
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
const child = (name: string): string =>
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
const entity = (name: string): string =>
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;

/** Finding -> query with § before the offending name. */
const table: readonly (readonly [message: string, query: string])[] = [
    [entity('Foo__c'), 'SELECT Id FROM §Foo__c'],
    [column('Foo__c', 'Account'), 'SELECT Id, §Foo__c FROM Account'],
    [column('Nope', 'Invoice__c'), 'SELECT Id FROM Invoice__c WHERE §Nope = 1'],
    [column('Nope', 'Account'), 'SELECT Id FROM Invoice__c WHERE Id != null AND (Name = null OR §Account__r.Nope = 1)'],
    [column('Nope', 'Invoice__c'), 'SELECT Id FROM Invoice__c ORDER BY §Nope'],
    [column('Nope', 'Invoice__c'), 'SELECT COUNT(Id) n FROM Invoice__c GROUP BY §Nope'],
    [column('Nope', 'Invoice__c'), 'SELECT SUM(§Nope) FROM Invoice__c'],
    [column('Nope', 'Line__c'), 'SELECT Id, (SELECT §Nope FROM Lines__r) FROM Invoice__c'],
    [
        column('Nope', 'Line__c'),
        'SELECT Id FROM Invoice__c WHERE Id IN (SELECT Invoice__c FROM Line__c WHERE §Nope = 1)'
    ],
    [parent('Foo__r'), 'SELECT §Foo__r.Name FROM Invoice__c'],
    [parent('Account__c'), 'SELECT §Account__c.Name FROM Invoice__c'],
    [child('Foos__r'), 'SELECT Id, (SELECT Id FROM §Foos__r) FROM Invoice__c'],
    ['Field must be grouped or aggregated: Name', 'SELECT §Name, COUNT(Id) FROM Invoice__c GROUP BY Due__c'],
    [
        'Invalid bind expression type of Boolean for column of type String',
        'SELECT Id FROM Invoice__c WHERE Name = :§flag'
    ],
    [
        'Invalid bind expression type of Map<String,Integer> for column of type Id',
        'SELECT Id FROM Invoice__c WHERE Id IN :§byName'
    ],
    ['Illegal conversion from Boolean to Integer', 'SELECT Id FROM Invoice__c LIMIT :§flag'],
    [
        "Semi join sub-selects are not allowed with the 'OR' operator",
        "SELECT Id FROM Invoice__c WHERE Name = 'x' OR Id IN §(SELECT Invoice__c FROM Line__c)"
    ],
    [
        'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions',
        "SELECT Id FROM Invoice__c WHERE Name = 'x' AND (Name = 'y' OR Id NOT IN §(SELECT Invoice__c FROM Line__c))"
    ],
    ['Variable does not exist: nowhere', 'SELECT Id FROM Invoice__c WHERE Id = :§nowhere']
];

describe('findings in queries', () => {
    for (const [message, query] of table) {
        it(`given ${query}, when checked, then only "${message.slice(0, 60)}" at the mark`, () => {
            const { text, place } = marked(`Boolean flag; Map<String, Integer> byName;\nObject o = [${query}];`);
            expect(checkBlock(text).diagnostics.map(placed)).toEqual([`${place} ${message}`]);
        });
    }

    it('given queries that use every place of names rightly, when checked, then nothing is found', () => {
        const { diagnostics } = checkBlock(`
            Set<Id> ids; String n; Integer most; List<Account> owners;
            List<Invoice__c> a = [SELECT Id, Account__r.Owner.Name, toLabel(Name), (SELECT Quantity__c FROM Lines__r ORDER BY Name LIMIT 3)
                FROM Invoice__c i WHERE i.Id IN :ids AND Name LIKE :('%' + n) AND Account__c IN :owners LIMIT :most];
            AggregateResult[] b = [SELECT Account__r.Name who, SUM(Amount__c) total, COUNT(Id) FROM Invoice__c
                GROUP BY Account__r.Name HAVING SUM(Amount__c) > 5 ORDER BY SUM(Amount__c) DESC];
            Integer c = [SELECT COUNT() FROM Invoice__c WHERE CALENDAR_YEAR(Due__c) = 2026];
            List<Task> d = [SELECT Id, TYPEOF What WHEN Account THEN Phone WHEN Opportunity THEN Amount ELSE Name END, Who.Name FROM Task];
            List<List<SObject>> e = [FIND :n IN ALL FIELDS RETURNING Account(Id, Name WHERE Name != null), Contact(Id)];
            Invoice__c f = [SELECT FIELDS(STANDARD) FROM Invoice__c WITH USER_MODE LIMIT 1];
        `);
        expect(diagnostics.map(placed)).toEqual([]);
    });
});
