import type { NamedTypeRef, PlatformField, PlatformMethod, PlatformType, TypeRef } from '../typedb/model.ts';
import { isTypeVariable } from '../typedb/model.ts';
import type { Compilation } from './compilation.ts';
import type { ApexType, ListType, PlatformRef, PrimitiveName } from './types.ts';
import * as types from './types.ts';

/** Type arguments of a receiver by the name of its type's variable (`T`, `K`). */
export type TypeBindings = ReadonlyMap<string, ApexType>;

const noBindings: TypeBindings = new Map();

const primitives = new Map<string, ApexType>(
    [
        types.BOOLEAN,
        types.INTEGER,
        types.LONG,
        types.DOUBLE,
        types.DECIMAL,
        types.STRING,
        types.ID,
        types.DATE,
        types.DATETIME,
        types.TIME,
        types.BLOB
    ].map((type) => [type.name.toLowerCase(), type])
);

export function primitiveNamed(lowerName: string): ApexType | null {
    return primitives.get(lowerName) ?? null;
}

const recordSets = new WeakSet<ListType>();

/** The list that a query gives, which may also stand for its only record. */
export function recordSetOf(element: ApexType): ListType {
    const type = types.listOf(element);
    recordSets.add(type);
    return type;
}

export function isRecordSet(type: ApexType): type is ListType {
    return type.kind === 'list' && recordSets.has(type);
}

/** A type of a platform signature as Apex type, its variables replaced by the receiver's arguments. */
export function apexTypeOf(compilation: Compilation, ref: TypeRef, bindings: TypeBindings = noBindings): ApexType {
    if (isTypeVariable(ref)) return bindings.get(ref.variable) ?? types.OBJECT;
    const args = ref.args.map((arg) => apexTypeOf(compilation, arg, bindings));
    switch (ref.name) {
        case 'void':
            return types.VOID;
        case 'Object':
            return types.OBJECT;
        case 'System.List':
            return types.listOf(args[0] ?? types.OBJECT);
        case 'System.Set':
            return types.setOf(args[0] ?? types.OBJECT);
        case 'System.Map':
            return types.mapOf(args[0] ?? types.OBJECT, args[1] ?? types.OBJECT);
        case 'System.SObject':
            return types.SOBJECT;
        case 'Internal.RecordSet':
            return recordSetOf(args[0] ?? types.SOBJECT);
    }
    if (!ref.name.includes('.')) return types.sobjectOf(compilation.schema.object(ref.name)?.name ?? ref.name);
    if (ref.name.startsWith('System.')) {
        const primitive = primitiveNamed(ref.name.slice('System.'.length).toLowerCase());
        if (primitive) return primitive;
    }
    const found = compilation.platform.findQualified(ref.name);
    return types.platformOf(ref.name, found?.kind ?? 'class', args);
}

/** The declared parameter type's display name, variables by their own name: the key of the runtime's registry. */
export function parameterKey(ref: TypeRef): string {
    if (isTypeVariable(ref)) return ref.variable;
    const base = ref.name.startsWith('System.') ? ref.name.slice('System.'.length) : ref.name;
    return ref.args.length ? `${base}<${ref.args.map(parameterKey).join(',')}>` : base;
}

export interface PlatformView {
    readonly type: PlatformType;
    readonly bindings: TypeBindings;
}

/** Platform type that declares the members of values of `type`; null for project classes and void. */
export function platformView(compilation: Compilation, type: ApexType): PlatformView | null {
    const of = (name: string, args: readonly ApexType[]): PlatformView | null => {
        const found = compilation.platform.findQualified(name);
        return (
            found && {
                type: found,
                bindings: new Map(found.typeParams.map((param, i) => [param, args[i] ?? types.OBJECT]))
            }
        );
    };
    switch (type.kind) {
        case 'primitive':
            return of(`System.${type.name}`, []);
        case 'list':
            return of('System.List', [type.element]);
        case 'set':
            return of('System.Set', [type.element]);
        case 'map':
            return of('System.Map', [type.key, type.value]);
        case 'sobject':
            return of('System.SObject', []);
        case 'platform':
            return of(type.name, type.args);
        default:
            return null;
    }
}

function viewOfRef(compilation: Compilation, ref: NamedTypeRef, bindings: TypeBindings): PlatformView | null {
    const type = compilation.platform.findQualified(ref.name);
    if (!type) return null;
    const args = ref.args.map((arg) => apexTypeOf(compilation, arg, bindings));
    return { type, bindings: new Map(type.typeParams.map((param, i) => [param, args[i] ?? types.OBJECT])) };
}

/** The type itself, its superclasses and interfaces, nearest first. */
export function platformLineage(compilation: Compilation, start: PlatformView): PlatformView[] {
    const lineage: PlatformView[] = [start];
    const { type, bindings } = start;
    const supers = type.superType ? [type.superType, ...type.interfaces] : type.interfaces;
    for (const ref of supers) {
        const view = viewOfRef(compilation, ref, bindings);
        if (view) lineage.push(...platformLineage(compilation, view));
    }
    return lineage;
}

export interface PlatformMethodView {
    readonly owner: PlatformType;
    readonly method: PlatformMethod;
    readonly params: readonly ApexType[];
    readonly returnType: ApexType;
}

export function methodView(compilation: Compilation, view: PlatformView, method: PlatformMethod): PlatformMethodView {
    return {
        owner: view.type,
        method,
        params: method.parameters.map((parameter) => apexTypeOf(compilation, parameter, view.bindings)),
        returnType: apexTypeOf(compilation, method.returnType, view.bindings)
    };
}

/** Overloads of `name` on the type and its supertypes; what a subtype declares again hides the inherited one. */
export function platformMethods(compilation: Compilation, type: ApexType, name: string): PlatformMethodView[] {
    const start = platformView(compilation, type);
    if (!start) return [];
    const found = new Map<string, PlatformMethodView>();
    for (const view of platformLineage(compilation, start)) {
        for (const method of view.type.methodsNamed(name)) {
            const key = method.parameters
                .map((parameter) => parameterKey(parameter))
                .join(',')
                .toLowerCase();
            if (!found.has(key)) found.set(key, methodView(compilation, view, method));
        }
    }
    return [...found.values()];
}

export interface PlatformFieldView {
    readonly owner: PlatformType;
    readonly field: PlatformField;
    readonly type: ApexType;
}

export function platformField(compilation: Compilation, type: ApexType, name: string): PlatformFieldView | null {
    const start = platformView(compilation, type);
    if (!start) return null;
    for (const view of platformLineage(compilation, start)) {
        const field = view.type.fieldNamed(name);
        if (field) return { owner: view.type, field, type: apexTypeOf(compilation, field.type, view.bindings) };
    }
    return null;
}

/** The instantiation of platform type `name` that `type` is or inherits, e.g. `Iterable<Account>` of a list. */
export function platformSuper(compilation: Compilation, type: ApexType, name: string): PlatformRef | null {
    const start = platformView(compilation, type);
    if (!start) return null;
    const view = platformLineage(compilation, start).find((candidate) => candidate.type.qualifiedName === name);
    if (!view) return null;
    return types.platformOf(
        name,
        view.type.kind,
        view.type.typeParams.map((param) => view.bindings.get(param)!)
    );
}

export function isPrimitive(type: ApexType, ...names: PrimitiveName[]): boolean {
    return type.kind === 'primitive' && names.includes(type.name);
}
