import { LINE_TERMINATORS } from './characterClasses.ts';

/** Flags of java.util.regex.Pattern that a pattern can set itself. */
export interface RegexFlags {
    readonly ignoreCase: boolean;
    readonly multiline: boolean;
    readonly dotAll: boolean;
    readonly comments: boolean;
    readonly unixLines: boolean;
}

export const NO_FLAGS: RegexFlags = {
    ignoreCase: false,
    multiline: false,
    dotAll: false,
    comments: false,
    unixLines: false
};
/** Without the flag m these are the ends of the input; V8 takes `(?![^])` for true between the halves of a surrogate pair. */
export const END = '$';
export const START = '^';
/** V8 11 does not repeat `[^]` under the flag v. */
export const ANY = '[\\0-\\u{10ffff}]';
/** Not between the two characters of a line end. */
const NOT_INSIDE_CRLF = '(?<!\\r(?=\\n))';

/** `^` */
export function lineStart({ multiline, unixLines }: RegexFlags): string {
    if (!multiline) return START;
    return unixLines ? `(?:${START}|(?<=\\n)(?!$))` : `(?:${START}|(?<=[${LINE_TERMINATORS}])${NOT_INSIDE_CRLF}(?!$))`;
}

/** `$`: without MULTILINE it also matches before a line end that ends the input. */
export function lineEnd({ multiline, unixLines }: RegexFlags): string {
    if (multiline) return unixLines ? `(?=\\n|${END})` : `(?:(?=[${LINE_TERMINATORS}])${NOT_INSIDE_CRLF}|${END})`;
    return unixLines ? `(?=\\n?${END})` : `(?:(?=(?:\\r\\n|[${LINE_TERMINATORS}])${END})${NOT_INSIDE_CRLF}|${END})`;
}
