import type { EnumDeclaration, Member, TypeDeclaration } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { ClassRecord, Compilation, Draft } from './compilation.ts';
import { annotation } from './compilation.ts';
import * as messages from './messages/index.ts';
import { annotationsOf, checkModifiers, has, sharingOf, visibilityOf } from './modifiers.ts';
import type { ClassSymbol } from './symbols.ts';

interface Head {
    readonly name: string;
    readonly form: ClassSymbol['form'];
    readonly path: string;
    readonly span: Span;
    readonly outer: ClassRecord | null;
    readonly members: readonly Member[];
}

function newRecord(
    compilation: Compilation,
    head: Head,
    own: Partial<Draft<ClassSymbol>>,
    declaration: TypeDeclaration | null
): ClassRecord {
    const symbol: Draft<ClassSymbol> = {
        name:
            head.outer && head.outer.symbol.form !== 'anonymous' ? `${head.outer.symbol.name}.${head.name}` : head.name,
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
function declareType(
    compilation: Compilation,
    path: string,
    node: TypeDeclaration,
    outer: ClassRecord | null
): ClassRecord {
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
    if (compilation.topLevel.has(lower))
        compilation.report(path, node.name.span, messages.duplicateType(node.name.text));
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
