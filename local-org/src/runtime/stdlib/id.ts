import { unbox } from '../boxes.ts';
import { stringToId } from '../conversions.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { Describe } from '../services.ts';
import { currentTransaction } from '../transaction.ts';
import { sobjectTypeToken } from '../tokens.ts';
import type { SObjectTypeToken } from '../tokens.ts';
import { nullArgument } from './arguments.ts';

definePlatformType('System.Id', {
    methods: {
        'to15()': (id: string) => id.slice(0, 15),
        'getSobjectType()': sobjectType,
        'equals(String)': (id: string, other: string | null) => sameId(id, other),
        'equals(Object)': (id: string, other: unknown) => sameId(id, unbox(other))
    },
    statics: {
        'valueOf(String)': (text: string | null) => (text === null ? nullArgument(1, 1) : stringToId(text)),
        'valueOf(String,Boolean)': (text: string | null, restoreCasing: boolean | null) => {
            if (text === null) return nullArgument(1, 2);
            if (restoreCasing === true && text.length === 15) {
                return throwApex('System.StringException', `Invalid id: ${text}`);
            }
            return stringToId(text);
        }
    }
});

function sobjectType(id: string): SObjectTypeToken {
    const describe = currentTransaction().services.get(Describe).objectOfId(id);
    return describe
        ? sobjectTypeToken(describe)
        : throwApex('System.SObjectException', `Cannot locate Apex Type for ID: ${id}`);
}

function sameId(id: string, other: unknown): boolean {
    return typeof other === 'string' && (id === other || (other.length === 15 && id.slice(0, 15) === other));
}
