import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';

/** Standard objects whose access profiles and permission sets decide; of the others every user reads what sharing shows. */
const CONTROLLED_STANDARD_OBJECTS: ReadonlySet<string> = new Set([
    'Account',
    'Asset',
    'Campaign',
    'Case',
    'Contact',
    'Contract',
    'Lead',
    'Opportunity',
    'Order',
    'Pricebook2',
    'Product2',
    'Solution',
    'Individual',
    'WorkOrder',
    'ServiceAppointment',
    'Entitlement',
    'ServiceContract'
]);

/** Profiles of a new org that see every standard field. */
export const STANDARD_FIELD_PROFILES: ReadonlySet<string> = new Set([
    'System Administrator',
    'Standard User',
    'Read Only',
    'Solution Manager',
    'Marketing User',
    'Contract Manager',
    'Standard Platform User'
]);

const SYSTEM_FIELDS: ReadonlySet<string> = new Set([
    'id',
    'name',
    'ownerid',
    'isdeleted',
    'createddate',
    'createdbyid',
    'lastmodifieddate',
    'lastmodifiedbyid',
    'systemmodstamp',
    'recordtypeid',
    'currencyisocode',
    'lastvieweddate',
    'lastreferenceddate',
    'lastactivitydate',
    'masterrecordid',
    'replayid',
    'eventuuid',
    'setupownerid'
]);

/** The user permission, in lower case, without which an object of event monitoring does not exist for a user; null for other objects. */
export function monitoringPermission({ name, kind, custom }: SObjectDescribe): string | null {
    if (name === 'EventLogFile') return 'vieweventlogfiles';
    return kind === 'bigObject' && !custom ? 'viewplatformevents' : null;
}

export function isPermissionControlled(describe: SObjectDescribe): boolean {
    switch (describe.kind) {
        case 'custom':
        case 'customMetadata':
            return true;
        case 'platformEvent':
        case 'bigObject':
            return describe.custom;
        case 'customSetting':
            return false;
        case 'standard':
            return CONTROLLED_STANDARD_OBJECTS.has(describe.name);
    }
}

/** Has the field its own field-level security? Fields that a record cannot be without are always visible. */
export function isPermissionable(describe: SObjectDescribe, field: FieldDescribe): boolean {
    if (SYSTEM_FIELDS.has(field.name.toLowerCase()) || field.nameField || field.masterDetail) return false;
    if (field.compoundFieldName === 'Name') return false;
    if (describe.kind === 'customMetadata' || describe.kind === 'platformEvent') return false;
    return field.nillable || field.type === 'boolean';
}
