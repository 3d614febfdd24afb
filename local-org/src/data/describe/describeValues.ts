import type { FieldDescribe, FieldSetDescribe, SObjectDescribe } from '../../project/index.ts';
import type { OrgData } from '../orgData.ts';

/** Schema.DescribeSObjectResult */
export class ObjectDescription {
    static readonly apexName = 'Schema.DescribeSObjectResult';
    readonly org: OrgData;
    readonly describe: SObjectDescribe;
    constructor(org: OrgData, describe: SObjectDescribe) {
        this.org = org;
        this.describe = describe;
    }
}

/** Schema.DescribeFieldResult */
export class FieldDescription {
    static readonly apexName = 'Schema.DescribeFieldResult';
    readonly org: OrgData;
    readonly describe: SObjectDescribe;
    readonly field: FieldDescribe;
    constructor(org: OrgData, describe: SObjectDescribe, field: FieldDescribe) {
        this.org = org;
        this.describe = describe;
        this.field = field;
    }
}

/** `describe.fields` and `Account.SObjectType.fields`: Schema.SObjectTypeFields */
export class FieldsView {
    static readonly apexName = 'Schema.SObjectTypeFields';
    readonly describe: SObjectDescribe;
    constructor(describe: SObjectDescribe) {
        this.describe = describe;
    }
}

/** Schema.SObjectTypeFieldSets */
export class FieldSetsView {
    static readonly apexName = 'Schema.SObjectTypeFieldSets';
    readonly describe: SObjectDescribe;
    constructor(describe: SObjectDescribe) {
        this.describe = describe;
    }
}

/** Schema.FieldSet */
export class FieldSetValue {
    static readonly apexName = 'Schema.FieldSet';
    readonly describe: SObjectDescribe;
    readonly fieldSet: FieldSetDescribe;
    constructor(describe: SObjectDescribe, fieldSet: FieldSetDescribe) {
        this.describe = describe;
        this.fieldSet = fieldSet;
    }
}
