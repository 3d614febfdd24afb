import { apexHashCode } from '../equality.ts';
import { definePlatformType } from '../platform.ts';
import { Describe, Types } from '../services.ts';
import { sobjectTypeToken } from '../tokens.ts';
import { currentTransaction } from '../transaction.ts';
import { ApexTypeValue } from '../typeValue.ts';
import { nullArgument } from './arguments.ts';

function forName(namespace: string | null, name: string | null): ApexTypeValue | null {
    if (name === null) return null;
    const type = currentTransaction()
        .services.get(Types)
        .byName(namespace === '' ? null : namespace, name);
    return type && new ApexTypeValue(type);
}

definePlatformType('System.Type', {
    isInstance: (value) => value instanceof ApexTypeValue,
    methods: {
        'equals(Object)': (type: ApexTypeValue, other: unknown) => type.apexEquals(other),
        'getName()': (type: ApexTypeValue) => type.name,
        'hashCode()': (type: ApexTypeValue) => apexHashCode(type),
        'isAssignableFrom(Type)': (type: ApexTypeValue, source: ApexTypeValue | null) =>
            source === null
                ? nullArgument(1, 1)
                : currentTransaction().services.get(Types).isAssignable(type.type, source.type),
        'newInstance()': (type: ApexTypeValue) => currentTransaction().services.get(Types).newInstance(type.type),
        'toString()': (type: ApexTypeValue) => type.name
    },
    properties: {
        SObjectType: {
            get: ({ type }: ApexTypeValue) =>
                type.kind === 'sobject' && type.name !== null
                    ? sobjectTypeToken(currentTransaction().services.get(Describe).newRecord(type.name).describe)
                    : null
        }
    },
    statics: {
        'forName(String)': (name: string | null) => forName(null, name),
        'forName(String,String)': forName
    }
});
