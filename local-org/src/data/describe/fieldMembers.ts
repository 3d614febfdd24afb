import type { FieldDescribe, PicklistEntry } from '../../project/index.ts';
import { ApexList } from '../../runtime/collections.ts';
import { platformEnum } from '../../runtime/enums.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import type { SObjectFieldToken } from '../../runtime/tokens.ts';
import { sobjectFieldToken, sobjectTypeToken } from '../../runtime/tokens.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { platformOf } from '../../semantics/types.ts';
import { mayUseField, mayUseObject } from '../security/effectivePermissions.ts';
import { isPermissionable } from '../security/permissionable.ts';
import { isFilterable } from '../soql/operands.ts';
import { asMembers } from './asMembers.ts';
import { FieldDescription, FieldSetValue } from './describeValues.ts';
import { orgDescribe } from './orgDescribe.ts';

/** Schema.PicklistEntry */
export class PicklistValue {
    static readonly apexName = 'Schema.PicklistEntry';
    readonly entry: PicklistEntry;
    constructor(entry: PicklistEntry) {
        this.entry = entry;
    }
}

const SOAP_TYPES: Readonly<Record<string, string>> = {
    Id: 'ID',
    Boolean: 'BOOLEAN',
    Integer: 'INTEGER',
    Long: 'LONG',
    Double: 'DOUBLE',
    Decimal: 'DOUBLE',
    Date: 'DATE',
    Datetime: 'DATETIME',
    Time: 'TIME',
    Blob: 'BASE64BINARY',
    Address: 'ADDRESS',
    Location: 'LOCATION',
    Object: 'ANYTYPE'
};
const INTEGERS: ReadonlySet<string> = new Set(['int', 'long']);
const BYTES_PER_CHARACTER = 3;

function displayType(field: FieldDescribe): unknown {
    const name =
        field.type === 'int' ? 'INTEGER' : field.type === 'complexvalue' ? 'COMPLEXVALUE' : field.type.toUpperCase();
    return platformEnum('Schema.DisplayType', name);
}

function may(description: FieldDescription, access: 'read' | 'edit'): boolean {
    const { org, describe, field } = description;
    const permissions = org.permissionsOf(currentTransaction().user.id);
    return mayUseField(permissions, describe, field, access) && mayUseObject(permissions, describe, 'read');
}

const isText = (field: FieldDescribe): boolean => field.apexType === 'String' || field.apexType === 'Id';

definePlatformType('Schema.DescribeFieldResult', {
    ...asMembers<FieldDescription>({
        Name: ({ field }) => field.name,
        LocalName: ({ field }) => field.name,
        Label: ({ field }) => field.label,
        Type: ({ field }) => displayType(field),
        SoapType: ({ field }) => platformEnum('Schema.SoapType', SOAP_TYPES[field.apexType] ?? 'STRING'),
        Length: ({ field }) => field.length,
        ByteLength: ({ field }) => (isText(field) ? field.length * BYTES_PER_CHARACTER : 0),
        Precision: ({ field }) => field.precision,
        Scale: ({ field }) => field.scale,
        Digits: ({ field }) => (INTEGERS.has(field.type) ? field.precision : 0),
        InlineHelpText: ({ field }) => field.helpText,
        DefaultValueFormula: ({ field }) => field.defaultValueFormula,
        DefaultValue: ({ field }) =>
            field.picklistValues.find((entry) => entry.isDefault)?.value ?? (field.type === 'boolean' ? false : null),
        CalculatedFormula: ({ field }) => field.formula,
        CompoundFieldName: ({ field }) => field.compoundFieldName,
        RelationshipName: ({ field }) => field.relationshipName,
        RelationshipOrder: ({ field }) => (field.masterDetail ? 0 : null),
        ReferenceTargetField: () => null,
        Controller: () => null,
        PicklistValues: ({ field }) =>
            new ApexList(
                platformOf('Schema.PicklistEntry'),
                field.picklistValues.map((entry) => new PicklistValue(entry))
            ),
        ReferenceTo: ({ org, field }) => {
            const targets = field.referenceTo
                .map((name) => org.schema.object(name))
                .filter((target) => target !== null);
            return new ApexList(platformOf('Schema.SObjectType'), targets.map(sobjectTypeToken));
        },
        SObjectType: ({ describe }) => sobjectTypeToken(describe),
        SObjectField: ({ describe, field }) => sobjectFieldToken(describe, field),
        Accessible: (description) => may(description, 'read'),
        Createable: (description) => description.field.createable && may(description, 'edit'),
        Updateable: (description) => description.field.updateable && may(description, 'edit'),
        Permissionable: ({ describe, field }) => isPermissionable(describe, field),
        AutoNumber: ({ field }) => field.autoNumber,
        Calculated: ({ field }) => field.formula !== null || field.summary !== null || field.calculated,
        CascadeDelete: ({ field }) => field.cascadeDelete,
        RestrictedDelete: ({ field }) => field.restrictDelete,
        CaseSensitive: ({ field }) => field.caseSensitive,
        Custom: ({ field }) => field.custom,
        DefaultedOnCreate: ({ field }) => field.defaultedOnCreate,
        DependentPicklist: () => false,
        DeprecatedAndHidden: () => false,
        Encrypted: ({ field }) => field.encrypted,
        ExternalId: ({ field }) => field.externalId,
        IdLookup: ({ field }) => field.type === 'id' || field.externalId || field.nameField,
        Filterable: ({ field }) => isFilterable(field),
        Sortable: ({ field }) => isFilterable(field) && field.type !== 'multipicklist',
        Groupable: ({ field }) =>
            isFilterable(field) &&
            field.formula === null &&
            !['double', 'currency', 'percent', 'datetime', 'multipicklist'].includes(field.type),
        FormulaTreatNullNumberAsZero: ({ field }) =>
            field.formula !== null && field.formulaTreatBlanksAs === 'BlankAsZero',
        HtmlFormatted: () => false,
        NameField: ({ field }) => field.nameField,
        NamePointing: ({ field }) => field.referenceTo.length > 1,
        Nillable: ({ field }) => field.nillable,
        RestrictedPicklist: ({ field }) => field.restrictedPicklist,
        Unique: ({ field }) => field.unique
    }),
    isInstance: (value) => value instanceof FieldDescription
});

