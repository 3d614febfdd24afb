import { randomUUID } from 'node:crypto';
import type { SObjectDescribe } from '../../project/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections.ts';
import { throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import type { PlatformFunction } from '../../runtime/platform.ts';
import { SObject } from '../../runtime/sobject.ts';
import type { SObjectTypeToken } from '../../runtime/tokens.ts';
import { sobjectFieldToken, sobjectTypeToken } from '../../runtime/tokens.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { platformOf, STRING } from '../../semantics/types.ts';
import { mayUseObject } from '../security/effectivePermissions.ts';
import type { ObjectOperation } from '../security/effectivePermissions.ts';
import { asMembers } from './asMembers.ts';
import { FieldSetsView, FieldsView, FieldSetValue, ObjectDescription } from './describeValues.ts';
import { NameMap } from './nameMap.ts';
import { orgDescribe } from './orgDescribe.ts';
import { recordTypeInfos, recordTypesBy } from './recordTypes.ts';

const TYPE = platformOf('Schema.SObjectType');
const FIELD = platformOf('Schema.SObjectField');
const OBJECT_DESCRIPTION = platformOf('Schema.DescribeSObjectResult');

function may(description: ObjectDescription, operation: ObjectOperation): boolean {
    return mayUseObject(description.org.permissionsOf(currentTransaction().user.id), description.describe, operation);
}

const objectGetters: Record<string, (description: ObjectDescription) => unknown> = {
    Name: ({ describe }) => describe.name,
    LocalName: ({ describe }) => describe.name,
    Label: ({ describe }) => describe.label,
    LabelPlural: ({ describe }) => describe.labelPlural,
    KeyPrefix: ({ describe }) => describe.keyPrefix,
    SObjectType: ({ describe }) => sobjectTypeToken(describe),
    Custom: ({ describe }) => describe.custom,
    CustomSetting: ({ describe }) => describe.kind === 'customSetting',
    Accessible: (description) => may(description, 'read'),
    Createable: (description) => description.describe.createable && may(description, 'create'),
    Updateable: (description) => description.describe.updateable && may(description, 'edit'),
    Deletable: (description) => description.describe.deletable && may(description, 'delete'),
    Undeletable: (description) => description.describe.undeletable && may(description, 'delete'),
    Queryable: ({ describe }) => describe.queryable,
    Searchable: ({ describe }) => describe.queryable && describe.nameField !== null,
    Mergeable: ({ describe }) => ['Account', 'Contact', 'Lead', 'Case'].includes(describe.name),
    DeprecatedAndHidden: () => false,
    ChildRelationships: ({ describe, org }) =>
        new ApexList(
            platformOf('Schema.ChildRelationship'),
            childRelationships(describe, (name) => org.schema.object(name))
        ),
    Fields: ({ describe }) => new FieldsView(describe),
    FieldSets: ({ describe }) => new FieldSetsView(describe),
    RecordTypeInfos: ({ describe, org }) =>
        new ApexList(platformOf('Schema.RecordTypeInfo'), recordTypeInfos(org, describe)),
    RecordTypeInfosByName: ({ describe, org }) => recordTypesBy(org, describe, 'name'),
    RecordTypeInfosByDeveloperName: ({ describe, org }) => recordTypesBy(org, describe, 'developerName'),
    RecordTypeInfosById: ({ describe, org }) => recordTypesBy(org, describe, 'id')
};

/** Schema.ChildRelationship */
export class ChildRelationshipValue {
    static readonly apexName = 'Schema.ChildRelationship';
    readonly child: SObjectDescribe;
    readonly field: string;
    readonly relationshipName: string | null;
    readonly cascadeDelete: boolean;
    readonly restrictDelete: boolean;
    constructor(child: SObjectDescribe, relationship: SObjectDescribe['childRelationships'][number]) {
        this.child = child;
        this.field = relationship.field;
        this.relationshipName = relationship.relationshipName;
        this.cascadeDelete = relationship.cascadeDelete;
        this.restrictDelete = relationship.restrictDelete;
    }
}

function childRelationships(
    describe: SObjectDescribe,
    objectNamed: (name: string) => SObjectDescribe | null
): ChildRelationshipValue[] {
    return describe.childRelationships.flatMap((relationship) => {
        const child = objectNamed(relationship.childObject);
        return child ? [new ChildRelationshipValue(child, relationship)] : [];
    });
}

definePlatformType('Schema.DescribeSObjectResult', {
    ...asMembers(objectGetters),
    isInstance: (value) => value instanceof ObjectDescription
});

definePlatformType('Schema.ChildRelationship', {
    ...asMembers<ChildRelationshipValue>({
        ChildSObject: ({ child }) => sobjectTypeToken(child),
        Field: ({ child, field }) => {
            const found = child.field(field);
            return found && sobjectFieldToken(child, found);
        },
        RelationshipName: ({ relationshipName }) => relationshipName,
        CascadeDelete: ({ cascadeDelete }) => cascadeDelete,
        RestrictedDelete: ({ restrictDelete }) => restrictDelete,
        DeprecatedAndHidden: () => false
    }),
    isInstance: (value) => value instanceof ChildRelationshipValue
});

function newRecord(token: SObjectTypeToken, id: string | null = null, defaults = false): SObject {
    const record = new SObject(token.describe);
    const idField = token.describe.field('Id');
    if (id !== null && idField) record.values[idField.index] = id;
    if (!defaults) return record;
    const uuid = token.describe.field('EventUuid');
    if (uuid) record.values[uuid.index] = randomUUID();
    for (const field of token.describe.fields) {
        if (field.type === 'boolean' && field.custom)
            record.values[field.index] = field.defaultValueFormula?.toUpperCase() === 'TRUE';
        const standard = field.picklistValues.find((entry) => entry.isDefault);
        if (standard) record.values[field.index] = standard.value;
    }
    return record;
}

const describeToken: PlatformFunction = (token: SObjectTypeToken) => orgDescribe().describeObject(token.describe.name);

definePlatformType('Schema.SObjectType', {
    methods: {
        'getDescribe/0': describeToken,
        'getDescribe/1': describeToken,
        'newSObject/0': (token: SObjectTypeToken) => newRecord(token),
        'newSObject/1': (token: SObjectTypeToken, id: string | null) => newRecord(token, id),
        'newSObject/2': (token: SObjectTypeToken, id: string | null, defaults: boolean | null) =>
            newRecord(token, id, defaults === true)
    }
});

definePlatformType('Schema.SObjectTypeFields', {
    methods: {
        'getMap/0': ({ describe }: FieldsView) =>
            new NameMap(
                FIELD,
                describe.fields.map((field) => [field.name, sobjectFieldToken(describe, field)] as const)
            )
    },
    isInstance: (value) => value instanceof FieldsView
});

definePlatformType('Schema.SObjectTypeFieldSets', {
    methods: {
        'getMap/0': ({ describe }: FieldSetsView) =>
            ApexMap.of(
                STRING,
                platformOf('Schema.FieldSet'),
                describe.fieldSets.map((set) => [set.name.toLowerCase(), new FieldSetValue(describe, set)] as const)
            )
    },
    isInstance: (value) => value instanceof FieldSetsView
});

function describeSObjects(names: ApexList): ApexList {
    const service = orgDescribe();
    return new ApexList(
        OBJECT_DESCRIPTION,
        [...names].map((name) => {
            const describe = service.org.schema.object(String(name));
            return describe
                ? new ObjectDescription(service.org, describe)
                : throwApex(
                      'System.InvalidParameterValueException',
                      `Invalid sobject provided. The sobject: ${String(name)} does not exist or you do not have access to it`
                  );
        })
    );
}

definePlatformType('System.Schema', {
    statics: {
        'getGlobalDescribe/0': () =>
            new NameMap(
                TYPE,
                orgDescribe()
                    .org.schema.objects()
                    .map((describe) => [describe.name, sobjectTypeToken(describe)] as const)
            ),
        'describeSObjects/1': describeSObjects,
        'describeSObjects/2': describeSObjects
    }
});
