import type { Org } from '../../org/index.ts';
import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import type { ToolingRow } from './rowQuery.ts';

const TESTED = 'ApexClassOrTriggerId ApexClassOrTrigger NumLinesCovered NumLinesUncovered Coverage'.split(' ');

/** Objects of the Tooling API whose rows the local org computes, with their fields. */
export const COMPUTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
    ApexTestRunResult:
        'Id AsyncApexJobId UserId JobName Source Status IsAllTests StartTime EndTime TestTime TestSetupTime ClassesEnqueued ClassesCompleted MethodsEnqueued MethodsCompleted MethodsFailed'.split(
            ' '
        ),
    ApexTestQueueItem: 'Id ParentJobId TestRunResultId ApexClassId ApexClass Status ExtendedStatus'.split(' '),
    ApexTestResult:
        'Id QueueItemId ApexTestRunResultId AsyncApexJobId ApexClassId ApexClass MethodName Outcome Message StackTrace RunTime TestTimestamp ApexLogId IsTestSetup'.split(
            ' '
        ),
    ApexCodeCoverage: ['Id', 'ApexTestClassId', 'TestMethodName', ...TESTED],
    ApexCodeCoverageAggregate: ['Id', ...TESTED],
    ApexOrgWideCoverage: ['Id', 'PercentCovered'],
    EntityDefinition:
        'Id DurableId QualifiedApiName DeveloperName Label PluralLabel KeyPrefix NamespacePrefix IsCustomizable IsQueryable IsCustomSetting'.split(
            ' '
        ),
    FieldDefinition:
        'Id DurableId QualifiedApiName DeveloperName Label DataType Length Precision Scale EntityDefinitionId EntityDefinition NamespacePrefix IsIndexed IsNillable'.split(
            ' '
        ),
    InstalledSubscriberPackage: ['Id', 'SubscriberPackageId', 'SubscriberPackage'],
    SandboxProcess: ['Id', 'SandboxName', 'Status', 'SandboxOrganization'],
    FlowTestResult: 'Id ApexTestQueueItemId Result TestStartDateTime TestEndDateTime FlowTest FlowDefinition'.split(' ')
};

/** Rows that say what the org is. Packages, sandboxes and flow tests are none: the local org has no such things. */
export function computedRows(org: Org, object: string): readonly ToolingRow[] {
    if (object === 'EntityDefinition') return org.schema.objects().map(entityRow);
    if (object !== 'FieldDefinition') return [];
    return org.schema.objects().flatMap((describe) => describe.fields.map((field) => fieldRow(describe, field)));
}

function entityRow(describe: SObjectDescribe): ToolingRow {
    return {
        Id: null,
        DurableId: describe.name,
        QualifiedApiName: describe.name,
        DeveloperName: developerName(describe.name),
        Label: describe.label,
        PluralLabel: describe.labelPlural,
        KeyPrefix: describe.keyPrefix,
        NamespacePrefix: null,
        IsCustomizable: describe.custom || describe.triggerable,
        IsQueryable: describe.queryable,
        IsCustomSetting: describe.kind === 'customSetting'
    };
}

function fieldRow(describe: SObjectDescribe, field: FieldDescribe): ToolingRow {
    return {
        Id: null,
        DurableId: `${describe.name}.${field.name}`,
        QualifiedApiName: field.name,
        DeveloperName: developerName(field.name),
        Label: field.label,
        DataType: field.type,
        Length: field.length,
        Precision: field.precision,
        Scale: field.scale,
        EntityDefinitionId: describe.name,
        EntityDefinition: entityRow(describe),
        NamespacePrefix: null,
        IsIndexed: field.externalId || field.unique || field.type === 'reference' || field.nameField,
        IsNillable: field.nillable
    };
}

function developerName(name: string): string {
    return name.replace(/__\w+$/, '');
}
