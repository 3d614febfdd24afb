import type { ClassSymbol } from '../../semantics/symbols.ts';
import type { ApexType, PrimitiveType } from '../../semantics/types.ts';
import { displayName, OBJECT, STRING } from '../../semantics/types.ts';
import { box, BoxedLong } from '../boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { Decimal } from '../decimal.ts';
import type { EnumValue } from '../enums.ts';
import { enumValues, platformEnumValues } from '../enums.ts';
import { normalizeLong } from '../longs.ts';
import { Types } from '../services.ts';
import { instanceMembers, writeMember } from '../stdlib/classMembers.ts';
import { ApexUuid } from '../stdlib/uuid.ts';
import { currentTransaction } from '../transaction.ts';
import { jsonError, location, unsupportedType } from './jsonError.ts';
import type { JsonNode } from './jsonTree.ts';
import { readRecord } from './recordReader.ts';
import { scalarValue } from './scalars.ts';

/** What a reader of typed JSON needs to know wherever it is. */
export interface ReadContext {
    readonly source: string;
    /** Members that the type does not have are errors. */
    readonly strict: boolean;
}

/** A JSON value as an instance of `type`, in plain form. @throws System.JSONException */
export function readTyped(node: JsonNode, type: ApexType, context: ReadContext): unknown {
    if (node.kind === 'null') return null;
    switch (type.kind) {
        case 'primitive':
            return readPrimitive(node, type, context);
        case 'list': {
            const items = arrayOf(node).map((item) => readTyped(item, type.element, context));
            return new ApexList(type.element, items);
        }
        case 'set':
            return ApexSet.of(
                type.element,
                arrayOf(node).map((item) => readTyped(item, type.element, context))
            );
        case 'map':
            return readMap(node, type.key, type.value, context);
        case 'sobject':
            return readRecord(node, type.name, context, readTyped);
        case 'class':
            return type.symbol.form === 'enum'
                ? readEnum(node, type.symbol.name, enumValues(type.symbol), context)
                : readObject(node, type.symbol, context);
        case 'platform':
            if (type.form === 'enum') return readEnum(node, type.name, platformEnumValues(type.name), context);
            if (type.name === 'System.UUID' && node.kind === 'string') return ApexUuid.parse(node.text);
            return unsupportedType(displayName(type));
        default:
            return unsupportedType(displayName(type));
    }
}

/** Maps, lists and scalars in `Object` form. Whole numbers are Integers, Longs or Decimals by size, others Decimals. */
export function readUntyped(node: JsonNode): unknown {
    switch (node.kind) {
        case 'object':
            return ApexMap.of(
                STRING,
                OBJECT,
                node.fields.map(({ name, value }) => [name, readUntyped(value)] as const)
            );
        case 'array':
            return new ApexList(OBJECT, node.items.map(readUntyped));
        case 'string':
            return node.text;
        case 'boolean':
            return node.text === 'true';
        case 'null':
            return null;
        case 'integer':
            return wholeNumber(node.text);
        case 'float':
            return Decimal.of(node.text);
    }
}

function wholeNumber(text: string): unknown {
    const number = Number(text);
    if (number >= -2147483648 && number <= 2147483647) return number + 0;
    const big = BigInt(text);
    return BigInt.asIntN(64, big) === big ? new BoxedLong(normalizeLong(big)) : Decimal.of(big);
}

function at(context: ReadContext, node: { start: number }): string {
    return ` at ${location(context.source, node.start)}`;
}

function readPrimitive(node: JsonNode, type: PrimitiveType, context: ReadContext): unknown {
    if (node.kind === 'object' || node.kind === 'array')
        return jsonError(`Illegal value for primitive${at(context, node)}`);
    const isText = type.name !== 'Integer' && type.name !== 'Long' && type.name !== 'Double' && type.name !== 'Decimal';
    if (isText && type.name !== 'String' && type.name !== 'Boolean' && node.kind !== 'string') {
        return jsonError(`Illegal value for ${type.name.toLowerCase()}: ${node.text}${at(context, node)}`);
    }
    return scalarValue(node.text, type.name, () => at(context, node));
}

function arrayOf(node: JsonNode): readonly JsonNode[] {
    return node.kind === 'array' ? node.items : jsonError("Malformed JSON: Expected '[' at the beginning of List/Set");
}

function readMap(node: JsonNode, keyType: ApexType, valueType: ApexType, context: ReadContext): ApexMap {
    if (node.kind !== 'object') return jsonError("Malformed JSON: Expected '{' at the beginning of Map");
    const map = new ApexMap(keyType, valueType);
    for (const field of node.fields) {
        const key: JsonNode = { kind: 'string', text: field.name, start: field.start };
        map.put(readTyped(key, keyType, context), readTyped(field.value, valueType, context));
    }
    return map;
}

function readEnum(node: JsonNode, name: string, values: readonly EnumValue[], context: ReadContext): EnumValue {
    if (node.kind === 'object' || node.kind === 'array') return jsonError('Illegal value for primitive');
    const found = values.find((value) => value.name.toLowerCase() === node.text.toLowerCase());
    return found ?? jsonError(`The type ${name} does not have an enum value ${node.text}${at(context, node)}`);
}

function readObject(node: JsonNode, symbol: ClassSymbol, context: ReadContext): object {
    if (node.kind !== 'object') return jsonError("Malformed JSON: Expected '{' at the beginning of object");
    if (symbol.form === 'interface' || symbol.isAbstract || symbol.isException) return unsupportedType(symbol.name);
    const instance = currentTransaction().services.get(Types).allocate(symbol);
    const members = new Map(instanceMembers(symbol).map((member) => [member.name.toLowerCase(), member]));
    for (const field of node.fields) {
        const member = members.get(field.name.toLowerCase());
        if (member?.writable && !member.isTransient) {
            const value = readTyped(field.value, member.type, context);
            writeMember(instance, member, value);
        } else if (context.strict) {
            jsonError(`Unknown field: ${symbol.name}.${field.name}`);
        }
    }
    return instance;
}

/** In `Object` form, for callers whose static type is Object. */
export function readBoxed(node: JsonNode, type: ApexType, context: ReadContext): unknown {
    return box(readTyped(node, type, context), type);
}
