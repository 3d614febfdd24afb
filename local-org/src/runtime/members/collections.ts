import { apexHashCode } from '../equality.ts';
import { nullPointer, throwApex } from '../exceptions.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { definePlatformType } from '../platform.ts';
import { SObject } from '../sobject.ts';
import { stringValueOf } from '../stdlib/stringValue.ts';
import { sobjectTypeToken } from '../tokens.ts';
import type { SObjectTypeToken } from '../tokens.ts';
import { sortList } from './sorting.ts';

/** System.List, System.Set, System.Map, System.Iterator. */

type Collection = ApexList | ApexSet;

const required = <T>(value: T | null): T => value ?? nullPointer();

definePlatformType('System.List', {
    isInstance: (value) => value instanceof ApexList,
    methods: {
        'add(T)': (list: ApexList, value: unknown) => list.add(value),
        'add(Integer,T)': (list: ApexList, index: number | null, value: unknown) => list.insert(required(index), value),
        'addAll/1': (list: ApexList, values: Collection | null) => list.addAll(required(values)),
        'clear()': (list: ApexList) => list.clear(),
        'clone()': (list: ApexList) => list.clone(),
        'contains(T)': (list: ApexList, value: unknown) => list.indexOf(value) >= 0,
        'deepClone()': (list: ApexList) => deepCloneList(list, false, false, false),
        'deepClone(Boolean)': (list: ApexList, id: boolean) => deepCloneList(list, id, false, false),
        'deepClone(Boolean,Boolean)': (list: ApexList, id: boolean, times: boolean) =>
            deepCloneList(list, id, times, false),
        'deepClone(Boolean,Boolean,Boolean)': deepCloneList,
        'equals/1': (list: ApexList, other: unknown) => list.apexEquals(other),
        'get(Integer)': (list: ApexList, index: number | null) => list.get(required(index)),
        'getSObjectType()': sobjectTypeOfList,
        'hashCode()': apexHashCode,
        'indexOf(T)': (list: ApexList, value: unknown) => list.indexOf(value),
        'isEmpty()': (list: ApexList) => list.isEmpty(),
        'iterator()': (list: ApexList) => list.iterator$0(),
        'remove(Integer)': (list: ApexList, index: number | null) => list.remove(required(index)),
        'set(Integer,T)': (list: ApexList, index: number | null, value: unknown) => list.set(required(index), value),
        'size()': (list: ApexList) => list.size(),
        'sort()': (list: ApexList) => sortList(list, null),
        'sort/1': (list: ApexList, comparator: object | null) => sortList(list, required(comparator)),
        'toString()': stringValueOf
    }
});

definePlatformType('System.Set', {
    isInstance: (value) => value instanceof ApexSet,
    methods: {
        'add(T)': (set: ApexSet, value: unknown) => set.add(value),
        'addAll/1': (set: ApexSet, values: Collection | null) => set.addAll(required(values)),
        'clear()': (set: ApexSet) => set.clear(),
        'clone()': (set: ApexSet) => set.clone(),
        'contains(T)': (set: ApexSet, value: unknown) => set.contains(value),
        'containsAll/1': (set: ApexSet, values: Collection | null) => set.containsAll(required(values)),
        'equals/1': (set: ApexSet, other: unknown) => set.apexEquals(other),
        'hashCode()': apexHashCode,
        'isEmpty()': (set: ApexSet) => set.isEmpty(),
        'iterator()': (set: ApexSet) => set.iterator$0(),
        'remove(T)': (set: ApexSet, value: unknown) => set.remove(value),
        'removeAll/1': (set: ApexSet, values: Collection | null) => set.removeAll(required(values)),
        'retainAll/1': (set: ApexSet, values: Collection | null) => set.retainAll(required(values)),
        'size()': (set: ApexSet) => set.size(),
        'toString()': stringValueOf
    }
});

definePlatformType('System.Map', {
    isInstance: (value) => value instanceof ApexMap,
    methods: {
        'clear()': (map: ApexMap) => map.clear(),
        'clone()': (map: ApexMap) => map.clone(),
        'containsKey(K)': (map: ApexMap, key: unknown) => map.containsKey(key),
        'deepClone()': (map: ApexMap) =>
            ApexMap.of(
                map.keyType,
                map.valueType,
                [...map].map(([key, value]) => [key, deepClone(value)])
            ),
        'equals/1': (map: ApexMap, other: unknown) => map.apexEquals(other),
        'get(K)': (map: ApexMap, key: unknown) => map.get(key),
        'getSObjectType()': (map: ApexMap) => tokenOf([...map.values()]),
        'hashCode()': apexHashCode,
        'isEmpty()': (map: ApexMap) => map.isEmpty(),
        'keySet()': (map: ApexMap) => map.keySet(),
        'put(K,V)': (map: ApexMap, key: unknown, value: unknown) => map.put(key, value),
        'putAll/1': (map: ApexMap, source: ApexMap | ApexList | null) => putAll(map, required(source)),
        'remove(K)': (map: ApexMap, key: unknown) => map.remove(key),
        'size()': (map: ApexMap) => map.size(),
        'toString()': stringValueOf,
        'values()': (map: ApexMap) => map.values()
    }
});

function putAll(map: ApexMap, source: ApexMap | ApexList): void {
    if (source instanceof ApexMap) return map.putAll(source);
    map.putRecords(source);
}

function deepCloneList(
    list: ApexList,
    preserveId: boolean,
    preserveTimestamps: boolean,
    preserveAutonumber: boolean
): ApexList {
    const options = { preserveId, preserveTimestamps, preserveAutonumber, deep: true };
    return new ApexList(
        list.elementType,
        list.items.map((item) => (item instanceof SObject ? item.clone(options) : notRecord(item)))
    );
}

/** Records of a cloned map keep their ids. */
function deepClone(value: unknown): unknown {
    return value instanceof SObject
        ? value.clone({ preserveId: true, preserveTimestamps: true, preserveAutonumber: true, deep: true })
        : notRecord(value);
}

function notRecord(value: unknown): unknown {
    return value === null ? null : throwApex('System.TypeException', 'Only collections of SObjects can be deep-cloned');
}

function sobjectTypeOfList(list: ApexList): SObjectTypeToken | null {
    return tokenOf(list.items);
}

/** Known only by the records: an empty generic list has no type. */
function tokenOf(values: readonly unknown[]): SObjectTypeToken | null {
    const record = values.find((value) => value instanceof SObject);
    return record ? sobjectTypeToken((record as SObject).describe) : null;
}
