import type { FieldDescribe, SObjectDescribe } from '../project/schemaModel.ts';

/** Schema.SObjectType: one per object of a schema, compared by identity. */
export class SObjectTypeToken {
    readonly describe: SObjectDescribe;
    constructor(describe: SObjectDescribe) {
        this.describe = describe;
    }
}

/** Schema.SObjectField: one per field of a schema, compared by identity. */
export class SObjectFieldToken {
    readonly describe: SObjectDescribe;
    readonly field: FieldDescribe;
    constructor(describe: SObjectDescribe, field: FieldDescribe) {
        this.describe = describe;
        this.field = field;
    }
}

const typeTokens = new WeakMap<SObjectDescribe, SObjectTypeToken>();
const fieldTokens = new WeakMap<FieldDescribe, SObjectFieldToken>();

export function sobjectTypeToken(describe: SObjectDescribe): SObjectTypeToken {
    let token = typeTokens.get(describe);
    if (!token) typeTokens.set(describe, (token = new SObjectTypeToken(describe)));
    return token;
}

export function sobjectFieldToken(describe: SObjectDescribe, field: FieldDescribe): SObjectFieldToken {
    let token = fieldTokens.get(field);
    if (!token) fieldTokens.set(field, (token = new SObjectFieldToken(describe, field)));
    return token;
}
