import type { Expression, LiteralExpression, NewExpression, TypeNode } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parseArguments, parseExpression } from './expressions.ts';
import { parseInlineSosl } from './soslParser.ts';
import { parseInlineSoql } from './soqlParser.ts';
import { unescapeString } from './stringLiterals.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';
import { parseType, parseTypeName, skipType } from './types.ts';

/** Literals, names, calls, `new`, queries and parenthesised expressions. */
export function parsePrimary(cursor: TokenCursor): Expression {
    const from = cursor.index;
    switch (cursor.kind) {
        case T.String: {
            const value = unescapeString(cursor.text, cursor.tokenStart(from), cursor.tokenEnd(from));
            return literal(cursor, 'String', value);
        }
        case T.Integer:
            return literal(cursor, 'Integer', cursor.tokenText(from));
        case T.Long:
            return literal(cursor, 'Long', cursor.tokenText(from).slice(0, -1));
        case T.Decimal:
            return literal(cursor, 'Decimal', cursor.tokenText(from));
        case T.Double:
            return literal(cursor, 'Double', cursor.tokenText(from).slice(0, -1));
        case T.True:
            return literal(cursor, 'Boolean', 'true');
        case T.False:
            return literal(cursor, 'Boolean', 'false');
        case T.Null:
            return literal(cursor, 'Null', 'null');
        case T.This:
        case T.Super:
            return parseSelfReference(cursor);
        case T.New:
            return parseNew(cursor);
        case T.LParen: {
            cursor.advance();
            const inner = parseExpression(cursor);
            cursor.expect(T.RParen, ')', cursor.kind === T.Semi || cursor.kind === T.LBrace);
            return inner;
        }
        case T.LBracket:
            return parseQuery(cursor);
        case T.Void:
        case T.List:
        case T.Map:
            return parseTypeLiteral(cursor);
        default:
            return parseName(cursor);
    }
}

function literal(cursor: TokenCursor, type: LiteralExpression['type'], value: string): LiteralExpression {
    const from = cursor.index;
    cursor.advance();
    return { kind: 'Literal', span: cursor.spanFrom(from), type, value };
}

function parseSelfReference(cursor: TokenCursor): Expression {
    const from = cursor.index;
    const kind = cursor.kind === T.This ? 'This' : 'Super';
    cursor.advance();
    const self: Expression = { kind, span: cursor.spanFrom(from) };
    if (!cursor.accept(T.LParen)) return self;
    const args = parseArguments(cursor);
    return { kind: 'Call', span: cursor.spanFrom(from), target: self, safe: false, name: null, args };
}

function parseName(cursor: TokenCursor): Expression {
    const from = cursor.index;
    const next = cursor.peek(1);
    if ((next === T.Less || (next === T.LBracket && cursor.peek(2) === T.RBracket)) && isTypeLiteral(cursor)) {
        return parseTypeLiteral(cursor);
    }
    const name = cursor.identifier();
    if (cursor.kind !== T.LParen) return { kind: 'Name', span: name.span, name };
    cursor.advance();
    const args = parseArguments(cursor);
    return { kind: 'Call', span: cursor.spanFrom(from), target: null, safe: false, name, args };
}

function isTypeLiteral(cursor: TokenCursor): boolean {
    const end = skipType(cursor, cursor.index);
    return end > 0 && cursor.kinds[end] === T.Dot && cursor.kinds[end + 1] === T.Class;
}

function parseTypeLiteral(cursor: TokenCursor): Expression {
    const from = cursor.index;
    let type: TypeNode;
    if (cursor.kind === T.Void) {
        cursor.advance();
        const span = cursor.spanFrom(from);
        type = { span, names: [{ span, text: cursor.tokenText(from) }], args: [], arrayDepth: 0 };
    } else {
        if (!isTypeLiteral(cursor)) failInType(cursor);
        type = parseType(cursor);
    }
    cursor.expect(T.Dot, '.', false);
    cursor.expect(T.Class, 'class', false);
    return { kind: 'TypeLiteral', span: cursor.spanFrom(from), type };
}

