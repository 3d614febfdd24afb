import type { ClassDeclaration, EnumDeclaration, InterfaceDeclaration, TypeNode } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { ClassRecord, Compilation } from './compilation.ts';
import * as messages from './messages/index.ts';
import { platformSuper } from './platformMembers.ts';
import type { ClassSymbol } from './symbols.ts';
import { resolveType } from './typeNames.ts';
import type { ClassType, PlatformRef } from './types.ts';
import { displayName, platformOf } from './types.ts';

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

function interfacesOf(
    compilation: Compilation,
    record: ClassRecord,
    nodes: readonly TypeNode[]
): (ClassType | PlatformRef)[] {
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
    if (type.kind === 'platform')
        return type.form === 'interface' ? platformOf(type.name, 'interface', type.args) : null;
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
