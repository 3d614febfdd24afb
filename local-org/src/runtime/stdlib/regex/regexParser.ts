import { unsupported } from '../../unsupported.ts';
import { LINE_TERMINATORS, propertyClass, rangeSource, shorthandClass } from './characterClasses.ts';
import type { RegexFlags } from './lineBounds.ts';
import { ANY, END, lineEnd, lineStart, NO_FLAGS, START } from './lineBounds.ts';
import type { RegexNode, RegexSyntax } from './syntaxTree.ts';
import { RegexSyntaxError } from './syntaxTree.ts';

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** Parses a pattern of java.util.regex. @throws RegexSyntaxError */
export function parseRegex(pattern: string): RegexSyntax {
    return new RegexParser(pattern).parse();
}

class RegexParser {
    private readonly text: string;
    private at = 0;
    private flags: RegexFlags = NO_FLAGS;
    private groupCount = 0;
    private readonly names = new Map<string, number>();
    private readonly totalGroups: number;

    constructor(text: string) {
        this.text = text;
        this.totalGroups = countGroups(text);
    }

    parse(): RegexSyntax {
        const root = this.alternation();
        if (this.at < this.text.length) this.fail("Unmatched closing ')'", this.at - 1);
        return { root, groupCount: this.groupCount, groupNames: this.names };
    }

    private alternation(): RegexNode {
        const branches = [this.sequence()];
        while (this.take('|')) branches.push(this.sequence());
        return branches.length === 1 ? branches[0]! : { kind: 'alternation', branches };
    }

    private sequence(): RegexNode {
        const items: RegexNode[] = [];
        for (;;) {
            if (this.flags.comments) this.skipComments();
            const char = this.text[this.at];
            if (char === undefined || char === '|' || char === ')') break;
            const atom = this.atom();
            if (atom.kind !== 'empty') items.push(this.quantified(atom));
        }
        return items.length === 1 ? items[0]! : { kind: 'sequence', items };
    }

    private quantified(atom: RegexNode): RegexNode {
        let node = atom;
        for (;;) {
            if (this.flags.comments) this.skipComments();
            const bounds = this.bounds();
            if (!bounds) return node;
            const mode = this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy';
            node = { kind: 'repeat', body: node, min: bounds[0], max: bounds[1], mode };
        }
    }

    private bounds(): [number, number] | null {
        if (this.take('*')) return [0, Infinity];
        if (this.take('+')) return [1, Infinity];
        if (this.take('?')) return [0, 1];
        if (this.text[this.at] !== '{') return null;
        const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.text.slice(this.at));
        if (!match)
            return this.fail(
                /^\{\d/.test(this.text.slice(this.at)) ? 'Unclosed counted closure' : 'Illegal repetition',
                this.at
            );
        const min = Number(match[1]);
        const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
        if (max < min) this.fail('Illegal repetition range', this.at);
        this.at += match[0].length;
        return [min, max];
    }

    private atom(): RegexNode {
        const char = this.next();
        switch (char) {
            case '(':
                return this.group();
            case '[':
                return { kind: 'set', source: this.classBody() };
            case '.':
                return {
                    kind: 'set',
                    source: this.flags.dotAll ? ANY : this.flags.unixLines ? '[^\\n]' : `[^${LINE_TERMINATORS}]`
                };
            case '^':
                return { kind: 'verbatim', source: lineStart(this.flags) };
            case '$':
                return { kind: 'verbatim', source: lineEnd(this.flags) };
            case '\\':
                return this.escape();
            case '*':
            case '+':
            case '?':
                return this.fail(`Dangling meta character '${char}'`, this.at - 1);
            case '{':
                return this.fail('Illegal repetition', this.at - 1);
            default:
                return this.char(char.codePointAt(0)!);
        }
    }

    private char(code: number): RegexNode {
        return { kind: 'char', code, ignoreCase: this.flags.ignoreCase };
    }

