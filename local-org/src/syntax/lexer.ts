import { hashStep, wordKind } from './keywords.ts';
import * as messages from './messages.ts';
import { scanSearchText, scanString } from './stringLiterals.ts';
import { T } from './tokenKinds.ts';

/** `apex`: source code. `query`: the text of a dynamic SOQL or SOSL query, which has its own string escapes. */
export type Dialect = 'apex' | 'query';

/** A lexical error; `before` is the index of the token that follows it. */
export interface LexicalProblem {
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly before: number;
}

/** The tokens of a text as parallel arrays; the last one is EOF at the end of the text. */
export interface TokenStream {
    readonly text: string;
    readonly kinds: Uint8Array;
    readonly starts: Int32Array;
    readonly ends: Int32Array;
    readonly lines: Int32Array;
    readonly columns: Int32Array;
    readonly problems: readonly LexicalProblem[];
}

const SPACE = 1;
const NEWLINE = 2;
const WORD_START = 3;
const DIGIT = 4;
const QUOTE = 5;

const characterClass = new Uint8Array(128);
for (const space of ' \t\f') characterClass[space.charCodeAt(0)] = SPACE;
for (const newline of '\r\n') characterClass[newline.charCodeAt(0)] = NEWLINE;
for (let code = 65; code <= 90; code++) characterClass[code] = characterClass[code + 32] = WORD_START;
for (const letter of '_$') characterClass[letter.charCodeAt(0)] = WORD_START;
for (const digit of '0123456789') characterClass[digit.charCodeAt(0)] = DIGIT;
characterClass[39] = QUOTE;

/** Single-character tokens by character code. */
const singleSymbol = new Uint8Array(128);
// prettier-ignore
for (const [symbol, kind] of [
    ['(', T.LParen], [')', T.RParen], ['{', T.LBrace], ['}', T.RBrace], ['[', T.LBracket], [']', T.RBracket],
    [';', T.Semi], [',', T.Comma], ['.', T.Dot], ['@', T.At], ['~', T.Tilde], [':', T.Colon]
] as const) singleSymbol[symbol.charCodeAt(0)] = kind;

type Operator = readonly [text: string, kind: number];

/**
 * Operators that begin with each character, longest first. `>>` and `<<` are absent: two adjacent `>` may close two
 * type argument lists, so the expression parser joins them.
 */
const operators: (readonly Operator[] | undefined)[] = [];
// prettier-ignore
for (const [text, kind] of [
    ['>>>=', T.UnsignedShiftRightAssign], ['>>=', T.ShiftRightAssign], ['<<=', T.ShiftLeftAssign],
    ['===', T.ExactEqual], ['!==', T.ExactNotEqual],
    ['==', T.Equal], ['=>', T.MapTo], ['!=', T.NotEqual], ['<>', T.LessGreater], ['<=', T.LessEqual],
    ['>=', T.GreaterEqual], ['?.', T.SafeDot], ['??', T.Coalesce], ['&&', T.AndAnd], ['||', T.OrOr],
    ['++', T.Increment], ['--', T.Decrement], ['+=', T.PlusAssign], ['-=', T.MinusAssign], ['*=', T.StarAssign],
    ['/=', T.SlashAssign], ['&=', T.AndAssign], ['|=', T.OrAssign], ['^=', T.XorAssign],
    ['=', T.Assign], ['>', T.Greater], ['<', T.Less], ['!', T.Bang], ['?', T.Question], ['+', T.Plus], ['-', T.Minus],
    ['*', T.Star], ['/', T.Slash], ['&', T.Ampersand], ['|', T.Bar], ['^', T.Caret]
] as const) {
    const first = text.charCodeAt(0);
    operators[first] = [...(operators[first] ?? []), [text, kind]];
}

