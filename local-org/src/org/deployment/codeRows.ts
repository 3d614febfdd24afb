import type { OrgData } from '../../data/orgData.ts';
import { systemRows } from '../../data/systemRows.ts';
import type { ApexFile, MetadataFile, Project } from '../../project/index.ts';
import type { BoundProgram } from '../../semantics/index.ts';
import type { SetupRows } from './setupRows.ts';

/** Rows by which Apex, jobs and permissions refer to the project's code and setup. */
export function deployCode(rows: SetupRows, project: Project, program: BoundProgram): void {
    for (const file of project.classes) rows.ensure('ApexClass', { Name: file.name }, codeColumns(file));
    for (const file of project.triggers) {
        const trigger = program.triggers.find(
            ({ class: { symbol } }) => symbol.name.toLowerCase() === file.name.toLowerCase()
        );
        if (!trigger) throw new Error(`The trigger ${file.name} has not been checked.`);
        const on = (event: string): boolean => trigger.events.includes(event);
        rows.ensure(
            'ApexTrigger',
            { Name: file.name },
            {
                ...codeColumns(file),
                TableEnumOrId: trigger.object,
                UsageBeforeInsert: on('before insert'),
                UsageAfterInsert: on('after insert'),
                UsageBeforeUpdate: on('before update'),
                UsageAfterUpdate: on('after update'),
                UsageBeforeDelete: on('before delete'),
                UsageAfterDelete: on('after delete'),
                UsageAfterUndelete: on('after undelete'),
                UsageIsBulk: true
            }
        );
    }
}

/** Credentials, notification types, connected apps, security policies. */
export function deploySetup(rows: SetupRows, project: Project): void {
    for (const { name, label, url } of project.namedCredentials) {
        rows.ensure(
            'NamedCredential',
            { DeveloperName: name },
            { MasterLabel: label, Endpoint: url, Language: 'en_US' }
        );
    }
    for (const { name, label } of project.externalCredentials) {
        rows.ensure('ExternalCredential', { DeveloperName: name }, { MasterLabel: label });
    }
    for (const file of project.notificationTypes) {
        const label = textOf(file, 'masterLabel') ?? file.name;
        rows.ensure(
            'CustomNotificationType',
            { DeveloperName: file.name },
            { MasterLabel: label, CustomNotifTypeName: label }
        );
    }
    for (const file of project.connectedApps)
        rows.ensure('ConnectedApplication', { Name: textOf(file, 'label') ?? file.name });
    for (const policy of project.transactionSecurityPolicies) {
        rows.ensure(
            'TransactionSecurityPolicy',
            { DeveloperName: policy.name },
            {
                MasterLabel: policy.label,
                Type: policy.type,
                State: policy.active ? 'Enabled' : 'Disabled',
                EventName: policy.eventName,
                BlockMessage: policy.blockMessage,
                ApexPolicyId: policy.apexClass === null ? null : rows.find('ApexClass', { Name: policy.apexClass }),
                Language: 'en_US'
            }
        );
    }
}

function codeColumns(file: ApexFile): Readonly<Record<string, unknown>> {
    return {
        ApiVersion: Number(file.apiVersion),
        Status: file.status,
        IsValid: true,
        Body: file.source.text,
        LengthWithoutComments: file.source.text.length
    };
}

function textOf(file: MetadataFile, element: string): string | null {
    return file.xml.children.find((child) => child.name === element)?.text ?? null;
}

/** Flows, by whose ids the Tooling API switches them. */
export function deployFlows(data: OrgData, rows: SetupRows, project: Project): void {
    for (const file of project.flows) {
        const id = rows.find('FlowDefinitionView', { ApiName: file.name });
        const durableId = id === null ? { DurableId: data.store.ids.next('300') } : {};
        rows.ensure(
            'FlowDefinitionView',
            { ApiName: file.name },
            {
                ...durableId,
                Label: textOf(file, 'label') ?? file.name,
                ProcessType: textOf(file, 'processType'),
                IsActive: textOf(file, 'status') === 'Active'
            }
        );
    }
}

/** Reports and list views, by whose ids clients run them. */
export function deployViews(data: OrgData, rows: SetupRows, project: Project): void {
    const organizationId = systemRows(data, 'Organization')[0]!.Id;
    for (const { name, label, folder, description, format } of project.reports) {
        rows.ensure(
            'Report',
            { DeveloperName: name },
            { Name: label, FolderName: folder, Description: description, Format: format, OwnerId: organizationId }
        );
    }
    for (const object of project.objects) {
        for (const { name, label } of object.listViews)
            rows.ensure('ListView', { DeveloperName: name, SobjectType: object.name }, { Name: label });
    }
}
