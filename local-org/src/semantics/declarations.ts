import type {
    ClassDeclaration,
    EnumDeclaration,
    InterfaceDeclaration,
    Member,
    TypeDeclaration,
    TypeNode
} from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { ClassRecord, Compilation, Draft } from './compilation.ts';
import { annotation, classType } from './compilation.ts';
import * as messages from './messages/index.ts';
import { annotationsOf, checkModifiers, has, sharingOf, visibilityOf } from './modifiers.ts';
import { platformSuper } from './platformMembers.ts';
import type { ClassSymbol } from './symbols.ts';
import type { ClassType, PlatformRef } from './types.ts';
import { displayName, platformOf } from './types.ts';
import { resolveType } from './typeNames.ts';

interface Head {
    readonly name: string;
    readonly form: ClassSymbol['form'];
    readonly path: string;
    readonly span: Span;
    readonly outer: ClassRecord | null;
    readonly members: readonly Member[];
}

function newRecord(compilation: Compilation, head: Head, own: Partial<Draft<ClassSymbol>>, declaration: TypeDeclaration | null): ClassRecord {
    const symbol: Draft<ClassSymbol> = {
        name: head.outer && head.outer.symbol.form !== 'anonymous' ? `${head.outer.symbol.name}.${head.name}` : head.name,
        simpleName: head.name,
        form: head.form,
        path: head.path,
        line: head.span.line,
        index: compilation.records.length,
        outer: head.outer?.symbol ?? null,
        inner: [],
        visibility: 'public',
        isAbstract: false,
        isVirtual: false,
        isTest: head.outer?.symbol.isTest ?? false,
        sharing: null,
        annotations: [],
        superType: null,
        interfaces: [],
        fields: [],
        properties: [],
        methods: [],
        constructors: [],
        enumConstants: [],
        isException: false,
        ...own
    };
    const record: ClassRecord = {
        symbol,
        declaration,
        members: head.members,
        outer: head.outer,
        inner: new Map(),
        variables: new Map(),
        methods: new Map(),
        triggerObject: null
    };
    compilation.records.push(record);
    return record;
}

/** A symbol for a type and for its inner types; supertypes and members follow when all names are known. */
export function declareType(compilation: Compilation, path: string, node: TypeDeclaration, outer: ClassRecord | null): ClassRecord {
    const modifiers = node.modifiers;
    const isInner = outer !== null;
    const plural = ({ Class: 'classes', Interface: 'interfaces', Enum: 'enums' } as const)[node.kind];
    checkModifiers(compilation, path, modifiers, plural);
    const annotations = annotationsOf(modifiers);
    const isTest = annotation({ annotations }, 'istest') !== null || (outer?.symbol.isTest ?? false);
    const visibility = visibilityOf(modifiers, 'private');
    if (!isInner && !isTest && visibility !== 'public' && visibility !== 'global') {
        compilation.report(path, node.name.span, messages.topLevelScope());
    }
    const record = newRecord(
        compilation,
        {
            name: node.name.text,
            form: ({ Class: 'class', Interface: 'interface', Enum: 'enum' } as const)[node.kind],
            path,
            span: node.name.span,
            outer,
            members: node.kind === 'Enum' ? [] : node.members
        },
        {
            visibility: isInner && outer.symbol.form === 'anonymous' ? 'public' : visibility,
            isAbstract: has(modifiers, 'abstract'),
            isVirtual: has(modifiers, 'virtual') || has(modifiers, 'abstract'),
            isTest,
            sharing: sharingOf(modifiers),
            annotations,
            enumConstants: node.kind === 'Enum' ? enumConstants(compilation, path, node) : []
        },
        node
    );
    if (node.kind === 'Class') declareInner(compilation, path, node.members, record);
    return record;
}

