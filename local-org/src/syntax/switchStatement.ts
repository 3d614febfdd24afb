import type { Block, Expression, Identifier, SwitchBranch, SwitchStatement, SwitchWhen } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { switchNeedsWhen } from './messages.ts';
import { parsePrimary } from './primaries.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';
import { parseType, skipType } from './types.ts';

/** `switch on x { when … }`; the cursor stands at `switch`. */
export function parseSwitch(cursor: TokenCursor, parseBlock: (cursor: TokenCursor) => Block): SwitchStatement {
    const from = cursor.index;
    cursor.seek(cursor.index + 2);
    const value = parseExpression(cursor);
    cursor.expect(T.LBrace, '{', false);
    const branches: SwitchBranch[] = [];
    while (cursor.kind === T.When) {
        const start = cursor.index;
        cursor.advance();
        const when = parseWhen(cursor);
        const body = parseBlock(cursor);
        branches.push({ span: cursor.spanFrom(start), when, body });
    }
    if (branches.length === 0 && cursor.kind === T.RBrace) cursor.fail(switchNeedsWhen);
    cursor.expect(T.RBrace, '}', false);
    return { kind: 'Switch', span: cursor.spanFrom(from), value, branches };
}

function parseWhen(cursor: TokenCursor): SwitchWhen {
    if (cursor.accept(T.Else)) return { kind: 'Else' };
    const afterType = skipType(cursor, cursor.index);
    if (afterType > 0 && isIdentifierKind(cursor.kinds[afterType])) {
        return { kind: 'Type', type: parseType(cursor), name: cursor.identifier() };
    }
    const values = [parseWhenValue(cursor)];
    while (cursor.accept(T.Comma)) values.push(parseWhenValue(cursor));
    return { kind: 'Values', values };
}

/** A literal, possibly signed or parenthesised, or the name of an enum constant. */
function parseWhenValue(cursor: TokenCursor): Expression {
    const from = cursor.index;
    switch (cursor.kind) {
        case T.LParen: {
            cursor.enter();
            cursor.advance();
            const value = parseWhenValue(cursor);
            cursor.expect(T.RParen, ')', false);
            cursor.leave();
            return value;
        }
        case T.Plus:
        case T.Minus: {
            const operator = cursor.kind === T.Plus ? '+' : '-';
            const next = cursor.peek(1);
            if (next !== T.Integer && next !== T.Long && next !== T.Plus && next !== T.Minus) {
                cursor.advance();
                cursor.failUnexpected();
            }
            cursor.enter();
            cursor.advance();
            const operand = parseWhenValue(cursor);
            cursor.leave();
            return { kind: 'Unary', span: cursor.spanFrom(from), operator, operand };
        }
        case T.Integer:
        case T.Long:
        case T.String:
        case T.Null:
            return parsePrimary(cursor);
        default:
            return parseQualifiedName(cursor);
    }
}

function parseQualifiedName(cursor: TokenCursor): Expression {
    const first: Identifier = cursor.identifier();
    let result: Expression = { kind: 'Name', span: first.span, name: first };
    while (cursor.accept(T.Dot)) {
        const name = cursor.identifier();
        result = { kind: 'FieldAccess', span: cursor.spanSince(first.span), target: result, safe: false, name };
    }
    return result;
}
