import type { SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';

/** Changes of a User that count as setup (Apex Developer Guide, "sObjects That Cannot Be Used Together in DML Operations"). */
const SETUP_FIELDS_OF_USER: readonly string[] = [
    'UserRoleId',
    'IsActive',
    'ForecastEnabled',
    'IsPortalEnabled',
    'Username',
    'ProfileId'
];

/** First setup and first ordinary object that a transaction has changed; `System.runAs` starts with a clean one. */
export interface DmlMix {
    setup: string | null;
    ordinary: string | null;
}

/** Notes the DML, or tells why it may not follow what the transaction has done before. */
export function noteDml(
    mix: DmlMix,
    describe: SObjectDescribe,
    operation: string,
    records: readonly SObject[]
): RowError | null {
    if (describe.kind === 'platformEvent' || describe.kind === 'bigObject') return null;
    const isSetup = describe.isSetup && !isOrdinaryUserChange(describe, operation, records);
    const isExemptUser = describe.name === 'User' && !isSetup;
    if (isExemptUser) return null;
    const original = isSetup ? mix.ordinary : mix.setup;
    if (original) {
        return rowError(
            'MIXED_DML_OPERATION',
            'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ' +
                `${describe.name}, original object: ${original}`
        );
    }
    if (isSetup) mix.setup ??= describe.name;
    else mix.ordinary ??= describe.name;
    return null;
}

function isOrdinaryUserChange(describe: SObjectDescribe, operation: string, records: readonly SObject[]): boolean {
    if (describe.name !== 'User') return false;
    const isSet = (record: SObject, name: string): boolean => {
        const field = describe.field(name);
        return field !== null && record.isSet(field.index) && record.values[field.index] !== null;
    };
    if (operation === 'insert') return !records.some((record) => isSet(record, 'UserRoleId'));
    return !records.some((record) => SETUP_FIELDS_OF_USER.some((name) => isSet(record, name)));
}
