import type { ClassSymbol } from '../../semantics/symbols.ts';
import type { ApexType } from '../../semantics/types.ts';
import { box, BoxedDouble, BoxedId, BoxedLong } from '../boxes.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { doubleText } from '../doubleText.ts';
import { EnumValue } from '../enums.ts';
import { ApexException } from '../exceptions.ts';
import { symbolOf } from '../instances.ts';
import { SObject } from '../sobject.ts';
import { SObjectFieldToken, SObjectTypeToken } from '../tokens.ts';
import { ApexTypeValue } from '../typeValue.ts';
import { instanceMembers, readMember } from './classMembers.ts';
import { fieldType } from './sobjectFields.ts';

/** Platform values that have a text of their own. */
interface Printable {
    apexToString(): string;
}

/** How Apex prints a value in `Object` form: String.valueOf(Object), System.debug, elements of collections. */
export function stringValueOf(value: unknown): string {
    return new Printer().print(value);
}

/** How a value appears in a concatenation. @param staticType type of the expression, `Object` included */
export function formatForConcat(value: unknown, staticType: ApexType): string {
    if (typeof value === 'string') return value;
    if (value === null) return 'null';
    return typeof value === 'number' && staticType.kind === 'primitive' && staticType.name === 'Double'
        ? doubleText(value)
        : stringValueOf(value);
}

class Printer {
    /** Objects on the way to the value that is printed now. */
    private readonly open = new Set<object>();

    print(value: unknown): string {
        if (value === null || value === undefined) return 'null';
        if (typeof value !== 'object') return String(value);
        if (value instanceof BoxedDouble) return doubleText(value.value);
        if (value instanceof BoxedLong || value instanceof BoxedId) return String(value.value);
        if (value instanceof EnumValue) return value.name;
        if (isPrintable(value)) return value.apexToString();
        if (this.open.has(value)) return '(already output)';
        this.open.add(value);
        const text = this.structure(value);
        this.open.delete(value);
        return text;
    }

    private structure(value: object): string {
        if (value instanceof ApexList) return `(${this.elements(value, value.elementType)})`;
        if (value instanceof ApexSet) return `{${this.elements(value, value.elementType)}}`;
        if (value instanceof ApexMap) {
            const entries = [...value].map(
                ([key, item]) => `${this.typed(key, value.keyType)}=${this.typed(item, value.valueType)}`
            );
            return `{${entries.join(', ')}}`;
        }
        if (value instanceof SObject) return this.record(value);
        const symbol = symbolOf(value);
        if (symbol) return this.instance(value, symbol);
        if (value instanceof ApexException) return exceptionText(value);
        if (value instanceof ApexTypeValue) return value.name;
        if (value instanceof SObjectTypeToken) return value.describe.name;
        if (value instanceof SObjectFieldToken) return value.field.name;
        const named = value.constructor as { apexName?: string; name: string };
        return named.apexName ?? named.name;
    }

    private elements(values: Iterable<unknown>, type: ApexType): string {
        return [...values].map((value) => this.typed(value, type)).join(', ');
    }

    private typed(value: unknown, type: ApexType): string {
        return this.print(box(value, type));
    }

    private record(record: SObject): string {
        const parts: string[] = [];
        for (const field of record.describe.fields) {
            const value = record.values[field.index];
            if (value !== undefined && !(value === null && record.queried)) {
                parts.push(`${field.name}=${this.typed(value, fieldType(field.apexType))}`);
            }
            const parent = record.parents?.[field.index];
            if (parent) parts.push(`${field.relationshipName}=${this.print(parent)}`);
        }
        for (const [name, rows] of record.children ?? []) {
            parts.push(`${record.describe.childRelationship(name)?.relationshipName ?? name}=${this.print(rows)}`);
        }
        return `${record.describe.name}:{${parts.join(', ')}}`;
    }

    private instance(value: object, symbol: ClassSymbol): string {
        const own = (value as { tostring$0?: () => string | null }).tostring$0;
        if (own) return own.call(value) ?? 'null';
        if (value instanceof ApexException) return exceptionText(value);
        const parts = instanceMembers(symbol)
            .filter((member) => member.stored)
            .map((member) => `${member.name}=${this.typed(readMember(value, member), member.type)}`);
        return `${symbol.simpleName}:[${parts.join(', ')}]`;
    }
}

function exceptionText(exception: ApexException): string {
    return `${exception.typeName}: ${exception.apexMessage ?? 'Script-thrown exception'}`;
}

function isPrintable(value: object): value is Printable {
    return typeof (value as Partial<Printable>).apexToString === 'function';
}
