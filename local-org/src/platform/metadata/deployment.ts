import type { OrgData } from '../../data/orgData.ts';
import { insertSystemRow, systemRowBy, updateSystemRow } from '../../data/systemRows.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import type { ApexList } from '../../runtime/collections.ts';
import { ApexDatetime } from '../../runtime/dates.ts';
import { platformEnum } from '../../runtime/enums.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { PlatformRecord } from '../platformRecord.ts';
import { deployedValue, RefusedValue } from './fieldValue.ts';
import { CustomMetadataComponent, DeployDetails, DeployMessage, DeployResult } from './values.ts';

/** What a deployment is to write, found right before anything is written. */
interface PlannedRecord {
    readonly describe: SObjectDescribe;
    readonly developerName: string;
    readonly values: Readonly<Record<string, unknown>>;
}

/** `Circuit_Breaker__mdt.Main` or, as in files, `Circuit_Breaker.Main`. */
export function namedRecord(org: OrgData, fullName: string): { describe: SObjectDescribe; developerName: string } {
    const dot = fullName.indexOf('.');
    const type = fullName.slice(0, dot);
    const describe = org.schema.object(type.toLowerCase().endsWith('__mdt') ? type : `${type}__mdt`);
    if (dot < 0 || describe?.kind !== 'customMetadata')
        throw new RefusedValue(`There is no custom metadata type for ${fullName}.`);
    return { describe, developerName: fullName.slice(dot + 1) };
}

function plan(org: OrgData, component: PlatformRecord): PlannedRecord {
    if (!(component instanceof CustomMetadataComponent))
        throw new RefusedValue('Only custom metadata records can be deployed in the local org.');
    const { describe, developerName } = namedRecord(org, String(component.get('fullName')));
    const values: Record<string, unknown> = {};
    for (const pair of (component.get('values') as ApexList).items as PlatformRecord[]) {
        const name = String(pair.get('field'));
        const field = describe.field(name);
        if (!field?.custom) throw new RefusedValue(`${describe.name} has no field ${name}.`);
        values[field.name] = deployedValue(org, field, pair.get('value'));
    }
    const label = component.get('label') as string | null;
    if (label === null || label === '') throw new RefusedValue(`Required field is missing: label`);
    return { describe, developerName, values: { MasterLabel: label, Label: label, ...values } };
}

function write(org: OrgData, { describe, developerName, values }: PlannedRecord): { id: string; isNew: boolean } {
    const known = systemRowBy(org, describe.name, 'DeveloperName', developerName);
    if (known) {
        updateSystemRow(org, describe.name, known['Id'] as string, values);
        return { id: known['Id'] as string, isNew: false };
    }
    const names = { DeveloperName: developerName, QualifiedApiName: developerName, Language: 'en_US' };
    return { id: insertSystemRow(org, describe.name, { ...names, ...values }), isNew: true };
}

/** Deploys all components or none, and tells the outcome as a Metadata.DeployResult. */
export function deploy(
    org: OrgData,
    user: RunningUser,
    id: string,
    components: readonly PlatformRecord[]
): PlatformRecord {
    const started = new ApexDatetime(org.now());
    const details = new DeployDetails();
    const failures = details.get('componentFailures') as ApexList;
    const successes = details.get('componentSuccesses') as ApexList;
    const mayDeploy = org.permissionsOf(user.id).system.has('customizeapplication');
    const planned: { message: PlatformRecord; record: PlannedRecord }[] = [];
    for (const component of mayDeploy ? components : []) {
        const message = new DeployMessage()
            .set('fullName', component.get('fullName'))
            .set('componentType', 'CustomMetadata');
        try {
            planned.push({ message, record: plan(org, component) });
        } catch (problem) {
            if (!(problem instanceof RefusedValue)) throw problem;
            failures.add(
                message
                    .set('problem', problem.message)
                    .set('problemType', platformEnum('Metadata.DeployProblemType', 'Error'))
            );
        }
    }
    const isDone = mayDeploy && failures.isEmpty();
    for (const { message, record } of isDone ? planned : []) {
        const { id: rowId, isNew } = write(org, record);
        successes.add(message.set('id', rowId).set('created', isNew).set('changed', !isNew).set('success', true));
    }
    const result = new DeployResult()
        .set('id', id)
        .set('details', details)
        .set('status', platformEnum('Metadata.DeployStatus', isDone ? 'Succeeded' : 'Failed'))
        .set('success', isDone)
        .set('done', true)
        .set('rollbackOnError', true)
        .set('createdBy', user.id)
        .set('createdDate', started)
        .set('startDate', started)
        .set('completedDate', new ApexDatetime(org.now()))
        .set('numberComponentsTotal', components.length)
        .set('numberComponentsDeployed', successes.size())
        .set('numberComponentErrors', failures.size());
    if (!mayDeploy) {
        result.set('errorStatusCode', platformEnum('Metadata.StatusCode', 'INSUFFICIENT_ACCESS_OR_READONLY'));
        result.set('errorMessage', 'The user needs the permission Customize Application.');
    }
    return result;
}