/** Splits a text into tokens. Errors are collected; the scan goes on after them. */
export function tokenize(text: string, dialect: Dialect): TokenStream {
    const length = text.length;
    let capacity = (length >> 2) + 16;
    let kinds = new Uint8Array(capacity);
    let starts = new Int32Array(capacity);
    let ends = new Int32Array(capacity);
    let lines = new Int32Array(capacity);
    let columns = new Int32Array(capacity);
    const problems: LexicalProblem[] = [];
    let count = 0;
    let position = 0;
    let line = 1;
    let lineStart = 0;

    const report = (at: number, message: string): void => {
        problems.push({ line, column: at - lineStart + 1, message, before: count });
    };

    for (;;) {
        let code = position < length ? text.charCodeAt(position) : -1;
        let kindOfCharacter = code >= 0 && code < 128 ? characterClass[code] : 0;
        while (kindOfCharacter === SPACE) {
            code = ++position < length ? text.charCodeAt(position) : -1;
            kindOfCharacter = code >= 0 && code < 128 ? characterClass[code] : 0;
        }
        if (kindOfCharacter === NEWLINE) {
            position++;
            if (code === 13 && text.charCodeAt(position) === 10) position++;
            line++;
            lineStart = position;
            continue;
        }
        if (count === capacity) {
            capacity *= 2;
            kinds = grown(kinds, new Uint8Array(capacity));
            starts = grown(starts, new Int32Array(capacity));
            ends = grown(ends, new Int32Array(capacity));
            lines = grown(lines, new Int32Array(capacity));
            columns = grown(columns, new Int32Array(capacity));
        }
        const start = position;
        let kind: number;
        if (kindOfCharacter === WORD_START) {
            let hash = 0;
            do {
                hash = hashStep(hash, code);
                code = ++position < length ? text.charCodeAt(position) : -1;
                kindOfCharacter = code >= 0 && code < 128 ? characterClass[code] : 0;
            } while (kindOfCharacter === WORD_START || kindOfCharacter === DIGIT);
            if (code > 127 && isLetter(code)) {
                position = endOfWord(text, position);
                report(start, messages.invalidIdentifier(text.slice(start, position)));
                kind = T.Identifier;
            } else {
                kind = wordKind(text, start, position, hash);
            }
        } else if (code === -1) {
            break;
        } else if (kindOfCharacter === DIGIT || (code === 46 && isDigit(text.charCodeAt(position + 1)))) {
            kind = numberKind(text, position);
            position = numberEnd;
        } else if (kindOfCharacter === QUOTE) {
            const search = count >= 1 && kinds[count - 1] === T.Find;
            const scanned = scanString(text, position, search ? 'search' : dialect);
            for (const problem of scanned.problems) report(problem.at, problem.message);
            kind = T.String;
            position = scanned.end;
        } else if (code === 47 && text.charCodeAt(position + 1) === 47) {
            position += 2;
            while (position < length && (code = text.charCodeAt(position)) !== 10 && code !== 13) position++;
            continue;
        } else if (code === 47 && text.charCodeAt(position + 1) === 42) {
            const close = text.indexOf('*/', position + 2);
            if (close < 0) report(position, messages.unclosedComment);
            const end = close < 0 ? length : close + 2;
            for (; position < end; position++) {
                code = text.charCodeAt(position);
                if (code === 10 || (code === 13 && text.charCodeAt(position + 1) !== 10)) {
                    line++;
                    lineStart = position + 1;
                }
            }
            continue;
        } else if (code === 123 && dialect === 'query' && count >= 1 && kinds[count - 1] === T.Find) {
            const scanned = scanSearchText(text, position);
            for (const problem of scanned.problems) report(problem.at, problem.message);
            kind = T.SearchText;
            position = scanned.end;
        } else {
            kind = code < 128 ? singleSymbol[code] : 0;
            if (kind !== 0) {
                position++;
            } else {
                const candidates = code < 128 ? operators[code] : undefined;
                const operator = candidates && longestOperator(text, position, candidates);
                if (operator) {
                    kind = operator[1];
                    position += operator[0].length;
                } else {
                    position = skipInvalid(text, position, report);
                    continue;
                }
            }
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count] = position;
        lines[count] = line;
        columns[count] = start - lineStart + 1;
        count++;
        if (kind === T.String || kind === T.SearchText) {
            for (let at = start; at < position; at++) {
                code = text.charCodeAt(at);
                if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
                    line++;
                    lineStart = at + 1;
                }
            }
        }
    }
    kinds[count] = T.EOF;
    starts[count] = ends[count] = length;
    lines[count] = line;
    columns[count] = length - lineStart + 1;
    return { text, kinds, starts, ends, lines, columns, problems };
}

