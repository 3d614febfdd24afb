import type { FieldDescribe, Schema, SObjectDescribe } from '../project/index.ts';
import { unsupported } from '../runtime/unsupported.ts';

/** A column of a report or list view, by the name its metadata has for it. */
export interface ViewColumn {
    readonly name: string;
    /** `Account.Owner.Name` without the object in FROM. */
    readonly path: string;
    readonly label: string;
    readonly field: FieldDescribe;
    /** API name of the object that has the field. */
    readonly entity: string;
}

/** Names that list views and reports have for standard fields, the same for every object. */
const COMMON: Readonly<Record<string, string>> = {
    NAME: 'Name',
    CREATED_DATE: 'CreatedDate',
    CREATEDBY_USER: 'CreatedBy.Name',
    'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
    LAST_UPDATE: 'LastModifiedDate',
    UPDATEDBY_USER: 'LastModifiedBy.Name',
    'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
    'OWNER.ALIAS': 'Owner.Alias',
    'OWNER.LAST_NAME': 'Owner.LastName',
    'CORE.USERS.ALIAS': 'Owner.Alias',
    'USERS.NAME': 'Owner.Name',
    CUST_NAME: 'Name',
    CUST_ID: 'Id',
    CUST_OWNER_NAME: 'Owner.Name',
    CUST_CREATED_DATE: 'CreatedDate',
    CUST_LAST_UPDATE: 'LastModifiedDate'
};

const ADDRESS: Readonly<Record<string, string>> = {
    ADDRESS1_STREET: 'Street',
    ADDRESS1_CITY: 'City',
    ADDRESS1_STATE: 'State',
    ADDRESS1_ZIP: 'PostalCode',
    ADDRESS1_COUNTRY: 'Country'
};

/** Names of standard fields by object; list views put the object before them: `ACCOUNT.PHONE1`. */
const BY_OBJECT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    Account: {
        ACCOUNT_ID: 'Id',
        'ACCOUNT.ID': 'Id',
        TYPE: 'Type',
        INDUSTRY: 'Industry',
        RATING: 'Rating',
        PHONE1: 'Phone',
        SALES: 'AnnualRevenue',
        EMPLOYEES: 'NumberOfEmployees',
        URL: 'Website',
        DESCRIPTION: 'Description',
        ...withPrefix(ADDRESS, 'Billing')
    },
    Contact: {
        CONTACT_ID: 'Id',
        FULL_NAME: 'Name',
        FIRST_NAME: 'FirstName',
        LAST_NAME: 'LastName',
        SALUTATION: 'Salutation',
        TITLE: 'Title',
        EMAIL: 'Email',
        PHONE1: 'Phone',
        DEPARTMENT: 'Department',
        'ACCOUNT.NAME': 'Account.Name',
        ACCOUNT_ID: 'AccountId',
        ...withPrefix(ADDRESS, 'Mailing')
    },
    Lead: {
        LEAD_ID: 'Id',
        FULL_NAME: 'Name',
        FIRST_NAME: 'FirstName',
        LAST_NAME: 'LastName',
        TITLE: 'Title',
        COMPANY: 'Company',
        EMAIL: 'Email',
        PHONE: 'Phone',
        STATUS: 'Status',
        STREET: 'Street',
        CITY: 'City',
        STATE: 'State',
        ZIP: 'PostalCode',
        COUNTRY: 'Country'
    },
    Case: {
        CASE_ID: 'Id',
        CASE_NUMBER: 'CaseNumber',
        SUBJECT: 'Subject',
        STATUS: 'Status',
        PRIORITY: 'Priority',
        ORIGIN: 'Origin',
        DESCRIPTION: 'Description',
        'ACCOUNT.NAME': 'Account.Name'
    },
    Opportunity: {
        OPPORTUNITY_ID: 'Id',
        OPPORTUNITY_NAME: 'Name',
        AMOUNT: 'Amount',
        CLOSE_DATE: 'CloseDate',
        STAGE_NAME: 'StageName',
        'ACCOUNT.NAME': 'Account.Name',
        ACCOUNT_NAME: 'Account.Name'
    }
};

/** The column that metadata names; refused by name where the local org does not know which field is meant. */
export function viewColumn(schema: Schema, describe: SObjectDescribe, name: string, view: string): ViewColumn {
    const path = pathOf(describe, name);
    const found = path === null ? null : fieldAt(schema, describe, path);
    return found && path !== null
        ? { name, path, label: labelOf(describe, path, found.field), ...found }
        : unsupported(`the column ${name} of ${view}`);
}

/** Of a related record, a column says whose field it is: `Account: Owner Name`. */
function labelOf(describe: SObjectDescribe, path: string, field: FieldDescribe): string {
    const relationships = path.split('.').slice(0, -1);
    if (relationships.length === 0) return field.label;
    return `${describe.label}: ${[...relationships, field.nameField ? 'Name' : field.label].join(' ')}`;
}

function pathOf(describe: SObjectDescribe, name: string): string | null {
    const own = BY_OBJECT[describe.name] ?? {};
    const bare = name.replace(new RegExp(`^${describe.name}S?[.$]`, 'i'), '');
    return (
        own[name] ??
        COMMON[name] ??
        own[bare] ??
        COMMON[bare] ??
        // Fields of custom objects and report types go by their own names.
        (describe.field(bare) ? bare : null)
    );
}

function fieldAt(schema: Schema, base: SObjectDescribe, path: string): { field: FieldDescribe; entity: string } | null {
    const names = path.split('.');
    let describe = base;
    for (const relationship of names.slice(0, -1)) {
        const target = describe.fieldByRelationship(relationship)?.referenceTo.at(-1);
        const parent = target === undefined ? null : schema.object(target);
        if (!parent) return null;
        describe = parent;
    }
    const field = describe.field(names.at(-1)!);
    return field && { field, entity: describe.name };
}

function withPrefix(fields: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
    return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, `${prefix}${field}`]));
}
