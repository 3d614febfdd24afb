import { createHash } from 'node:crypto';
import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';

/** The Avro schema of an event, by which Pub/Sub clients write and read it. */
export interface EventSchema {
    /** Fingerprint of the schema, 22 characters. */
    readonly id: string;
    readonly json: string;
}

/** These stand beside the payload. */
export const ENVELOPE_FIELDS: ReadonlySet<string> = new Set(['EventUuid', 'ReplayId', 'Id']);

const schemas = new WeakMap<SObjectDescribe, EventSchema>();

export function eventSchema(describe: SObjectDescribe): EventSchema {
    let schema = schemas.get(describe);
    if (!schema) {
        const json = JSON.stringify({
            type: 'record',
            name: describe.name,
            namespace: 'com.sforce.eventbus',
            fields: describe.fields.filter(({ name }) => !ENVELOPE_FIELDS.has(name)).map(avroField)
        });
        const id = createHash('md5').update(json).digest('base64url');
        schemas.set(describe, (schema = { id, json }));
    }
    return schema;
}

function avroField(field: FieldDescribe): Record<string, unknown> {
    const type = avroType(field);
    if (field.name === 'CreatedDate') return { name: field.name, type, doc: 'CreatedDate:DateTime' };
    if (field.name === 'CreatedById') return { name: field.name, type, doc: 'CreatedBy:EntityId' };
    const doc = `Data:${field.apexType}`;
    // Fields that must be filled have no null; everything else may be absent.
    if (field.custom && !field.nillable) return { name: field.name, type, doc };
    return { name: field.name, type: ['null', type], doc, default: null };
}

/** Dates and times are milliseconds since 1970 (Pub/Sub API, "Event Deserialization Considerations"). */
function avroType({ apexType }: FieldDescribe): string {
    switch (apexType) {
        case 'Date':
        case 'Datetime':
        case 'Long':
            return 'long';
        case 'Integer':
            return 'int';
        case 'Decimal':
        case 'Double':
            return 'double';
        case 'Boolean':
            return 'boolean';
        default:
            return 'string';
    }
}