    private group(): RegexNode {
        const outer = this.flags;
        const start = this.at - 1;
        if (!this.take('?')) return this.captureGroup(outer, null);
        for (const operator of ['=', '!', '<=', '<!'] as const) {
            if (this.take(operator))
                return this.closed({ kind: 'look', operator: `?${operator}`, body: this.alternation() }, outer);
        }
        if (this.take('>')) return this.closed({ kind: 'atomic', body: this.alternation() }, outer);
        if (this.take('<')) {
            const name = /^([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.text.slice(this.at));
            if (!name) return this.fail('Unknown look-behind group', this.at);
            this.at += name[0].length;
            if (this.names.has(name[1]!)) this.fail(`Named capturing group <${name[1]}> is already defined`, this.at);
            return this.captureGroup(outer, name[1]!);
        }
        return this.flagGroup(outer, start);
    }

    private captureGroup(outer: RegexFlags, name: string | null): RegexNode {
        const number = ++this.groupCount;
        if (name !== null) this.names.set(name, number);
        return this.closed({ kind: 'capture', number, body: this.alternation() }, outer);
    }

    private closed(node: RegexNode, outer: RegexFlags): RegexNode {
        if (!this.take(')')) this.fail('Unclosed group', this.text.length);
        this.flags = outer;
        return node;
    }

    /** `(?i)` to the end of the group around it, `(?i:…)`, `(?:…)` */
    private flagGroup(outer: RegexFlags, start: number): RegexNode {
        const match = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(this.text.slice(this.at));
        if (!match) return this.fail('Unknown inline modifier', start + 2);
        this.at += match[0].length;
        this.flags = this.changed(this.changed(outer, match[1]!, true), match[2] ?? '', false);
        if (match[3] === ')') return { kind: 'empty' };
        const body = this.alternation();
        return this.closed(
            body.kind === 'sequence' && body.items.length === 0 ? { kind: 'verbatim', source: '' } : body,
            outer
        );
    }

    private changed(flags: RegexFlags, letters: string, value: boolean): RegexFlags {
        const result: Record<string, boolean> = { ...flags };
        const names: Readonly<Record<string, string>> = {
            i: 'ignoreCase',
            m: 'multiline',
            s: 'dotAll',
            x: 'comments',
            d: 'unixLines'
        };
        for (const letter of letters) {
            const name = names[letter];
            if (name) result[name] = value;
            else if (letter === 'u' || letter === 'U') unsupported(`the regular expression flag (?${letter})`);
            else this.fail('Unknown inline modifier', this.at);
        }
        return result as unknown as RegexFlags;
    }

    private escape(): RegexNode {
        const char = this.text[this.at];
        if (char === undefined) return this.fail('Unexpected internal error', this.at);
        const shorthand = shorthandClass(char);
        if (shorthand) {
            this.at++;
            return { kind: 'set', source: shorthand };
        }
        if (/[1-9]/.test(char)) return this.reference();
        switch (char) {
            case 'Q':
                return this.quotation();
            case 'E':
                this.at++;
                return { kind: 'empty' };
            case 'p':
            case 'P':
                return { kind: 'set', source: this.property() };
            case 'k':
                return this.namedReference();
            case 'A':
                return this.assertion(START);
            case 'z':
                return this.assertion(END);
            case 'Z':
                return this.assertion(lineEnd(NO_FLAGS));
            case 'b':
            case 'B':
                return this.assertion(`\\${char}`);
            case 'R':
                return this.assertion(`(?:\\r\\n|[\\n-\\r\\x85\\u2028\\u2029])`);
            case 'G':
            case 'X':
            case 'N':
                return unsupported(`the regular expression construct \\${char}`);
            default:
                return this.char(this.escapedCode());
        }
    }

    private assertion(source: string): RegexNode {
        this.at++;
        return { kind: 'verbatim', source };
    }

    private quotation(): RegexNode {
        this.at++;
        const end = this.text.indexOf('\\E', this.at);
        const literal = this.text.slice(this.at, end < 0 ? this.text.length : end);
        this.at = end < 0 ? this.text.length : end + 2;
        const items = [...literal].map((char) => this.char(char.codePointAt(0)!));
        // A quantifier after \E belongs to the last character only.
        if (items.length === 0) return { kind: 'empty' };
        const last = items.pop()!;
        return { kind: 'sequence', items: [...items, this.quantified(last)] };
    }

    /** As many digits as still name a group that the pattern has, at least one. */
    private reference(): RegexNode {
        let number = Number(this.next());
        while (/[0-9]/.test(this.text[this.at] ?? '') && number * 10 + Number(this.text[this.at]) <= this.totalGroups) {
            number = number * 10 + Number(this.next());
        }
        return { kind: 'reference', number, ignoreCase: this.flags.ignoreCase };
    }

    private namedReference(): RegexNode {
        const match = /^k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.text.slice(this.at));
        if (!match) return this.fail("\\k is not followed by '<' for named capturing group", this.at + 1);
        this.at += match[0].length;
        const number = this.names.get(match[1]!);
        if (number === undefined) return this.fail(`named capturing group <${match[1]}> does not exist`, this.at);
        return { kind: 'reference', number, ignoreCase: this.flags.ignoreCase };
    }

