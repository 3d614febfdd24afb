import avro from 'avsc';

interface AvroField {
    readonly name: string;
    readonly doc: string;
}

/** These are set by the platform, whatever a publisher writes. */
const PLATFORM_FIELDS: ReadonlySet<string> = new Set(['CreatedDate', 'CreatedById']);
const DATE = 'Data:Date';
const DATETIMES: ReadonlySet<string> = new Set(['Data:Datetime', 'CreatedDate:DateTime']);

/** Between the JSON of an event's fields and their Avro form; dates and times are milliseconds in Avro. */
export class EventCodec {
    private readonly type: avro.Type;
    private readonly fields: readonly AvroField[];

    /** @param schemaJson see eventSchema */
    constructor(schemaJson: string) {
        const schema = JSON.parse(schemaJson) as avro.schema.RecordType & { fields: AvroField[] };
        this.fields = schema.fields;
        this.type = avro.Type.forSchema(schema);
    }

    encode(payload: Readonly<Record<string, unknown>>): Buffer {
        const record = this.fields.map(({ name, doc }) => [name, toAvro(payload[name] ?? null, doc)] as const);
        return this.type.toBuffer(Object.fromEntries(record));
    }

    /** The fields that a publisher may set. @throws Error for bytes that the schema does not fit */
    decode(bytes: Buffer): Record<string, unknown> {
        const record = this.type.fromBuffer(bytes) as Readonly<Record<string, unknown>>;
        const own = this.fields.filter(({ name }) => !PLATFORM_FIELDS.has(name));
        return Object.fromEntries(own.map(({ name, doc }) => [name, fromAvro(record[name] ?? null, doc)]));
    }
}

function toAvro(value: unknown, doc: string): unknown {
    if (typeof value !== 'string') return value;
    if (doc === DATE) return Date.parse(`${value}T00:00:00Z`);
    return DATETIMES.has(doc) ? Date.parse(value.replace('+0000', 'Z')) : value;
}

function fromAvro(value: unknown, doc: string): unknown {
    if (typeof value !== 'number') return value;
    if (doc === DATE) return new Date(value).toISOString().slice(0, 10);
    return DATETIMES.has(doc) ? new Date(value).toISOString() : value;
}
