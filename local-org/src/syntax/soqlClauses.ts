import type { TokenCursor } from './cursor.ts';
import type { FieldPath, OrderItem, SelectItem, SoqlFunction, SoqlQuery } from './soql.ts';
import { parseFunction, startsFunction } from './soqlFunctions.ts';
import { parseFieldPath } from './soqlValues.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';

/** Clauses that SOQL and SOSL share: field lists, order, usage statistics. */

/** The words SOQL reserves, which cannot be an alias. */
// prettier-ignore
const reservedWords: ReadonlySet<number> = new Set([
    T.And, T.Asc, T.Desc, T.Excludes, T.First, T.From, T.Group, T.Having, T.In, T.Includes, T.Last, T.Like, T.Limit,
    T.Not, T.Nulls, T.Or, T.Select, T.Using, T.Where, T.With
]);

export function parseFieldOrFunction(cursor: TokenCursor): FieldPath | SoqlFunction {
    return startsFunction(cursor) ? parseFunction(cursor, false) : parseFieldPath(cursor);
}

/** An alias if one stands at the cursor. Words that are not reserved are one unless they begin a clause. */
export function parseAlias(cursor: TokenCursor): string | null {
    const kind = cursor.kind;
    if (!isIdentifierKind(kind) || reservedWords.has(kind)) return null;
    const next = cursor.peek(1);
    if (kind === T.Order && next === T.By) return null;
    if (kind === T.All && next === T.Rows) return null;
    if (kind === T.Offset && (next === T.Integer || next === T.Colon)) return null;
    return cursor.identifier().text;
}

/** One entry of a field list. */
export function parseSelectItem(cursor: TokenCursor, parseSubQuery: (cursor: TokenCursor) => SoqlQuery): SelectItem {
    const from = cursor.index;
    if (cursor.kind === T.From) cursor.failUnexpected();
    if (cursor.kind === T.LParen) {
        cursor.advance();
        const query = parseSubQuery(cursor);
        cursor.expect(T.RParen, ')', false);
        return { kind: 'SubQuery', query, span: cursor.spanFrom(from) };
    }
    if (cursor.kind === T.Typeof && isIdentifierKind(cursor.peek(1)) && cursor.peek(1) !== T.From) {
        return parseTypeof(cursor);
    }
    if (startsFunction(cursor)) {
        const call = parseFunction(cursor, false);
        const alias = parseAlias(cursor);
        return { kind: 'Function', call, alias, span: cursor.spanFrom(from) };
    }
    const field = parseFieldPath(cursor);
    const alias = parseAlias(cursor);
    return { kind: 'Field', field, alias, span: cursor.spanFrom(from) };
}

function parseTypeof(cursor: TokenCursor): SelectItem {
    const from = cursor.index;
    cursor.advance();
    const field = parseFieldPath(cursor);
    const branches: { type: string; fields: FieldPath[] }[] = [];
    if (cursor.kind !== T.When) cursor.failUnexpected();
    while (cursor.accept(T.When)) {
        const type = parseFieldPath(cursor).names.join('.');
        cursor.expect(T.Then, 'THEN', false);
        branches.push({ type, fields: parseFieldPaths(cursor) });
    }
    const otherwise = cursor.accept(T.Else) ? parseFieldPaths(cursor) : null;
    cursor.expect(T.End, 'END', false);
    return { kind: 'Typeof', field, branches, otherwise, span: cursor.spanFrom(from) };
}

function parseFieldPaths(cursor: TokenCursor): FieldPath[] {
    const paths = [parseFieldPath(cursor)];
    while (cursor.accept(T.Comma)) paths.push(parseFieldPath(cursor));
    return paths;
}

/** `ORDER BY …`; empty if there is none. */
export function parseOrderBy(cursor: TokenCursor): OrderItem[] {
    const items: OrderItem[] = [];
    if (!cursor.accept(T.Order)) return items;
    cursor.expect(T.By, 'BY', false);
    do {
        const from = cursor.index;
        const by = parseFieldOrFunction(cursor);
        const descending = cursor.kind === T.Desc;
        if (descending || cursor.kind === T.Asc) cursor.advance();
        let nulls: OrderItem['nulls'] = null;
        if (cursor.accept(T.Nulls)) {
            if (cursor.kind !== T.First && cursor.kind !== T.Last) cursor.failUnexpected();
            nulls = cursor.kind === T.First ? 'first' : 'last';
            cursor.advance();
        }
        items.push({ span: cursor.spanFrom(from), by, descending, nulls });
    } while (cursor.accept(T.Comma));
    return items;
}

/** `UPDATE TRACKING, VIEWSTAT`; empty if there is none. */
export function parseUpdateStatistics(cursor: TokenCursor): SoqlQuery['updateStatistics'] {
    const statistics: ('tracking' | 'viewstat')[] = [];
    if (!cursor.accept(T.Update)) return statistics;
    do {
        if (cursor.isWord('tracking')) statistics.push('tracking');
        else if (cursor.isWord('viewstat')) statistics.push('viewstat');
        else cursor.failUnexpected();
        cursor.advance();
    } while (cursor.accept(T.Comma));
    return statistics;
}

const dataCategorySelectors = ['at', 'above', 'below', 'above_or_below'];

/** `Geography__c ABOVE (usa__c, uk__c) AND …`, after `WITH DATA CATEGORY`; consumed, the caller keeps its text. */
export function skipDataCategories(cursor: TokenCursor): void {
    do {
        cursor.identifier();
        if (!dataCategorySelectors.some((selector) => cursor.isWord(selector))) cursor.failUnexpected();
        cursor.advance();
        if (cursor.accept(T.LParen)) {
            do cursor.identifier();
            while (cursor.accept(T.Comma));
            cursor.expect(T.RParen, ')', false);
        } else {
            cursor.identifier();
        }
    } while (cursor.accept(T.And));
}
