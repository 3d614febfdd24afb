import type { Identifier, TypeNode } from '../syntax/ast.ts';
import type { PlatformType } from '../typedb/model.ts';
import type { ClassRecord, Compilation } from './compilation.ts';
import { annotation, classType, ERROR, isError, outermost } from './compilation.ts';
import * as messages from './messages/index.ts';
import { apexTypeOf, primitiveNamed } from './platformMembers.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';

/** Where a type name stands: the enclosing class (null: outside any) and the file. */
export interface TypeScope {
    readonly record: ClassRecord | null;
    readonly path: string;
}

const implicitNamespaces = ['System', 'Schema'];

/** Inner types of a class, its superclasses and interfaces. */
export function innerTypeOf(compilation: Compilation, record: ClassRecord, lowerName: string): ClassRecord | null {
    const own = record.inner.get(lowerName);
    if (own) return own;
    for (const type of [record.symbol.superType, ...record.symbol.interfaces]) {
        if (type?.kind !== 'class' || type.symbol === record.symbol) continue;
        const inherited = innerTypeOf(compilation, compilation.record(type.symbol), lowerName);
        if (inherited) return inherited;
    }
    return null;
}

/** A project type by its simple name as seen from inside `scope`: inner types first, then outwards, then outer types. */
function projectTypeNamed(compilation: Compilation, scope: ClassRecord | null, lowerName: string): ClassRecord | null {
    for (let record = scope; record; record = record.outer) {
        if (record.symbol.form !== 'trigger' && record.symbol.simpleName.toLowerCase() === lowerName) return record;
        const inner = innerTypeOf(compilation, record, lowerName);
        if (inner) return inner;
    }
    return compilation.topLevel.get(lowerName) ?? null;
}

function platformAsType(compilation: Compilation, type: PlatformType, args: readonly ApexType[]): ApexType {
    return apexTypeOf(
        compilation,
        { name: type.qualifiedName, args: type.typeParams.map((variable) => ({ variable })) },
        new Map(type.typeParams.map((param, i) => [param, args[i] ?? types.OBJECT]))
    );
}

function sobjectNamed(compilation: Compilation, name: string): ApexType | null {
    if (name.toLowerCase() === 'aggregateresult') return types.sobjectOf('AggregateResult');
    const object = compilation.schema.object(name);
    return object && types.sobjectOf(object.name);
}

/**
 * A type by its dotted name, or null. Project types hide platform types; those of System and Schema need no namespace;
 * standard and custom objects come last.
 */
export function typeNamed(
    compilation: Compilation,
    scope: ClassRecord | null,
    names: readonly string[],
    args: readonly ApexType[] = []
): ApexType | null {
    const lower = names.map((name) => name.toLowerCase());
    const project = projectTypeNamed(compilation, scope, lower[0]!);
    if (project) {
        let record: ClassRecord | null = project;
        for (const name of lower.slice(1)) record = record && innerTypeOf(compilation, record, name);
        if (record) return classType(record.symbol);
        if (names.length === 1) return null;
    }
    if (names.length === 1) return simpleTypeNamed(compilation, names[0]!, args);
    return qualifiedTypeNamed(compilation, names, args);
}

function simpleTypeNamed(compilation: Compilation, name: string, args: readonly ApexType[]): ApexType | null {
    const lower = name.toLowerCase();
    if (lower === 'object') return types.OBJECT;
    if (lower === 'void') return types.VOID;
    if (lower === 'sobject') return types.SOBJECT;
    const primitive = primitiveNamed(lower);
    if (primitive) return primitive;
    for (const namespace of implicitNamespaces) {
        const found = compilation.platform.find(namespace, name);
        if (found) return platformAsType(compilation, found, args);
    }
    return sobjectNamed(compilation, name);
}

