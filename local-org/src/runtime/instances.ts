import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType, ClassType, PlatformRef, PrimitiveName } from '../semantics/types.ts';
import { displayName, sameType } from '../semantics/types.ts';
import { ApexBlob } from './blob.ts';
import { BoxedDouble, BoxedId, BoxedLong } from './boxes.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { dateToDatetime, isId, stringToId } from './conversions.ts';
import { ApexDate, ApexDatetime, ApexTime } from './dates.ts';
import { Decimal } from './decimal.ts';
import { EnumValue } from './enums.ts';
import { ApexException, throwApex } from './exceptions.ts';
import { platformInstanceTest } from './platform.ts';
import { SObject } from './sobject.ts';
import { SObjectFieldToken, SObjectTypeToken } from './tokens.ts';
import { ApexTypeValue } from './typeValue.ts';
import { unsupported } from './unsupported.ts';
import { superclassOf } from './exceptionTypes.ts';

/** Classes generated for the project carry their symbol. */
export interface ProjectClass {
    new (): object;
    readonly $symbol: ClassSymbol;
}

/** The project class of a value, null for values of the platform. */
export function symbolOf(value: unknown): ClassSymbol | null {
    if (typeof value !== 'object' || value === null) return null;
    if (value instanceof EnumValue) return value.symbol;
    return (value.constructor as Partial<ProjectClass> | undefined)?.$symbol ?? null;
}

/** The run-time type of a value in `Object` form. */
export function typeOf(value: unknown): ApexType {
    const primitive = primitiveOf(value);
    if (primitive) return { kind: 'primitive', name: primitive };
    const symbol = symbolOf(value);
    if (symbol) return { kind: 'class', symbol };
    if (value instanceof ApexList) return { kind: 'list', element: value.elementType };
    if (value instanceof ApexSet) return { kind: 'set', element: value.elementType };
    if (value instanceof ApexMap) return { kind: 'map', key: value.keyType, value: value.valueType };
    if (value instanceof SObject) return { kind: 'sobject', name: value.describe.name };
    const form = value instanceof EnumValue ? 'enum' : 'class';
    return { kind: 'platform', name: platformNameOf(value), args: [], form };
}

/** Does a value in `Object` form belong to `type`? null belongs to none. */
export function isInstance(value: unknown, type: ApexType): boolean {
    if (value === null) return false;
    switch (type.kind) {
        case 'object':
            return true;
        case 'primitive':
            return isPrimitive(value, type.name);
        case 'class':
            return extendsOrImplements(symbolOf(value), type.symbol);
        case 'sobject':
            return value instanceof SObject && (type.name === null || value.describe.name === type.name);
        case 'list':
            return value instanceof ApexList && elementFits(value.elementType, type.element);
        case 'set':
            return value instanceof ApexSet && elementFits(value.elementType, type.element);
        case 'map':
            return (
                value instanceof ApexMap &&
                elementFits(value.keyType, type.key) &&
                elementFits(value.valueType, type.value)
            );
        case 'platform':
            return isPlatformInstance(value, type);
        default:
            return false;
    }
}

/** A checked cast of a reference. @throws System.TypeException `Invalid conversion from runtime type X to Y` */
export function cast<T>(value: T, type: ApexType): T {
    if (value === null || isInstance(value, type)) return value;
    return invalidConversion(value, type);
}

/** From `Object` to a primitive or reference in plain form. Numbers widen as in an assignment. */
export function unboxTo(value: unknown, type: ApexType): unknown {
    if (value === null) return null;
    if (type.kind !== 'primitive') return cast(value, type);
    switch (type.name) {
        case 'Double':
            if (value instanceof BoxedDouble) return value.value;
            if (typeof value === 'number') return value;
            if (value instanceof BoxedLong) return Number(value.value);
            return value instanceof Decimal ? value.toNumber() : invalidConversion(value, type);
        case 'Decimal':
            if (value instanceof Decimal) return value;
            if (typeof value === 'number') return Decimal.of(value);
            if (value instanceof BoxedLong) return Decimal.of(value.value);
            return value instanceof BoxedDouble ? Decimal.ofDouble(value.value) : invalidConversion(value, type);
        case 'Long':
            if (value instanceof BoxedLong) return value.value;
            return typeof value === 'number' ? value : invalidConversion(value, type);
        case 'Id':
            if (typeof value === 'string') return stringToId(value);
            return value instanceof BoxedId ? value.value : invalidConversion(value, type);
        case 'Datetime':
            if (value instanceof ApexDate) return dateToDatetime(value);
            return value instanceof ApexDatetime ? value : invalidConversion(value, type);
        case 'String':
            return value instanceof BoxedId
                ? value.value
                : typeof value === 'string'
                  ? value
                  : invalidConversion(value, type);
        default:
            return isPrimitive(value, type.name) ? value : invalidConversion(value, type);
    }
}

