import type { Diagnostic, Span } from '../position.ts';
import type { FormulaExpression, FormulaOperator } from './ast.ts';
import { FormulaSyntaxError, tokenizeFormula, type FormulaToken } from './lexer.ts';

/** The tree of a formula, or null and one diagnostic. */
export interface FormulaParseResult {
    readonly expression: FormulaExpression | null;
    readonly diagnostics: readonly Diagnostic[];
}

/** The binary operators from weakest to strongest; all associate to the left. */
const levels: readonly (readonly FormulaOperator[])[] = [
    ['||'],
    ['&&'],
    ['=', '!='],
    ['<', '<=', '>', '>='],
    ['&'],
    ['+', '-'],
    ['*', '/'],
    ['^']
];

const strength = new Map(
    levels.flatMap((level, index) => level.map((operator) => [operator as string, index] as const))
);

/** Deepest nesting of a formula; the platform's size limit ends formulas long before. */
const MAX_DEPTH = 500;

/** Parses a formula. `path` names the file of the diagnostics; their lines count within the formula. */
export function parseFormula(text: string, path = ''): FormulaParseResult {
    try {
        const parser = new FormulaParser(tokenizeFormula(text));
        return { expression: parser.parse(), diagnostics: [] };
    } catch (error) {
        if (!(error instanceof FormulaSyntaxError)) throw error;
        const { line, column } = error.span;
        const diagnostic: Diagnostic = {
            path,
            line,
            column,
            severity: 'error',
            code: 'formula/syntax',
            message: error.message
        };
        return { expression: null, diagnostics: [diagnostic] };
    }
}

class FormulaParser {
    private readonly tokens: readonly FormulaToken[];
    private index = 0;
    private depth = 0;

    constructor(tokens: readonly FormulaToken[]) {
        this.tokens = tokens;
    }

    parse(): FormulaExpression {
        const expression = this.expression(0);
        const rest = this.token;
        if (rest.kind !== 'End') {
            const isExtra = rest.value === ')' || rest.value === ',' || rest.value === '}';
            this.fail(`Syntax error. ${isExtra ? 'Extra' : 'Found'} '${rest.value}'`);
        }
        return expression;
    }

    private get token(): FormulaToken {
        return this.tokens[this.index];
    }

    private fail(message: string): never {
        throw new FormulaSyntaxError(message, this.token.span);
    }

    private isSymbol(symbol: string): boolean {
        return this.token.kind === 'Symbol' && this.token.value === symbol;
    }

    private accept(symbol: string): boolean {
        if (!this.isSymbol(symbol)) return false;
        this.index++;
        return true;
    }

    private expect(symbol: string): void {
        if (!this.accept(symbol)) this.fail(`Syntax error. Missing '${symbol}'`);
    }

    private since(first: Span): Span {
        return { ...first, end: this.tokens[this.index - 1].span.end };
    }

    private expression(weakest: number): FormulaExpression {
        if (++this.depth > MAX_DEPTH) this.fail('Formula is too long');
        let left = this.unary();
        while (this.token.kind === 'Symbol') {
            const level = strength.get(this.token.value);
            if (level === undefined || level < weakest) break;
            const operator = this.token.value as FormulaOperator;
            this.index++;
            const right = this.expression(level + 1);
            left = { kind: 'Binary', span: this.since(left.span), operator, left, right };
        }
        this.depth--;
        return left;
    }

    private unary(): FormulaExpression {
        const { kind, value, span } = this.token;
        if (kind !== 'Symbol' || (value !== '-' && value !== '+' && value !== '!')) return this.primary();
        this.index++;
        if (++this.depth > MAX_DEPTH) this.fail('Formula is too long');
        const operand = this.unary();
        this.depth--;
        return { kind: 'Unary', span: this.since(span), operator: value, operand };
    }

    private primary(): FormulaExpression {
        const { kind, value, span } = this.token;
        if (kind === 'Text' || kind === 'Number') {
            this.index++;
            return { kind, value, span };
        }
        if (kind === 'Name') return this.nameOrCall();
        if (this.accept('(')) {
            const inner = this.expression(0);
            this.expect(')');
            return inner;
        }
        if (this.accept('{!')) {
            const names = this.names();
            this.expect('}');
            return { kind: 'Reference', span: this.since(span), names, isMergeField: true };
        }
        this.failHere('expression');
    }

    private failHere(expected: string): never {
        const { kind, value } = this.token;
        this.fail(kind === 'End' ? `Syntax error. Missing ${expected}` : `Syntax error. Found '${value}'`);
    }

    private nameOrCall(): FormulaExpression {
        const { value, span } = this.token;
        const next = this.tokens[this.index + 1];
        if (next.kind === 'Symbol' && next.value === '(') {
            this.index += 2;
            return { kind: 'Call', name: value, args: this.callArguments(), span: this.since(span) };
        }
        const names = this.names();
        if (names.length === 1) {
            const word = value.toLowerCase();
            if (word === 'true' || word === 'false') return { kind: 'Boolean', value: word === 'true', span };
            if (word === 'null') return { kind: 'Null', span };
        }
        return { kind: 'Reference', span: this.since(span), names, isMergeField: false };
    }

    private callArguments(): FormulaExpression[] {
        const args: FormulaExpression[] = [];
        if (this.accept(')')) return args;
        do args.push(this.expression(0));
        while (this.accept(','));
        this.expect(')');
        return args;
    }

    private names(): string[] {
        const names: string[] = [];
        do {
            if (this.token.kind !== 'Name') this.failHere('name');
            names.push(this.token.value);
            this.index++;
        } while (this.accept('.'));
        return names;
    }
}