function enumConstants(compilation: Compilation, path: string, node: EnumDeclaration): string[] {
    const seen = new Set<string>();
    for (const constant of node.constants) {
        const lower = constant.text.toLowerCase();
        if (seen.has(lower)) compilation.report(path, constant.span, messages.duplicateField(constant.text));
        seen.add(lower);
    }
    return node.constants.map((constant) => constant.text);
}

function declareInner(compilation: Compilation, path: string, members: readonly Member[], record: ClassRecord): void {
    for (const member of members) {
        if (member.kind !== 'Class' && member.kind !== 'Interface' && member.kind !== 'Enum') continue;
        if (record.outer && record.outer.symbol.form !== 'anonymous') {
            compilation.report(path, member.name.span, messages.innerInInner());
            continue;
        }
        const lower = member.name.text.toLowerCase();
        if (record.inner.has(lower) || record.symbol.simpleName.toLowerCase() === lower) {
            compilation.report(path, member.name.span, messages.duplicateType(member.name.text));
            continue;
        }
        const inner = declareType(compilation, path, member, record);
        record.inner.set(lower, inner);
        record.symbol.inner.push(inner.symbol);
    }
}

/** Registers an outer type under its name; a second one of the same name is a finding. */
export function declareTopLevel(compilation: Compilation, path: string, node: TypeDeclaration): ClassRecord {
    const record = declareType(compilation, path, node, null);
    const lower = node.name.text.toLowerCase();
    if (compilation.topLevel.has(lower)) compilation.report(path, node.name.span, messages.duplicateType(node.name.text));
    else compilation.topLevel.set(lower, record);
    return record;
}

/** The pseudo-class that carries the declarations of a trigger or an anonymous block. */
export function declareBody(
    compilation: Compilation,
    form: 'trigger' | 'anonymous',
    name: string,
    path: string,
    span: Span,
    members: readonly Member[]
): ClassRecord {
    const record = newRecord(compilation, { name, form, path, span, outer: null, members }, {}, null);
    declareInner(compilation, path, members, record);
    return record;
}

/* ---- supertypes ---- */

export function resolveSupertypes(compilation: Compilation, record: ClassRecord): void {
    const node = record.declaration;
    if (node?.kind === 'Class') resolveClassSupertypes(compilation, record, node);
    if (node?.kind === 'Interface') {
        record.symbol.interfaces = interfacesOf(compilation, record, node.extends);
    }
}

function resolveClassSupertypes(compilation: Compilation, record: ClassRecord, node: ClassDeclaration): void {
    const { path } = record.symbol;
    if (node.extends) {
        const type = resolveType(compilation, { record: scopeOfHead(record), path }, node.extends);
        const text = node.extends.names.map((name) => name.text).join('.');
        if (type.kind === 'class' && type.symbol.form === 'class') {
            if (!type.symbol.isVirtual && !isDeclaredException(compilation.record(type.symbol))) {
                compilation.report(path, node.extends.span, messages.finalSuperType(type.symbol.name));
            }
            record.symbol.superType = type;
        } else if (type.kind === 'platform' && type.form === 'class') {
            record.symbol.superType = type;
        } else if (type.kind !== 'object') {
            compilation.report(path, node.extends.span, messages.invalidSuperType(text));
        }
    }
    record.symbol.interfaces = interfacesOf(compilation, record, node.implements);
}

/** Exception classes are virtual without saying so. */
function isDeclaredException(record: ClassRecord): boolean {
    return record.symbol.simpleName.toLowerCase().endsWith('exception');
}

/** A class's own inner types are no names in its own head, but those of the outer class are. */
const scopeOfHead = (record: ClassRecord): ClassRecord => record.outer ?? record;

