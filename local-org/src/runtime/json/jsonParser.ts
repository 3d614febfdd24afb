import type { ApexType } from '../../semantics/types.ts';
import type { PrimitiveName } from '../../semantics/types.ts';
import type { EnumValue } from '../enums.ts';
import { platformEnum } from '../enums.ts';
import { readBoxed } from './deserialize.ts';
import { jsonError, location } from './jsonError.ts';
import type { JsonToken, JsonTokenName } from './jsonLexer.ts';
import { JsonLexer } from './jsonLexer.ts';
import { readNode } from './jsonTree.ts';
import { scalarValue } from './scalars.ts';

/** System.JSONParser */
export class ApexJsonParser {
    static readonly apexName = 'System.JSONParser';
    private readonly lexer: JsonLexer;
    private token: JsonToken | null = null;
    private cleared: JsonToken | null = null;
    /** Names of the fields that lead to the current token, one per open object or array. */
    private readonly path: (string | null)[] = [];

    constructor(source: string) {
        this.lexer = new JsonLexer(source);
    }

    nextToken(): EnumValue | null {
        this.advance();
        return this.currentToken();
    }

    /** The next token that is no field name. */
    nextValue(): EnumValue | null {
        this.advance();
        if (this.token?.name === 'FIELD_NAME') this.advance();
        return this.currentToken();
    }

    currentToken(): EnumValue | null {
        return this.token && platformEnum('System.JSONToken', this.token.name);
    }

    lastClearedToken(): EnumValue | null {
        return this.cleared && platformEnum('System.JSONToken', this.cleared.name);
    }

    clearCurrentToken(): void {
        if (this.token) this.cleared = this.token;
        this.token = null;
    }

    hasCurrentToken(): boolean {
        return this.token !== null;
    }

    /** Name of the current field, or of the field whose value is current. */
    currentName(): string | null {
        const opens = this.token?.name === 'START_OBJECT' || this.token?.name === 'START_ARRAY';
        return this.path.at(opens ? -2 : -1) ?? null;
    }

    text(): string | null {
        return this.token?.text ?? null;
    }

    skipChildren(): void {
        if (this.token?.name !== 'START_OBJECT' && this.token?.name !== 'START_ARRAY') return;
        const depth = this.lexer.depth;
        while (this.lexer.depth >= depth) this.advance();
    }

    /** The current token as a primitive, in plain form. */
    scalar(type: PrimitiveName, allowed: readonly JsonTokenName[]): unknown {
        const { token } = this;
        if (!token || !allowed.includes(token.name)) {
            const numeric = allowed.includes('VALUE_NUMBER_INT')
                ? ' not numeric, can not use numeric value accessors'
                : ` is not a ${type} value`;
            return jsonError(`Current token (${token?.name ?? 'null'})${numeric}`);
        }
        return scalarValue(token.text, type, () => ` at ${location(this.lexer.source, token.start)}`);
    }

    /** The value that begins at the current token, in `Object` form. */
    readValueAs(type: ApexType, strict: boolean): unknown {
        if (!this.token) this.advance();
        if (this.token?.name === 'FIELD_NAME') this.advance();
        const { token } = this;
        if (!token) return jsonError('No content to map to Object due to end of input');
        const depth = this.lexer.depth;
        const node = readNode(this.lexer, token);
        if (token.name === 'START_OBJECT' || token.name === 'START_ARRAY') {
            this.token = {
                name: token.name === 'START_OBJECT' ? 'END_OBJECT' : 'END_ARRAY',
                text: token.name === 'START_OBJECT' ? '}' : ']',
                start: token.start
            };
            this.path.length = depth - 1;
        }
        return readBoxed(node, type, { source: this.lexer.source, strict });
    }

    private advance(): void {
        this.token = this.lexer.next();
        if (!this.token) return;
        switch (this.token.name) {
            case 'START_OBJECT':
            case 'START_ARRAY':
                this.path.push(null);
                break;
            case 'END_OBJECT':
            case 'END_ARRAY':
                this.path.pop();
                break;
            case 'FIELD_NAME':
                this.path[this.path.length - 1] = this.token.text;
                break;
        }
    }
}
