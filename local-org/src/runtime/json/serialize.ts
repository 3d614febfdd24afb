import type { FieldDescribe } from '../../project/schemaModel.ts';
import type { ClassSymbol } from '../../semantics/symbols.ts';
import type { ApexType } from '../../semantics/types.ts';
import { displayName } from '../../semantics/types.ts';
import { ApexBlob } from '../blob.ts';
import { box, BoxedDouble, BoxedId, BoxedLong } from '../boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../dates.ts';
import { Decimal } from '../decimal.ts';
import { doubleText } from '../doubleText.ts';
import { EnumValue } from '../enums.ts';
import { ApexException, limitExceeded } from '../exceptions.ts';
import { symbolOf, typeOf } from '../instances.ts';
import { SObject } from '../sobject.ts';
import { instanceMembers, readMember } from '../stdlib/classMembers.ts';
import { fieldType } from '../stdlib/sobjectFields.ts';
import { SObjectFieldToken } from '../tokens.ts';
import { unsupportedType } from './jsonError.ts';
import { JsonWriter, quote } from './jsonWriter.ts';

/** REST paths in `attributes.url` carry the API version of the code that serializes. */
const API_VERSION = '66.0';
const DEEPEST = 500;

/** Values of the platform that JSON.serialize shows as an object: names and values in `Object` form. */
export interface JsonSerializable {
    apexJsonFields(): readonly (readonly [name: string, value: unknown])[];
}

export interface SerializeOptions {
    readonly pretty: boolean;
    /** Leaves out null members of project classes. */
    readonly suppressNulls: boolean;
}

/** @param value in `Object` form */
export function serialize(value: unknown, options: SerializeOptions): string {
    const writer = new JsonWriter(options.pretty);
    writeValue(writer, value, options.suppressNulls);
    return writer.text();
}

/** @param value in `Object` form */
export function writeValue(writer: JsonWriter, value: unknown, suppressNulls: boolean): void {
    new Serializer(writer, suppressNulls).write(value);
}

class Serializer {
    private readonly writer: JsonWriter;
    private readonly suppressNulls: boolean;
    private depth = 0;

    constructor(writer: JsonWriter, suppressNulls: boolean) {
        this.writer = writer;
        this.suppressNulls = suppressNulls;
    }

    write(value: unknown): void {
        const scalar = scalarJson(value);
        if (scalar !== null) return this.writer.raw(scalar, 'write a value');
        if (++this.depth > DEEPEST) limitExceeded('Maximum stack depth reached: 1001');
        this.structure(value as object);
        this.depth--;
    }

    private structure(value: object): void {
        if (value instanceof ApexList || value instanceof ApexSet) return this.array(value, value.elementType);
        if (value instanceof ApexMap) return this.map(value);
        if (value instanceof SObject) return this.record(value);
        if (value instanceof ApexException) return unsupportedType(value.typeName);
        const symbol = symbolOf(value);
        if (symbol) return this.instance(value, symbol);
        const fields = (value as Partial<JsonSerializable>).apexJsonFields;
        if (!fields) return unsupportedType(displayName(typeOf(value)));
        this.object(() => {
            for (const [name, item] of fields.call(value)) this.field(name, item);
        });
    }

    private array(values: Iterable<unknown>, type: ApexType): void {
        this.writer.start('array');
        for (const value of values) this.write(box(value, type));
        this.writer.end('array');
    }

    private map(map: ApexMap): void {
        this.object(() => {
            for (const [key, value] of map) this.field(keyText(key, map.keyType), box(value, map.valueType));
        });
    }

    private instance(value: object, symbol: ClassSymbol): void {
        this.object(() => {
            for (const member of instanceMembers(symbol)) {
                if (member.isTransient || !member.readable) continue;
                const item = readMember(value, member);
                if (item !== null || !this.suppressNulls) this.field(member.name, box(item, member.type));
            }
        });
    }

    private record(record: SObject): void {
        const { name } = record.describe;
        this.object(() => {
            this.writer.field('attributes');
            this.object(() => {
                this.field('type', name);
                if (record.id !== null)
                    this.field('url', `/services/data/v${API_VERSION}/sobjects/${name}/${record.id}`);
            });
            for (const field of record.describe.fields) this.recordField(record, field);
            for (const [lowerName, rows] of record.children ?? []) {
                this.writer.field(record.describe.childRelationship(lowerName)?.relationshipName ?? lowerName);
                this.object(() => {
                    this.field('totalSize', rows.size());
                    this.field('done', true);
                    this.field('records', rows);
                });
            }
        });
    }

    private recordField(record: SObject, field: FieldDescribe): void {
        const value = record.values[field.index];
        // A null that came from a query is as if it had not been selected.
        if (value !== undefined && !(value === null && record.queried)) {
            this.writer.field(field.name);
            if (value instanceof ApexDatetime)
                this.writer.raw(quote(value.iso().replace('Z', '+0000')), 'write a value');
            else this.write(box(value, fieldType(field.apexType)));
        }
        const parent = record.parents?.[field.index];
        if (parent) this.field(field.relationshipName!, parent);
    }

    private field(name: string, value: unknown): void {
        this.writer.field(name);
        this.write(value);
    }

    private object(body: () => void): void {
        this.writer.start('object');
        body();
        this.writer.end('object');
    }
}

/** JSON of a value without parts; null for structures. */
export function scalarJson(value: unknown): string | null {
    if (value === null) return 'null';
    if (typeof value === 'string') return quote(value);
    if (typeof value !== 'object') return String(value);
    if (value instanceof BoxedId) return quote(value.value);
    if (value instanceof BoxedLong) return String(value.value);
    if (value instanceof BoxedDouble) return doubleJson(value.value);
    if (value instanceof Decimal) return value.toString();
    if (value instanceof ApexDate || value instanceof ApexDatetime) return quote(value.iso());
    if (value instanceof ApexTime) return quote(value.apexToString());
    if (value instanceof ApexBlob) return quote(value.bytes.toString('base64'));
    if (value instanceof EnumValue) return quote(value.name);
    const text = (value as { apexJsonText?: () => string }).apexJsonText;
    return text ? quote(text.call(value)) : null;
}

/** JSON has no NaN and no infinity: they become texts. */
export function doubleJson(value: number): string {
    return Number.isFinite(value) ? doubleText(value) : quote(doubleText(value));
}

/** Field tokens stand as the field's name (fflib-apex-mocks, MatcherDefinitionsTest, SObjectWith). */
function keyText(key: unknown, type: ApexType): string {
    if (key instanceof SObjectFieldToken) return key.field.name;
    const json = scalarJson(box(key, type));
    if (json === null) return unsupportedType(displayName(type));
    return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}
