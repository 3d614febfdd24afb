export interface JsonFault {
    readonly offset: number;
    readonly expected: string;
}

const token =
    /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],:])|$)/y;

/** Finds where a text stops being JSON, which the runtime's own parser does not always tell; null for valid JSON. */
export function findJsonFault(text: string): JsonFault | null {
    let at = 0;
    /** The next token's first character (`"` for strings, `0` for numbers, `t` for words, '' at the end), null for none. */
    const peek = (): string | null => {
        token.lastIndex = at;
        const match = token.exec(text);
        if (match === null) {
            return null;
        }
        return match[1] !== undefined
            ? '"'
            : match[2] !== undefined
              ? '0'
              : match[3] !== undefined
                ? 't'
                : (match[4] ?? '');
    };
    const fault = (expected: string): JsonFault => ({
        offset: at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0),
        expected
    });
    const take = (): void => {
        token.lastIndex = at;
        token.exec(text);
        at = token.lastIndex;
    };
    const list = (end: string, item: () => JsonFault | null): JsonFault | null => {
        take();
        if (peek() === end) {
            take();
            return null;
        }
        for (;;) {
            const problem = item();
            if (problem !== null) {
                return problem;
            }
            const next = peek();
            if (next !== ',' && next !== end) {
                return fault(`',' or '${end}'`);
            }
            take();
            if (next === end) {
                return null;
            }
        }
    };
    const member = (): JsonFault | null => {
        if (peek() !== '"') {
            return fault('a property name in double quotes');
        }
        take();
        if (peek() !== ':') {
            return fault("':'");
        }
        take();
        return value();
    };
    const value = (): JsonFault | null => {
        switch (peek()) {
            case '{':
                return list('}', member);
            case '[':
                return list(']', value);
            case '"':
            case '0':
            case 't':
                take();
                return null;
            default:
                return fault('a value');
        }
    };
    return value() ?? (peek() === '' ? null : fault('the end of the file'));
}
