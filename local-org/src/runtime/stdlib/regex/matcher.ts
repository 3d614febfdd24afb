import { boundedExec } from './boundedExec.ts';
import { throwApex } from '../../exceptions.ts';
import { unsupported } from '../../unsupported.ts';
import type { CompiledRegex } from './regexCompiler.ts';
import { compileRegex } from './regexCompiler.ts';

/** System.Pattern */
export class ApexPattern {
    static readonly apexName = 'System.Pattern';
    readonly regex: CompiledRegex;

    constructor(pattern: string) {
        this.regex = compileRegex(pattern);
    }

    apexToString(): string {
        return this.regex.pattern;
    }
}

/** System.Matcher, as java.util.regex.Matcher with anchoring, opaque bounds. */
export class ApexMatcher {
    static readonly apexName = 'System.Matcher';
    pattern: ApexPattern;
    private input: string;
    private from = 0;
    private to: number;
    private match: RegExpExecArray | null = null;
    /** Where the next find begins. */
    private next = 0;

    constructor(pattern: ApexPattern, input: string) {
        this.pattern = pattern;
        this.input = input;
        this.to = input.length;
    }

    apexToString(): string {
        const last = this.match ? this.match[0] : '';
        return `java.util.regex.Matcher[pattern=${this.pattern.regex.pattern} region=${this.from},${this.to} lastmatch=${last}]`;
    }

    matches(): boolean {
        return this.run(this.pattern.regex.matches, 0);
    }

    lookingAt(): boolean {
        return this.run(this.pattern.regex.lookingAt, 0);
    }

    find(): boolean {
        if (this.next > this.to - this.from) {
            this.match = null;
            return false;
        }
        return this.run(this.pattern.regex.find, this.next);
    }

    /** Forgets the region and searches from `start`. */
    findFrom(start: number): boolean {
        if (start < 0 || start > this.input.length)
            throwApex('System.StringException', `Illegal start index: ${start}`);
        this.reset(this.input);
        return this.run(this.pattern.regex.find, start);
    }

    reset(input: string): this {
        this.input = input;
        return this.region(0, input.length);
    }

    region(from: number, to: number): this {
        if (from < 0 || from > to || to > this.input.length)
            throwApex('System.StringException', 'Region out of bounds');
        this.from = from;
        this.to = to;
        this.match = null;
        this.next = 0;
        return this;
    }

    inputLength(): number {
        return this.input.length;
    }

    regionStart(): number {
        return this.from;
    }

    regionEnd(): number {
        return this.to;
    }

    usePattern(pattern: ApexPattern): this {
        this.pattern = pattern;
        this.match = null;
        return this;
    }

    group(number = 0): string | null {
        const value = this.found()[this.javaScriptGroup(number)];
        if (value === undefined && this.pattern.regex.forgetful.has(number)) this.refuseForgotten(number);
        return value ?? null;
    }

    start(number = 0): number {
        return this.bounds(number)?.[0] ?? -1;
    }

    end(number = 0): number {
        return this.bounds(number)?.[1] ?? -1;
    }

    groupCount(): number {
        return this.pattern.regex.groupCount;
    }

    /** @param all false: the first match only */
    replace(replacement: string, all: boolean): string {
        this.reset(this.input);
        let out = '';
        let last = 0;
        while (this.find()) {
            out += this.input.slice(last, this.start()) + this.expand(replacement);
            last = this.end();
            if (!all) break;
        }
        return out + this.input.slice(last);
    }

    private run(regex: RegExp, index: number): boolean {
        const text =
            this.from === 0 && this.to === this.input.length ? this.input : this.input.slice(this.from, this.to);
        regex.lastIndex = index;
        this.match = boundedExec(this.pattern.regex, regex, text);
        if (this.match) {
            const end = this.match.index + this.match[0].length;
            this.next = this.match[0] === '' ? afterEmpty(text, end) : end;
        } else this.next = this.to - this.from + 1;
        return this.match !== null;
    }

    private found(): RegExpExecArray {
        return this.match ?? throwApex('System.StringException', 'No match found');
    }

    private bounds(number: number): [number, number] | null {
        const indices = this.found().indices![this.javaScriptGroup(number)];
        if (indices) return [indices[0] + this.from, indices[1] + this.from];
        if (this.pattern.regex.forgetful.has(number)) this.refuseForgotten(number);
        return null;
    }

    private javaScriptGroup(number: number): number {
        if (number < 0 || number > this.groupCount()) throwApex('System.StringException', `No group ${number}`);
        return this.pattern.regex.groups[number]!;
    }

    private refuseForgotten(number: number): never {
        return unsupported(`group ${number} of ${this.pattern.regex.pattern}, which the last repetition left out`);
    }

    /** `$1`, `${name}` and `\` in a replacement, as in java.util.regex.Matcher.appendReplacement. */
    private expand(replacement: string): string {
        let out = '';
        for (let i = 0; i < replacement.length; i++) {
            const char = replacement[i]!;
            if (char === '\\') {
                if (++i >= replacement.length)
                    throwApex('System.StringException', 'character to be escaped is missing');
                out += replacement[i]!;
            } else if (char === '$') {
                const [number, length] = this.groupReference(replacement.slice(i + 1));
                out += this.group(number) ?? '';
                i += length;
            } else out += char;
        }
        return out;
    }

    /** @returns group number and the length of the reference after `$` */
    private groupReference(text: string): [number, number] {
        const named = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(text);
        if (named) {
            const number = this.pattern.regex.groupNames.get(named[1]!);
            return number === undefined
                ? throwApex('System.StringException', `No group with name {${named[1]}}`)
                : [number, named[0].length];
        }
        if (!/^\d/.test(text)) throwApex('System.StringException', 'Illegal group reference');
        let number = Number(text[0]);
        if (number > this.groupCount()) throwApex('System.StringException', `No group ${number}`);
        let length = 1;
        while (/\d/.test(text[length] ?? '') && number * 10 + Number(text[length]) <= this.groupCount()) {
            number = number * 10 + Number(text[length++]);
        }
        return [number, length];
    }
}

/** Where to search on after a match without width: never between the halves of a surrogate pair, where V8 would step back. */
function afterEmpty(text: string, index: number): number {
    return index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
}

/** java.util.regex.Pattern.split. @param limit 0: as many parts as there are, without empty ones at the end; below 0: with them */
export function splitBy(regex: CompiledRegex, text: string, limit: number): string[] {
    const parts: string[] = [];
    const find = regex.find;
    let last = 0;
    find.lastIndex = 0;
    for (let match = boundedExec(regex, find, text); match; match = boundedExec(regex, find, text)) {
        const end = match.index + match[0].length;
        if (match[0] === '') find.lastIndex = afterEmpty(text, end);
        if (limit > 0 && parts.length === limit - 1) break;
        // A match without width at the beginning gives no empty first part.
        if (end === 0) continue;
        parts.push(text.slice(last, match.index));
        last = end;
    }
    if (last === 0 && parts.length === 0) return [text];
    parts.push(text.slice(last));
    if (limit === 0) while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop();
    return parts;
}