definePlatformType('Schema.SObjectField', {
    methods: {
        'getDescribe/0': (token: SObjectFieldToken) =>
            orgDescribe().describeField(token.describe.name, token.field.name),
        'getDescribe/1': (token: SObjectFieldToken) =>
            orgDescribe().describeField(token.describe.name, token.field.name)
    }
});

definePlatformType('Schema.PicklistEntry', {
    ...asMembers<PicklistValue>({
        Label: ({ entry }) => entry.label,
        Value: ({ entry }) => entry.value,
        Active: ({ entry }) => entry.isActive,
        DefaultValue: ({ entry }) => entry.isDefault
    }),
    isInstance: (value) => value instanceof PicklistValue
});

/** Schema.FieldSetMember */
class FieldSetMemberValue {
    static readonly apexName = 'Schema.FieldSetMember';
    readonly path: string;
    readonly required: boolean;
    readonly description: FieldDescription;
    constructor(path: string, required: boolean, description: FieldDescription) {
        this.path = path;
        this.required = required;
        this.description = description;
    }
}

definePlatformType('Schema.FieldSet', {
    ...asMembers<FieldSetValue>({
        Name: ({ fieldSet }) => fieldSet.name,
        NameSpace: () => null,
        Label: ({ fieldSet }) => fieldSet.label,
        Description: ({ fieldSet }) => fieldSet.description,
        SObjectType: ({ describe }) => sobjectTypeToken(describe),
        Fields: ({ describe, fieldSet }) =>
            new ApexList(
                platformOf('Schema.FieldSetMember'),
                fieldSet.fields.map(
                    ({ path, required }) => new FieldSetMemberValue(path, required, fieldAtPath(describe.name, path))
                )
            )
    }),
    isInstance: (value) => value instanceof FieldSetValue
});

function fieldAtPath(object: string, path: string): FieldDescription {
    const service = orgDescribe();
    const names = path.split('.');
    let owner = object;
    for (const name of names.slice(0, -1)) {
        owner = service.org.schema.object(owner)?.fieldByRelationship(name)?.referenceTo[0] ?? owner;
    }
    return service.describeField(owner, names[names.length - 1]!);
}

definePlatformType('Schema.FieldSetMember', {
    ...asMembers<FieldSetMemberValue>({
        FieldPath: ({ path }) => path,
        Label: ({ description }) => description.field.label,
        Required: ({ required }) => required,
        DbRequired: ({ description }) => !description.field.nillable,
        Type: ({ description }) => displayType(description.field),
        SObjectField: ({ description }) => sobjectFieldToken(description.describe, description.field)
    }),
    isInstance: (value) => value instanceof FieldSetMemberValue
});
