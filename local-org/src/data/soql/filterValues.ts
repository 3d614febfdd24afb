import { unbox } from '../../runtime/boxes.ts';
import { ApexList, ApexSet } from '../../runtime/collections.ts';
import { SObject } from '../../runtime/sobject.ts';
import type { SoqlValue } from '../../syntax/soql.ts';
import { keyOf } from '../store/keys.ts';
import type { Family, Key } from '../store/keys.ts';
import { normalizeId } from '../store/recordIds.ts';
import { DAY_MS, dateLiteralRange } from './dateLiterals.ts';
import type { InstantRange } from './dateLiterals.ts';
import { excerptAt, malformed, SoqlError } from './soqlError.ts';

/** What a filter compares with: one key, or the range of a date literal. */
export type FilterValue =
    { readonly key: Key; readonly range: null } | { readonly key: null; readonly range: InstantRange };

export interface FilterSite {
    readonly text: string;
    readonly name: string;
    readonly family: Family;
}

const TYPE_NAMES: Record<Family, string> = {
    id: 'ID',
    text: 'string',
    exactText: 'string',
    number: 'double',
    boolean: 'boolean',
    date: 'date',
    datetime: 'dateTime',
    time: 'time',
    opaque: 'anyType'
};

/** Value of a literal that is no bind, list or sub-query. */
export function literalValue(site: FilterSite, value: SoqlValue, now: number): FilterValue {
    switch (value.kind) {
        case 'Null':
            return { key: null, range: null };
        case 'String':
            return { key: textKey(site, value), range: null };
        case 'Number':
            if (site.family !== 'number') throw wrongType(site, value);
            return { key: Number(value.value.replace(/^[A-Z]{3}/i, '')), range: null };
        case 'Boolean':
            if (site.family !== 'boolean') throw wrongType(site, value);
            return { key: value.value ? 1 : 0, range: null };
        case 'Date':
            if (site.family !== 'date') throw wrongType(site, value);
            return { key: Date.parse(value.value + 'T00:00:00Z') / DAY_MS, range: null };
        case 'Datetime':
            if (site.family !== 'datetime') throw wrongType(site, value);
            return { key: Date.parse(value.value), range: null };
        case 'Time':
            if (site.family !== 'time') throw wrongType(site, value);
            return { key: Date.parse(`1970-01-01T${value.value}`), range: null };
        case 'DateLiteral': {
            if (site.family !== 'date' && site.family !== 'datetime') throw wrongType(site, value);
            const range = dateLiteralRange(value.name, value.n, now);
            if (!range) throw malformed(site.text, value.span, `unexpected token: '${value.name}'`);
            return {
                key: null,
                range: site.family === 'date' ? { start: range.start / DAY_MS, end: range.end / DAY_MS } : range
            };
        }
        default:
            throw malformed(site.text, value.span, `unexpected token: '${value.kind}'`);
    }
}

function textKey(site: FilterSite, value: SoqlValue & { kind: 'String' }): Key {
    if (site.family === 'text' || site.family === 'exactText') return keyOf(site.family, value.value);
    if (site.family !== 'id') throw wrongType(site, value);
    if (value.value === '') return null;
    const id = normalizeId(value.value);
    if (!id)
        throw new SoqlError(
            'INVALID_QUERY_FILTER_OPERATOR',
            `invalid ID field: ${value.value}`,
            excerptAt(site.text, value.span)
        );
    return id;
}

function wrongType(site: FilterSite, value: SoqlValue): SoqlError {
    const needsQuotes = site.family === 'text' || site.family === 'exactText' || site.family === 'id';
    return new SoqlError(
        'INVALID_FIELD',
        `value of filter criterion for field '${site.name}' must be of type ${TYPE_NAMES[site.family]} and should ${needsQuotes ? '' : 'not '}be enclosed in quotes`,
        excerptAt(site.text, value.span)
    );
}

/** Key of an Apex value that is bound to a comparison with one value. */
export function boundKey(site: FilterSite, value: unknown): Key {
    const plain = unbox(value);
    if (plain instanceof SObject) return plain.id;
    if (site.family !== 'id' || typeof plain !== 'string' || plain === '') return keyOf(site.family, plain);
    const id = normalizeId(plain);
    if (!id) throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', `Invalid ID: ${plain}`);
    return id;
}

/** Keys of a bound collection; a list of records stands for their ids. A null collection selects nothing. */
export function boundKeys(site: FilterSite, value: unknown): Set<Key> {
    const keys = new Set<Key>();
    if (value instanceof ApexList || value instanceof ApexSet) {
        for (const element of value) keys.add(boundKey(site, element));
    } else if (value !== null) {
        keys.add(boundKey(site, value));
    }
    return keys;
}
