import { expect, it } from 'vitest';
import { copyState } from '../../src/async/index.ts';
import { ApexList, ApexMap, ApexSet } from '../../src/runtime/collections.ts';
import { ApexDatetime } from '../../src/runtime/dates.ts';
import { SObject } from '../../src/runtime/sobject.ts';
import { ApexHttpRequest } from '../../src/runtime/stdlib/http.ts';
import { UnsupportedFeature } from '../../src/runtime/unsupported.ts';
import { listOf, OBJECT, STRING, sobjectOf } from '../../src/semantics/types.ts';
import { schema } from '../apex/platform.ts';

it('given collections in collections, when they are copied, then changes of the originals do not reach the copies', () => {
    const inner = new ApexList(STRING, ['a']);
    const map = ApexMap.of(STRING, listOf(STRING), [['k', inner]]);
    const set = ApexSet.of(STRING, ['x']);
    const [mapCopy, setCopy] = copyState(new ApexList(OBJECT, [map, set])).items as [ApexMap, ApexSet];
    inner.add('b');
    set.add('y');
    expect((mapCopy.get('k') as ApexList).items).toEqual(['a']);
    expect([...setCopy]).toEqual(['x']);
});

it('given a read-only record of a trigger, when it is copied, then the copy can be changed and the original stays', () => {
    const describe = schema.object('Account')!;
    const name = describe.field('Name')!.index;
    const record = new SObject(describe);
    record.put(name, 'old');
    record.readOnly = true;
    const [copy] = copyState(new ApexList(sobjectOf('Account'), [record])).items as [SObject];
    copy.put(name, 'new');
    expect(copy.get(name)).toBe('new');
    expect(record.get(name)).toBe('old');
});

it('given a list that contains itself and one value twice, when it is copied, then the copy has the same shape', () => {
    const shared = new ApexList(STRING, ['s']);
    const list = new ApexList(OBJECT, [shared, shared]);
    list.add(list);
    const copy = copyState(list);
    expect(copy).not.toBe(list);
    expect(copy.items[0]).toBe(copy.items[1]);
    expect(copy.items[2]).toBe(copy);
});

it('given values that never change, when they are copied, then they are the same', () => {
    const moment = new ApexDatetime(1);
    expect(copyState(moment)).toBe(moment);
    expect(copyState('text')).toBe('text');
    expect(copyState(null)).toBeNull();
});

it('given an object that no job can keep, when it is copied, then it is refused by name', () => {
    expect(() => copyState(new ApexList(OBJECT, [new ApexHttpRequest()]))).toThrow(UnsupportedFeature);
    expect(() => copyState(new ApexHttpRequest())).toThrow('HttpRequest in the state of an asynchronous job');
});