/** Does class `symbol` equal, extend or implement `target`? */
export function extendsOrImplements(symbol: ClassSymbol | null, target: ClassSymbol): boolean {
    if (symbol === null) return false;
    if (symbol === target) return true;
    return supertypes(symbol).some((type) => type.kind === 'class' && extendsOrImplements(type.symbol, target));
}

function isPlatformInstance(value: unknown, type: PlatformRef): boolean {
    const symbol = symbolOf(value);
    if (symbol) return implementsPlatformType(symbol, type.name);
    if (value instanceof ApexException) return inheritsException(value.typeName, type.name);
    if (value instanceof EnumValue) return value.typeName === type.name;
    const test = platformInstanceTest(type.name) ?? BUILT_IN[type.name];
    return test ? test(value) : unsupported(`instanceof ${type.name}`);
}

/** Does a project class extend or implement a platform type, directly or not? */
export function implementsPlatformType(symbol: ClassSymbol, name: string): boolean {
    return supertypes(symbol).some((type) =>
        type.kind === 'class'
            ? implementsPlatformType(type.symbol, name)
            : type.name === name || inheritsException(type.name, name)
    );
}

/** Platform exceptions: `System.DmlException` is a `System.Exception`. */
export function inheritsException(typeName: string, ancestor: string): boolean {
    for (let name: string | null = typeName; name !== null; name = superclassOf(name))
        if (name === ancestor) return true;
    return false;
}

function supertypes(symbol: ClassSymbol): readonly (ClassType | PlatformRef)[] {
    return symbol.superType ? [symbol.superType, ...symbol.interfaces] : symbol.interfaces;
}

/** Lists of records and lists of Object take any element type that fits (Apex Developer Guide, "Casting"). */
function elementFits(actual: ApexType, wanted: ApexType): boolean {
    if (sameType(actual, wanted) || wanted.kind === 'object') return true;
    if (wanted.kind === 'sobject' && actual.kind === 'sobject') return wanted.name === null || actual.name === null;
    if (wanted.kind === 'class' && actual.kind === 'class') return extendsOrImplements(actual.symbol, wanted.symbol);
    if (wanted.kind === 'list' && actual.kind === 'list') return elementFits(actual.element, wanted.element);
    if (wanted.kind === 'platform' && actual.kind === 'class')
        return implementsPlatformType(actual.symbol, wanted.name);
    return false;
}

/**
 * Beside the exact type, what converts by itself counts: a number for a wider one, an Id for a String, a Date for a Datetime, a String that
 * is a valid id for an Id (the last two: fflib-apex-mocks, MatcherDefinitionsTest, AnyDatetime and AnyId).
 */
function isPrimitive(value: unknown, name: PrimitiveName): boolean {
    const actual = primitiveOf(value);
    if (actual === name) return true;
    if (name === 'Decimal') return actual === 'Double' || actual === 'Integer' || actual === 'Long';
    if (name === 'Double') return actual === 'Decimal' || actual === 'Integer' || actual === 'Long';
    if (name === 'Long') return actual === 'Integer';
    if (name === 'Datetime') return actual === 'Date';
    if (name === 'Id') return typeof value === 'string' && isId(value);
    return name === 'String' && actual === 'Id';
}

function primitiveOf(value: unknown): PrimitiveName | null {
    switch (typeof value) {
        case 'boolean':
            return 'Boolean';
        case 'number':
            return 'Integer';
        case 'bigint':
            return 'Long';
        case 'string':
            return 'String';
    }
    if (value instanceof Decimal) return 'Decimal';
    if (value instanceof BoxedDouble) return 'Double';
    if (value instanceof BoxedLong) return 'Long';
    if (value instanceof BoxedId) return 'Id';
    if (value instanceof ApexDate) return 'Date';
    if (value instanceof ApexDatetime) return 'Datetime';
    if (value instanceof ApexTime) return 'Time';
    return value instanceof ApexBlob ? 'Blob' : null;
}

const BUILT_IN: Readonly<Record<string, (value: unknown) => boolean>> = {
    'System.Type': (value) => value instanceof ApexTypeValue,
    'Schema.SObjectType': (value) => value instanceof SObjectTypeToken,
    'Schema.SObjectField': (value) => value instanceof SObjectFieldToken,
    'System.Iterable': (value) => value instanceof ApexList || value instanceof ApexSet
};

/** Values of platform classes are named by their constructor's `apexName`, exceptions and enums by their own. */
function platformNameOf(value: unknown): string {
    if (value instanceof ApexException || value instanceof EnumValue) return value.typeName;
    for (const [name, test] of Object.entries(BUILT_IN)) if (test(value)) return name;
    const named = (value as object).constructor as { apexName?: string; name: string };
    return named.apexName ?? named.name;
}

function invalidConversion(value: unknown, type: ApexType): never {
    return throwApex(
        'System.TypeException',
        `Invalid conversion from runtime type ${displayName(typeOf(value))} to ${displayName(type)}`
    );
}
