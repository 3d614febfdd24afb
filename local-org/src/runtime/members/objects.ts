import type { ClassType, PlatformRef } from '../../semantics/types.ts';
import { displayName } from '../../semantics/types.ts';
import { apexEquals, apexHashCode } from '../equality.ts';
import type { EnumValue } from '../enums.ts';
import { enumValues, platformEnumValues } from '../enums.ts';
import { nullPointer, throwApex } from '../exceptions.ts';
import { ApexIterator, ApexList } from '../collections.ts';
import { symbolOf, typeOf } from '../instances.ts';
import { definePlatformType } from '../platform.ts';
import { stringValueOf } from '../stdlib/stringValue.ts';
import type { ApexTypeValue } from '../typeValue.ts';
import { unsupported } from '../unsupported.ts';

/** What every object and every enum has. */

/** `new Object()` */
class PlainObject {
    static readonly apexName = 'Object';
}

definePlatformType('Object', {
    constructors: { '()': () => new PlainObject() },
    methods: {
        'clone()': shallowCopy,
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

/** Every object of a project class can be cloned: a new object of its class with the same field values, no constructor run. */
function shallowCopy(value: object): object {
    if (symbolOf(value) === null) return unsupported(`clone() of a ${displayName(typeOf(value))}`);
    return Object.assign(Object.create(Object.getPrototypeOf(value) as object) as object, value);
}

function constants(token: ApexTypeValue): readonly EnumValue[] {
    const type = token.type as ClassType | PlatformRef;
    return type.kind === 'class' ? enumValues(type.symbol) : platformEnumValues(type.name);
}
