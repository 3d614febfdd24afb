import type { ApexDate, ApexDatetime, ApexTime } from '../dates.ts';
import type { ApexBlob } from '../blob.ts';
import type { Decimal } from '../decimal.ts';
import type { ApexLong } from '../longs.ts';
import { definePlatformType } from '../platform.ts';
import type { PlatformFunction } from '../platform.ts';
import { methodsWithoutNull, staticsWithoutNull } from '../stdlib/arguments.ts';
import type { ApexTypeValue } from '../typeValue.ts';
import { readBoxed, readUntyped } from './deserialize.ts';
import { ApexJsonParser } from './jsonParser.ts';
import type { JsonTokenName } from './jsonLexer.ts';
import { parseJson } from './jsonTree.ts';
import { JsonWriter, quote } from './jsonWriter.ts';
import { doubleJson, scalarJson, serialize, writeValue } from './serialize.ts';
import type { PrimitiveName } from '../../semantics/types.ts';

definePlatformType('System.JSON', {
    statics: {
        'serialize(Object)': (value: unknown) => serialize(value, { pretty: false, suppressNulls: false }),
        'serialize(Object,Boolean)': (value: unknown, suppressNulls: boolean | null) =>
            serialize(value, { pretty: false, suppressNulls: suppressNulls === true }),
        'serializePretty(Object)': (value: unknown) => serialize(value, { pretty: true, suppressNulls: false }),
        'serializePretty(Object,Boolean)': (value: unknown, suppressNulls: boolean | null) =>
            serialize(value, { pretty: true, suppressNulls: suppressNulls === true }),
        ...staticsWithoutNull({
            'createGenerator(Boolean)': (pretty: boolean) => new ApexJsonGenerator(pretty),
            'createParser(String)': (source: string) => new ApexJsonParser(source),
            'deserialize(String,Type)': (source: string, { type }: ApexTypeValue) =>
                readBoxed(parseJson(source), type, { source, strict: false }),
            'deserializeStrict(String,Type)': (source: string, { type }: ApexTypeValue) =>
                readBoxed(parseJson(source), type, { source, strict: true }),
            'deserializeUntyped(String)': (source: string) => readUntyped(parseJson(source))
        })
    }
});

/** System.JSONGenerator */
class ApexJsonGenerator extends JsonWriter {
    static readonly apexName = 'System.JSONGenerator';
}

const NUMBERS: readonly JsonTokenName[] = ['VALUE_NUMBER_INT', 'VALUE_NUMBER_FLOAT'];

/** getXValue of the parser. */
function scalarGetter(type: PrimitiveName, allowed: readonly JsonTokenName[]): (parser: ApexJsonParser) => unknown {
    return (parser) => parser.scalar(type, allowed);
}

definePlatformType('System.JSONParser', {
    isInstance: (value) => value instanceof ApexJsonParser,
    methods: {
        'clearCurrentToken()': (parser: ApexJsonParser) => parser.clearCurrentToken(),
        'getBlobValue()': scalarGetter('Blob', ['VALUE_STRING']),
        'getBooleanValue()': scalarGetter('Boolean', ['VALUE_TRUE', 'VALUE_FALSE']),
        'getCurrentName()': (parser: ApexJsonParser) => parser.currentName(),
        'getCurrentToken()': (parser: ApexJsonParser) => parser.currentToken(),
        'getDateTimeValue()': scalarGetter('Datetime', ['VALUE_STRING']),
        'getDateValue()': scalarGetter('Date', ['VALUE_STRING']),
        'getDecimalValue()': scalarGetter('Decimal', NUMBERS),
        'getDoubleValue()': scalarGetter('Double', NUMBERS),
        'getIdValue()': scalarGetter('Id', ['VALUE_STRING']),
        'getIntegerValue()': scalarGetter('Integer', NUMBERS),
        'getLastClearedToken()': (parser: ApexJsonParser) => parser.lastClearedToken(),
        'getLongValue()': scalarGetter('Long', NUMBERS),
        'getText()': (parser: ApexJsonParser) => parser.text(),
        'getTimeValue()': scalarGetter('Time', ['VALUE_STRING']),
        'hasCurrentToken()': (parser: ApexJsonParser) => parser.hasCurrentToken(),
        'nextToken()': (parser: ApexJsonParser) => parser.nextToken(),
        'nextValue()': (parser: ApexJsonParser) => parser.nextValue(),
        'skipChildren()': (parser: ApexJsonParser) => parser.skipChildren(),
        ...methodsWithoutNull({
            'readValueAs(Type)': (parser: ApexJsonParser, { type }: ApexTypeValue) => parser.readValueAs(type, false),
            'readValueAsStrict(Type)': (parser: ApexJsonParser, { type }: ApexTypeValue) =>
                parser.readValueAs(type, true)
        })
    }
});

