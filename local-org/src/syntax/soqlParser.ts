import type { TokenCursor } from './cursor.ts';
import type { SoqlQuery, WithClause } from './soql.ts';
import {
    parseAlias,
    parseFieldOrFunction,
    parseOrderBy,
    parseSelectItem,
    parseUpdateStatistics,
    skipDataCategories
} from './soqlClauses.ts';
import { parseCondition } from './soqlConditions.ts';
import { parseFieldPath, parseRowCount } from './soqlValues.ts';
import { T } from './tokenKinds.ts';

/** A query; the cursor stands at SELECT and ends behind the last clause. */
export function parseInlineSoql(cursor: TokenCursor): SoqlQuery {
    const from = cursor.index;
    // Only the bind of this query ends at query keywords, not the expression around it.
    const outer = cursor.inBind;
    cursor.inBind = false;
    cursor.enter();
    cursor.expect(T.Select, 'SELECT', false);
    const select = [parseSelectItem(cursor, parseInlineSoql)];
    while (cursor.accept(T.Comma)) select.push(parseSelectItem(cursor, parseInlineSoql));
    cursor.expect(T.From, 'FROM', false);
    const sources = [parseSource(cursor)];
    while (cursor.accept(T.Comma)) sources.push(parseSource(cursor));
    const usingScope = parseUsingScope(cursor);
    const where = cursor.accept(T.Where)
        ? parseCondition(cursor, { inWhere: true, parseSubQuery: parseInlineSoql })
        : null;
    const withClause = cursor.kind === T.With ? parseWith(cursor) : null;
    const { groupBy, having } = parseGroupBy(cursor);
    const orderBy = parseOrderBy(cursor);
    const limit = cursor.accept(T.Limit) ? parseRowCount(cursor) : null;
    const offset = cursor.accept(T.Offset) ? parseRowCount(cursor) : null;
    const allRows = cursor.accept(T.All);
    if (allRows) cursor.expect(T.Rows, 'ROWS', false);
    const forClauses = parseForClauses(cursor);
    const updateStatistics = parseUpdateStatistics(cursor);
    cursor.leave();
    cursor.inBind = outer;
    const span = cursor.spanFrom(from);
    return {
        kind: 'SoqlQuery',
        span,
        text: cursor.text.slice(span.start, span.end),
        select,
        from: sources,
        usingScope,
        where,
        withClause,
        groupBy,
        having,
        orderBy,
        limit,
        offset,
        forClauses,
        allRows,
        updateStatistics
    };
}

function parseSource(cursor: TokenCursor): SoqlQuery['from'][number] {
    const path = parseFieldPath(cursor);
    return { path, alias: parseAlias(cursor) };
}

function parseUsingScope(cursor: TokenCursor): string | null {
    if (!cursor.accept(T.Using)) return null;
    cursor.expect(T.Scope, 'SCOPE', false);
    return cursor.identifier().text;
}

function parseWith(cursor: TokenCursor): WithClause {
    const from = cursor.index;
    cursor.advance();
    switch (cursor.kind) {
        case T.Security_Enforced:
            cursor.advance();
            return { kind: 'SecurityEnforced', span: cursor.spanFrom(from) };
        case T.User_Mode:
            cursor.advance();
            return { kind: 'UserMode', span: cursor.spanFrom(from) };
        case T.System_Mode:
            cursor.advance();
            return { kind: 'SystemMode', span: cursor.spanFrom(from) };
        default:
            return parseWithFilter(cursor, from);
    }
}

function parseWithFilter(cursor: TokenCursor, from: number): WithClause {
    const isDataCategory = cursor.kind === T.Data && cursor.peek(1) === T.Category;
    const start = isDataCategory ? cursor.index + 2 : cursor.index;
    if (isDataCategory) {
        cursor.seek(start);
        skipDataCategories(cursor);
    } else {
        parseCondition(cursor, { inWhere: false, parseSubQuery: parseInlineSoql });
    }
    const text = cursor.text.slice(cursor.tokenStart(start), cursor.tokenEnd(cursor.index - 1));
    return { kind: isDataCategory ? 'DataCategory' : 'Condition', text, span: cursor.spanFrom(from) };
}

function parseGroupBy(cursor: TokenCursor): Pick<SoqlQuery, 'groupBy' | 'having'> {
    if (!cursor.accept(T.Group)) return { groupBy: null, having: null };
    cursor.expect(T.By, 'BY', false);
    const isGrouped = cursor.peek(1) === T.LParen && (cursor.kind === T.Rollup || cursor.kind === T.Cube);
    const mode = !isGrouped ? 'plain' : cursor.kind === T.Rollup ? 'rollup' : 'cube';
    if (isGrouped) cursor.seek(cursor.index + 2);
    const items = [parseFieldOrFunction(cursor)];
    while (cursor.accept(T.Comma)) items.push(parseFieldOrFunction(cursor));
    if (isGrouped) cursor.expect(T.RParen, ')', false);
    const having = cursor.accept(T.Having)
        ? parseCondition(cursor, { inWhere: false, parseSubQuery: parseInlineSoql })
        : null;
    return { groupBy: { mode, items }, having };
}

function parseForClauses(cursor: TokenCursor): SoqlQuery['forClauses'] {
    const clauses: ('view' | 'reference' | 'update')[] = [];
    while (cursor.accept(T.For)) {
        if (cursor.kind === T.View) clauses.push('view');
        else if (cursor.kind === T.Reference) clauses.push('reference');
        else if (cursor.kind === T.Update) clauses.push('update');
        else cursor.failUnexpected();
        cursor.advance();
    }
    return clauses;
}
