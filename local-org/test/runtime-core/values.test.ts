import { describe, expect, it } from 'vitest';
import { box, BoxedDouble, BoxedId, BoxedLong } from '../../src/runtime/boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../../src/runtime/collections.ts';
import {
    decimalToInt,
    doubleToInt,
    doubleToLong,
    idSuffix,
    longToInt,
    stringToId
} from '../../src/runtime/conversions.ts';
import { Decimal } from '../../src/runtime/decimal.ts';
import { apexEquals, apexHashCode, stringsEqual } from '../../src/runtime/equality.ts';
import { isInstance, unboxTo } from '../../src/runtime/instances.ts';
import type { ApexLong } from '../../src/runtime/longs.ts';
import { longAdd, longDivide, longMultiply, longShift, longSubtract } from '../../src/runtime/longs.ts';
import { SObject } from '../../src/runtime/sobject.ts';
import * as types from '../../src/semantics/types.ts';
import { schema } from '../apex/platform.ts';

/** A small deterministic generator of 64-bit values around the interesting borders. */
function* longs(count: number): Iterable<bigint> {
    let state = 88172645463325252n;
    const borders = [
        0n,
        1n,
        -1n,
        2n ** 31n,
        -(2n ** 31n),
        2n ** 53n - 1n,
        2n ** 53n,
        -(2n ** 53n),
        2n ** 63n - 1n,
        -(2n ** 63n)
    ];
    yield* borders;
    for (let i = 0; i < count; i++) {
        state ^= BigInt.asUintN(64, state << 13n);
        state ^= state >> 7n;
        state ^= BigInt.asUintN(64, state << 17n);
        yield BigInt.asIntN(64, state) >> BigInt(i % 60);
    }
}
const asLong = (value: bigint): ApexLong => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

describe('Long arithmetic', () => {
    const values = [...longs(60)];
    it('given any two Longs, when they are added, subtracted, multiplied, then the result is that of 64-bit arithmetic', () => {
        for (const a of values) {
            for (const b of values) {
                expect(longAdd(asLong(a), asLong(b))).toBe(asLong(BigInt.asIntN(64, a + b)));
                expect(longSubtract(asLong(a), asLong(b))).toBe(asLong(BigInt.asIntN(64, a - b)));
                expect(longMultiply(asLong(a), asLong(b))).toBe(asLong(BigInt.asIntN(64, a * b)));
            }
        }
    });

    it('given any two Longs, when they are divided, then the fraction is cut off', () => {
        for (const a of values)
            for (const b of values)
                if (b !== 0n) expect(longDivide(asLong(a), asLong(b))).toBe(asLong(BigInt.asIntN(64, a / b)));
    });

    it('given any Long, when it is shifted, then distances count modulo 64', () => {
        for (const a of values) {
            expect(longShift('<<', asLong(a), 65)).toBe(asLong(BigInt.asIntN(64, a << 1n)));
            expect(longShift('>>>', asLong(a), 1)).toBe(asLong(BigInt.asUintN(64, a) >> 1n));
        }
    });
});

describe('numeric narrowing', () => {
    it('given values beyond the target, when they are narrowed, then they wrap or stop as in Java', () => {
        expect(longToInt(4294967297)).toBe(1);
        expect(doubleToInt(1e20)).toBe(2147483647);
        expect(doubleToInt(-1.9)).toBe(-1);
        expect(doubleToLong(1e30)).toBe(9223372036854775807n);
        expect(decimalToInt(Decimal.of('-7.9'))).toBe(-7);
    });
});

