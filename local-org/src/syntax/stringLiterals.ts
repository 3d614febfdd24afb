import * as messages from './messages.ts';

/** How a quoted text is written: Apex, dynamic query, or the search text of `FIND '…'`. */
export type StringSyntax = 'apex' | 'query' | 'search';

interface Scanned {
    /** Offset after the literal. */
    readonly end: number;
    readonly problems: readonly { readonly at: number; readonly message: string }[];
}

const NO_PROBLEMS: Scanned['problems'] = [];

const escapable: Readonly<Record<StringSyntax, string>> = {
    apex: 'btnfr"\'\\',
    // LIKE patterns of dynamic queries may escape their wildcards.
    query: 'btnfr"\'\\_%',
    search: '+-&|!(){}^"~*?:\'\\'
};

/** Finds the end of the quoted literal at `start` and what is wrong in it. A line break ends a literal of Apex. */
export function scanString(text: string, start: number, syntax: StringSyntax): Scanned {
    let illegal: { readonly sequence: string; readonly unicode: boolean } | null = null;
    let at = start + 1;
    for (;;) {
        const code = at < text.length ? text.charCodeAt(at) : -1;
        if (code === 39) break;
        if (code === -1) return { end: at, problems: [{ at: start, message: messages.unclosedString }] };
        if ((code === 10 || code === 13) && syntax === 'apex') {
            return { end: at, problems: [{ at: start, message: messages.lineBreakInString }] };
        }
        if (code !== 92) {
            at++;
            continue;
        }
        const escape = text[at + 1] ?? '';
        if (escape !== '' && escapable[syntax].includes(escape)) {
            at += 2;
        } else if (escape === 'u' && syntax !== 'search') {
            const digits = hexDigits(text, at + 2);
            if (digits < 4) illegal ??= { sequence: text.slice(at, at + 2 + digits), unicode: true };
            at += 2 + digits;
        } else {
            illegal ??= { sequence: `\\${escape}`, unicode: false };
            at += escape === '\n' || escape === '\r' || escape === '' ? 1 : 2;
        }
    }
    const end = at + 1;
    if (
        syntax === 'apex' &&
        end === start + 2 &&
        text[end] === "'" &&
        (text[end + 1] === '\n' || text[end + 1] === '\r')
    ) {
        const close = text.indexOf("'''", end + 1);
        const message = close < 0 ? messages.unclosedString : messages.multilineString;
        return { end: close < 0 ? text.length : close + 3, problems: [{ at: start, message }] };
    }
    if (illegal === null) return { end, problems: NO_PROBLEMS };
    const describe = illegal.unicode ? messages.illegalUnicodeEscape : messages.illegalEscape;
    return { end, problems: [{ at: start, message: describe(text.slice(start + 1, at), illegal.sequence) }] };
}

/** Finds the end of the `{search text}` at `start`. */
export function scanSearchText(text: string, start: number): Scanned {
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\') at++;
        else if (text[at] === '}') return { end: at + 1, problems: NO_PROBLEMS };
    }
    return { end: text.length, problems: [{ at: start, message: messages.unclosedSearchText }] };
}

const escapeValues: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

/**
 * The value of a quoted literal without its quotes. `\_` and `\%` keep their backslash: only LIKE knows what to do with it.
 */
export function unescapeString(text: string, start: number, end: number): string {
    const raw = text.slice(start + 1, end - 1);
    if (!raw.includes('\\')) return raw;
    return raw.replace(
        /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g,
        (all, hex: string | undefined, escape: string | undefined) => {
            if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
            if (escape === '_' || escape === '%') return all;
            return escapeValues[escape ?? ''] ?? escape ?? '';
        }
    );
}

/** The search text of `FIND '…'` or `FIND {…}`: escapes of search operators stay, they make the operator a plain character. */
export function unescapeSearchText(text: string, start: number, end: number): string {
    return text.slice(start + 1, end - 1).replace(/\\(['"])/g, '$1');
}

function hexDigits(text: string, at: number): number {
    let count = 0;
    while (count < 4 && /[0-9a-fA-F]/.test(text[at + count] ?? '')) count++;
    return count;
}