function qualifiedTypeNamed(
    compilation: Compilation,
    names: readonly string[],
    args: readonly ApexType[]
): ApexType | null {
    const [first, second, ...rest] = names as [string, string, ...string[]];
    const top = compilation.platform.find(first, second);
    if (top) {
        let type: PlatformType | null = top;
        for (const name of rest) type = type && compilation.platform.findInner(type, name);
        if (type) return platformAsType(compilation, type, args);
    }
    const lower = first.toLowerCase();
    if (lower === 'schema' && rest.length === 0) {
        if (second.toLowerCase() === 'sobject') return types.SOBJECT;
        return sobjectNamed(compilation, second);
    }
    if (lower === 'system' && rest.length === 0) {
        if (second.toLowerCase() === 'object') return types.OBJECT;
        if (second.toLowerCase() === 'sobject') return types.SOBJECT;
        return null;
    }
    for (const namespace of implicitNamespaces) {
        let type = compilation.platform.find(namespace, first);
        for (const name of [second, ...rest]) type = type && compilation.platform.findInner(type, name);
        if (type) return platformAsType(compilation, type, args);
    }
    return null;
}

/**
 * The object whose name a platform class has too, null when there is none. The platform has such pairs where the class has static members
 * only (`BusinessHours`, `Site`): nothing can be of such a class, so a variable of that name is a record.
 */
export function namesakeObject(compilation: Compilation, type: ApexType): ApexType | null {
    const found = type.kind === 'platform' ? compilation.platform.findQualified(type.name) : null;
    if (!found || found.outerName !== null || !isStaticOnly(found)) return null;
    return sobjectNamed(compilation, found.name);
}

function isStaticOnly({ kind, constructors, methods, fields }: PlatformType): boolean {
    const members = [...methods, ...fields];
    return kind === 'class' && constructors.length === 0 && members.every(({ isStatic }) => isStatic);
}

/** The type that a type node names; unknown ones are reported and give the error type. */
export function resolveType(compilation: Compilation, scope: TypeScope, node: TypeNode): ApexType {
    let type = resolveNamed(compilation, scope, node);
    for (let depth = 0; depth < node.arrayDepth; depth++) type = types.listOf(type);
    return type;
}

function resolveNamed(compilation: Compilation, scope: TypeScope, node: TypeNode): ApexType {
    const args = node.args.map((arg) => resolveType(compilation, scope, arg));
    const type = typeNamed(
        compilation,
        scope.record,
        node.names.map((name) => name.text),
        args
    );
    const text = node.names.map((name) => name.text).join('.');
    if (!type) {
        compilation.report(scope.path, node.span, messages.unknownType(text));
        return ERROR;
    }
    const object = node.names.length === 1 ? namesakeObject(compilation, type) : null;
    if (object) return object;
    const expected = typeParameterCount(compilation, type);
    if (expected !== args.length) {
        compilation.report(scope.path, node.span, messages.typeArgumentCount(text, expected, args.length));
        return ERROR;
    }
    if (args.some(isError)) return ERROR;
    checkTypeVisible(compilation, scope, type, node.names[node.names.length - 1]!);
    return type;
}

function typeParameterCount(compilation: Compilation, type: ApexType): number {
    switch (type.kind) {
        case 'list':
        case 'set':
            return 1;
        case 'map':
            return 2;
        case 'platform':
            return compilation.platform.findQualified(type.name)?.typeParams.length ?? 0;
        default:
            return 0;
    }
}

function checkTypeVisible(compilation: Compilation, scope: TypeScope, type: ApexType, at: Identifier): void {
    if (type.kind !== 'class' || isTypeVisible(compilation, scope.record, type.symbol.index)) return;
    compilation.report(scope.path, at.span, messages.typeNotVisible(type.symbol.name));
}

/** Private inner types are seen within their outer class, and by tests when marked @TestVisible. */
function isTypeVisible(compilation: Compilation, from: ClassRecord | null, index: number): boolean {
    const { symbol } = compilation.records[index]!;
    if (!symbol.outer || symbol.visibility === 'public' || symbol.visibility === 'global' || !from) return true;
    if (outermost(from.symbol) === outermost(symbol)) return true;
    if (symbol.visibility === 'protected') return true;
    return annotation(symbol, 'testvisible') !== null && outermost(from.symbol).isTest;
}
