import type {
    Block,
    CatchClause,
    Expression,
    LocalDeclaration,
    Modifiers,
    Statement,
    VariableDeclarator
} from './ast.ts';
import { SyntaxFailure, type TokenCursor } from './cursor.ts';
import { parseDml } from './dmlStatements.ts';
import { closeParenthesis, parseArguments, parseExpression } from './expressions.ts';
import { expressionTooLong, tryNeedsHandler } from './messages.ts';
import { parseModifiers, startsModifiers } from './modifiers.ts';
import { skipStatement } from './recovery.ts';
import { parseSwitch } from './switchStatement.ts';
import { isIdentifierKind, isMemberNameKind, T } from './tokenKinds.ts';
import { isTypeNameKind, parseType, skipType } from './types.ts';

/** `{ … }`; a statement that cannot be parsed is reported and left out. */
export function parseBlock(cursor: TokenCursor): Block {
    const from = cursor.index;
    cursor.expect(T.LBrace, '{', false);
    cursor.enter();
    const body: Statement[] = [];
    while (cursor.kind !== T.RBrace && cursor.kind !== T.EOF) {
        const statement = recoverStatement(cursor, parseStatement);
        if (statement !== null) body.push(statement);
    }
    cursor.leave();
    cursor.expect(T.RBrace, '}', false);
    return { kind: 'Block', span: cursor.spanFrom(from), body };
}

/** Runs a statement parser; on a syntax error skips to the next statement and gives null. */
export function recoverStatement<Result>(cursor: TokenCursor, parse: (cursor: TokenCursor) => Result): Result | null {
    const from = cursor.index;
    const nesting = cursor.nesting;
    try {
        return parse(cursor);
    } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
        cursor.nesting = nesting;
        cursor.inBind = false;
        skipStatement(cursor, from);
        return null;
    }
}

export function parseStatement(cursor: TokenCursor): Statement {
    switch (cursor.kind) {
        case T.LBrace:
            return parseBlock(cursor);
        case T.If:
            return parseIf(cursor);
        case T.For:
            return parseFor(cursor);
        case T.While:
            return parseWhile(cursor);
        case T.Do:
            return parseDoWhile(cursor);
        case T.Try:
            return parseTry(cursor);
        case T.Return:
        case T.Throw:
        case T.Break:
        case T.Continue:
            return parseJump(cursor);
        case T.Insert:
        case T.Update:
        case T.Upsert:
        case T.Delete:
        case T.Undelete:
        case T.Merge:
            return parseDml(cursor);
        case T.Switch:
            return cursor.peek(1) === T.On ? parseSwitch(cursor, parseBlock) : parseSimple(cursor);
        case T.System:
            return isRunAs(cursor) ? parseRunAs(cursor) : parseSimple(cursor);
        default:
            return parseSimple(cursor);
    }
}

/** Consumes the `;` that ends a statement; it counts as missing where a new statement or the end of a block follows. */
export function endStatement(cursor: TokenCursor): void {
    const kind = cursor.kind;
    const insertable = kind === T.RBrace || kind === T.LBrace || kind === T.At || isMemberNameKind(kind);
    cursor.expect(T.Semi, ';', insertable);
}

function parseSimple(cursor: TokenCursor): Statement {
    const from = cursor.index;
    if (startsModifiers(cursor) || startsLocalDeclaration(cursor)) {
        return parseLocalStatement(cursor, from, parseModifiers(cursor));
    }
    const expression = parseExpression(cursor);
    endStatement(cursor);
    return { kind: 'ExpressionStatement', span: cursor.spanFrom(from), expression };
}

/** The declaration of local variables whose modifiers began at token `from`. */
export function parseLocalStatement(cursor: TokenCursor, from: number, modifiers: Modifiers): LocalDeclaration {
    const type = parseType(cursor);
    const declarators = parseDeclarators(cursor);
    endStatement(cursor);
    return { kind: 'Local', span: cursor.spanFrom(from), modifiers, type, declarators };
}

/** Whether a type and a name follow: what is a declaration and what an expression, their first tokens do not tell. */
function startsLocalDeclaration(cursor: TokenCursor): boolean {
    if (!isTypeNameKind(cursor.kind)) return false;
    const afterType = skipType(cursor, cursor.index);
    if (afterType < 0) return false;
    const name = cursor.kinds[afterType];
    return name === T.Identifier || (isIdentifierKind(name) && name !== T.Instanceof);
}

function parseLocalDeclaration(cursor: TokenCursor): LocalDeclaration {
    const from = cursor.index;
    const modifiers = parseModifiers(cursor);
    const type = parseType(cursor);
    const declarators = parseDeclarators(cursor);
    return { kind: 'Local', span: cursor.spanFrom(from), modifiers, type, declarators };
}

/** `a, b = 1`: the names after the type of a field or local variable. */
export function parseDeclarators(cursor: TokenCursor): VariableDeclarator[] {
    const declarators: VariableDeclarator[] = [];
    do {
        const from = cursor.index;
        const name = cursor.identifier();
        const init = cursor.accept(T.Assign) ? parseExpression(cursor) : null;
        declarators.push({ span: cursor.spanFrom(from), name, init });
    } while (cursor.accept(T.Comma));
    return declarators;
}

function parseCondition(cursor: TokenCursor): Expression {
    cursor.expect(T.LParen, '(', false);
    const condition = parseExpression(cursor);
    cursor.expect(T.RParen, ')', isMemberNameKind(cursor.kind) || cursor.kind === T.LBrace || cursor.kind === T.Semi);
    return condition;
}

