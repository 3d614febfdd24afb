import type { TokenCursor } from './cursor.ts';
import type { SelectItem, SoqlValue, SoslQuery } from './soql.ts';
import { parseOrderBy, parseSelectItem, parseUpdateStatistics, skipDataCategories } from './soqlClauses.ts';
import { parseCondition } from './soqlConditions.ts';
import { parseInlineSoql } from './soqlParser.ts';
import { parseBind, parseRowCount } from './soqlValues.ts';
import { unescapeSearchText } from './stringLiterals.ts';
import { T } from './tokenKinds.ts';

const scopes = ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'] as const;

/** A search; the cursor stands at FIND and ends behind the last clause. */
export function parseInlineSosl(cursor: TokenCursor): SoslQuery {
    const from = cursor.index;
    cursor.expect(T.Find, 'FIND', false);
    const search = parseSearch(cursor);
    const scope = parseScope(cursor);
    const returning = parseReturning(cursor);
    const withClauses: string[] = [];
    while (cursor.kind === T.With) withClauses.push(parseWith(cursor));
    const limit = cursor.accept(T.Limit) ? parseRowCount(cursor) : null;
    const updateStatistics = parseUpdateStatistics(cursor);
    const span = cursor.spanFrom(from);
    const text = cursor.text.slice(span.start, span.end);
    return { kind: 'SoslQuery', span, text, search, scope, returning, withClauses, limit, updateStatistics };
}

function parseSearch(cursor: TokenCursor): SoqlValue {
    const from = cursor.index;
    if (cursor.kind === T.Colon) return parseBind(cursor);
    if (cursor.kind !== T.String && cursor.kind !== T.SearchText) cursor.failUnexpected();
    cursor.advance();
    const value = unescapeSearchText(cursor.text, cursor.tokenStart(from), cursor.tokenEnd(from));
    return { kind: 'String', value, span: cursor.spanFrom(from) };
}

function parseScope(cursor: TokenCursor): SoslQuery['scope'] {
    if (!cursor.accept(T.In)) return 'ALL';
    const scope = scopes.find((name) => cursor.isWord(name.toLowerCase()));
    if (scope === undefined) cursor.failUnexpected();
    cursor.advance();
    cursor.expect(T.Fields, 'FIELDS', false);
    return scope;
}

function parseReturning(cursor: TokenCursor): SoslQuery['returning'] {
    const returning: SoslQuery['returning'][number][] = [];
    if (!cursor.accept(T.Returning)) return returning;
    do {
        const object = cursor.identifier().text;
        if (!cursor.accept(T.LParen)) {
            const none = { where: null, listView: null, orderBy: [], limit: null, offset: null };
            returning.push({ object, fields: [], ...none });
            continue;
        }
        const fields: SelectItem[] = [];
        do {
            if (cursor.kind === T.LParen) cursor.failUnexpected();
            fields.push(parseSelectItem(cursor, parseInlineSoql));
        } while (cursor.accept(T.Comma));
        const where = cursor.accept(T.Where)
            ? parseCondition(cursor, { inWhere: false, parseSubQuery: parseInlineSoql })
            : null;
        const listView = parseListView(cursor);
        const orderBy = parseOrderBy(cursor);
        const limit = cursor.accept(T.Limit) ? parseRowCount(cursor) : null;
        const offset = cursor.accept(T.Offset) ? parseRowCount(cursor) : null;
        cursor.expect(T.RParen, ')', false);
        returning.push({ object, fields, where, listView, orderBy, limit, offset });
    } while (cursor.accept(T.Comma));
    return returning;
}

function parseListView(cursor: TokenCursor): string | null {
    if (!cursor.accept(T.Using)) return null;
    if (!cursor.isWord('listview')) cursor.failUnexpected();
    cursor.advance();
    cursor.expect(T.Assign, '=', false);
    return cursor.identifier().text;
}

/** One WITH clause; gives its text without the keyword. */
function parseWith(cursor: TokenCursor): string {
    cursor.advance();
    const from = cursor.index;
    const word = cursor.tokenText(from).toLowerCase();
    cursor.advance();
    switch (word) {
        case 'user_mode':
        case 'system_mode':
            break;
        case 'data':
            cursor.expect(T.Category, 'CATEGORY', false);
            skipDataCategories(cursor);
            break;
        case 'snippet':
            if (cursor.accept(T.LParen)) {
                if (!cursor.isWord('target_length')) cursor.failUnexpected();
                cursor.advance();
                cursor.expect(T.Assign, '=', false);
                cursor.expect(T.Integer, 'integer', false);
                cursor.expect(T.RParen, ')', false);
            }
            break;
        case 'network':
            if (cursor.accept(T.In)) {
                cursor.expect(T.LParen, '(', false);
                do expectText(cursor);
                while (cursor.accept(T.Comma));
                cursor.expect(T.RParen, ')', false);
                break;
            }
            parseWithValue(cursor, false);
            break;
        case 'division':
            parseWithValue(cursor, true);
            break;
        case 'pricebookid':
        case 'metadata':
            parseWithValue(cursor, false);
            break;
        default:
            cursor.seek(from);
            cursor.failUnexpected();
    }
    return cursor.text.slice(cursor.tokenStart(from), cursor.tokenEnd(cursor.index - 1));
}

function parseWithValue(cursor: TokenCursor, mayBind: boolean): void {
    cursor.expect(T.Assign, '=', false);
    if (mayBind && cursor.kind === T.Colon) parseBind(cursor);
    else expectText(cursor);
}

function expectText(cursor: TokenCursor): void {
    if (cursor.kind !== T.String) cursor.failUnexpected();
    cursor.advance();
}
