import type { Span } from '../position.ts';

/** One token of a formula. `value` is the unescaped text of a string, else the text as written. */
export interface FormulaToken {
    readonly kind: 'Name' | 'Number' | 'Text' | 'Symbol' | 'End';
    readonly value: string;
    readonly span: Span;
}

/** A text that is not a formula; `span` says where. */
export class FormulaSyntaxError extends Error {
    override readonly name = 'FormulaSyntaxError';
    readonly span: Span;

    constructor(message: string, span: Span) {
        super(message);
        this.span = span;
    }
}

/** Each symbol with its normal form, longest first. */
// prettier-ignore
const symbols: readonly (readonly [written: string, normal: string])[] = [
    ['{!', '{!'], ['==', '='], ['!=', '!='], ['<>', '!='], ['<=', '<='], ['>=', '>='], ['&&', '&&'], ['||', '||'],
    ...[...'()},.=<>&+-*/^!'].map((symbol) => [symbol, symbol] as const)
];

const pattern = {
    skipped: /(?:\s+|\/\*[\s\S]*?\*\/)+/y,
    // A colon in a name selects the type of a polymorphic lookup: `Owner:User.Email`.
    name: /\$?[A-Za-z][A-Za-z0-9_]*(?::[A-Za-z][A-Za-z0-9_]*)?/y,
    number: /\d+(?:\.\d+)?|\.\d+/y
} as const;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Splits a formula into tokens, the last of kind End. Throws FormulaSyntaxError. */
export function tokenizeFormula(text: string): FormulaToken[] {
    const tokens: FormulaToken[] = [];
    let line = 1;
    let lineStart = 0;
    let position = 0;
    const spanTo = (end: number): Span => ({ start: position, end, line, column: position - lineStart + 1 });
    const moveTo = (end: number): void => {
        for (let at = text.indexOf('\n', position); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            line++;
            lineStart = at + 1;
        }
        position = end;
    };
    for (;;) {
        moveTo(position + lengthAt(pattern.skipped, text, position));
        const first = text[position];
        if (first === undefined) {
            tokens.push({ kind: 'End', value: '', span: spanTo(position) });
            return tokens;
        }
        if (text.startsWith('/*', position))
            throw new FormulaSyntaxError("Syntax error. Missing '*/'", spanTo(position + 2));
        if (first === '"' || first === "'") {
            const end = textEnd(text, position);
            if (end < 0) throw new FormulaSyntaxError(`Syntax error. Missing '${first}'`, spanTo(text.length));
            tokens.push({ kind: 'Text', value: unescape(text.slice(position + 1, end - 1)), span: spanTo(end) });
            moveTo(end);
            continue;
        }
        const nameLength = lengthAt(pattern.name, text, position);
        const length = nameLength || lengthAt(pattern.number, text, position);
        if (length > 0) {
            const value = text.slice(position, position + length);
            tokens.push({ kind: nameLength > 0 ? 'Name' : 'Number', value, span: spanTo(position + length) });
            position += length;
            continue;
        }
        const symbol = symbols.find(([written]) => text.startsWith(written, position));
        if (symbol === undefined) throw new FormulaSyntaxError(`Syntax error. Found '${first}'`, spanTo(position + 1));
        const end = position + symbol[0].length;
        tokens.push({ kind: 'Symbol', value: symbol[1], span: spanTo(end) });
        position = end;
    }
}

function lengthAt(sticky: RegExp, text: string, position: number): number {
    sticky.lastIndex = position;
    return sticky.exec(text)?.[0].length ?? 0;
}

/** Offset after the quoted text at `start`, or -1 if it is not closed. */
function textEnd(text: string, start: number): number {
    const quote = text[start];
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === '\\') at++;
        else if (text[at] === quote) return at + 1;
    }
    return -1;
}

function unescape(raw: string): string {
    return raw.replace(/\\([\s\S])/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}
