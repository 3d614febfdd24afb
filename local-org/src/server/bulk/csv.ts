import type { SObject } from '../../runtime/sobject.ts';
import { ApexDatetime } from '../../runtime/dates.ts';
import { SoqlError } from '../../data/index.ts';
import type { SoqlQuery } from '../../syntax/soql.ts';
import { jsonText } from '../http/jsonText.ts';
import { fieldJson } from '../rest/recordJson.ts';

export const DELIMITERS: Readonly<Record<string, string>> = {
    BACKQUOTE: '`',
    CARET: '^',
    COMMA: ',',
    PIPE: '|',
    SEMICOLON: ';',
    TAB: '\t'
};
export const LINE_ENDINGS: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' };

/** Column paths of a query; Bulk API 2.0 takes neither functions nor nested queries. @throws SoqlError */
export function columnsOf(query: SoqlQuery): readonly (readonly string[])[] {
    const alias = query.from[0]!.alias?.toLowerCase();
    const object = query.from[0]!.path.names[0]!.toLowerCase();
    const columns = query.select.map((item) => {
        if (item.kind !== 'Field')
            throw new SoqlError(
                'MALFORMED_QUERY',
                'Bulk queries support neither functions, TYPEOF nor relationship queries.'
            );
        const { names } = item.field;
        const first = names[0]!.toLowerCase();
        return names.length > 1 && (first === alias || first === object) ? names.slice(1) : names;
    });
    if (query.groupBy || query.offset)
        throw new SoqlError('MALFORMED_QUERY', 'Bulk queries support neither GROUP BY nor OFFSET.');
    return columns;
}

/** One line per record, without line ending. Every value is quoted. */
export function csvLine(record: SObject, columns: readonly (readonly string[])[], delimiter: string): string {
    return columns.map((path) => quoted(valueAt(record, path))).join(delimiter);
}

export function csvHeader(columns: readonly (readonly string[])[], delimiter: string): string {
    return columns.map((path) => quoted(path.join('.'))).join(delimiter);
}

function valueAt(record: SObject, path: readonly string[]): string {
    let current: SObject | null = record;
    for (const name of path.slice(0, -1)) {
        const slot: number | undefined = current.describe.fieldByRelationship(name)?.index;
        const parent: SObject | null | undefined = slot === undefined ? null : current.parents?.[slot];
        if (!parent) return '';
        current = parent;
    }
    const field = current.describe.field(path.at(-1)!);
    if (!field) throw new Error(`${current.describe.name} has no field ${path.join('.')}.`);
    const value = current.values[field.index];
    if (value === null || value === undefined) return '';
    if (value instanceof ApexDatetime) return value.iso();
    const json = fieldJson(field, value);
    return typeof json === 'string' ? json : jsonText(json);
}

function quoted(text: string): string {
    return `"${text.replace(/"/g, '""')}"`;
}
