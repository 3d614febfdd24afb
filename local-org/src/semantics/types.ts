import type { ClassSymbol } from './symbols.ts';

/** The types of Apex after binding. The runtime uses the same objects as reified element and field types. */
export type ApexType =
    | PrimitiveType
    | ObjectType
    | VoidType
    | NullType
    | ListType
    | SetType
    | MapType
    | SObjectType
    | ClassType
    | PlatformRef;

export type PrimitiveName =
    'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob';

export interface PrimitiveType {
    readonly kind: 'primitive';
    readonly name: PrimitiveName;
}
/** The root type `Object`. Values of Double, Long and Id are boxed when they become Object (see runtime/boxes.ts). */
export interface ObjectType {
    readonly kind: 'object';
}
export interface VoidType {
    readonly kind: 'void';
}
/** The type of the literal `null`. */
export interface NullType {
    readonly kind: 'null';
}
export interface ListType {
    readonly kind: 'list';
    readonly element: ApexType;
}
export interface SetType {
    readonly kind: 'set';
    readonly element: ApexType;
}
export interface MapType {
    readonly kind: 'map';
    readonly key: ApexType;
    readonly value: ApexType;
}
/** `name` null is the generic `SObject`; otherwise the API name in the schema's spelling (`Account`, `Foo__c`, `AggregateResult`). */
export interface SObjectType {
    readonly kind: 'sobject';
    readonly name: string | null;
}
/** A class, interface or enum declared in the project. */
export interface ClassType {
    readonly kind: 'class';
    readonly symbol: ClassSymbol;
}
/** A platform class, interface or enum: `Database.SaveResult`, `System.Iterator` with type arguments. */
export interface PlatformRef {
    readonly kind: 'platform';
    /** Qualified name in the platform's spelling, namespace included: `System.HttpRequest`, `Database.QueryLocator`. */
    readonly name: string;
    readonly args: readonly ApexType[];
    readonly form: 'class' | 'interface' | 'enum';
}

const primitive = (name: PrimitiveName): PrimitiveType => ({ kind: 'primitive', name });

export const BOOLEAN = primitive('Boolean');
export const INTEGER = primitive('Integer');
export const LONG = primitive('Long');
export const DOUBLE = primitive('Double');
export const DECIMAL = primitive('Decimal');
export const STRING = primitive('String');
export const ID = primitive('Id');
export const DATE = primitive('Date');
export const DATETIME = primitive('Datetime');
export const TIME = primitive('Time');
export const BLOB = primitive('Blob');
export const OBJECT: ObjectType = { kind: 'object' };
export const VOID: VoidType = { kind: 'void' };
export const NULL: NullType = { kind: 'null' };
export const SOBJECT: SObjectType = { kind: 'sobject', name: null };

export const listOf = (element: ApexType): ListType => ({ kind: 'list', element });
export const setOf = (element: ApexType): SetType => ({ kind: 'set', element });
export const mapOf = (key: ApexType, value: ApexType): MapType => ({ kind: 'map', key, value });
export const sobjectOf = (name: string): SObjectType => ({ kind: 'sobject', name });
export const platformOf = (
    name: string,
    form: PlatformRef['form'] = 'class',
    args: readonly ApexType[] = []
): PlatformRef => ({
    kind: 'platform',
    name,
    form,
    args
});

/** The type's name as the platform prints it: `List<Account>`, `Database.SaveResult`, `HttpRequest` for System types. */
export function displayName(type: ApexType): string {
    switch (type.kind) {
        case 'primitive':
            return type.name;
        case 'object':
            return 'Object';
        case 'void':
            return 'void';
        case 'null':
            return 'null';
        case 'list':
            return `List<${displayName(type.element)}>`;
        case 'set':
            return `Set<${displayName(type.element)}>`;
        case 'map':
            return `Map<${displayName(type.key)},${displayName(type.value)}>`;
        case 'sobject':
            return type.name ?? 'SObject';
        case 'class':
            return type.symbol.name;
        case 'platform': {
            const base = type.name.startsWith('System.') ? type.name.slice(7) : type.name;
            return type.args.length ? `${base}<${type.args.map(displayName).join(',')}>` : base;
        }
    }
}

export function sameType(a: ApexType, b: ApexType): boolean {
    if (a === b) return true;
    if (a.kind !== b.kind) return false;
    switch (a.kind) {
        case 'primitive':
            return a.name === (b as PrimitiveType).name;
        case 'list':
        case 'set':
            return sameType(a.element, (b as ListType).element);
        case 'map':
            return sameType(a.key, (b as MapType).key) && sameType(a.value, (b as MapType).value);
        case 'sobject':
            return a.name === (b as SObjectType).name;
        case 'class':
            return a.symbol === (b as ClassType).symbol;
        case 'platform': {
            const other = b as PlatformRef;
            return a.name === other.name && a.args.every((arg, i) => sameType(arg, other.args[i]!));
        }
        default:
            return true;
    }
}
