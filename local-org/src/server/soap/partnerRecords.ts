import type { Schema } from '../../project/index.ts';
import { RawNumber } from '../http/jsonText.ts';
import { tag } from './envelope.ts';

/** Rows as the REST API writes them, as elements of the Partner API: `<records xsi:type="sf:sObject"><sf:type>Account</sf:type>…`. */
export function partnerRecords(schema: Schema, records: readonly Record<string, unknown>[]): string {
    return records.map((record) => recordElement(schema, 'records', record)).join('');
}

interface Row {
    readonly attributes?: { readonly type: string };
    readonly [field: string]: unknown;
}

/** Every record begins with its type and id, whether the query asks for the id or not, and then has it again if so. */
function recordElement(schema: Schema, name: string, row: Row): string {
    const { attributes, ...values } = row;
    const type = attributes!.type;
    const fields = Object.entries(values).map(([field, value]) => fieldElement(schema, type, field, value));
    const head = `${tag('sf:type', type)}${tag('sf:Id', values['Id'] ?? null)}`;
    return `<${name} xsi:type="sf:sObject">${head}${fields.join('')}</${name}>`;
}

function fieldElement(schema: Schema, type: string, field: string, value: unknown): string {
    const name = `sf:${field}`;
    if (value instanceof RawNumber) return tag(name, value.text);
    if (typeof value !== 'object' || value === null) return tag(name, soapScalar(schema, type, field, value));
    if ('records' in value) {
        const { totalSize, records } = value as { totalSize: number; records: readonly Row[] };
        const rows = records.map((record) => recordElement(schema, 'records', record)).join('');
        return `<${name} xsi:type="QueryResult"><done>true</done>${tag('queryLocator', null)}${rows}${tag('size', totalSize)}</${name}>`;
    }
    return recordElement(schema, name, value as Row);
}

/** Times end in Z here, where the REST API has +0000. */
function soapScalar(schema: Schema, type: string, field: string, value: unknown): unknown {
    const isTime = typeof value === 'string' && schema.object(type)?.field(field)?.type === 'datetime';
    return isTime ? value.replace(/\+0000$/, 'Z') : value;
}
