import type { AssignOperator, BinaryOperator, Expression, TypeNode } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parsePrimary } from './primaries.ts';
import { isIdentifierKind, KIND_COUNT, T } from './tokenKinds.ts';
import { parseType, skipType } from './types.ts';

/** Binding strength of the binary operators by token kind; 0 = not one. */
const strength = new Uint8Array(KIND_COUNT);
const symbol: BinaryOperator[] = [];
const INSTANCEOF_STRENGTH = 8;
const SHIFT_STRENGTH = 10;
// prettier-ignore
for (const [level, operators] of [
    [1, [[T.Coalesce, '??']]],
    [2, [[T.OrOr, '||']]],
    [3, [[T.AndAnd, '&&']]],
    [4, [[T.Bar, '|']]],
    [5, [[T.Caret, '^']]],
    [6, [[T.Ampersand, '&']]],
    [7, [[T.Equal, '=='], [T.NotEqual, '!='], [T.LessGreater, '<>'], [T.ExactEqual, '==='], [T.ExactNotEqual, '!==']]],
    [9, [[T.Less, '<'], [T.Greater, '>'], [T.LessEqual, '<='], [T.GreaterEqual, '>=']]],
    [11, [[T.Plus, '+'], [T.Minus, '-']]],
    [12, [[T.Star, '*'], [T.Slash, '/']]]
] as const) {
    for (const [kind, text] of operators) {
        strength[kind] = level;
        symbol[kind] = text;
    }
}

const assignSymbol: (AssignOperator | undefined)[] = [];
// prettier-ignore
for (const [kind, text] of [
    [T.Assign, '='], [T.PlusAssign, '+='], [T.MinusAssign, '-='], [T.StarAssign, '*='], [T.SlashAssign, '/='],
    [T.AndAssign, '&='], [T.OrAssign, '|='], [T.XorAssign, '^='], [T.ShiftLeftAssign, '<<='],
    [T.ShiftRightAssign, '>>='], [T.UnsignedShiftRightAssign, '>>>=']
] as const) assignSymbol[kind] = text;

/** Any expression, assignments included. */
export function parseExpression(cursor: TokenCursor): Expression {
    cursor.enter();
    const target = parseTernary(cursor);
    const operator = assignSymbol[cursor.kind];
    let result = target;
    if (operator !== undefined) {
        cursor.advance();
        const value = parseExpression(cursor);
        result = { kind: 'Assign', span: cursor.spanSince(target.span), operator, target, value };
    }
    cursor.leave();
    return result;
}

/** The comma-separated expressions up to (and including) a closing parenthesis. */
export function parseArguments(cursor: TokenCursor): Expression[] {
    const args: Expression[] = [];
    if (cursor.accept(T.RParen)) return args;
    do args.push(parseExpression(cursor));
    while (cursor.accept(T.Comma));
    closeParenthesis(cursor);
    return args;
}

/** Consumes `)`; left out before what usually follows one, the platform calls it missing. */
export function closeParenthesis(cursor: TokenCursor): void {
    const insertable = cursor.kind === T.Semi || cursor.kind === T.LBrace || cursor.kind === T.RBracket;
    cursor.expect(T.RParen, ')', insertable);
}

function parseTernary(cursor: TokenCursor): Expression {
    const condition = parseBinary(cursor, 1);
    if (cursor.kind !== T.Question) return condition;
    cursor.advance();
    const then = parseExpression(cursor);
    cursor.expect(T.Colon, ':', false);
    cursor.enter();
    const otherwise = parseTernary(cursor);
    cursor.leave();
    return { kind: 'Ternary', span: cursor.spanSince(condition.span), condition, then, otherwise };
}

function parseBinary(cursor: TokenCursor, weakest: number): Expression {
    let left = parseUnary(cursor);
    for (let links = 0; ; links++) {
        cursor.limitChain(links);
        const kind = cursor.kind;
        if (kind === T.Instanceof && weakest <= INSTANCEOF_STRENGTH) {
            cursor.advance();
            const type = parseType(cursor);
            left = { kind: 'Instanceof', span: cursor.spanSince(left.span), operand: left, type };
            continue;
        }
        let level = strength[kind];
        if (level === 0) return left;
        let operator = symbol[kind];
        let width = 1;
        if ((kind === T.Greater || kind === T.Less) && cursor.peek(1) === kind && cursor.touchesNext(cursor.index)) {
            level = SHIFT_STRENGTH;
            width = 2;
            operator = kind === T.Less ? '<<' : '>>';
            if (kind === T.Greater && cursor.peek(2) === kind && cursor.touchesNext(cursor.index + 1)) {
                width = 3;
                operator = '>>>';
            }
        }
        if (level < weakest) return left;
        cursor.seek(cursor.index + width);
        const right = parseBinary(cursor, level + 1);
        left = { kind: 'Binary', span: cursor.spanSince(left.span), operator, left, right };
    }
}

