import { throwApex } from '../../exceptions.ts';
import { unsupported } from '../../unsupported.ts';
import { backtrackingCost } from './backtrackingCost.ts';
import type { BacktrackingCost } from './backtrackingCost.ts';
import { charSource, otherCase } from './characterClasses.ts';
import { parseRegex } from './regexParser.ts';
import type { RegexNode } from './syntaxTree.ts';
import { RegexSyntaxError } from './syntaxTree.ts';

/** A Java regular expression ready to run on JavaScript's engine. */
export interface CompiledRegex {
    readonly pattern: string;
    readonly groupCount: number;
    readonly groupNames: ReadonlyMap<string, number>;
    /** JavaScript group of each Java group; index 0 is the whole match. */
    readonly groups: readonly number[];
    /**
     * Groups inside a repetition that an iteration may leave out: JavaScript then forgets what an earlier iteration captured, Java
     * does not.
     */
    readonly forgetful: ReadonlySet<number>;
    readonly cost: BacktrackingCost;
    /** flags `gdv`: finds the next match from lastIndex */
    readonly find: RegExp;
    /** flags `ydv`: matches at lastIndex */
    readonly lookingAt: RegExp;
    /** flags `ydv`: matches from lastIndex to the end */
    readonly matches: RegExp;
}

const compiled = new Map<string, CompiledRegex>();
const CACHE_SIZE = 500;

/** @throws System.StringException when the pattern is malformed */
export function compileRegex(pattern: string): CompiledRegex {
    let regex = compiled.get(pattern);
    if (!regex) {
        if (compiled.size >= CACHE_SIZE) compiled.clear();
        compiled.set(pattern, (regex = build(pattern)));
    }
    return regex;
}

function build(pattern: string): CompiledRegex {
    const syntax = parsed(pattern);
    const emitter = new Emitter(syntax.groupCount);
    const source = emitter.emit(syntax.root);
    return {
        pattern,
        groupCount: syntax.groupCount,
        groupNames: syntax.groupNames,
        groups: emitter.groups,
        forgetful: emitter.forgetful,
        cost: backtrackingCost(syntax.root),
        find: new RegExp(source, 'gdv'),
        lookingAt: new RegExp(source, 'ydv'),
        matches: new RegExp(`(?:${source})$`, 'ydv')
    };
}

function parsed(pattern: string): ReturnType<typeof parseRegex> {
    try {
        return parseRegex(pattern);
    } catch (error) {
        if (!(error instanceof RegexSyntaxError)) throw error;
        return throwApex('System.StringException', `Invalid regex at index ${error.index}: ${error.message}`);
    }
}

class Emitter {
    /** Java group -> JavaScript group */
    readonly groups: number[] = [0];
    readonly forgetful = new Set<number>();
    private emitted = 0;
    /** Groups that take part in every match that comes this far. */
    private certain = new Set<number>();
    private insideLookbehind = false;

    constructor(groupCount: number) {
        this.groups.length = groupCount + 1;
    }

    emit(node: RegexNode): string {
        switch (node.kind) {
            case 'empty':
                return '';
            case 'char': {
                const other = node.ignoreCase ? otherCase(node.code) : null;
                return other === null ? charSource(node.code) : `[${charSource(node.code)}${charSource(other)}]`;
            }
            case 'set':
            case 'verbatim':
                return node.source;
            case 'sequence':
                return node.items
                    .map((item) => (item.kind === 'alternation' ? `(?:${this.emit(item)})` : this.emit(item)))
                    .join('');
            case 'alternation':
                return this.alternation(node.branches);
            case 'capture':
                this.groups[node.number] = ++this.emitted;
                return this.thenCertain(node.number, `(${this.emit(node.body)})`);
            case 'look': {
                const before = new Set(this.certain);
                const outside = this.insideLookbehind;
                this.insideLookbehind = outside || node.operator.includes('<');
                const source = `(${node.operator}${this.emit(node.body)})`;
                this.insideLookbehind = outside;
                if (node.operator.endsWith('!')) this.certain = before;
                return source;
            }
            case 'atomic':
                return this.atomic(() => this.emit(node.body));
            case 'reference':
                return this.reference(node.number, node.ignoreCase);
            case 'repeat':
                return this.repeat(node);
        }
    }

    private thenCertain(group: number, source: string): string {
        this.certain.add(group);
        return source;
    }

    private alternation(branches: readonly RegexNode[]): string {
        const before = this.certain;
        const sources = branches.map((branch) => {
            this.certain = new Set(before);
            return this.emit(branch);
        });
        this.certain = before;
        return sources.join('|');
    }

    /** A lookahead does not backtrack into what it has matched: capture there, consume by reference. */
    private atomic(body: () => string): string {
        // JavaScript reads a lookbehind from right to left: the reference would come before its capture.
        if (this.insideLookbehind) return unsupported('an atomic group or possessive quantifier inside a lookbehind');
        const number = ++this.emitted;
        return `(?:(?=(${body()}))\\${number})`;
    }

    private reference(group: number, ignoreCase: boolean): string {
        if (ignoreCase) return unsupported(`the regular expression reference \\${group} with ignored case`);
        // In Java a reference to a group without a match fails, in JavaScript it succeeds.
        if (!this.certain.has(group))
            return unsupported(`the regular expression reference \\${group} to a group that may have no match`);
        return `(?:\\${this.groups[group]})`;
    }

    private repeat(node: RegexNode & { kind: 'repeat' }): string {
        const outer = this.certain;
        const inner = new Set(outer);
        this.certain = inner;
        const possessive = node.mode === 'possessive';
        const body = (): string => {
            const source =
                node.body.kind === 'char' || node.body.kind === 'set'
                    ? this.emit(node.body)
                    : `(?:${this.emit(node.body)})`;
            return source + quantifier(node.min, node.max) + (node.mode === 'lazy' ? '?' : '');
        };
        const source = possessive ? this.atomic(body) : body();
        if (node.max > 1) for (const group of capturesIn(node.body)) if (!inner.has(group)) this.forgetful.add(group);
        this.certain = node.min > 0 ? inner : outer;
        return source;
    }
}

function capturesIn(node: RegexNode): number[] {
    switch (node.kind) {
        case 'capture':
            return [node.number, ...capturesIn(node.body)];
        case 'sequence':
            return node.items.flatMap(capturesIn);
        case 'alternation':
            return node.branches.flatMap(capturesIn);
        case 'repeat':
        case 'atomic':
        case 'look':
            return capturesIn(node.body);
        default:
            return [];
    }
}

function quantifier(min: number, max: number): string {
    if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
    if (min === 0 && max === 1) return '?';
    return min === max ? `{${min}}` : `{${min},${max}}`;
}
