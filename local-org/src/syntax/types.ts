import type { Identifier, TypeNode } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';

const NO_ARGUMENTS: readonly TypeNode[] = [];

/** `List` and `Map` are reserved as names but not as types. */
export function isTypeNameKind(kind: number): boolean {
    return isIdentifierKind(kind) || kind === T.List || kind === T.Map;
}

/** A type with its array suffixes. */
export function parseType(cursor: TokenCursor): TypeNode {
    const from = cursor.index;
    const name = parseTypeName(cursor);
    let arrayDepth = 0;
    while (cursor.kind === T.LBracket) {
        cursor.advance();
        cursor.expect(T.RBracket, ']', false);
        arrayDepth++;
    }
    return arrayDepth === 0 ? name : { ...name, span: cursor.spanFrom(from), arrayDepth };
}

/** A type without array suffixes, as after `new`. */
export function parseTypeName(cursor: TokenCursor): TypeNode {
    const from = cursor.index;
    if (!isTypeNameKind(cursor.kind)) cursor.failUnexpected();
    const names: Identifier[] = [cursor.memberName()];
    while (cursor.kind === T.Dot && isTypeNameKind(cursor.peek(1))) {
        cursor.advance();
        names.push(cursor.memberName());
    }
    const args = cursor.kind === T.Less ? parseTypeArguments(cursor) : NO_ARGUMENTS;
    return { span: cursor.spanFrom(from), names, args, arrayDepth: 0 };
}

function parseTypeArguments(cursor: TokenCursor): TypeNode[] {
    cursor.advance();
    const args = [parseType(cursor)];
    while (cursor.accept(T.Comma)) args.push(parseType(cursor));
    cursor.expect(T.Greater, '>', false);
    return args;
}

export function parseTypeList(cursor: TokenCursor): TypeNode[] {
    const types = [parseType(cursor)];
    while (cursor.accept(T.Comma)) types.push(parseType(cursor));
    return types;
}

/** Index of the token after the type that begins at `index`, or -1 if no type begins there. Consumes nothing. */
export function skipType(cursor: TokenCursor, index: number): number {
    const kinds = cursor.kinds;
    if (!isTypeNameKind(kinds[index])) return -1;
    index++;
    while (kinds[index] === T.Dot && isTypeNameKind(kinds[index + 1])) index += 2;
    if (kinds[index] === T.Less) {
        do {
            index = skipType(cursor, index + 1);
            if (index < 0) return -1;
        } while (kinds[index] === T.Comma);
        if (kinds[index] !== T.Greater) return -1;
        index++;
    }
    while (kinds[index] === T.LBracket && kinds[index + 1] === T.RBracket) index += 2;
    return index;
}
