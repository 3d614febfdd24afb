import { ApexMap } from '../../runtime/collections.ts';
import type { ApexType } from '../../semantics/types.ts';
import { STRING } from '../../semantics/types.ts';

/**
 * What getGlobalDescribe and fields.getMap give: names in lower case, found in any case
 * (`Schema.getGlobalDescribe().get('Account')` of the Apex Reference Guide, "Schema Class").
 */
export class NameMap extends ApexMap {
    constructor(valueType: ApexType, entries: Iterable<readonly [name: string, value: unknown]>) {
        super(STRING, valueType);
        for (const [name, value] of entries) this.put(name.toLowerCase(), value);
    }

    override get(name: unknown): unknown {
        return super.get(lowerCased(name));
    }

    override containsKey(name: unknown): boolean {
        return super.containsKey(lowerCased(name));
    }
}

function lowerCased(name: unknown): unknown {
    return typeof name === 'string' ? name.toLowerCase() : name;
}
