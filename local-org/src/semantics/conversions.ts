import type { BoundConvert, BoundExpression } from './bound.ts';
import type { Compilation } from './compilation.ts';
import { isError } from './compilation.ts';
import { classChain, platformSupertypes, projectLineage } from './lineage.ts';
import { isPrimitive, isRecordSet, platformSuper, platformView } from './platformMembers.ts';
import type { ApexType, PlatformRef, PrimitiveName } from './types.ts';
import { displayName, sameType, STRING } from './types.ts';

/** How a value of one type becomes a value of another; `cost` orders overloads, 0 = nothing to do. */
export interface Conversion {
    readonly kind: BoundConvert['conversion'] | 'none';
    readonly cost: number;
}

const numericOrder: readonly PrimitiveName[] = ['Integer', 'Long', 'Double', 'Decimal'];

const conversion = (kind: Conversion['kind'], cost: number): Conversion => ({ kind, cost });
const none = conversion('none', 0);

export const isNumeric = (type: ApexType): boolean => type.kind === 'primitive' && numericOrder.includes(type.name);
export const numericRank = (type: ApexType): number =>
    type.kind === 'primitive' ? numericOrder.indexOf(type.name) : -1;

/** Cost of Object as parameter type: anything else that fits is meant more. */
const toObject = 40;

/**
 * The implicit conversion of assignments, arguments and returns, or null when Apex refuses it.
 * A query's result also stands for its only record.
 */
export function implicitConversion(compilation: Compilation, from: ApexType, to: ApexType): Conversion | null {
    if (from === to || isError(from) || isError(to)) return none;
    if (from.kind === 'void' || to.kind === 'void') return null;
    if (from.kind === 'null') return conversion('none', to.kind === 'object' ? 2 : 1);
    if (sameType(from, to)) return none;
    if (to.kind === 'object') return conversion(from.kind === 'primitive' ? 'box' : 'upcast', toObject);
    if (from.kind === 'primitive' && to.kind === 'primitive') return primitiveConversion(from.name, to.name);
    if (isRecordSet(from) && to.kind === 'sobject') return conversion('firstRow', 6);
    return referenceConversion(compilation, from, to);
}

function primitiveConversion(from: PrimitiveName, to: PrimitiveName): Conversion | null {
    const fromRank = numericOrder.indexOf(from);
    const toRank = numericOrder.indexOf(to);
    if (fromRank >= 0 && toRank >= 0) {
        if (toRank > fromRank) return conversion('numeric', toRank - fromRank);
        // Decimal and Double convert into each other
        return from === 'Decimal' && to === 'Double' ? conversion('numeric', 2) : null;
    }
    if (from === 'Id' && to === 'String') return conversion('idToString', 1);
    if (from === 'String' && to === 'Id') return conversion('stringToId', 3);
    if (from === 'Date' && to === 'Datetime') return conversion('dateToDatetime', 1);
    return null;
}

function referenceConversion(compilation: Compilation, from: ApexType, to: ApexType): Conversion | null {
    if (to.kind === 'sobject') return from.kind === 'sobject' && to.name === null ? conversion('upcast', 1) : null;
    if (to.kind === 'list' && from.kind === 'list') return elementConversion(compilation, from.element, to.element);
    if (to.kind === 'map' && from.kind === 'map') {
        if (!sameType(from.key, to.key)) return null;
        return elementConversion(compilation, from.value, to.value);
    }
    if (to.kind === 'class' || to.kind === 'platform') {
        const distance = inheritanceDistance(compilation, from, to);
        return distance === null ? null : conversion('upcast', distance);
    }
    return null;
}

/** Lists are covariant, and lists of SObject and of one object convert into each other. */
function elementConversion(compilation: Compilation, from: ApexType, to: ApexType): Conversion | null {
    if (to.kind === 'object') return conversion('listElement', 20);
    if (from.kind === 'sobject' && to.kind === 'sobject') {
        if (to.name === null) return conversion('listElement', 2);
        return from.name === null ? conversion('listElement', 3) : null;
    }
    if (isPrimitive(from, 'Id', 'String') && isPrimitive(to, 'Id', 'String')) {
        return sameType(from, to) ? none : conversion('listElement', 4);
    }
    if (from.kind === 'primitive' || to.kind === 'primitive') return sameType(from, to) ? none : null;
    const element = implicitConversion(compilation, from, to);
    return element && conversion('listElement', element.cost + 1);
}

/** Steps from a type up to a class or interface, null when it is none of its supertypes. */
export function inheritanceDistance(compilation: Compilation, from: ApexType, to: ApexType): number | null {
    if (from.kind === 'class') {
        const record = compilation.record(from.symbol);
        if (to.kind === 'class') {
            const distance = projectLineage(compilation, record).findIndex((relative) => relative.symbol === to.symbol);
            return distance < 0 ? null : distance;
        }
        if (to.kind !== 'platform') return null;
        const supers = platformSupertypes(compilation, record);
        const found = supers.findIndex((type) => isPlatformSubtype(compilation, type, to));
        return found < 0 ? null : classChain(compilation, record).length + found;
    }
    if (to.kind !== 'platform') return null;
    return isPlatformSubtype(compilation, from, to) ? 5 : null;
}

