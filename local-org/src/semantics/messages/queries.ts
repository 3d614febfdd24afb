import { define } from './message.ts';

const customHint = (suffix: string, what: string): string =>
    `If you are attempting to use a custom ${what}, be sure to append the '${suffix}' after the ${suffix === '__r' ? 'custom relationship' : what === 'object' ? 'entity' : 'custom field'} name. Please reference your WSDL or the describe call for the appropriate names.`;
export const unknownColumn = define(
    'unknown-column',
    (name: string, entity: string) => `No such column '${name}' on entity '${entity}'. ${customHint('__c', 'field')}`
);
export const unknownEntity = define(
    'unknown-entity',
    (name: string) => `sObject type '${name}' is not supported. ${customHint('__c', 'object')}`
);
export const unknownParent = define(
    'unknown-relationship',
    (name: string) => `Didn't understand relationship '${name}' in field path. ${customHint('__r', 'relationship')}`
);
export const unknownChild = define(
    'unknown-child-relationship',
    (name: string) =>
        `Didn't understand relationship '${name}' in FROM part of query call. ${customHint('__r', 'relationship')}`
);
export const bindType = define(
    'bind-type',
    (type: string, column: string) => `Invalid bind expression type of ${type} for column of type ${column}`
);
export const notGrouped = define('not-grouped', (name: string) => `Field must be grouped or aggregated: ${name}`);
export const entityNotQueryable = define(
    'entity-not-queryable',
    (name: string) => `entity type ${name} does not support query`
);
export const misplacedSemiJoin = define('misplaced-semi-join', (reason: string) => reason);
export const unknownSoqlFunction = define(
    'unknown-soql-function',
    (name: string) => `Unknown function '${name}' in query`
);
