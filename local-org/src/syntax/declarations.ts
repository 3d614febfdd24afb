import type {
    Accessor,
    ClassDeclaration,
    EnumDeclaration,
    Identifier,
    InterfaceDeclaration,
    Member,
    MethodDeclaration,
    Modifiers,
    Parameter,
    PropertyDeclaration,
    TypeDeclaration,
    TypeNode
} from './ast.ts';
import { SyntaxFailure, type TokenCursor } from './cursor.ts';
import { closeParenthesis } from './expressions.ts';
import { parseModifiers } from './modifiers.ts';
import { skipMember } from './recovery.ts';
import { endStatement, parseBlock, parseDeclarators } from './statements.ts';
import { T } from './tokenKinds.ts';
import { parseType, parseTypeList } from './types.ts';

/** Whether `class`, `interface` or `enum` stands at the cursor. */
export function startsTypeDeclaration(cursor: TokenCursor): boolean {
    return cursor.kind === T.Class || cursor.kind === T.Interface || cursor.kind === T.Enum;
}

/** A class, interface or enum whose modifiers began at token `from`. */
export function parseTypeDeclaration(cursor: TokenCursor, from: number, modifiers: Modifiers): TypeDeclaration {
    cursor.enter();
    const declaration =
        cursor.kind === T.Class
            ? parseClass(cursor, from, modifiers)
            : cursor.kind === T.Interface
              ? parseInterface(cursor, from, modifiers)
              : parseEnum(cursor, from, modifiers);
    cursor.leave();
    return declaration;
}

function parseClass(cursor: TokenCursor, from: number, modifiers: Modifiers): ClassDeclaration {
    cursor.advance();
    const name = cursor.identifier();
    const superType = cursor.accept(T.Extends) ? parseType(cursor) : null;
    const interfaces = cursor.accept(T.Implements) ? parseTypeList(cursor) : [];
    cursor.expect(T.LBrace, '{', false);
    const members: Member[] = [];
    while (cursor.kind !== T.RBrace && cursor.kind !== T.EOF) {
        if (cursor.accept(T.Semi)) continue;
        const member = recoverMember(cursor, parseClassMember);
        if (member !== null) members.push(member);
    }
    cursor.expect(T.RBrace, '}', false);
    const span = cursor.spanFrom(from);
    return { kind: 'Class', span, modifiers, name, extends: superType, implements: interfaces, members };
}

function parseInterface(cursor: TokenCursor, from: number, modifiers: Modifiers): InterfaceDeclaration {
    cursor.advance();
    const name = cursor.identifier();
    const superTypes = cursor.accept(T.Extends) ? parseTypeList(cursor) : [];
    cursor.expect(T.LBrace, '{', false);
    const members: MethodDeclaration[] = [];
    while (cursor.kind !== T.RBrace && cursor.kind !== T.EOF) {
        const member = recoverMember(cursor, parseInterfaceMethod);
        if (member !== null) members.push(member);
    }
    cursor.expect(T.RBrace, '}', false);
    return { kind: 'Interface', span: cursor.spanFrom(from), modifiers, name, extends: superTypes, members };
}

function parseEnum(cursor: TokenCursor, from: number, modifiers: Modifiers): EnumDeclaration {
    cursor.advance();
    const name = cursor.identifier();
    cursor.expect(T.LBrace, '{', false);
    const constants: Identifier[] = [];
    if (cursor.kind !== T.RBrace) {
        do constants.push(cursor.identifier());
        while (cursor.accept(T.Comma));
    }
    cursor.expect(T.RBrace, '}', false);
    return { kind: 'Enum', span: cursor.spanFrom(from), modifiers, name, constants };
}

function recoverMember<Result>(cursor: TokenCursor, parse: (cursor: TokenCursor) => Result): Result | null {
    const from = cursor.index;
    const nesting = cursor.nesting;
    try {
        return parse(cursor);
    } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
        cursor.nesting = nesting;
        cursor.inBind = false;
        skipMember(cursor, from);
        return null;
    }
}

