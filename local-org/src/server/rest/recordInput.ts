import { mayUseField } from '../../data/index.ts';
import type { EffectivePermissions } from '../../data/index.ts';
import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import { readTyped } from '../../runtime/json/deserialize.ts';
import { location } from '../../runtime/json/jsonError.ts';
import type { JsonField, JsonNode } from '../../runtime/json/jsonTree.ts';
import { SObject } from '../../runtime/sobject.ts';
import { fieldType } from '../../runtime/stdlib/sobjectFields.ts';
import { ApiFault } from '../http/apiFault.ts';

/** What a client's record is read for. */
export interface RecordReading {
    readonly schema: Schema;
    readonly permissions: EffectivePermissions;
    readonly operation: 'create' | 'update';
    /** The whole JSON text, for places in messages. */
    readonly source: string;
}

/** A record from the JSON of a client. @param id for updates @throws ApiFault */
export function readRecord(
    describe: SObjectDescribe,
    node: JsonNode,
    reading: RecordReading,
    id: string | null
): SObject {
    if (node.kind !== 'object') throw parserError(`Unexpected ${node.kind}, expected an object`, node, reading);
    const record = new SObject(describe);
    const barred: string[] = [];
    for (const member of node.fields) {
        if (member.name === 'attributes') continue;
        const field = describe.field(member.name);
        if (!field) readParent(describe, record, member, reading);
        else if (field.name === 'Id' && id !== null)
            throw new ApiFault(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.', [
                'Id'
            ]);
        else if (isWriteable(describe, field, reading)) record.values[field.index] = readField(field, member, reading);
        else barred.push(field.name);
    }
    if (barred.length) {
        const message = `Unable to create/update fields: ${barred.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
        throw new ApiFault(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, barred);
    }
    if (id !== null) record.values[describe.field('Id')!.index] = id;
    return record;
}

function isWriteable(
    describe: SObjectDescribe,
    field: FieldDescribe,
    { operation, permissions }: RecordReading
): boolean {
    const isOpen = operation === 'create' ? field.createable : field.updateable;
    return (isOpen || field.name === 'Id') && mayUseField(permissions, describe, field, 'edit');
}

function readField(field: FieldDescribe, { value }: JsonField, reading: RecordReading): unknown {
    if (value.kind === 'object' || value.kind === 'array') {
        const opening = value.kind === 'object' ? 'START_OBJECT' : 'START_ARRAY';
        throw parserError(
            `Cannot deserialize instance of ${field.type} from ${opening} value or request may be missing a required field`,
            value,
            reading
        );
    }
    return readTyped(value, fieldType(field.apexType), { source: reading.source, strict: true });
}

/** `{"Account": {"Key__c": "x"}}` names the parent by an external id. */
function readParent(describe: SObjectDescribe, record: SObject, member: JsonField, reading: RecordReading): void {
    const reference = describe.fieldByRelationship(member.name);
    if (!reference) {
        throw new ApiFault(400, 'INVALID_FIELD', `No such column '${member.name}' on sobject of type ${describe.name}`);
    }
    const target = reading.schema.object(reference.referenceTo[0] ?? '');
    if (!target || reference.referenceTo.length !== 1 || member.value.kind !== 'object') {
        throw new ApiFault(
            400,
            'INVALID_FIELD',
            `The relationship ${member.name} must be an object with one external id field.`
        );
    }
    const parent = new SObject(target);
    for (const part of member.value.fields) {
        if (part.name === 'attributes') continue;
        const field = target.field(part.name);
        if (!field)
            throw new ApiFault(400, 'INVALID_FIELD', `No such column '${part.name}' on sobject of type ${target.name}`);
        parent.values[field.index] = readField(field, part, reading);
    }
    record.putParent(reference.index, parent);
}

function parserError(message: string, node: JsonNode, { source }: RecordReading): ApiFault {
    return new ApiFault(400, 'JSON_PARSER_ERROR', `${message} at ${location(source, node.start)}`);
}
