import type { CustomMetadataRecord, CustomMetadataValue, FieldDescribe, Project } from '../../project/index.ts';
import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import type { OrgData } from '../orgData.ts';
import { stableId } from '../store/recordIds.ts';
import { putMetadataRow } from './metadataRow.ts';

/** Rows by which Apex finds the project's components: classes, triggers, record types, custom metadata records and so on. */
export function seedMetadata(org: OrgData, project: Project): void {
    for (const file of project.classes) {
        putMetadataRow(org, 'ApexClass', stableId('01p', file.name), apexColumns(file.name, file.apiVersion, file.status, file.source.text));
    }
    for (const file of project.triggers) {
        const table = /\bon\s+(\w+)/i.exec(file.source.text)?.[1] ?? null;
        putMetadataRow(org, 'ApexTrigger', stableId('01q', file.name), {
            ...apexColumns(file.name, file.apiVersion, file.status, file.source.text), TableEnumOrId: table
        });
    }
    for (const describe of org.schema.objects()) {
        for (const type of describe.recordTypes) {
            putMetadataRow(org, 'RecordType', recordTypeId(describe.name, type.developerName), {
                Name: type.label, DeveloperName: type.developerName, SobjectType: describe.name, IsActive: type.active, Description: type.description
            });
        }
    }
    for (const credential of project.namedCredentials) {
        putMetadataRow(org, 'NamedCredential', stableId('0XA', credential.name), {
            DeveloperName: credential.name, MasterLabel: credential.label, Language: 'en_US', Endpoint: credential.url
        });
    }
    for (const app of project.connectedApps) {
        putMetadataRow(org, 'ConnectedApplication', stableId('0H4', app.name), { Name: app.name });
    }
    for (const type of project.notificationTypes) {
        putMetadataRow(org, 'CustomNotificationType', stableId('0ML', type.name), {
            DeveloperName: type.name, MasterLabel: type.name, CustomNotifTypeName: type.name
        });
    }
    for (const policy of project.transactionSecurityPolicies) {
        putMetadataRow(org, 'TransactionSecurityPolicy', stableId('0NI', policy.name), {
            DeveloperName: policy.name, MasterLabel: policy.label, Language: 'en_US', Type: policy.type,
            State: policy.active ? 'Enabled' : 'Disabled', EventName: policy.eventName, BlockMessage: policy.blockMessage,
            ApexPolicyId: policy.apexClass ? stableId('01p', policy.apexClass) : null
        });
    }
    for (const record of project.customMetadata) seedCustomMetadata(org, record);
}

export function recordTypeId(object: string, developerName: string): string {
    return stableId('012', `${object}.${developerName}`);
}

/** Id of a custom metadata record, the same in every start. */
export function customMetadataId(org: OrgData, type: string, developerName: string): string {
    return stableId(org.schema.object(type)?.keyPrefix ?? 'm00', `${type}.${developerName}`);
}

function apexColumns(name: string, apiVersion: string, status: string, body: string): Record<string, unknown> {
    return { Name: name, ApiVersion: Number(apiVersion), Status: status, Body: body, LengthWithoutComments: body.length, IsValid: true };
}

function seedCustomMetadata(org: OrgData, record: CustomMetadataRecord): void {
    const describe = org.schema.object(record.type);
    if (!describe) throw new Error(`${record.path}: there is no custom metadata type ${record.type}.`);
    const values: Record<string, unknown> = {
        DeveloperName: record.developerName, MasterLabel: record.label, Label: record.label, Language: 'en_US',
        QualifiedApiName: record.developerName, NamespacePrefix: null
    };
    for (const field of describe.fields) {
        if (field.custom && field.type === 'boolean') values[field.name] = field.defaultValueFormula?.toUpperCase() === 'TRUE';
    }
    for (const [name, value] of record.values) {
        const field = describe.field(name);
        if (!field) throw new Error(`${record.path}: ${record.type} has no field ${name}.`);
        values[field.name] = metadataValue(org, field, value);
    }
    putMetadataRow(org, describe.name, customMetadataId(org, record.type, record.developerName), values);
}

/** A value as its file has it, in the plain form of the field's Apex type. */
export function metadataValue(org: OrgData, field: FieldDescribe, value: CustomMetadataValue): unknown {
    if (value === null || value === '') return field.type === 'boolean' ? false : null;
    if (field.metadataRelationship) {
        const target = field.referenceTo[0] ?? '';
        return org.schema.object(target)?.kind === 'customMetadata' ? customMetadataId(org, target, String(value)) : String(value);
    }
    switch (field.apexType) {
        case 'Boolean':
            return value === true || value === 'true';
        case 'Decimal':
            return Decimal.of(String(value));
        case 'Integer':
        case 'Double':
        case 'Long':
            return Number(value);
        case 'Date':
            return new ApexDate(Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`) / 86_400_000);
        case 'Datetime':
            return new ApexDatetime(Date.parse(String(value)));
        default:
            return String(value);
    }
}