function parseClassMember(cursor: TokenCursor): Member {
    const from = cursor.index;
    if (cursor.kind === T.LBrace || (cursor.kind === T.Static && cursor.peek(1) === T.LBrace)) {
        const isStatic = cursor.accept(T.Static);
        const body = parseBlock(cursor);
        return { kind: 'Initializer', span: cursor.spanFrom(from), isStatic, body };
    }
    const modifiers = parseModifiers(cursor);
    if (cursor.peek(1) === T.LParen && cursor.kind !== T.Void) {
        const name = cursor.identifier();
        const params = parseParameters(cursor);
        const body = parseBlock(cursor);
        return { kind: 'Constructor', span: cursor.spanFrom(from), modifiers, name, params, body };
    }
    return parseMember(cursor, from, modifiers);
}

/** A nested type, method, property or field whose modifiers began at token `from`. */
export function parseMember(cursor: TokenCursor, from: number, modifiers: Modifiers): Member {
    if (startsTypeDeclaration(cursor)) return parseTypeDeclaration(cursor, from, modifiers);
    const isVoid = cursor.accept(T.Void);
    const type = isVoid ? null : parseType(cursor);
    if (type === null || cursor.peek(1) === T.LParen) return parseMethod(cursor, from, modifiers, type, true);
    if (cursor.peek(1) === T.LBrace) return parseProperty(cursor, from, modifiers, type);
    const declarators = parseDeclarators(cursor);
    endStatement(cursor);
    return { kind: 'Field', span: cursor.spanFrom(from), modifiers, type, declarators };
}

function parseInterfaceMethod(cursor: TokenCursor): MethodDeclaration {
    const from = cursor.index;
    const modifiers = parseModifiers(cursor);
    const type = cursor.accept(T.Void) ? null : parseType(cursor);
    return parseMethod(cursor, from, modifiers, type, false);
}

function parseMethod(
    cursor: TokenCursor,
    from: number,
    modifiers: Modifiers,
    returnType: TypeNode | null,
    mayHaveBody: boolean
): MethodDeclaration {
    const name = cursor.identifier();
    const params = parseParameters(cursor);
    const body = mayHaveBody && cursor.kind !== T.Semi ? parseBlock(cursor) : null;
    if (body === null && !mayHaveBody && cursor.kind === T.LBrace) cursor.expect(T.Semi, ';', false);
    else if (body === null) endStatement(cursor);
    return { kind: 'Method', span: cursor.spanFrom(from), modifiers, returnType, name, params, body };
}

function parseParameters(cursor: TokenCursor): Parameter[] {
    cursor.expect(T.LParen, '(', false);
    const params: Parameter[] = [];
    if (cursor.accept(T.RParen)) return params;
    do {
        const from = cursor.index;
        const modifiers = parseModifiers(cursor);
        const type = parseType(cursor);
        const name = cursor.identifier();
        params.push({ span: cursor.spanFrom(from), modifiers, type, name });
    } while (cursor.accept(T.Comma));
    closeParenthesis(cursor);
    return params;
}

function parseProperty(cursor: TokenCursor, from: number, modifiers: Modifiers, type: TypeNode): PropertyDeclaration {
    const name = cursor.identifier();
    cursor.advance();
    let getter: Accessor | null = null;
    let setter: Accessor | null = null;
    while (cursor.kind !== T.RBrace) {
        const start = cursor.index;
        const accessorModifiers = parseModifiers(cursor);
        const isGetter = cursor.kind === T.Get;
        if ((!isGetter && cursor.kind !== T.Set) || (isGetter ? getter : setter) !== null) cursor.failUnexpected();
        cursor.advance();
        const body = cursor.kind === T.LBrace ? parseBlock(cursor) : null;
        if (body === null) endStatement(cursor);
        const accessor: Accessor = { span: cursor.spanFrom(start), modifiers: accessorModifiers, body };
        if (isGetter) getter = accessor;
        else setter = accessor;
    }
    cursor.advance();
    return { kind: 'Property', span: cursor.spanFrom(from), modifiers, type, name, getter, setter };
}