const prefixSymbol: ('+' | '-' | '!' | '~' | '++' | '--' | undefined)[] = [];
// prettier-ignore
for (const [kind, text] of [
    [T.Plus, '+'], [T.Minus, '-'], [T.Bang, '!'], [T.Tilde, '~'], [T.Increment, '++'], [T.Decrement, '--']
] as const) prefixSymbol[kind] = text;

function parseUnary(cursor: TokenCursor): Expression {
    const from = cursor.index;
    const operator = prefixSymbol[cursor.kind];
    if (operator !== undefined) {
        cursor.enter();
        cursor.advance();
        const operand = parseUnary(cursor);
        cursor.leave();
        return { kind: 'Unary', span: cursor.spanFrom(from), operator, operand };
    }
    if (cursor.kind === T.LParen && isCast(cursor)) {
        cursor.enter();
        cursor.advance();
        const type = parseType(cursor);
        cursor.advance();
        const operand = parseUnary(cursor);
        cursor.leave();
        return { kind: 'Cast', span: cursor.spanFrom(from), type, operand };
    }
    return parsePostfix(cursor);
}

/**
 * Whether the parenthesis at the cursor encloses a type that is cast to, told by the token after it. `(a) - b` and
 * `(a)[0]` look like casts too: before a sign only a number type or one with type arguments is one, before a bracket
 * only if a query stands in it.
 */
// prettier-ignore
function isCast(cursor: TokenCursor): boolean {
    const close = skipType(cursor, cursor.index + 1);
    if (close < 0 || cursor.kinds[close] !== T.RParen) return false;
    const next = cursor.kinds[close + 1];
    switch (next) {
        case T.LParen: case T.Bang: case T.Tilde: case T.New: case T.Null: case T.This: case T.Super:
        case T.True: case T.False: case T.Integer: case T.Long: case T.Decimal: case T.Double: case T.String:
        case T.List: case T.Map: case T.Void:
            return true;
        case T.LBracket:
            return cursor.kinds[close + 2] === T.Select || cursor.kinds[close + 2] === T.Find;
        case T.Plus: case T.Minus:
            return cursor.kinds[close - 1] === T.Greater || isNumberType(cursor, close);
        case T.Increment: case T.Decrement:
            return isIdentifierKind(cursor.kinds[close + 2]) || cursor.kinds[close + 2] === T.This;
        case T.Instanceof:
            return false;
        default:
            return next === T.Identifier || (!cursor.inBind && isIdentifierKind(next));
    }
}

const NUMBER_TYPES = ['integer', 'long', 'double', 'decimal'];

function isNumberType(cursor: TokenCursor, close: number): boolean {
    return close === cursor.index + 2 && NUMBER_TYPES.some((name) => cursor.isWordAt(cursor.index + 1, name));
}

function parsePostfix(cursor: TokenCursor): Expression {
    let result = parsePrimary(cursor);
    for (let links = 0; ; links++) {
        cursor.limitChain(links);
        switch (cursor.kind) {
            case T.Dot:
            case T.SafeDot: {
                const safe = cursor.kind === T.SafeDot;
                cursor.advance();
                const isClass = cursor.kind === T.Class && !safe && cursor.peek(1) !== T.LParen;
                const type = isClass ? typeFromNames(result) : null;
                const name = cursor.memberName();
                if (type !== null) {
                    result = { kind: 'TypeLiteral', span: cursor.spanSince(result.span), type };
                } else if (cursor.kind === T.LParen) {
                    cursor.advance();
                    const args = parseArguments(cursor);
                    result = { kind: 'Call', span: cursor.spanSince(result.span), target: result, safe, name, args };
                } else {
                    result = { kind: 'FieldAccess', span: cursor.spanSince(result.span), target: result, safe, name };
                }
                break;
            }
            case T.LBracket: {
                cursor.advance();
                const index = parseExpression(cursor);
                cursor.expect(T.RBracket, ']', false);
                result = { kind: 'Index', span: cursor.spanSince(result.span), target: result, index };
                break;
            }
            case T.Increment:
            case T.Decrement: {
                const operator = cursor.kind === T.Increment ? '++' : '--';
                cursor.advance();
                result = { kind: 'Postfix', span: cursor.spanSince(result.span), operator, operand: result };
                break;
            }
            default:
                return result;
        }
    }
}

/** `a.b.c` read as an expression, seen again as a type once `.class` shows that it was one. */
function typeFromNames(expression: Expression): TypeNode | null {
    if (expression.kind === 'Name') {
        return { span: expression.span, names: [expression.name], args: [], arrayDepth: 0 };
    }
    if (expression.kind !== 'FieldAccess' || expression.safe) return null;
    const qualifier = typeFromNames(expression.target);
    if (qualifier === null) return null;
    return { ...qualifier, span: expression.span, names: [...qualifier.names, expression.name] };
}
