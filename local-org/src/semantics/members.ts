import type {
    Accessor,
    ConstructorDeclaration,
    FieldDeclaration,
    Member,
    MethodDeclaration,
    Parameter,
    PropertyDeclaration
} from '../syntax/ast.ts';
import type { ClassRecord, Compilation, Draft } from './compilation.ts';
import { annotation } from './compilation.ts';
import { classChain } from './lineage.ts';
import * as messages from './messages/index.ts';
import { RESERVED_NAMES } from './reservedNames.ts';
import { annotationsOf, checkModifiers, has, isLessVisible, visibilityOf } from './modifiers.ts';
import type {
    ConstructorSymbol,
    FieldSymbol,
    MethodSymbol,
    ParameterSymbol,
    PropertySymbol,
    Visibility
} from './symbols.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType } from './types.ts';
import { displayName, sameType, VOID } from './types.ts';

/** Which syntax a member symbol came from, for the passes over bodies. */
export interface MemberSources {
    readonly methods: Map<MethodSymbol, MethodDeclaration>;
    readonly constructors: Map<ConstructorSymbol, ConstructorDeclaration>;
    readonly properties: Map<PropertySymbol, PropertyDeclaration>;
}

export const newMemberSources = (): MemberSources => ({
    methods: new Map(),
    constructors: new Map(),
    properties: new Map()
});

export const signature = (name: string, params: readonly ParameterSymbol[]): string =>
    `${name}(${params.map((param) => displayName(param.type)).join(', ')})`;

/** `void Bar.baz(Integer)`: a method as the findings about hierarchies print it. */
export const qualifiedSignature = (method: MethodSymbol): string =>
    `${displayName(method.returnType)} ${method.owner.name}.${signature(method.name, method.params)}`;

/** Fields, properties, methods and constructors of one class. Superclasses must have theirs already. */
export function declareMembers(compilation: Compilation, record: ClassRecord, sources: MemberSources): void {
    for (const member of record.members) declareMember(compilation, record, member, sources);
}

function declareMember(compilation: Compilation, record: ClassRecord, member: Member, sources: MemberSources): void {
    switch (member.kind) {
        case 'Field':
            return declareFields(compilation, record, member);
        case 'Property':
            return declareProperty(compilation, record, member, sources);
        case 'Method':
            return declareMethod(compilation, record, member, sources);
        case 'Constructor':
            return declareConstructor(compilation, record, member, sources);
        case 'Initializer':
            if (member.isStatic && record.outer) {
                compilation.report(record.symbol.path, member.span, messages.staticBlockInInner());
            }
            return;
        default:
            return;
    }
}

const isBody = (record: ClassRecord): boolean => record.symbol.form === 'trigger' || record.symbol.form === 'anonymous';

/** Two fields of one chain may share a name only when the inherited one is private, yet both live on one instance. */
function variableJsName(compilation: Compilation, record: ClassRecord, name: string): string {
    const taken = classChain(compilation, record)
        .slice(1)
        .filter((ancestor) => ancestor.variables.has(name.toLowerCase())).length;
    return taken === 0 ? `_${name}` : `_${name}$${taken}`;
}

function addVariable(
    compilation: Compilation,
    record: ClassRecord,
    variable: FieldSymbol | PropertySymbol,
    at: Parameter['span']
): boolean {
    const lower = variable.name.toLowerCase();
    if (RESERVED_NAMES.has(lower)) compilation.report(record.symbol.path, at, messages.reservedName(variable.name));
    if (record.variables.has(lower)) {
        compilation.report(record.symbol.path, at, messages.duplicateField(variable.name));
        return false;
    }
    record.variables.set(lower, variable);
    return true;
}

