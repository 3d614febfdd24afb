import type { FieldDescribe } from '../../project/schemaModel.ts';
import type { ApexType } from '../../semantics/types.ts';
import { listOf, sobjectOf } from '../../semantics/types.ts';
import type { ApexList } from '../collections.ts';
import { Describe } from '../services.ts';
import type { SObject } from '../sobject.ts';
import { fieldType } from '../stdlib/sobjectFields.ts';
import { currentTransaction } from '../transaction.ts';
import type { ReadContext } from './deserialize.ts';
import { jsonError, location } from './jsonError.ts';
import type { JsonField, JsonNode } from './jsonTree.ts';

type ReadTyped = (node: JsonNode, type: ApexType, context: ReadContext) => unknown;

/** A record from JSON. Read-only fields may be set: tests build queried-looking records this way. @param object null: by `attributes.type` */
export function readRecord(node: JsonNode, object: string | null, context: ReadContext, readTyped: ReadTyped): SObject {
    if (node.kind !== 'object') return jsonError("Malformed JSON: Expected '{' at the beginning of object");
    const record = currentTransaction()
        .services.get(Describe)
        .newRecord(object ?? attributeType(node.fields));
    for (const field of node.fields) {
        if (field.name === 'attributes') continue;
        const describe = record.describe.field(field.name);
        if (describe) record.values[describe.index] = readField(field, describe, context, readTyped);
        else if (
            !readParent(record, field, context, readTyped) &&
            !readChildren(record, field, context, readTyped) &&
            context.strict
        ) {
            jsonError(`No such column '${field.name}' on sobject of type ${record.describe.name}`);
        }
    }
    return record;
}

function attributeType(fields: readonly JsonField[]): string {
    const attributes = fields.find((field) => field.name === 'attributes')?.value;
    const type =
        attributes?.kind === 'object' ? attributes.fields.find((field) => field.name === 'type')?.value : undefined;
    return type?.kind === 'string'
        ? type.text
        : jsonError('Can not determine the type of sObject: attributes.type is missing');
}

function readField(field: JsonField, describe: FieldDescribe, context: ReadContext, readTyped: ReadTyped): unknown {
    const { value } = field;
    const type = fieldType(describe.apexType);
    if (value.kind === 'object' || value.kind === 'array') {
        const opening =
            value.kind === 'object'
                ? 'START_OBJECT value { or request may be missing a required field at '
                : 'START_ARRAY value ';
        return jsonError(
            `Cannot deserialize instance of ${describe.type} from ${opening}${location(context.source, field.start)}`
        );
    }
    if (value.kind === 'string' && value.text.trim() === '' && describe.apexType === 'Datetime') return null;
    return readTyped(value, type, context);
}

function readParent(record: SObject, field: JsonField, context: ReadContext, readTyped: ReadTyped): boolean {
    const reference = record.describe.fieldByRelationship(field.name);
    if (!reference) return false;
    if (field.value.kind !== 'object' && field.value.kind !== 'null') {
        jsonError(`The value provided for foreign key reference ${field.name} is not a nested SObject`);
    }
    const target = reference.referenceTo.length === 1 ? reference.referenceTo[0]! : null;
    const parent =
        field.value.kind === 'null'
            ? null
            : readRecord(field.value, polymorphicTarget(field.value, target), context, readTyped);
    (record.parents ??= [])[reference.index] = parent;
    return true;
}

/** Records behind a reference to several objects say themselves what they are; without that they are Names. */
function polymorphicTarget(node: JsonNode, target: string | null): string | null {
    if (target !== null) return target;
    return node.kind === 'object' && node.fields.some((field) => field.name === 'attributes') ? null : 'Name';
}

function readChildren(record: SObject, field: JsonField, context: ReadContext, readTyped: ReadTyped): boolean {
    const relationship = record.describe.childRelationship(field.name);
    if (!relationship) return false;
    if (field.value.kind === 'null') return true;
    if (field.value.kind !== 'object') return jsonError("QueryResult must start with '{'");
    const records = field.value.fields.find((part) => part.name === 'records')?.value ?? {
        kind: 'array',
        start: field.value.start,
        items: []
    };
    const type = listOf(sobjectOf(relationship.childObject));
    record.putChildren(relationship.relationshipName, readTyped(records, type, context) as ApexList);
    return true;
}