describe('ids', () => {
    it('given the fifteen characters, when the suffix is computed, then it is the published example', () => {
        expect(idSuffix('001A0000006Vm9u')).toBe('IAC');
        expect(stringToId('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC');
    });

    it('given eighteen characters whose case was lost, when they become an Id, then the case is restored', () => {
        expect(stringToId('001a0000006vm9uiac')).toBe('001A0000006Vm9uIAC');
    });

    it('given other text, when it becomes an Id, then a StringException says so', () => {
        expect(() => stringToId('001')).toThrow('Invalid id: 001');
        expect(() => stringToId('001A0000006Vm9!')).toThrow('Invalid id: 001A0000006Vm9!');
    });
});

describe('equality', () => {
    it('given strings of other case, when compared with ==, then they are equal, but not as keys', () => {
        expect(stringsEqual('Straße', 'STRAßE')).toBe(true);
        expect(stringsEqual('a', null)).toBe(false);
        expect(apexEquals('a', 'A')).toBe(false);
    });

    it('given numbers of different types in Object form, when compared, then the amount counts', () => {
        expect(apexEquals(5, new BoxedLong(5))).toBe(true);
        expect(apexEquals(Decimal.of('5.00'), 5)).toBe(true);
        expect(apexEquals(new BoxedDouble(5.5), Decimal.of('5.5'))).toBe(true);
        expect(apexEquals(5, '5')).toBe(false);
    });

    it('given decimals that differ in scale only, when used as keys, then they are one key', () => {
        const map = new ApexMap(types.DECIMAL, types.STRING);
        map.put(Decimal.of('1.0'), 'a');
        map.put(Decimal.of('1.00'), 'b');
        expect(map.size()).toBe(1);
        expect(map.get(Decimal.of(1))).toBe('b');
        expect(apexHashCode(Decimal.of('1.0'))).toBe(apexHashCode(Decimal.of('1.00')));
    });

    it('given a record as key, when it changes afterwards, then it is not found again', () => {
        const account = schema.object('Account')!;
        const record = new SObject(account);
        record.put(account.field('Name')!.index, 'before');
        const set = ApexSet.of(types.sobjectOf('Account'), [record]);
        expect(set.contains(record)).toBe(true);
        record.put(account.field('Name')!.index, 'after');
        expect(set.contains(record)).toBe(false);
        expect(set.size()).toBe(1);
    });

    it('given lists as keys, when one is removed, then the other stays', () => {
        const set = new ApexSet(types.listOf(types.INTEGER));
        set.add(new ApexList(types.INTEGER, [1]));
        set.add(new ApexList(types.INTEGER, [2]));
        expect(set.add(new ApexList(types.INTEGER, [1]))).toBe(false);
        expect(set.remove(new ApexList(types.INTEGER, [1]))).toBe(true);
        expect([...set]).toEqual([new ApexList(types.INTEGER, [2])]);
    });
});

describe('Object form', () => {
    it('given a Long, Double and Id, when boxed, then instanceof tells them from Integer and String', () => {
        expect(isInstance(box(5, types.LONG), types.INTEGER)).toBe(false);
        expect(isInstance(box(5, types.LONG), types.LONG)).toBe(true);
        expect(isInstance(box(5, types.DOUBLE), types.DOUBLE)).toBe(true);
        expect(isInstance(box('001000000000001AAA', types.ID), types.ID)).toBe(true);
        expect(isInstance('text', types.ID)).toBe(false);
    });

    it('given a number in Object form, when it is cast to a wider type, then it widens, and to a narrower one is refused', () => {
        expect(unboxTo(5, types.LONG)).toBe(5);
        expect((unboxTo(5, types.DECIMAL) as Decimal).toString()).toBe('5');
        expect(unboxTo(new BoxedId('001000000000001AAA'), types.STRING)).toBe('001000000000001AAA');
        expect(() => unboxTo(new BoxedLong(5), types.INTEGER)).toThrow(
            'Invalid conversion from runtime type Long to Integer'
        );
    });

    it('given a list of Long used as a list of Object, when an element is read, then it is boxed', () => {
        const list = new ApexList(types.LONG, [5]);
        expect(list.boxed(0)).toEqual(new BoxedLong(5));
    });
});

describe('read-only collections', () => {
    it('given Trigger.new and the like, when changed, then a FinalException says so', () => {
        const list = new ApexList(types.INTEGER, [1]);
        const map = ApexMap.of(types.STRING, types.INTEGER, [['a', 1]]);
        list.readOnly = true;
        map.readOnly = true;
        for (const change of [
            () => list.add(2),
            () => list.set(0, 2),
            () => list.clear(),
            () => map.put('b', 1),
            () => map.keySet().remove('a')
        ]) {
            expect(change).toThrow(
                expect.objectContaining({ typeName: 'System.FinalException', message: 'Collection is read-only' })
            );
        }
        expect(list.items).toEqual([1]);
        expect(map.size()).toBe(1);
    });
});
