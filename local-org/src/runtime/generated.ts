import { BoxedDouble, BoxedId, BoxedLong, box } from './boxes.ts';
import { caught, endsTransaction, isExceptionOf } from './caught.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import './members/index.ts';
import * as conversions from './conversions.ts';
import { apexEquals, compareStrings, stringsEqual } from './equality.ts';
import type { ApexException } from './exceptions.ts';
import { initException, nullPointer, throwApex } from './exceptions.ts';
import { NO_MESSAGE } from './exceptionTypes.ts';
import { formatForConcat } from './stdlib/stringValue.ts';
import { fuel, tick } from './fuel.ts';
import type { ProjectClass } from './instances.ts';
import { cast, isInstance, symbolOf, unboxTo } from './instances.ts';
import * as longs from './longs.ts';
import * as operators from './operators.ts';
import { Describe, Jobs, RunAs } from './services.ts';
import { SObject } from './sobject.ts';
import type { SoqlQuery, SoslQuery } from '../syntax/soql.ts';
import type { ApexType } from '../semantics/types.ts';
import type { DataPort } from './transaction.ts';
import { currentTransaction, statics } from './transaction.ts';

type DmlOperation = Parameters<DataPort['dml']>[0];

/** The functions and classes that generated code may use, by the names it uses for them. */
export const operations: Readonly<Record<string, unknown>> = {
    ...conversions,
    ...longs,
    ...operators,
    ApexList,
    ApexMap,
    ApexSet,
    SObject,
    apexEquals,
    box,
    cast,
    caught,
    compareStrings,
    currentTransaction,
    endsTransaction,
    formatForConcat,
    fuel,
    isExceptionOf,
    isInstance,
    npe: nullPointer,
    statics,
    stringsEqual,
    tick,
    unboxTo,
    boxDouble: (value: number | null) => (value === null ? null : new BoxedDouble(value)),
    boxLong: (value: number | bigint | null) => (value === null ? null : new BoxedLong(value)),
    boxId: (value: string | null) => (value === null ? null : new BoxedId(value)),
    castToClass: (value: unknown, target: ProjectClass, type: ApexType) =>
        value === null || value instanceof target ? value : cast(value, type),
    childRows: (record: SObject, relationship: string, type: ApexType) =>
        (record ?? nullPointer()).getChildren(relationship) ?? new ApexList(type.kind === 'list' ? type.element : type),
    chunks,
    customData: (object: string, method: string, args: readonly unknown[]) =>
        currentTransaction().data.customData(object, method, args),
    describeObject: (object: string) => currentTransaction().services.get(Describe).describeObject(object),
    describeField: (object: string, field: string) =>
        currentTransaction().services.get(Describe).describeField(object, field),
    fieldSet: (object: string, name: string) => currentTransaction().services.get(Describe).fieldSet(object, name),
    dml: (
        operation: DmlOperation,
        records: unknown,
        accessMode: 'user' | 'system' | null,
        upsertField: string | null,
        mergeWith: unknown
    ) => currentTransaction().data.dml(operation, records, { accessMode, upsertField, mergeWith }),
    enqueueFuture: (owner: ProjectClass, slot: string, args: readonly unknown[]) =>
        currentTransaction().services.get(Jobs).enqueueFuture({ symbol: owner.$symbol, slot }, args),
    firstRow,
    firstRowOrNull: (rows: ApexList) => (rows.size() === 0 ? null : firstRow(rows)),
    initException: (instance: ApexException) => initException(instance, symbolOf(instance)!),
    label: (name: string) => currentTransaction().data.label(name),
    listFrom: (element: ApexType, source: Iterable<unknown>) => new ApexList(element, [...source]),
    mapFrom,
    newArray: (element: ApexType, size: number) =>
        size < 0
            ? throwApex('System.ListException', `List index out of bounds: ${size}`)
            : new ApexList(element, new Array<unknown>(size).fill(null)),
    query: (query: SoqlQuery, binds: readonly unknown[], shape: 'list' | 'count') =>
        currentTransaction().data.query(query, binds, shape),
    rowsOrNull: (rows: ApexList) => (rows.size() === 0 ? null : rows),
    runAs: (user: unknown) => currentTransaction().services.get(RunAs).enter(user),
    search: (query: SoslQuery, binds: readonly unknown[]) => currentTransaction().data.search(query, binds),
    setExceptionMessage: (
        instance: ApexException,
        message: string | null = null,
        cause: ApexException | null = null
    ) => {
        instance.setApexMessage(message ?? NO_MESSAGE);
        instance.apexCause = cause;
    },
    setFrom: (element: ApexType, source: Iterable<unknown>) => ApexSet.of(element, source)
};

function firstRow(rows: ApexList): unknown {
    if (rows.size() === 1) return rows.items[0];
    return throwApex(
        'System.QueryException',
        rows.size() === 0
            ? 'List has no rows for assignment to SObject'
            : 'List has more than 1 row for assignment to SObject'
    );
}

function* chunks(rows: ApexList, size: number): Iterable<ApexList> {
    for (let at = 0; at < rows.items.length; at += size)
        yield new ApexList(rows.elementType, rows.items.slice(at, at + size));
}

/** `new Map<K, V>(other)`; from a list of records the keys are their ids. */
function mapFrom(key: ApexType, value: ApexType, source: ApexMap | ApexList): ApexMap {
    if (source instanceof ApexMap) return ApexMap.of(key, value, source);
    const map = new ApexMap(key, value);
    map.putRecords(source);
    return map;
}