function declareFields(compilation: Compilation, record: ClassRecord, node: FieldDeclaration): void {
    const { path } = record.symbol;
    checkModifiers(compilation, path, node.modifiers, 'fields');
    const type = resolveType(compilation, { record, path }, node.type);
    if (type.kind === 'void') compilation.report(path, node.type.span, messages.voidVariable('Fields'));
    for (const declarator of node.declarators) {
        const field: FieldSymbol = {
            symbol: 'field',
            owner: record.symbol,
            name: declarator.name.text,
            jsName: variableJsName(compilation, record, declarator.name.text),
            type,
            isStatic: has(node.modifiers, 'static') || isBody(record),
            isFinal: has(node.modifiers, 'final'),
            isTransient: has(node.modifiers, 'transient'),
            visibility: visibilityOf(node.modifiers, 'private'),
            annotations: annotationsOf(node.modifiers)
        };
        if (addVariable(compilation, record, field, declarator.name.span)) record.symbol.fields.push(field);
    }
}

function declareProperty(
    compilation: Compilation,
    record: ClassRecord,
    node: PropertyDeclaration,
    sources: MemberSources
): void {
    const { path } = record.symbol;
    checkModifiers(compilation, path, node.modifiers, 'properties');
    const type = resolveType(compilation, { record, path }, node.type);
    if (type.kind === 'void') compilation.report(path, node.type.span, messages.voidVariable('Properties'));
    const visibility = visibilityOf(node.modifiers, 'private');
    const isVirtual =
        has(node.modifiers, 'virtual') || has(node.modifiers, 'override') || has(node.modifiers, 'abstract');
    const name = node.name.text;
    const accessor = (side: 'get' | 'set', source: Accessor | null): PropertySymbol['getter'] => {
        if (!source) return null;
        const own = visibilityOf(source.modifiers, visibility);
        if (isLessVisible(visibility, own)) {
            compilation.report(path, source.span, messages.tooDeepAccessor(own, visibility));
        }
        return { slot: source.body || isVirtual ? `${side}$${name.toLowerCase()}` : 'auto', visibility: own };
    };
    const overridden = isVirtual ? inheritedProperty(compilation, record, name) : null;
    const property: PropertySymbol = {
        symbol: 'property',
        owner: record.symbol,
        name,
        jsName: overridden?.jsName ?? variableJsName(compilation, record, name),
        type,
        isStatic: has(node.modifiers, 'static') || isBody(record),
        isTransient: has(node.modifiers, 'transient'),
        visibility,
        annotations: annotationsOf(node.modifiers),
        getter: accessor('get', node.getter),
        setter: accessor('set', node.setter),
        isVirtual
    };
    if (!addVariable(compilation, record, property, node.name.span)) return;
    record.symbol.properties.push(property);
    sources.properties.set(property, node);
}

function inheritedProperty(compilation: Compilation, record: ClassRecord, name: string): PropertySymbol | null {
    for (const ancestor of classChain(compilation, record).slice(1)) {
        const found = ancestor.variables.get(name.toLowerCase());
        if (found?.symbol === 'property') return found;
    }
    return null;
}

function declareParameters(
    compilation: Compilation,
    record: ClassRecord,
    nodes: readonly Parameter[]
): ParameterSymbol[] {
    const { path } = record.symbol;
    const seen = new Set<string>();
    return nodes.map((node) => {
        checkModifiers(compilation, path, node.modifiers, 'parameters');
        const lower = node.name.text.toLowerCase();
        if (seen.has(lower)) compilation.report(path, node.name.span, messages.duplicateVariable(node.name.text));
        seen.add(lower);
        const type = resolveType(compilation, { record, path }, node.type);
        if (type.kind === 'void') compilation.report(path, node.type.span, messages.voidParameter());
        return { name: node.name.text, type };
    });
}

const sameParameters = (a: readonly ParameterSymbol[], b: readonly ParameterSymbol[]): boolean =>
    a.length === b.length && a.every((param, i) => sameType(param.type, b[i]!.type));

