import { jsonError, location } from './jsonError.ts';
import type { JsonToken } from './jsonLexer.ts';
import { JsonLexer } from './jsonLexer.ts';

/** A JSON value with its place in the source. */
export type JsonNode =
    | { readonly kind: 'object'; readonly start: number; readonly fields: readonly JsonField[] }
    | { readonly kind: 'array'; readonly start: number; readonly items: readonly JsonNode[] }
    | {
          readonly kind: 'string' | 'integer' | 'float' | 'boolean' | 'null';
          readonly start: number;
          readonly text: string;
      };

export interface JsonField {
    readonly name: string;
    readonly start: number;
    readonly value: JsonNode;
}

const SCALARS = {
    VALUE_STRING: 'string',
    VALUE_NUMBER_INT: 'integer',
    VALUE_NUMBER_FLOAT: 'float',
    VALUE_TRUE: 'boolean',
    VALUE_FALSE: 'boolean',
    VALUE_NULL: 'null'
} as const;

/** A whole JSON text. @throws System.JSONException */
export function parseJson(source: string): JsonNode {
    const lexer = new JsonLexer(source);
    const first = lexer.next();
    if (!first) return jsonError('No content to map to Object due to end of input');
    const node = readNode(lexer, first);
    lexer.expectEnd();
    return node;
}

/** The value that begins with `token`; afterwards its last token has been read. */
export function readNode(lexer: JsonLexer, token: JsonToken): JsonNode {
    switch (token.name) {
        case 'START_OBJECT': {
            const fields: JsonField[] = [];
            for (let next = lexer.next()!; next.name !== 'END_OBJECT'; next = lexer.next()!) {
                const value = lexer.next() ?? endOfInput(lexer);
                fields.push({ name: next.text, start: next.start, value: readNode(lexer, value) });
            }
            return { kind: 'object', start: token.start, fields };
        }
        case 'START_ARRAY': {
            const items: JsonNode[] = [];
            for (let next = lexer.next()!; next.name !== 'END_ARRAY'; next = lexer.next()!)
                items.push(readNode(lexer, next));
            return { kind: 'array', start: token.start, items };
        }
        case 'FIELD_NAME':
        case 'END_OBJECT':
        case 'END_ARRAY':
            return jsonError(`Unexpected ${token.name} at ${location(lexer.source, token.start)}`);
        default:
            return { kind: SCALARS[token.name], start: token.start, text: token.text };
    }
}

function endOfInput(lexer: JsonLexer): never {
    return jsonError(`Unexpected end-of-input at ${location(lexer.source, lexer.source.length)}`);
}
