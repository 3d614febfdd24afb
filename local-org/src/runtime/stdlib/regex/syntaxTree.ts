/** A Java regular expression as a tree; flags are resolved into the nodes. */
export type RegexNode =
    | { readonly kind: 'empty' }
    /** one code point */
    | { readonly kind: 'char'; readonly code: number; readonly ignoreCase: boolean }
    /** source of one JavaScript atom that matches one character (flag v) */
    | { readonly kind: 'set'; readonly source: string }
    /** source of a JavaScript assertion without width, or of an atom of several characters */
    | { readonly kind: 'verbatim'; readonly source: string }
    | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
    | { readonly kind: 'alternation'; readonly branches: readonly RegexNode[] }
    /** `number` counts from 1 as in Java */
    | { readonly kind: 'capture'; readonly number: number; readonly body: RegexNode }
    | { readonly kind: 'atomic'; readonly body: RegexNode }
    | { readonly kind: 'look'; readonly operator: '?=' | '?!' | '?<=' | '?<!'; readonly body: RegexNode }
    | { readonly kind: 'reference'; readonly number: number; readonly ignoreCase: boolean }
    | {
          readonly kind: 'repeat';
          readonly body: RegexNode;
          readonly min: number;
          /** Infinity without an upper bound */
          readonly max: number;
          readonly mode: 'greedy' | 'lazy' | 'possessive';
      };

export interface RegexSyntax {
    readonly root: RegexNode;
    readonly groupCount: number;
    readonly groupNames: ReadonlyMap<string, number>;
}

/** The pattern is no Java regular expression. `message` and `index` as java.util.regex.PatternSyntaxException has them. */
export class RegexSyntaxError extends Error {
    readonly index: number;
    constructor(message: string, index: number) {
        super(message);
        this.index = index;
    }
}
