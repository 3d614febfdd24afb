import { jsonError, location } from './jsonError.ts';

/** Names of System.JSONToken. */
export type JsonTokenName =
    | 'START_OBJECT'
    | 'END_OBJECT'
    | 'START_ARRAY'
    | 'END_ARRAY'
    | 'FIELD_NAME'
    | 'VALUE_STRING'
    | 'VALUE_NUMBER_INT'
    | 'VALUE_NUMBER_FLOAT'
    | 'VALUE_TRUE'
    | 'VALUE_FALSE'
    | 'VALUE_NULL';

export interface JsonToken {
    readonly name: JsonTokenName;
    /** Decoded text of strings and field names, the token as written otherwise. */
    readonly text: string;
    /** Position in the source. */
    readonly start: number;
}

interface Level {
    readonly kind: 'OBJECT' | 'ARRAY';
    readonly start: number;
    /** What may come next. */
    expects: 'first' | 'value' | 'separator' | 'field';
    fieldName: string | null;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const LITERALS = { true: 'VALUE_TRUE', false: 'VALUE_FALSE', null: 'VALUE_NULL' } as const;
const ESCAPES: Readonly<Record<string, string>> = {
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t'
};
const VALUE_EXPECTED = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";

/** Tokens of a JSON text one by one, with the platform's messages for malformed input (those of the Jackson parser). */
export class JsonLexer {
    readonly source: string;
    private at = 0;
    private readonly levels: Level[] = [];
    private rootRead = false;

    constructor(source: string) {
        this.source = source;
    }

    /** Depth of open objects and arrays. */
    get depth(): number {
        return this.levels.length;
    }

    /** Field whose value is current or comes next; null outside an object. */
    get fieldName(): string | null {
        return this.levels.at(-1)?.fieldName ?? null;
    }

    /** null at the end of the input */
    next(): JsonToken | null {
        this.skipSpace();
        const level = this.levels.at(-1);
        if (this.at >= this.source.length) {
            if (level)
                jsonError(
                    `Unexpected end-of-input: expected close marker for ${level.kind} (from ${location(this.source, level.start)}) at ${location(this.source, this.at)}`
                );
            return null;
        }
        if (!level) return this.rootRead ? this.unexpected(VALUE_EXPECTED) : this.root();
        if (level.expects === 'first' && this.source[this.at] === (level.kind === 'OBJECT' ? '}' : ']'))
            return this.close(level);
        if (level.expects === 'separator') {
            if (this.source[this.at] === (level.kind === 'OBJECT' ? '}' : ']')) return this.close(level);
            if (this.source[this.at] !== ',')
                return this.unexpected(`was expecting comma to separate ${level.kind} entries`);
            this.at++;
            this.skipSpace();
            level.expects = level.kind === 'OBJECT' ? 'field' : 'value';
            if (this.at >= this.source.length) return this.next();
        }
        if (level.kind === 'OBJECT' && level.expects !== 'value') return this.field(level);
        return this.value(level);
    }

    /** @throws System.JSONException when something other than space follows the root value */
    expectEnd(): void {
        this.next();
    }

    private root(): JsonToken {
        this.rootRead = true;
        return this.value(null);
    }

    private field(level: Level): JsonToken {
        if (this.source[this.at] !== '"') return this.unexpected('was expecting double-quote to start field name');
        const start = this.at;
        const text = this.string();
        this.skipSpace();
        if (this.at < this.source.length && this.source[this.at] !== ':')
            this.unexpected('was expecting a colon to separate field name and value');
        this.at++;
        level.fieldName = text;
        level.expects = 'value';
        return { name: 'FIELD_NAME', text, start };
    }

    private value(level: Level | null): JsonToken {
        if (level) level.expects = 'separator';
        const start = this.at;
        const char = this.source[start]!;
        if (char === '{' || char === '[') {
            this.at++;
            const kind = char === '{' ? 'OBJECT' : 'ARRAY';
            this.levels.push({ kind, start, expects: 'first', fieldName: null });
            return { name: `START_${kind}`, text: char, start };
        }
        if (char === '"') return { name: 'VALUE_STRING', text: this.string(), start };
        for (const [word, name] of Object.entries(LITERALS)) {
            if (this.source.startsWith(word, start) && !/\w/.test(this.source[start + word.length] ?? '')) {
                this.at += word.length;
                return { name, text: word, start };
            }
        }
        NUMBER.lastIndex = start;
        const number = NUMBER.exec(this.source);
        if (!number) return this.unexpected(VALUE_EXPECTED);
        this.at += number[0].length;
        if (/[\w.+-]/.test(this.source[this.at] ?? ''))
            return this.unexpected('Expected space separating root-level values');
        const isInteger = number[1] === undefined && number[2] === undefined;
        return { name: isInteger ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', text: number[0], start };
    }

    private close(level: Level): JsonToken {
        const start = this.at++;
        this.levels.pop();
        return { name: `END_${level.kind}`, text: this.source[start]!, start };
    }

    private string(): string {
        const start = this.at++;
        let out = '';
        for (;;) {
            const char = this.source[this.at++];
            if (char === undefined)
                return jsonError(
                    `Unexpected end-of-input: was expecting closing quote for a string value at ${location(this.source, start)}`
                );
            if (char === '"') return out;
            if (char < ' ') {
                const code = char.charCodeAt(0);
                jsonError(
                    `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value at ${location(this.source, this.at - 1)}`
                );
            }
            out += char === '\\' ? this.escape() : char;
        }
    }

    private escape(): string {
        const char = this.source[this.at++] ?? '';
        if (char === 'u') {
            const hex = this.source.slice(this.at, this.at + 4);
            if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.unexpected('expected a hex-digit for character escape sequence');
            this.at += 4;
            return String.fromCharCode(parseInt(hex, 16));
        }
        const escaped = ESCAPES[char];
        if (escaped === undefined)
            return jsonError(`Unrecognized character escape ${quoted(char)} at ${location(this.source, this.at - 1)}`);
        return escaped;
    }

    private skipSpace(): void {
        while (/[ \t\r\n]/.test(this.source[this.at] ?? '')) this.at++;
    }

    private unexpected(expectation: string): never {
        return jsonError(
            `Unexpected character (${quoted(this.source[this.at] ?? '')}): ${expectation} at ${location(this.source, this.at)}`
        );
    }
}

function quoted(char: string): string {
    return `'${char}' (code ${char === '' ? -1 : char.charCodeAt(0)})`;
}
