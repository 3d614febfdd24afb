import type { OrgData } from '../../data/orgData.ts';
import type { FieldValues } from '../../data/systemRows.ts';
import { updateSystemRow } from '../../data/systemRows.ts';
import type { CustomMetadataRecord, FieldDescribe, Project } from '../../project/index.ts';
import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import type { SetupRows } from './setupRows.ts';

/** Writes the project's custom metadata records. A record keeps its id; records that only the org has stay. */
export function deployCustomMetadata(data: OrgData, rows: SetupRows, project: Project): void {
    const ids = project.customMetadata.map((record) => ({
        record,
        id: rows.ensure(
            record.type,
            { DeveloperName: record.developerName },
            {
                MasterLabel: record.label,
                Label: record.label,
                QualifiedApiName: record.developerName,
                Language: 'en_US'
            }
        )
    }));
    // Relations point from any record to any other, so that all must have ids first.
    for (const { record, id } of ids) updateSystemRow(data, record.type, id, valuesOf(data, rows, record));
}

function valuesOf(data: OrgData, rows: SetupRows, record: CustomMetadataRecord): FieldValues {
    const describe = data.schema.object(record.type)!;
    const given = new Map([...record.values].map(([name, value]) => [name.toLowerCase(), value]));
    return Object.fromEntries(
        describe.fields
            .filter((field) => field.custom)
            .map((field) => [field.name, storedValue(rows, field, given.get(field.name.toLowerCase()) ?? null)])
    );
}

function storedValue(rows: SetupRows, field: FieldDescribe, value: string | number | boolean | null): unknown {
    if (value === null || value === '') return field.type === 'boolean' ? false : null;
    if (field.metadataRelationship) {
        const target = field.referenceTo[0] ?? '';
        return target.toLowerCase().endsWith('__mdt') ? rows.find(target, { DeveloperName: value }) : value;
    }
    switch (field.apexType) {
        case 'Decimal':
            return Decimal.of(String(value));
        case 'Integer':
        case 'Double':
            return Number(value);
        case 'Boolean':
            return value === true || value === 'true';
        case 'Date':
            return new ApexDate(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
        case 'Datetime':
            return new ApexDatetime(Date.parse(String(value)));
        default:
            return String(value);
    }
}
