import type { ClassSymbol, FieldSymbol, PropertySymbol } from '../../semantics/symbols.ts';
import type { ApexType } from '../../semantics/types.ts';

/** An instance field or property of a project class, as reflection (printing, JSON) sees it. */
export interface InstanceMember {
    readonly owner: ClassSymbol;
    readonly name: string;
    readonly type: ApexType;
    readonly isTransient: boolean;
    readonly jsName: string;
    /** Has a value of its own on the instance (fields and automatic properties). */
    readonly stored: boolean;
    /** JavaScript accessor methods; null where the storage is used or no accessor exists. */
    readonly getter: string | null;
    readonly setter: string | null;
    readonly readable: boolean;
    readonly writable: boolean;
}

const members = new WeakMap<ClassSymbol, readonly InstanceMember[]>();

/** Members of the class and its superclasses: those of the superclass first, fields before properties, each in declaration order. */
export function instanceMembers(symbol: ClassSymbol): readonly InstanceMember[] {
    let found = members.get(symbol);
    if (!found) {
        const inherited = symbol.superType?.kind === 'class' ? instanceMembers(symbol.superType.symbol) : [];
        const own = [
            ...symbol.fields.filter((field) => !field.isStatic).map(fieldMember),
            ...symbol.properties.filter((p) => !p.isStatic).map(propertyMember)
        ];
        const names = new Set(own.map((member) => member.name.toLowerCase()));
        found = [...inherited.filter((member) => !names.has(member.name.toLowerCase())), ...own];
        members.set(symbol, found);
    }
    return found;
}

/** The plain value of a member; runs the accessor of a computed property. */
export function readMember(instance: object, member: InstanceMember): unknown {
    const record = instance as Record<string, unknown>;
    const value =
        member.getter === null ? record[member.jsName] : (record[member.getter] as () => unknown).call(instance);
    return value === undefined ? null : value;
}

/** @param value in the plain form of the member's type */
export function writeMember(instance: object, member: InstanceMember, value: unknown): void {
    const record = instance as Record<string, unknown>;
    if (member.setter === null) record[member.jsName] = value;
    else (record[member.setter] as (value: unknown) => void).call(instance, value);
}

function fieldMember(field: FieldSymbol): InstanceMember {
    const { owner, name, type, isTransient, jsName } = field;
    return {
        owner,
        name,
        type,
        isTransient,
        jsName,
        stored: true,
        getter: null,
        setter: null,
        readable: true,
        writable: true
    };
}

function propertyMember(property: PropertySymbol): InstanceMember {
    const { owner, name, type, isTransient, jsName, getter, setter } = property;
    return {
        owner,
        name,
        type,
        isTransient,
        jsName,
        stored: getter?.slot === 'auto' || setter?.slot === 'auto',
        getter: getter && getter.slot !== 'auto' ? getter.slot : null,
        setter: setter && setter.slot !== 'auto' ? setter.slot : null,
        readable: getter !== null,
        writable: setter !== null
    };
}