function interfacesOf(compilation: Compilation, record: ClassRecord, nodes: readonly TypeNode[]): (ClassType | PlatformRef)[] {
    const { path } = record.symbol;
    const found: (ClassType | PlatformRef)[] = [];
    for (const node of nodes) {
        const type = resolveType(compilation, { record: scopeOfHead(record), path }, node);
        const asInterface = interfaceType(type);
        if (asInterface) {
            if (found.some((other) => displayName(other) === displayName(asInterface))) {
                compilation.report(path, node.span, messages.interfaceTwice(displayName(asInterface)));
            } else found.push(asInterface);
        } else if (type.kind !== 'object') {
            compilation.report(path, node.span, messages.invalidInterface(displayName(type)));
        }
    }
    return found;
}

function interfaceType(type: ReturnType<typeof resolveType>): ClassType | PlatformRef | null {
    if (type.kind === 'class') return type.symbol.form === 'interface' ? type : null;
    if (type.kind === 'platform') return type.form === 'interface' ? platformOf(type.name, 'interface', type.args) : null;
    return null;
}

/** Reports classes that are their own supertype and cuts the circle. */
export function breakCircles(compilation: Compilation, record: ClassRecord): void {
    const start = record.symbol;
    const reaches = (symbol: ClassSymbol, seen: Set<ClassSymbol>): boolean => {
        if (seen.has(symbol)) return false;
        seen.add(symbol);
        return [symbol.superType, ...symbol.interfaces].some(
            (type) => type?.kind === 'class' && (type.symbol === start || reaches(type.symbol, seen))
        );
    };
    if (!reaches(start, new Set())) return;
    compilation.report(start.path, headSpan(record), messages.circular(start.name));
    record.symbol.superType = null;
    record.symbol.interfaces = [];
}

/** Position of the declared name. */
export function headSpan(record: ClassRecord): Span {
    const node: ClassDeclaration | InterfaceDeclaration | EnumDeclaration | null = record.declaration;
    return node ? node.name.span : { start: 0, end: 0, line: 1, column: 1 };
}

/** Marks exception classes; call when all supertypes are known and free of circles. */
export function markException(compilation: Compilation, record: ClassRecord): void {
    const { symbol } = record;
    let type = symbol.superType;
    while (type?.kind === 'class') type = type.symbol.superType;
    symbol.isException = type !== null && platformSuper(compilation, type, 'System.Exception') !== null;
    const endsWell = symbol.simpleName.toLowerCase().endsWith('exception');
    if (symbol.form !== 'class') return;
    if (symbol.isException && !endsWell) {
        compilation.report(symbol.path, headSpan(record), messages.exceptionName(symbol.name));
    }
    if (!symbol.isException && endsWell) {
        compilation.report(symbol.path, headSpan(record), messages.exceptionBase(symbol.name));
    }
    if (symbol.isException) symbol.isVirtual = true;
}

/** The class itself, then its superclasses in the project. */
export function classChain(compilation: Compilation, record: ClassRecord): ClassRecord[] {
    const { superType } = record.symbol;
    return superType?.kind === 'class' ? [record, ...classChain(compilation, compilation.record(superType.symbol))] : [record];
}

/** All project types a type inherits from, itself first: superclasses and interfaces, each once. */
export function projectLineage(compilation: Compilation, record: ClassRecord): ClassRecord[] {
    const found = new Set<ClassRecord>();
    const visit = (current: ClassRecord): void => {
        if (found.has(current)) return;
        found.add(current);
        for (const type of [current.symbol.superType, ...current.symbol.interfaces]) {
            if (type?.kind === 'class') visit(compilation.record(type.symbol));
        }
    };
    visit(record);
    return [...found];
}

/** Platform supertypes named anywhere in the lineage. */
export function platformSupertypes(compilation: Compilation, record: ClassRecord): PlatformRef[] {
    const found: PlatformRef[] = [];
    for (const { symbol } of projectLineage(compilation, record)) {
        for (const type of [symbol.superType, ...symbol.interfaces]) if (type?.kind === 'platform') found.push(type);
    }
    return found;
}

export const typeOfRecord = (record: ClassRecord): ClassType => classType(record.symbol);
