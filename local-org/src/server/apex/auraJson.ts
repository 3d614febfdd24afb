import { ApexBlob } from '../../runtime/blob.ts';
import { BoxedDouble, BoxedId, BoxedLong } from '../../runtime/boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../../runtime/collections.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { EnumValue } from '../../runtime/enums.ts';
import { symbolOf } from '../../runtime/instances.ts';
import { SObject } from '../../runtime/sobject.ts';
import { instanceMembers, readMember } from '../../runtime/stdlib/classMembers.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { ClassSymbol } from '../../semantics/symbols.ts';
import { RawNumber } from '../http/jsonText.ts';

/**
 * A value as a Lightning component gets it: of project classes only the members with @AuraEnabled, of records the fields
 * without `attributes`, datetimes as ISO text.
 */
export function auraJson(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (typeof value === 'bigint') return new RawNumber(value.toString());
    if (typeof value !== 'object') return value;
    if (value instanceof BoxedDouble || value instanceof BoxedId || value instanceof BoxedLong)
        return auraJson(value.value);
    if (value instanceof Decimal) return new RawNumber(value.toString());
    if (value instanceof ApexDate || value instanceof ApexDatetime) return value.iso();
    if (value instanceof ApexTime) return value.ms;
    if (value instanceof ApexBlob) return value.bytes.toString('base64');
    if (value instanceof EnumValue) return value.name;
    if (value instanceof ApexList || value instanceof ApexSet) return [...value].map(auraJson);
    if (value instanceof ApexMap)
        return Object.fromEntries([...value].map(([key, item]) => [String(auraJson(key)), auraJson(item)]));
    if (value instanceof SObject) return recordJson(value);
    const symbol = symbolOf(value);
    return symbol
        ? objectJson(value, symbol)
        : unsupported('a value of this platform type as result of an @AuraEnabled method');
}

function objectJson(value: object, symbol: ClassSymbol): Record<string, unknown> {
    const json: Record<string, unknown> = {};
    for (const member of instanceMembers(symbol)) {
        if (member.readable && isAuraEnabled(member.owner, member.name))
            json[member.name] = auraJson(readMember(value, member));
    }
    return json;
}

function isAuraEnabled(owner: ClassSymbol, name: string): boolean {
    const member = [...owner.fields, ...owner.properties].find((candidate) => candidate.name === name);
    return member?.annotations.some((annotation) => annotation.name === 'auraenabled') ?? false;
}

function recordJson(record: SObject): Record<string, unknown> {
    const json: Record<string, unknown> = {};
    for (const field of record.describe.fields) {
        const value = record.values[field.index];
        // Components get no nulls of queried records: the field is simply not there.
        if (value !== undefined && value !== null) json[field.name] = auraJson(value);
        const parent = record.parents?.[field.index];
        if (parent) json[field.relationshipName!] = recordJson(parent);
    }
    for (const [name, rows] of record.children ?? []) {
        json[record.describe.childRelationship(name)?.relationshipName ?? name] = [...rows].map(auraJson);
    }
    return json;
}
