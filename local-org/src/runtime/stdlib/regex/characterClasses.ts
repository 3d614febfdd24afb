import { unsupported } from '../../unsupported.ts';

/** Character classes of java.util.regex as sources of JavaScript classes (flag v). */

/** Line terminators of Java: more than JavaScript has. */
export const LINE_TERMINATORS = '\\n\\r\\x85\\u2028\\u2029';

/** Inner part of a class, without brackets. */
const SHORTHAND: Readonly<Record<string, string>> = {
    d: '0-9',
    w: '0-9A-Z_a-z',
    s: '\\t-\\r\\x20',
    h: '\\x20\\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
    v: '\\n-\\r\\x85\\u2028\\u2029'
};

const POSIX: Readonly<Record<string, string>> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\x00-\\x7f',
    Alpha: 'A-Za-z',
    Digit: '0-9',
    Alnum: 'A-Za-z0-9',
    Punct: '!-\\/:-@\\[-`\\{-~',
    Graph: '!-~',
    Print: '\\x20-~',
    Blank: '\\x20\\t',
    Cntrl: '\\x00-\\x1f\\x7f',
    XDigit: '0-9a-fA-F',
    Space: '\\t-\\r\\x20',
    javaLowerCase: '\\p{Lowercase}',
    javaUpperCase: '\\p{Uppercase}',
    javaLetter: '\\p{L}',
    javaDigit: '\\p{Nd}',
    javaLetterOrDigit: '\\p{L}\\p{Nd}',
    javaWhitespace: '\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000'
};

/** Source of `\d`, `\W` and their like; null for other letters. */
export function shorthandClass(letter: string): string | null {
    const inner = SHORTHAND[letter.toLowerCase()];
    if (inner === undefined) return null;
    return letter === letter.toLowerCase() ? `[${inner}]` : `[^${inner}]`;
}

/** Source of `\p{name}`; with `negated` of `\P{name}`. */
export function propertyClass(name: string, negated: boolean): string {
    const posix = POSIX[name];
    if (posix !== undefined) return negated ? `[^${posix}]` : `[${posix}]`;
    const source = `\\${negated ? 'P' : 'p'}{${unicodeProperty(name)}}`;
    try {
        new RegExp(source, 'v');
    } catch (error) {
        if (error instanceof SyntaxError) return unsupported(`the regular expression class \\p{${name}}`);
        throw error;
    }
    return source;
}

function unicodeProperty(name: string): string {
    const [key, value] = name.split('=') as [string, string | undefined];
    if (value !== undefined)
        return /^(?:script|sc|IsScript)$/i.test(key) ? `Script=${value}` : `General_Category=${value}`;
    if (/^In/.test(name)) return unsupported(`the regular expression block \\p{${name}}`);
    if (!/^Is/.test(name)) return name;
    const bare = name.slice(2);
    const binary = ['Alphabetic', 'Ideographic', 'Lowercase', 'Uppercase', 'White_Space'].find(
        (known) => known.toLowerCase() === bare.toLowerCase()
    );
    if (binary) return binary;
    return bare.length <= 2 ? bare : `Script=${bare}`;
}

/** One code point as it stands inside or outside a class. */
export function charSource(code: number): string {
    const char = String.fromCodePoint(code);
    return /^[0-9A-Za-z_]$/.test(char) ? char : `\\u{${code.toString(16)}}`;
}

/** Java ignores case of ASCII letters only, unless UNICODE_CASE is on. */
export function otherCase(code: number): number | null {
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return code ^ 32;
    return null;
}

/** Source of a range inside a class. */
export function rangeSource(from: number, to: number, ignoreCase: boolean): string {
    const source = from === to ? charSource(from) : `${charSource(from)}-${charSource(to)}`;
    if (!ignoreCase) return source;
    return source + caseRange(from, to, 65, 90, 32) + caseRange(from, to, 97, 122, -32);
}

function caseRange(from: number, to: number, low: number, high: number, shift: number): string {
    const start = Math.max(from, low);
    const end = Math.min(to, high);
    return start <= end ? `${charSource(start + shift)}-${charSource(end + shift)}` : '';
}
