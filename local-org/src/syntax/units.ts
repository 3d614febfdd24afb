import type {
    AnonymousUnit,
    CompilationUnit,
    Member,
    Modifiers,
    Statement,
    TriggerEvent,
    TriggerUnit,
    TypeUnit
} from './ast.ts';
import { SyntaxFailure, TokenCursor, type Language } from './cursor.ts';
import { parseMember, parseTypeDeclaration, startsTypeDeclaration } from './declarations.ts';
import { parseExpression } from './expressions.ts';
import { tokenize } from './lexer.ts';
import { extraToken, missingToken } from './messages.ts';
import { parseModifiers } from './modifiers.ts';
import { inSourceOrder, type Diagnostic, type SourceFile } from './position.ts';
import { parseLocalStatement, parseStatement, recoverStatement } from './statements.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';
import { skipType } from './types.ts';

/** The tree of a source file and what is wrong in it. The tree is null, or lacks the broken parts, if there are errors. */
export interface ParseResult<Unit extends CompilationUnit> {
    readonly unit: Unit | null;
    /** In source order; all of severity error. */
    readonly diagnostics: readonly Diagnostic[];
}

const apex: Language = {
    name: 'apex',
    parseBind: (cursor) => {
        const outer = cursor.inBind;
        cursor.inBind = true;
        const expression = parseExpression(cursor);
        cursor.inBind = outer;
        return expression;
    }
};

/** Parses a class file: one class, interface or enum. */
export function parseClass(source: SourceFile): ParseResult<TypeUnit> {
    return parseUnit(source, (cursor) => {
        const modifiers = parseModifiers(cursor);
        if (!startsTypeDeclaration(cursor)) cursor.failUnexpected();
        const type = parseTypeDeclaration(cursor, 0, modifiers);
        return { kind: 'TypeUnit', span: cursor.spanFrom(0), type };
    });
}

/** Parses a trigger file. */
export function parseTrigger(source: SourceFile): ParseResult<TriggerUnit> {
    return parseUnit(source, (cursor) => {
        cursor.expect(T.Trigger, 'trigger', false);
        const name = cursor.identifier();
        cursor.expect(T.On, 'on', false);
        const object = cursor.identifier();
        cursor.expect(T.LParen, '(', false);
        const events: TriggerEvent[] = [];
        do events.push(parseTriggerEvent(cursor));
        while (cursor.accept(T.Comma));
        cursor.expect(T.RParen, ')', cursor.kind === T.LBrace);
        cursor.expect(T.LBrace, '{', false);
        const { members, body } = parseScript(cursor, T.RBrace);
        cursor.expect(T.RBrace, '}', false);
        return { kind: 'TriggerUnit', span: cursor.spanFrom(0), name, object, events, members, body };
    });
}

/** Parses a block of anonymous Apex. */
export function parseAnonymous(source: SourceFile): ParseResult<AnonymousUnit> {
    return parseUnit(source, (cursor) => {
        const { members, body } = parseScript(cursor, T.EOF);
        return { kind: 'AnonymousUnit', span: cursor.spanFrom(0), members, body };
    });
}

function parseUnit<Unit extends CompilationUnit>(
    source: SourceFile,
    parse: (cursor: TokenCursor) => Unit
): ParseResult<Unit> {
    const cursor = new TokenCursor(tokenize(source.text, 'apex'), source.path, apex);
    let unit: Unit | null = null;
    try {
        unit = parse(cursor);
        if (cursor.kind !== T.EOF) {
            const describe = cursor.peek(1) === T.EOF ? extraToken : missingToken;
            cursor.report(describe('<EOF>', cursor.tokenText(cursor.index)));
        }
    } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
    }
    return { unit, diagnostics: inSourceOrder(cursor.diagnostics) };
}

const operations: Readonly<Record<number, TriggerEvent['operation']>> = {
    [T.Insert]: 'insert',
    [T.Update]: 'update',
    [T.Delete]: 'delete',
    [T.Undelete]: 'undelete'
};

function parseTriggerEvent(cursor: TokenCursor): TriggerEvent {
    const from = cursor.index;
    if (cursor.kind !== T.Before && cursor.kind !== T.After) cursor.failUnexpected();
    const when = cursor.kind === T.Before ? 'before' : 'after';
    cursor.advance();
    const operation = operations[cursor.kind];
    if (operation === undefined) cursor.failUnexpected();
    cursor.advance();
    return { span: cursor.spanFrom(from), when, operation };
}

/** Statements mixed with declarations, up to a token of kind `end`. */
function parseScript(cursor: TokenCursor, end: number): { members: Member[]; body: Statement[] } {
    const members: Member[] = [];
    const body: Statement[] = [];
    while (cursor.kind !== end && cursor.kind !== T.EOF) {
        recoverStatement(cursor, () => {
            const from = cursor.index;
            const modifiers = parseModifiers(cursor);
            if (startsMember(cursor, modifiers)) members.push(parseMember(cursor, from, modifiers));
            else if (cursor.index > from) body.push(parseLocalStatement(cursor, from, modifiers));
            else body.push(parseStatement(cursor));
        });
    }
    return { members, body };
}

/**
 * Whether a method, property or type stands at the cursor, behind its modifiers. A variable without access modifier or
 * `static` is a statement, so that it is initialised in its place.
 */
function startsMember(cursor: TokenCursor, modifiers: Modifiers): boolean {
    if (startsTypeDeclaration(cursor)) return true;
    if (cursor.kind === T.Void) return cursor.peek(1) !== T.Dot;
    if (modifiers.names.some((name) => name !== 'final' && name !== 'transient')) return true;
    const afterType = skipType(cursor, cursor.index);
    if (afterType < 0 || !isIdentifierKind(cursor.kinds[afterType])) return false;
    const next = cursor.kinds[afterType + 1];
    return next === T.LParen || next === T.LBrace;
}
