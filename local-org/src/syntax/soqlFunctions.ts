import type { TokenCursor } from './cursor.ts';
import type { FieldPath, SoqlFunction, SoqlValue } from './soql.ts';
import { parseBind, parseFieldPath, parseNumber } from './soqlValues.ts';
import { unescapeString } from './stringLiterals.ts';
import { T } from './tokenKinds.ts';

/** The arguments each SOQL function takes, by lower-cased name. */
type ArgumentShape =
    'field' | 'field or none' | 'date field' | 'field or function' | 'field group' | 'distance' | 'formula';

// prettier-ignore
const shapes: ReadonlyMap<string, ArgumentShape> = new Map([
    ['count', 'field or none'],
    ...['avg', 'count_distinct', 'min', 'max', 'sum', 'tolabel', 'grouping', 'convertcurrency'].map(
        (name) => [name, 'field'] as const
    ),
    ...[
        'calendar_month', 'calendar_quarter', 'calendar_year', 'day_in_month', 'day_in_week', 'day_in_year', 'day_only',
        'fiscal_month', 'fiscal_quarter', 'fiscal_year', 'hour_in_day', 'week_in_month', 'week_in_year'
    ].map((name) => [name, 'date field'] as const),
    ['format', 'field or function'],
    ['fields', 'field group'],
    ['distance', 'distance'],
    ['formula', 'formula']
] as const);

/** Whether a function call stands at the cursor. */
export function startsFunction(cursor: TokenCursor): boolean {
    return cursor.peek(1) === T.LParen;
}

/** A function call. `FORMULA('…')` is allowed in a WHERE clause only. */
export function parseFunction(cursor: TokenCursor, inWhere: boolean): SoqlFunction {
    const from = cursor.index;
    const name = cursor.tokenText(from);
    const shape = shapes.get(name.toLowerCase());
    if (shape === undefined || (shape === 'formula' && !inWhere)) cursor.failUnexpected();
    cursor.seek(cursor.index + 2);
    const args = shape === 'field or none' && cursor.kind === T.RParen ? [] : parseFunctionArguments(cursor, shape);
    cursor.expect(T.RParen, ')', false);
    return { kind: 'SoqlFunction', span: cursor.spanFrom(from), name, args };
}

function parseFunctionArguments(cursor: TokenCursor, shape: ArgumentShape): SoqlFunction['args'] {
    switch (shape) {
        case 'field':
        case 'field or none':
            return [parseFieldPath(cursor)];
        case 'field or function':
            return [startsFunction(cursor) ? parseFunction(cursor, false) : parseFieldPath(cursor)];
        case 'date field':
            return [parseDateField(cursor)];
        case 'field group':
            if (!['all', 'custom', 'standard'].some((group) => cursor.isWord(group))) cursor.failUnexpected();
            return [parseFieldPath(cursor)];
        case 'formula':
            return [parseText(cursor)];
        case 'distance': {
            const start = parseLocation(cursor);
            cursor.expect(T.Comma, ',', false);
            const end = parseLocation(cursor);
            cursor.expect(T.Comma, ',', false);
            return [start, end, parseText(cursor)];
        }
    }
}

function parseDateField(cursor: TokenCursor): FieldPath | SoqlFunction {
    if (!startsFunction(cursor)) return parseFieldPath(cursor);
    if (!cursor.isWord('converttimezone')) cursor.failUnexpected();
    const from = cursor.index;
    const name = cursor.tokenText(from);
    cursor.seek(from + 2);
    const args = [parseFieldPath(cursor)];
    cursor.expect(T.RParen, ')', false);
    return { kind: 'SoqlFunction', span: cursor.spanFrom(from), name, args };
}

function parseLocation(cursor: TokenCursor): FieldPath | SoqlFunction | SoqlValue {
    if (cursor.kind === T.Colon) return parseBind(cursor);
    if (!startsFunction(cursor)) return parseFieldPath(cursor);
    if (!cursor.isWord('geolocation')) cursor.failUnexpected();
    const from = cursor.index;
    const name = cursor.tokenText(from);
    cursor.seek(from + 2);
    const latitude = parseCoordinate(cursor);
    cursor.expect(T.Comma, ',', false);
    const longitude = parseCoordinate(cursor);
    cursor.expect(T.RParen, ')', false);
    return { kind: 'SoqlFunction', span: cursor.spanFrom(from), name, args: [latitude, longitude] };
}

function parseCoordinate(cursor: TokenCursor): SoqlValue {
    return cursor.kind === T.Colon ? parseBind(cursor) : parseNumber(cursor);
}

function parseText(cursor: TokenCursor): SoqlValue {
    const from = cursor.index;
    if (cursor.kind !== T.String) cursor.failUnexpected();
    cursor.advance();
    const value = unescapeString(cursor.text, cursor.tokenStart(from), cursor.tokenEnd(from));
    return { kind: 'String', value, span: cursor.spanFrom(from) };
}