function isPlatformSubtype(compilation: Compilation, from: ApexType, to: PlatformRef): boolean {
    const found = platformSuper(compilation, from, to.name);
    return found !== null && found.args.every((arg, i) => argumentFits(compilation, arg, to.args[i]));
}

function argumentFits(compilation: Compilation, from: ApexType, to: ApexType | undefined): boolean {
    if (!to || to.kind === 'object' || sameType(from, to)) return true;
    if (from.kind === 'sobject' && to.kind === 'sobject') return from.name === null || to.name === null;
    return inheritanceDistance(compilation, from, to) !== null;
}

/** Wraps a value in the conversion node; no node where the types are the same or the literal null stands. */
export function wrap(value: BoundExpression, kind: Conversion['kind'], type: ApexType): BoundExpression {
    if (kind === 'none') return value;
    return { kind: 'Convert', conversion: kind, operand: value, type, line: value.line, column: value.column };
}

/** Converts implicitly, or null when Apex refuses. */
export function convertTo(compilation: Compilation, value: BoundExpression, to: ApexType): BoundExpression | null {
    const found = implicitConversion(compilation, value.type, to);
    return found && wrap(value, found.kind, to);
}

/** The conversion of a cast `(T) value`, or null when no instance of the one can be of the other. */
export function castConversion(compilation: Compilation, from: ApexType, to: ApexType): Conversion['kind'] | null {
    const implicit = implicitConversion(compilation, from, to);
    if (implicit) return implicit.kind;
    if (from.kind === 'void' || to.kind === 'void') return null;
    if (from.kind === 'object') return to.kind === 'primitive' ? 'unbox' : 'reference';
    if (isNumeric(from) && isNumeric(to)) return 'numeric';
    if (isPrimitive(from, 'Datetime') && isPrimitive(to, 'Date')) return null;
    if (from.kind === 'primitive' || to.kind === 'primitive') return null;
    return canBeInstance(compilation, from, to) ? 'reference' : null;
}

/** May a value whose static type is `from` be an instance of `to` at run time? */
export function canBeInstance(compilation: Compilation, from: ApexType, to: ApexType): boolean {
    if (isError(from) || isError(to) || from.kind === 'object' || to.kind === 'object' || from.kind === 'null')
        return true;
    if (implicitConversion(compilation, from, to) || implicitConversion(compilation, to, from)) return true;
    if (from.kind === 'primitive' || to.kind === 'primitive') return false;
    if (from.kind === 'list' && to.kind === 'list') return canBeInstance(compilation, from.element, to.element);
    if (from.kind === 'set' && to.kind === 'set') return canBeInstance(compilation, from.element, to.element);
    if (from.kind === 'map' && to.kind === 'map') {
        return canBeInstance(compilation, from.key, to.key) && canBeInstance(compilation, from.value, to.value);
    }
    return isOpenInterface(compilation, from, to) || isOpenInterface(compilation, to, from);
}

/** A subclass of a class that can be extended may implement any interface. */
function isOpenInterface(compilation: Compilation, a: ApexType, b: ApexType): boolean {
    const aIsInterface =
        (a.kind === 'class' && a.symbol.form === 'interface') || (a.kind === 'platform' && a.form === 'interface');
    if (!aIsInterface) return false;
    if (b.kind === 'class') return b.symbol.form === 'interface' || b.symbol.isVirtual || b.symbol.isAbstract;
    if (b.kind === 'platform') return b.form !== 'enum';
    return (
        platformView(compilation, b) !== null && a.kind === 'platform' && platformSuper(compilation, b, a.name) !== null
    );
}

/** The type that both branches of a conditional have in common, null when there is none. */
export function commonType(compilation: Compilation, left: ApexType, right: ApexType): ApexType | null {
    if (isError(left)) return right;
    if (isError(right)) return left;
    if (left.kind === 'null') return right;
    if (right.kind === 'null') return left;
    if (isNumeric(left) && isNumeric(right)) return numericRank(left) >= numericRank(right) ? left : right;
    if (isRecordSet(left) && right.kind === 'sobject') return right;
    if (isRecordSet(right) && left.kind === 'sobject') return left;
    if (isPrimitive(left, 'Id', 'String') && isPrimitive(right, 'Id', 'String') && !sameType(left, right))
        return STRING;
    if (implicitConversion(compilation, right, left)) return left;
    if (implicitConversion(compilation, left, right)) return right;
    if (left.kind === 'sobject' && right.kind === 'sobject') return { kind: 'sobject', name: null };
    if (left.kind === 'class' && right.kind === 'class') {
        const shared = projectLineage(compilation, compilation.record(left.symbol)).find(
            (relative) => inheritanceDistance(compilation, right, { kind: 'class', symbol: relative.symbol }) !== null
        );
        if (shared) return { kind: 'class', symbol: shared.symbol };
        const platform = platformSupertypes(compilation, compilation.record(left.symbol)).find(
            (type) => inheritanceDistance(compilation, right, type) !== null
        );
        return platform ?? null;
    }
    return null;
}

export const argumentTypes = (args: readonly BoundExpression[]): string =>
    args.map((arg) => displayName(arg.type)).join(', ');
