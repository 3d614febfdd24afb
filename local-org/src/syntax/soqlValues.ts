import type { TokenCursor } from './cursor.ts';
import type { FieldPath, SoqlQuery, SoqlValue } from './soql.ts';
import { unescapeString } from './stringLiterals.ts';
import { T } from './tokenKinds.ts';

/** Field paths, literals, binds and lists of SOQL and SOSL. */

const periods = ['week', 'month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'];
const plainDateLiterals: ReadonlySet<string> = new Set([
    'yesterday',
    'today',
    'tomorrow',
    'last_90_days',
    'next_90_days',
    ...periods.flatMap((period) => [`last_${period}`, `this_${period}`, `next_${period}`])
]);
const countedDateLiterals: ReadonlySet<string> = new Set(
    ['day', ...periods].flatMap((period) => [`last_n_${period}s`, `next_n_${period}s`, `n_${period}s_ago`])
);

/** `USD100`: an ISO currency code and an amount, which the lexer sees as a name. */
const currencyAmount = /^[a-z]{3}\d+$/i;

export function parseFieldPath(cursor: TokenCursor): FieldPath {
    const first = cursor.identifier();
    if (cursor.kind !== T.Dot) return { span: first.span, names: [first.text] };
    const names = [first.text];
    while (cursor.accept(T.Dot)) names.push(cursor.identifier().text);
    return { span: cursor.spanSince(first.span), names };
}

/** The right side of a comparison. */
export function parseValue(cursor: TokenCursor, parseSubQuery: (cursor: TokenCursor) => SoqlQuery): SoqlValue {
    const from = cursor.index;
    switch (cursor.kind) {
        case T.Colon:
            return parseBind(cursor);
        case T.String: {
            const value = unescapeString(cursor.text, cursor.tokenStart(from), cursor.tokenEnd(from));
            cursor.advance();
            return { kind: 'String', value, span: cursor.spanFrom(from) };
        }
        case T.Null:
            cursor.advance();
            return { kind: 'Null', span: cursor.spanFrom(from) };
        case T.True:
        case T.False: {
            const value = cursor.kind === T.True;
            cursor.advance();
            return { kind: 'Boolean', value, span: cursor.spanFrom(from) };
        }
        case T.Date:
        case T.Datetime:
        case T.Time: {
            const kind = cursor.kind === T.Date ? 'Date' : cursor.kind === T.Datetime ? 'Datetime' : 'Time';
            cursor.advance();
            return { kind, value: cursor.tokenText(from), span: cursor.spanFrom(from) };
        }
        case T.LParen: {
            cursor.advance();
            if (cursor.kind === T.Select) {
                const query = parseSubQuery(cursor);
                cursor.expect(T.RParen, ')', false);
                return { kind: 'SemiJoin', query, span: cursor.spanFrom(from) };
            }
            cursor.enter();
            const values = [parseValue(cursor, parseSubQuery)];
            while (cursor.accept(T.Comma)) values.push(parseValue(cursor, parseSubQuery));
            cursor.leave();
            cursor.expect(T.RParen, ')', false);
            return { kind: 'List', values, span: cursor.spanFrom(from) };
        }
        case T.Plus:
        case T.Minus:
        case T.Integer:
        case T.Decimal:
            return parseNumber(cursor);
        default:
            return parseWordValue(cursor);
    }
}

/** `:name` or, inline, `:` and any expression. */
export function parseBind(cursor: TokenCursor): SoqlValue {
    const from = cursor.index;
    cursor.advance();
    const expression = cursor.language.parseBind(cursor);
    return { kind: 'Bind', expression, span: cursor.spanFrom(from) };
}

/** A number, signed or not. */
export function parseNumber(cursor: TokenCursor): SoqlValue {
    const from = cursor.index;
    const negative = cursor.kind === T.Minus;
    if (negative || cursor.kind === T.Plus) cursor.advance();
    if (cursor.kind !== T.Integer && cursor.kind !== T.Decimal) cursor.failUnexpected();
    const digits = cursor.tokenText(cursor.index);
    cursor.advance();
    return { kind: 'Number', value: negative ? `-${digits}` : digits, span: cursor.spanFrom(from) };
}

function parseWordValue(cursor: TokenCursor): SoqlValue {
    const from = cursor.index;
    const word = cursor.tokenText(from).toLowerCase();
    if (countedDateLiterals.has(word)) {
        cursor.advance();
        cursor.expect(T.Colon, ':', false);
        const sign = cursor.kind === T.Minus ? -1 : 1;
        if (cursor.kind === T.Minus || cursor.kind === T.Plus) cursor.advance();
        if (cursor.kind !== T.Integer) cursor.failUnexpected();
        const n = sign * Number(cursor.tokenText(cursor.index));
        cursor.advance();
        return { kind: 'DateLiteral', name: word.toUpperCase(), n, span: cursor.spanFrom(from) };
    }
    if (plainDateLiterals.has(word)) {
        cursor.advance();
        return { kind: 'DateLiteral', name: word.toUpperCase(), n: null, span: cursor.spanFrom(from) };
    }
    if (!currencyAmount.test(word)) cursor.failUnexpected();
    cursor.advance();
    const hasFraction = cursor.kind === T.Decimal && cursor.touchesNext(from);
    if (hasFraction) cursor.advance();
    const span = cursor.spanFrom(from);
    return { kind: 'Number', value: cursor.text.slice(span.start, span.end), span };
}

/** What follows LIMIT or OFFSET. */
export function parseRowCount(cursor: TokenCursor): SoqlValue {
    if (cursor.kind === T.Colon) return parseBind(cursor);
    if (cursor.kind !== T.Integer) cursor.failUnexpected();
    return parseNumber(cursor);
}