function longestOperator(text: string, position: number, candidates: readonly Operator[]): Operator | null {
    for (const candidate of candidates) {
        if (candidate[0].length === 1 || text.startsWith(candidate[0], position)) return candidate;
    }
    return null;
}

function grown<Cells extends Uint8Array | Int32Array>(from: Cells, to: Cells): Cells {
    to.set(from);
    return to;
}

function skipInvalid(text: string, at: number, report: (at: number, message: string) => void): number {
    const code = text.charCodeAt(at);
    if (code === 0xfeff && at === 0) return 1;
    if (isLetter(code)) {
        const end = endOfWord(text, at);
        report(at, messages.invalidIdentifier(text.slice(at, end)));
        return end;
    }
    report(
        at,
        code < 32 || code === 127 ? messages.invalidControlCharacter(code) : messages.invalidSymbol(text[at] ?? '')
    );
    return at + 1;
}

function isLetter(code: number): boolean {
    return code > 127 && /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(String.fromCharCode(code));
}

function endOfWord(text: string, at: number): number {
    while (at < text.length) {
        const code = text.charCodeAt(at);
        const inWord =
            code < 128 ? characterClass[code] === WORD_START || characterClass[code] === DIGIT : isLetter(code);
        if (!inWord) break;
        at++;
    }
    return at;
}

function isDigit(code: number): boolean {
    return code >= 48 && code <= 57;
}

function digitsEnd(text: string, at: number): number {
    while (isDigit(text.charCodeAt(at))) at++;
    return at;
}

/** End offset of the number that `numberKind` last looked at. */
let numberEnd = 0;

function numberKind(text: string, start: number): number {
    const end = digitsEnd(text, start);
    const next = text.charCodeAt(end);
    if (next === 45 && end - start === 4) {
        const dateEnd = groupsEnd(text, end, '-', 2);
        if (dateEnd > 0) {
            const timeEnd = (text.charCodeAt(dateEnd) | 32) === 116 ? zonedTimeEnd(text, dateEnd + 1) : 0;
            numberEnd = timeEnd || dateEnd;
            return timeEnd ? T.Datetime : T.Date;
        }
    }
    if (next === 58 && end - start === 2) {
        const timeEnd = zonedTimeEnd(text, start);
        if (timeEnd > 0) {
            numberEnd = timeEnd;
            return T.Time;
        }
    }
    if (next === 46 && isDigit(text.charCodeAt(end + 1))) {
        numberEnd = digitsEnd(text, end + 2);
        if ((text.charCodeAt(numberEnd) | 32) !== 100) return T.Decimal;
        numberEnd++;
        return T.Double;
    }
    if ((next | 32) === 108) {
        numberEnd = end + 1;
        return T.Long;
    }
    numberEnd = end;
    return T.Integer;
}

/** End of `count` groups of a separator and two digits, or 0. */
function groupsEnd(text: string, at: number, separator: string, count: number): number {
    for (let group = 0; group < count; group++, at += 3) {
        if (text[at] !== separator || !isDigit(text.charCodeAt(at + 1)) || !isDigit(text.charCodeAt(at + 2))) return 0;
    }
    return at;
}

/** End of `12:34:56.789Z` or `…+01:00`, or 0: the zone is required. */
function zonedTimeEnd(text: string, start: number): number {
    if (!isDigit(text.charCodeAt(start)) || !isDigit(text.charCodeAt(start + 1))) return 0;
    let at = groupsEnd(text, start + 2, ':', 2);
    if (at === 0) return 0;
    if (text.charCodeAt(at) === 46) {
        const fractionEnd = digitsEnd(text, at + 1);
        if (fractionEnd === at + 1) return 0;
        at = fractionEnd;
    }
    const zone = text.charCodeAt(at);
    if ((zone | 32) === 122) return at + 1;
    if (zone !== 43 && zone !== 45) return 0;
    const hoursEnd = digitsEnd(text, at + 1);
    if (hoursEnd === at + 1) return 0;
    if (text.charCodeAt(hoursEnd) !== 58) return hoursEnd;
    const minutesEnd = digitsEnd(text, hoursEnd + 1);
    return minutesEnd > hoursEnd + 1 ? minutesEnd : hoursEnd;
}