function declareMethod(
    compilation: Compilation,
    record: ClassRecord,
    node: MethodDeclaration,
    sources: MemberSources
): void {
    const { symbol } = record;
    const isInterface = symbol.form === 'interface';
    checkModifiers(compilation, symbol.path, node.modifiers, isInterface ? 'interface methods' : 'methods');
    const annotations = annotationsOf(node.modifiers);
    const returnType: ApexType = node.returnType
        ? resolveType(compilation, { record, path: symbol.path }, node.returnType)
        : VOID;
    const defaultVisibility: Visibility = isInterface
        ? symbol.visibility === 'global'
            ? 'global'
            : 'public'
        : 'private';
    const method: MethodSymbol = {
        symbol: 'method',
        owner: symbol,
        name: node.name.text,
        slot: '',
        params: declareParameters(compilation, record, node.params),
        returnType,
        isStatic:
            has(node.modifiers, 'static') ||
            has(node.modifiers, 'webservice') ||
            has(node.modifiers, 'testmethod') ||
            isBody(record),
        isAbstract: isInterface || has(node.modifiers, 'abstract'),
        isVirtual:
            isInterface ||
            has(node.modifiers, 'virtual') ||
            has(node.modifiers, 'abstract') ||
            has(node.modifiers, 'override'),
        isOverride: has(node.modifiers, 'override'),
        visibility: visibilityOf(node.modifiers, defaultVisibility),
        annotations,
        isTestMethod: has(node.modifiers, 'testmethod') || annotation({ annotations }, 'istest') !== null,
        line: node.name.span.line
    };
    const lower = method.name.toLowerCase();
    const overloads = record.methods.get(lower) ?? [];
    if (overloads.some((other) => sameParameters(other.params, method.params))) {
        compilation.report(
            symbol.path,
            node.name.span,
            messages.duplicateMethod(`${displayName(returnType)} ${signature(method.name, method.params)}`, symbol.name)
        );
        return;
    }
    checkMethodBody(compilation, record, node, method);
    record.methods.set(lower, [...overloads, method]);
    symbol.methods.push(method);
    sources.methods.set(method, node);
}

function checkMethodBody(
    compilation: Compilation,
    record: ClassRecord,
    node: MethodDeclaration,
    method: MethodSymbol
): void {
    const { path } = record.symbol;
    if (record.symbol.form === 'interface') {
        if (node.body) compilation.report(path, node.name.span, messages.abstractWithBody());
        return;
    }
    if (method.isAbstract && node.body) compilation.report(path, node.name.span, messages.abstractWithBody());
    if (!method.isAbstract && !node.body) compilation.report(path, node.name.span, messages.methodWithoutBody());
    if (method.isAbstract && !record.symbol.isAbstract) {
        compilation.report(
            path,
            node.name.span,
            messages.definingTypeRequires('abstract methods', `class be declared as abstract: ${record.symbol.name}`)
        );
    }
}

function declareConstructor(
    compilation: Compilation,
    record: ClassRecord,
    node: ConstructorDeclaration,
    sources: MemberSources
): void {
    const { symbol } = record;
    checkModifiers(compilation, symbol.path, node.modifiers, 'constructors');
    if (node.name.text.toLowerCase() !== symbol.simpleName.toLowerCase()) {
        compilation.report(symbol.path, node.name.span, messages.constructorName(node.name.text));
        return;
    }
    const constructor: Draft<ConstructorSymbol> = {
        symbol: 'constructor',
        owner: symbol,
        slot: '',
        params: declareParameters(compilation, record, node.params),
        visibility: visibilityOf(node.modifiers, 'private'),
        line: node.name.span.line
    };
    if (symbol.constructors.some((other) => sameParameters(other.params, constructor.params))) {
        compilation.report(
            symbol.path,
            node.name.span,
            messages.duplicateMethod(signature(symbol.simpleName, constructor.params), symbol.name)
        );
        return;
    }
    if (symbol.isException && isInheritedByExceptions(constructor.params.map((param) => param.type))) {
        const text = signature('<Constructor>', constructor.params);
        compilation.report(symbol.path, node.name.span, messages.exceptionConstructor(text));
        return;
    }
    symbol.constructors.push(constructor);
    sources.constructors.set(constructor, node);
}

/** Every exception class has (), (String), (Exception) and (String, Exception) from the platform. */
function isInheritedByExceptions(params: readonly ApexType[]): boolean {
    return ['', 'String', 'Exception', 'String,Exception'].includes(params.map(displayName).join());
}
