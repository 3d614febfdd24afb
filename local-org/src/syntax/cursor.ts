import type { Expression, Identifier } from './ast.ts';
import type { TokenStream } from './lexer.ts';
import { isIdentifierKind, isMemberNameKind, T } from './tokenKinds.ts';
import * as messages from './messages.ts';
import type { Diagnostic, Span } from './position.ts';

/** Unwinds the parser to the nearest place that can go on; the diagnostic is already recorded. */
export class SyntaxFailure extends Error {
    override readonly name = 'SyntaxFailure';
}

/** What differs between the languages that share the token stream. */
export interface Language {
    /** Prefix of diagnostic codes. */
    readonly name: 'apex' | 'soql' | 'sosl';
    /** What may stand behind the colon of a bind in a query. */
    readonly parseBind: (cursor: TokenCursor) => Expression;
}

/** Deepest nesting of expressions and blocks; deeper source would exhaust the stack instead of giving an error. */
const MAX_DEPTH = 400;
const MAX_CHAIN = 1000;

/** A position in a token stream, the errors found so far, and the platform's rules for reporting a mismatch. */
export class TokenCursor {
    readonly text: string;
    readonly kinds: Uint8Array;
    readonly language: Language;
    readonly diagnostics: Diagnostic[] = [];
    /** Index and kind of the current token. */
    index = 0;
    kind: number;
    /** Whether the parser stands in a bind of an inline query, where query keywords end the expression. */
    inBind = false;
    private readonly starts: Int32Array;
    private readonly ends: Int32Array;
    private readonly lines: Int32Array;
    private readonly columns: Int32Array;
    private readonly path: string;
    private depth = 0;
    private reportedAt = -1;

    constructor(tokens: TokenStream, path: string, language: Language) {
        this.text = tokens.text;
        this.kinds = tokens.kinds;
        this.starts = tokens.starts;
        this.ends = tokens.ends;
        this.lines = tokens.lines;
        this.columns = tokens.columns;
        this.path = path;
        this.language = language;
        this.kind = tokens.kinds[0];
        for (const problem of tokens.problems) this.record(problem.line, problem.column, problem.message);
        this.brokenTokens = new Set(tokens.problems.map((problem) => problem.before));
    }

    /** Tokens next to a lexical error: what the parser finds odd there is a consequence of that error. */
    private readonly brokenTokens: ReadonlySet<number>;

    advance(): void {
        this.kind = this.kinds[++this.index];
    }

    seek(index: number): void {
        this.index = index;
        this.kind = this.kinds[index];
    }

    /** Kind of the token `distance` tokens ahead. */
    peek(distance: number): number {
        return this.kinds[this.index + distance];
    }

    accept(kind: number): boolean {
        if (this.kind !== kind) return false;
        this.kind = this.kinds[++this.index];
        return true;
    }

    /** Span of the tokens from index `from` to the one before the current. */
    spanFrom(from: number): Span {
        const last = this.index > from ? this.index - 1 : from;
        return { start: this.starts[from], end: this.ends[last], line: this.lines[from], column: this.columns[from] };
    }

    /** Span from the beginning of an earlier span to the last consumed token. */
    spanSince(first: Span): Span {
        return { start: first.start, end: this.ends[this.index - 1], line: first.line, column: first.column };
    }

    tokenText(index: number): string {
        return this.kinds[index] === T.EOF ? '<EOF>' : this.text.slice(this.starts[index], this.ends[index]);
    }

    tokenStart(index: number): number {
        return this.starts[index];
    }

    tokenEnd(index: number): number {
        return this.ends[index];
    }

    tokenLine(index: number): number {
        return this.lines[index];
    }

    /** Whether the current token is this word, whatever its case. */
    isWord(lowerCased: string): boolean {
        return this.isWordAt(this.index, lowerCased);
    }

    isWordAt(index: number, lowerCased: string): boolean {
        if (this.ends[index] - this.starts[index] !== lowerCased.length) return false;
        return this.tokenText(index).toLowerCase() === lowerCased;
    }

    /** Whether the tokens at `index` and after it touch, as the two `>` of a shift do. */
    touchesNext(index: number): boolean {
        return this.ends[index] === this.starts[index + 1];
    }

    identifier(): Identifier {
        if (!isIdentifierKind(this.kind)) this.failUnexpected();
        return this.takeName();
    }

    /** A name after a dot. */
    memberName(): Identifier {
        if (!isMemberNameKind(this.kind)) this.failUnexpected();
        return this.takeName();
    }

    private takeName(): Identifier {
        const index = this.index;
        const start = this.starts[index];
        const end = this.ends[index];
        this.kind = this.kinds[++this.index];
        return {
            span: { start, end, line: this.lines[index], column: this.columns[index] },
            text: this.text.slice(start, end)
        };
    }

    /**
     * Consumes a token of the kind, or reports as the platform's parser does: `Extra` when the token after the current
     * one fits (both are consumed), `Missing` when what was expected may have been left out before the current token
     * (`insertable`), else `Expecting`, which gives up the construct.
     */
    expect(kind: number, symbol: string, insertable: boolean): void {
        if (this.kind === kind) {
            this.kind = this.kinds[++this.index];
            return;
        }
        const found = this.tokenText(this.index);
        if (this.language.name !== 'apex') this.fail(messages.unexpectedQueryToken(found));
        if (this.kind !== T.EOF && this.peek(1) === kind) {
            this.report(messages.extraToken(symbol, found));
            this.seek(this.index + 2);
            return;
        }
        if (!insertable) this.fail(messages.expectingToken(symbol, found));
        this.report(messages.missingToken(symbol, found));
    }

    failUnexpected(): never {
        const found = this.tokenText(this.index);
        this.fail(
            this.language.name === 'apex' ? messages.unexpectedToken(found) : messages.unexpectedQueryToken(found)
        );
    }

    /** Reports at the current token and gives up the construct. */
    fail(message: string): never {
        this.report(message);
        throw new SyntaxFailure(message);
    }

    /** Records an error at the current token, one per token. */
    report(message: string): void {
        if (this.reportedAt === this.index) return;
        this.reportedAt = this.index;
        if (this.brokenTokens.has(this.index) || this.brokenTokens.has(this.index - 1)) return;
        this.record(this.lines[this.index], this.columns[this.index], message);
    }

    private record(line: number, column: number, message: string): void {
        this.diagnostics.push({
            path: this.path,
            line,
            column,
            severity: 'error',
            code: `${this.language.name}/syntax`,
            message
        });
    }

    enter(): void {
        if (++this.depth > MAX_DEPTH) this.fail(messages.expressionTooLong);
    }

    /** `a + b + …` and `a.b().…` nest to the left: each link makes the tree one level deeper. */
    limitChain(links: number): void {
        if (links > MAX_CHAIN) this.fail(messages.expressionTooLong);
    }

    leave(): void {
        this.depth--;
    }

    /** Where recovery puts the nesting count back after a failure unwound several levels. */
    get nesting(): number {
        return this.depth;
    }

    set nesting(depth: number) {
        this.depth = depth;
    }
}