/** @param links ifs that this one is the else of */
function parseIf(cursor: TokenCursor, links = 0): Statement {
    const from = cursor.index;
    cursor.advance();
    const condition = parseCondition(cursor);
    const then = parseNested(cursor);
    const otherwise = cursor.accept(T.Else) ? parseElse(cursor, links + 1) : null;
    return { kind: 'If', span: cursor.spanFrom(from), condition, then, otherwise };
}

/** A chain of else-ifs may be longer than anything may be nested. */
const MAX_ELSE_IFS = 500;

function parseElse(cursor: TokenCursor, links: number): Statement {
    if (cursor.kind !== T.If) return parseNested(cursor);
    return links > MAX_ELSE_IFS ? refuseElseIfs(cursor) : parseIf(cursor, links);
}

/** Reports the chain once and goes on behind it. */
function refuseElseIfs(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.report(expressionTooLong);
    do {
        const isElseIf = cursor.accept(T.If);
        if (isElseIf) parseCondition(cursor);
        parseNested(cursor);
    } while (cursor.accept(T.Else));
    return { kind: 'Empty', span: cursor.spanFrom(from) };
}

function parseNested(cursor: TokenCursor): Statement {
    cursor.enter();
    const statement = parseStatement(cursor);
    cursor.leave();
    return statement;
}

/** The body of a loop may be empty; no other statement may. */
function parseLoopBody(cursor: TokenCursor): Statement {
    const from = cursor.index;
    if (!cursor.accept(T.Semi)) return parseNested(cursor);
    return { kind: 'Empty', span: cursor.spanFrom(from) };
}

function parseFor(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.advance();
    cursor.expect(T.LParen, '(', false);
    const isDeclaration = startsModifiers(cursor) || startsLocalDeclaration(cursor);
    if (isDeclaration) {
        const afterType = skipType(cursor, cursor.index);
        if (afterType > 0 && cursor.kinds[afterType + 1] === T.Colon) {
            const type = parseType(cursor);
            const name = cursor.identifier();
            cursor.advance();
            const iterable = parseExpression(cursor);
            closeParenthesis(cursor);
            const body = parseLoopBody(cursor);
            return { kind: 'ForEach', span: cursor.spanFrom(from), type, name, iterable, body };
        }
    }
    let init: LocalDeclaration | Expression[] | null = null;
    if (isDeclaration) init = parseLocalDeclaration(cursor);
    else if (cursor.kind !== T.Semi) init = parseExpressionList(cursor);
    cursor.expect(T.Semi, ';', false);
    const condition = cursor.kind === T.Semi ? null : parseExpression(cursor);
    cursor.expect(T.Semi, ';', false);
    const update = cursor.kind === T.RParen ? [] : parseExpressionList(cursor);
    closeParenthesis(cursor);
    const body = parseLoopBody(cursor);
    return { kind: 'For', span: cursor.spanFrom(from), init, condition, update, body };
}

function parseExpressionList(cursor: TokenCursor): Expression[] {
    const expressions = [parseExpression(cursor)];
    while (cursor.accept(T.Comma)) expressions.push(parseExpression(cursor));
    return expressions;
}

function parseWhile(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.advance();
    const condition = parseCondition(cursor);
    const body = parseLoopBody(cursor);
    return { kind: 'While', span: cursor.spanFrom(from), condition, body };
}

function parseDoWhile(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.advance();
    const body = parseBlock(cursor);
    cursor.expect(T.While, 'while', false);
    const condition = parseCondition(cursor);
    endStatement(cursor);
    return { kind: 'DoWhile', span: cursor.spanFrom(from), body, condition };
}

function parseTry(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.advance();
    const body = parseBlock(cursor);
    const catches: CatchClause[] = [];
    while (cursor.kind === T.Catch) {
        const start = cursor.index;
        cursor.advance();
        cursor.expect(T.LParen, '(', false);
        parseModifiers(cursor);
        const type = parseType(cursor);
        const name = cursor.identifier();
        closeParenthesis(cursor);
        const handler = parseBlock(cursor);
        catches.push({ span: cursor.spanFrom(start), type, name, body: handler });
    }
    const finallyBody = cursor.accept(T.Finally) ? parseBlock(cursor) : null;
    if (catches.length === 0 && finallyBody === null) cursor.fail(tryNeedsHandler);
    return { kind: 'Try', span: cursor.spanFrom(from), body, catches, finallyBody };
}

function parseJump(cursor: TokenCursor): Statement {
    const from = cursor.index;
    const kind = cursor.kind;
    cursor.advance();
    if (kind === T.Throw) {
        const value = parseExpression(cursor);
        endStatement(cursor);
        return { kind: 'Throw', span: cursor.spanFrom(from), value };
    }
    if (kind === T.Return) {
        const isBare = cursor.kind === T.Semi || cursor.kind === T.RBrace;
        const value = isBare ? null : parseExpression(cursor);
        endStatement(cursor);
        return { kind: 'Return', span: cursor.spanFrom(from), value };
    }
    endStatement(cursor);
    return { kind: kind === T.Break ? 'Break' : 'Continue', span: cursor.spanFrom(from) };
}

/** `System.runAs(…) { … }` is a statement of its own, not a call. */
function isRunAs(cursor: TokenCursor): boolean {
    return cursor.peek(1) === T.Dot && cursor.isWordAt(cursor.index + 2, 'runas') && cursor.peek(3) === T.LParen;
}

function parseRunAs(cursor: TokenCursor): Statement {
    const from = cursor.index;
    cursor.seek(cursor.index + 4);
    const args = parseArguments(cursor);
    const body = parseBlock(cursor);
    return { kind: 'RunAs', span: cursor.spanFrom(from), args, body };
}
