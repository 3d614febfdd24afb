import type { FieldDescribe } from '../../project/index.ts';
import { ApexBlob } from '../../runtime/blob.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { doubleText } from '../../runtime/doubleText.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { FieldPath, SelectItem, SoqlQuery } from '../../syntax/soql.ts';
import { RawNumber } from '../http/jsonText.ts';

/** A field value as REST writes it. */
export function fieldJson(field: FieldDescribe, value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (value instanceof ApexDatetime) return value.iso().replace('Z', '+0000');
    if (value instanceof ApexDate) return value.iso();
    if (value instanceof ApexTime) return value.apexToString();
    if (value instanceof ApexBlob) return value.bytes.toString('base64');
    if (value instanceof Decimal) return new RawNumber(doubleText(value.toNumber()));
    if (typeof value === 'bigint') return new RawNumber(value.toString());
    if (typeof value === 'number') return field.apexType === 'Double' ? new RawNumber(doubleText(value)) : value;
    return value;
}

/** What a query asks for, in its order; a record holds more, e.g. its id. */
interface Selection {
    /** By lower-cased name of a field, relationship or alias: null for a field. */
    readonly members: Map<string, Selection | null>;
    /** FIELDS(…) and TYPEOF: whatever is on the record. */
    everything: boolean;
}

/** Writes the records of one query as REST answers have them. */
export class RecordWriter {
    private readonly selection: Selection;
    private readonly version: string;
    private readonly isAggregate: boolean;

    /** @param version `66.0`, for the records' addresses */
    constructor(query: SoqlQuery, version: string, isAggregate: boolean) {
        this.selection = selectionOf(query);
        this.version = version;
        this.isAggregate = isAggregate;
    }

    write(record: SObject): Record<string, unknown> {
        return this.isAggregate ? aggregateJson(record) : this.record(record, this.selection);
    }

    private record(record: SObject, selection: Selection): Record<string, unknown> {
        const json: Record<string, unknown> = { attributes: attributesOf(record, this.version) };
        if (selection.everything) {
            for (const field of record.describe.fields) {
                if (record.values[field.index] !== undefined) json[field.name] = this.fieldOf(record, field);
                const parent = record.parents?.[field.index];
                if (parent) json[field.relationshipName!] = this.record(parent, EVERYTHING);
            }
        }
        for (const [name, inner] of selection.members) this.member(record, name, inner, json);
        return json;
    }

    /** Of content that is not text, an answer holds the address. */
    private fieldOf(record: SObject, field: FieldDescribe): unknown {
        const value = record.values[field.index];
        if (!(value instanceof ApexBlob) || record.id === null) return fieldJson(field, value);
        return `/services/data/v${this.version}/sobjects/${record.describe.name}/${record.id}/${field.name}`;
    }

    private member(record: SObject, name: string, inner: Selection | null, json: Record<string, unknown>): void {
        const { describe } = record;
        if (inner === null) {
            const field = describe.fieldByName(name);
            if (field) json[field.name] = this.fieldOf(record, field);
            return;
        }
        const children = record.children?.get(name);
        if (children) {
            const rows = [...children] as SObject[];
            const relationship = describe.childRelationship(name)!.relationshipName;
            json[relationship] =
                rows.length === 0
                    ? null
                    : { totalSize: rows.length, done: true, records: rows.map((row) => this.record(row, inner)) };
            return;
        }
        const reference = describe.fieldByRelationship(name);
        if (!reference) return;
        const parent = record.parents?.[reference.index];
        json[reference.relationshipName!] = parent ? this.record(parent, inner) : null;
    }
}

export function attributesOf(record: SObject, version: string): Record<string, unknown> {
    const { name } = record.describe;
    return record.id === null
        ? { type: name }
        : { type: name, url: `/services/data/v${version}/sobjects/${name}/${record.id}` };
}

const EVERYTHING: Selection = { members: new Map(), everything: true };

function aggregateJson(record: SObject): Record<string, unknown> {
    const json: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
    for (const field of record.describe.fields) json[field.name] = fieldJson(field, record.values[field.index]);
    return json;
}

function selectionOf(query: SoqlQuery): Selection {
    const selection: Selection = { members: new Map(), everything: false };
    const aliases = new Set([query.from[0]!.alias, query.from[0]!.path.names[0]!].map((name) => name?.toLowerCase()));
    for (const item of query.select) addItem(selection, item, aliases);
    return selection;
}

function addItem(selection: Selection, item: SelectItem, aliases: ReadonlySet<string | undefined>): void {
    switch (item.kind) {
        case 'Field':
            return addPath(selection, item.field, aliases);
        case 'SubQuery': {
            const name = item.query.from[0]!.path.names.at(-1)!.toLowerCase();
            selection.members.set(name, selectionOf(item.query));
            return;
        }
        case 'Typeof':
            selection.members.set(item.field.names.at(-1)!.toLowerCase(), EVERYTHING);
            return;
        case 'Function': {
            const argument = item.call.args[0];
            if (item.call.name.toLowerCase() === 'fields') selection.everything = true;
            else if (argument && 'names' in argument) addPath(selection, argument, aliases);
        }
    }
}

/** `c.Account.Name` of `FROM Contact c`: the alias is no relationship. */
function addPath(selection: Selection, path: FieldPath, aliases: ReadonlySet<string | undefined>): void {
    const names = path.names.map((name) => name.toLowerCase());
    if (names.length > 1 && aliases.has(names[0])) names.shift();
    let inner = selection;
    for (const name of names.slice(0, -1)) {
        const existing = inner.members.get(name);
        const next: Selection = existing ?? { members: new Map(), everything: false };
        inner.members.set(name, next);
        inner = next;
    }
    inner.members.set(names.at(-1)!, inner.members.get(names.at(-1)!) ?? null);
}
