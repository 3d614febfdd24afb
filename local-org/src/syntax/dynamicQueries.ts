import type { Expression } from './ast.ts';
import { SyntaxFailure, TokenCursor, type Language } from './cursor.ts';
import { tokenize } from './lexer.ts';
import { inSourceOrder, type Diagnostic } from './position.ts';
import type { SoqlQuery, SoslQuery } from './soql.ts';
import { parseInlineSoql } from './soqlParser.ts';
import { parseInlineSosl } from './soslParser.ts';
import { T } from './tokenKinds.ts';

/** A query and what is wrong in its text; the query is null if anything is. The path of the diagnostics is empty. */
export interface QueryParseResult<Query> {
    readonly query: Query | null;
    readonly diagnostics: readonly Diagnostic[];
}

/** Parses the text of a dynamic query. A bind is `:name` or `:a.b.c`; whether binds are allowed, the caller decides. */
export function parseSoql(text: string): QueryParseResult<SoqlQuery> {
    return parseQuery(text, 'soql', parseInlineSoql);
}

/** Parses the text of a dynamic search, with the search text in quotes or in braces. */
export function parseSosl(text: string): QueryParseResult<SoslQuery> {
    return parseQuery(text, 'sosl', parseInlineSosl);
}

function parseQuery<Query>(
    text: string,
    name: Language['name'],
    parse: (cursor: TokenCursor) => Query
): QueryParseResult<Query> {
    const cursor = new TokenCursor(tokenize(text, 'query'), '', { name, parseBind: parseBoundName });
    let query: Query | null = null;
    try {
        query = parse(cursor);
        if (cursor.kind !== T.EOF) cursor.failUnexpected();
    } catch (failure) {
        if (!(failure instanceof SyntaxFailure)) throw failure;
    }
    const diagnostics = inSourceOrder(cursor.diagnostics);
    return { query: diagnostics.length === 0 ? query : null, diagnostics };
}

function parseBoundName(cursor: TokenCursor): Expression {
    const first = cursor.identifier();
    let result: Expression = { kind: 'Name', span: first.span, name: first };
    while (cursor.accept(T.Dot)) {
        const name = cursor.memberName();
        result = { kind: 'FieldAccess', span: cursor.spanSince(first.span), target: result, safe: false, name };
    }
    return result;
}
