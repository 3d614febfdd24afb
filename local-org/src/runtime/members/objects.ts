import type { ClassType, PlatformRef } from '../../semantics/types.ts';
import { apexEquals, apexHashCode } from '../equality.ts';
import type { EnumValue } from '../enums.ts';
import { enumValues, platformEnumValues } from '../enums.ts';
import { nullPointer, throwApex } from '../exceptions.ts';
import { ApexIterator, ApexList } from '../collections.ts';
import { definePlatformType } from '../platform.ts';
import { stringValueOf } from '../stdlib/stringValue.ts';
import type { ApexTypeValue } from '../typeValue.ts';

/** What every object and every enum has. */

/** `new Object()` */
class PlainObject {
    static readonly apexName = 'Object';
}

definePlatformType('Object', {
    constructors: { '()': () => new PlainObject() },
    methods: {
        'equals(Object)': apexEquals,
        'hashCode()': apexHashCode,
        'toString()': stringValueOf
    }
});

definePlatformType('System.Enum', {
    methods: {
        'name()': (value: EnumValue) => value.name,
        'ordinal()': (value: EnumValue) => value.ordinal
    },
    statics: {
        'values(Type)': (token: ApexTypeValue) => new ApexList(token.type, [...constants(token)]),
        'valueOf(Type,String)': (token: ApexTypeValue, name: string | null) => {
            const wanted = (name ?? nullPointer()).toLowerCase();
            return (
                constants(token).find((value) => value.name.toLowerCase() === wanted) ??
                throwApex('System.NoSuchElementException', `No enum constant ${token.name}.${name}`)
            );
        }
    }
});

definePlatformType('System.Iterator', {
    isInstance: (value) => value instanceof ApexIterator,
    methods: {
        'hasNext()': (iterator: ApexIterator) => iterator.hasnext$0(),
        'next()': (iterator: ApexIterator) => iterator.next$0()
    }
});

function constants(token: ApexTypeValue): readonly EnumValue[] {
    const type = token.type as ClassType | PlatformRef;
    return type.kind === 'class' ? enumValues(type.symbol) : platformEnumValues(type.name);
}