/** How each kind of value is written: `write<Kind>(value)` and `write<Kind>Field(name, value)`. */
const kinds: readonly (readonly [kind: string, parameter: string, json: (value: never) => string, action: string])[] = [
    ['Blob', 'Blob', (value: ApexBlob) => scalarJson(value)!, 'write binary value'],
    ['Boolean', 'Boolean', (value: boolean) => String(value), 'write boolean value'],
    ['Date', 'Date', (value: ApexDate) => scalarJson(value)!, 'write string'],
    ['DateTime', 'Datetime', (value: ApexDatetime) => scalarJson(value)!, 'write string'],
    ['Id', 'Id', (value: string) => quote(value), 'write string'],
    ['Number', 'Decimal', (value: Decimal) => value.toString(), 'write number'],
    ['Number', 'Double', doubleJson, 'write number'],
    ['Number', 'Integer', (value: number) => String(value), 'write number'],
    ['Number', 'Long', (value: ApexLong) => String(value), 'write number'],
    ['String', 'String', (value: string) => quote(value), 'write string'],
    ['Time', 'Time', (value: ApexTime) => scalarJson(value)!, 'write string']
];

function writers(): Record<string, PlatformFunction> {
    const methods: Record<string, PlatformFunction> = {};
    for (const [kind, parameter, json, action] of kinds) {
        const write = (generator: JsonWriter, value: unknown): void =>
            generator.raw(value === null ? 'null' : json(value as never), action);
        methods[`write${kind}(${parameter})`] = write;
        methods[`write${kind}Field(String,${parameter})`] = (generator: JsonWriter, name: string, value: unknown) => {
            generator.field(name);
            write(generator, value);
        };
    }
    return methods;
}

definePlatformType('System.JSONGenerator', {
    isInstance: (value) => value instanceof ApexJsonGenerator,
    methods: {
        ...writers(),
        'close()': (generator: JsonWriter) => generator.close(),
        'getAsString()': (generator: JsonWriter) => generator.text(),
        'isClosed()': (generator: JsonWriter) => generator.isClosed,
        'writeEndArray()': (generator: JsonWriter) => generator.end('array'),
        'writeEndObject()': (generator: JsonWriter) => generator.end('object'),
        'writeFieldName(String)': (generator: JsonWriter, name: string) => generator.field(name),
        'writeNull()': (generator: JsonWriter) => generator.raw('null', 'write null value'),
        'writeNullField(String)': (generator: JsonWriter, name: string) => {
            generator.field(name);
            generator.raw('null', 'write null value');
        },
        'writeObject(Object)': (generator: JsonWriter, value: unknown) => writeValue(generator, value, false),
        'writeObjectField(String,Object)': (generator: JsonWriter, name: string, value: unknown) => {
            generator.field(name);
            writeValue(generator, value, false);
        },
        'writeStartArray()': (generator: JsonWriter) => generator.start('array'),
        'writeStartObject()': (generator: JsonWriter) => generator.start('object')
    }
});