    private property(): string {
        const match = /^([pP])(?:\{([^}]+)\}|([A-Z]))/.exec(this.text.slice(this.at));
        if (!match) return this.fail('Unclosed character family', this.text.length);
        this.at += match[0].length;
        return propertyClass((match[2] ?? match[3])!, match[1] === 'P');
    }

    /** Code point of an escape that stands for one character. */
    private escapedCode(): number {
        const rest = this.text.slice(this.at);
        const numeric = /^(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|0([0-3]?[0-7]{1,2}))/.exec(rest);
        if (numeric) {
            this.at += numeric[0].length;
            return parseInt((numeric[1] ?? numeric[2] ?? numeric[3] ?? numeric[4])!, numeric[4] === undefined ? 16 : 8);
        }
        if (/^c./.test(rest)) {
            this.at += 2;
            return rest.charCodeAt(1) ^ 64;
        }
        const char = this.next();
        if (CONTROL[char] !== undefined) return CONTROL[char]!;
        if (/[a-zA-Z0-9]/.test(char)) return this.fail('Illegal/unsupported escape sequence', this.at - 1);
        return char.codePointAt(0)!;
    }

    /** After `[`: source of the class with its brackets. Operands of `&&` become classes of their own. */
    private classBody(): string {
        const start = this.at;
        const negated = this.take('^');
        const operands: string[] = [];
        let members = '';
        for (let first = true; ; first = false) {
            if (this.flags.comments) this.skipComments();
            const char = this.text[this.at];
            if (char === undefined) return this.fail('Unclosed character class', this.text.length - 1);
            if (char === ']' && !(first && this.at === start + (negated ? 1 : 0))) {
                this.at++;
                break;
            }
            if (this.text.startsWith('&&', this.at)) {
                this.at += 2;
                if (members !== '') operands.push(`[${members}]`);
                members = '';
            } else members += this.classMember();
        }
        if (operands.length > 0 && members !== '') operands.push(`[${members}]`);
        const inner = operands.length > 0 ? operands.join('&&') : members;
        return negated ? `[^${inner}]` : `[${inner}]`;
    }

    private classMember(): string {
        const char = this.text[this.at]!;
        if (char === '[') {
            this.at++;
            return this.classBody();
        }
        if (char === '\\') {
            const letter = this.text[this.at + 1] ?? '';
            const shorthand = shorthandClass(letter);
            if (shorthand || letter === 'p' || letter === 'P' || letter === 'Q') {
                this.at++;
                if (letter === 'Q') return this.classQuotation();
                if (!shorthand) return this.property();
                this.at++;
                return shorthand;
            }
        }
        const from = this.classChar();
        const isRange = this.text[this.at] === '-' && !/^-(?:\]|\[|&&|$)/.test(this.text.slice(this.at));
        if (!isRange) return rangeSource(from, from, this.flags.ignoreCase);
        this.at++;
        const to = this.classChar();
        if (to < from) this.fail('Illegal character range', this.at - 1);
        return rangeSource(from, to, this.flags.ignoreCase);
    }

    private classQuotation(): string {
        const end = this.text.indexOf('\\E', this.at + 1);
        const literal = this.text.slice(this.at + 1, end < 0 ? this.text.length : end);
        this.at = end < 0 ? this.text.length : end + 2;
        return [...literal]
            .map((char) => rangeSource(char.codePointAt(0)!, char.codePointAt(0)!, this.flags.ignoreCase))
            .join('');
    }

    private classChar(): number {
        const char = this.next();
        return char === '\\' ? this.escapedCode() : char.codePointAt(0)!;
    }

    private skipComments(): void {
        const match = /^(?:\s|#[^\n\r]*)+/.exec(this.text.slice(this.at));
        if (match) this.at += match[0].length;
    }

    private next(): string {
        const code = this.text.codePointAt(this.at);
        if (code === undefined) return this.fail('Unexpected end of pattern', this.at);
        const char = String.fromCodePoint(code);
        this.at += char.length;
        return char;
    }

    private take(text: string): boolean {
        if (!this.text.startsWith(text, this.at)) return false;
        this.at += text.length;
        return true;
    }

    private fail(message: string, index: number): never {
        throw new RegexSyntaxError(message, Math.max(0, index));
    }
}

/** Capturing groups of a pattern; needed before the end is read, for references of several digits. */
function countGroups(pattern: string): number {
    const bare = pattern
        .replace(/\\Q.*?(?:\\E|$)/gs, '')
        .replace(/\\./gs, '')
        .replace(/\[\^?\]?[^\]]*\]/g, '');
    return (bare.match(/\((?!\?)|\(\?<(?![=!])/g) ?? []).length;
}