/** Reports at the word that cannot name anything or, where it began a type, at what spoils that type. */
function failInType(cursor: TokenCursor): never {
    const next = cursor.peek(1);
    if (next === T.Less || next === T.LessGreater) parseType(cursor);
    cursor.failUnexpected();
}

function parseNew(cursor: TokenCursor): Expression {
    const from = cursor.index;
    cursor.advance();
    const type = parseTypeName(cursor);
    switch (cursor.kind) {
        case T.LParen: {
            cursor.advance();
            const namedArgs = parseNamedArguments(cursor);
            const args = namedArgs === null ? parseArguments(cursor) : [];
            return { kind: 'New', span: cursor.spanFrom(from), type, args, namedArgs };
        }
        case T.LBrace:
            return parseInitializer(cursor, from, type, false);
        case T.LBracket: {
            cursor.advance();
            if (cursor.accept(T.RBracket)) {
                const arrayType = { ...type, span: cursor.spanSince(type.span), arrayDepth: 1 };
                if (cursor.kind === T.LBrace) return parseInitializer(cursor, from, arrayType, true);
                const span = cursor.spanFrom(from);
                return { kind: 'NewCollection', span, type: arrayType, elements: [], entries: null };
            }
            const size = parseExpression(cursor);
            cursor.expect(T.RBracket, ']', false);
            return { kind: 'NewArray', span: cursor.spanFrom(from), elementType: type, size };
        }
        default:
            cursor.failUnexpected();
    }
}

/** `(Name = 'x', …)`, the form for SObjects; null if the arguments are positional, then only `(` is consumed. */
function parseNamedArguments(cursor: TokenCursor): NewExpression['namedArgs'] {
    if (!isIdentifierKind(cursor.kind) || cursor.peek(1) !== T.Assign) return null;
    const named = [];
    do {
        const name = cursor.identifier();
        cursor.expect(T.Assign, '=', false);
        named.push({ name, value: parseExpression(cursor) });
    } while (cursor.accept(T.Comma));
    cursor.expect(T.RParen, ')', cursor.kind === T.Semi);
    return named;
}

/** `{a, b}` or `{k => v}`. Only array initializers may end in a comma. */
function parseInitializer(cursor: TokenCursor, from: number, type: TypeNode, isArray: boolean): Expression {
    cursor.advance();
    const elements: Expression[] = [];
    const entries: { key: Expression; value: Expression }[] = [];
    while (cursor.kind !== T.RBrace) {
        const first = parseExpression(cursor);
        if (entries.length > 0 || (elements.length === 0 && cursor.kind === T.MapTo && !isArray)) {
            cursor.expect(T.MapTo, '=>', false);
            entries.push({ key: first, value: parseExpression(cursor) });
        } else {
            elements.push(first);
        }
        if (!cursor.accept(T.Comma)) break;
        if (cursor.kind === T.RBrace && !isArray) cursor.failUnexpected();
    }
    cursor.expect(T.RBrace, '}', cursor.kind === T.Semi || cursor.kind === T.RParen);
    const span = cursor.spanFrom(from);
    return { kind: 'NewCollection', span, type, elements, entries: entries.length > 0 ? entries : null };
}

function parseQuery(cursor: TokenCursor): Expression {
    const from = cursor.index;
    if (cursor.peek(1) === T.Select) {
        cursor.advance();
        const query = parseInlineSoql(cursor);
        cursor.expect(T.RBracket, ']', false);
        return { kind: 'Soql', span: cursor.spanFrom(from), query };
    }
    if (cursor.peek(1) !== T.Find) cursor.failUnexpected();
    cursor.advance();
    const query = parseInlineSosl(cursor);
    cursor.expect(T.RBracket, ']', false);
    return { kind: 'Sosl', span: cursor.spanFrom(from), query };
}
