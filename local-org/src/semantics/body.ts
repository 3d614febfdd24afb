import type { Span } from '../syntax/position.ts';
import type { BoundExpression } from './bound.ts';
import type { ClassRecord, Compilation } from './compilation.ts';
import { annotation, classType, ERROR, outermost } from './compilation.ts';
import { inheritanceDistance } from './conversions.ts';
import type { Message } from './messages/index.ts';
import * as messages from './messages/index.ts';
import { RESERVED_NAMES } from './reservedNames.ts';
import type { AnnotationSymbol, ClassSymbol, LocalSymbol, PropertySymbol, Visibility } from './symbols.ts';
import type { ApexType } from './types.ts';

export type BodyForm = 'method' | 'constructor' | 'initializer' | 'accessor' | 'trigger' | 'anonymous';

/** `receiver?.`: where the rest of a chain is skipped. */
export interface SafeLink {
    readonly receiver: BoundExpression;
    readonly temp: LocalSymbol;
}

export interface BodyOptions {
    readonly form: BodyForm;
    readonly isStatic: boolean;
    /** null where a value cannot be returned; void for void methods */
    readonly returnType: ApexType | null;
    /** the property whose accessor this is: its name means the storage here */
    readonly property?: PropertySymbol;
}

/** One executable body while it is bound: its locals, what `this` and `return` mean, and where findings go. */
export class Body {
    readonly compilation: Compilation;
    readonly record: ClassRecord;
    readonly path: string;
    readonly form: BodyForm;
    readonly isStatic: boolean;
    readonly returnType: ApexType | null;
    readonly property: PropertySymbol | null;
    /** loops around the current statement */
    loops = 0;
    /** safe-navigation links of the chain being bound, outermost receiver first */
    safeLinks: SafeLink[] = [];
    private scopes: Map<string, LocalSymbol>[] = [new Map()];
    private readonly spellings = new Map<string, number>();
    private readonly initialised = new Set<LocalSymbol>();

    constructor(compilation: Compilation, record: ClassRecord, options: BodyOptions) {
        this.compilation = compilation;
        this.record = record;
        this.path = record.symbol.path;
        this.form = options.form;
        this.isStatic = options.isStatic;
        this.returnType = options.returnType;
        this.property = options.property ?? null;
    }

    get thisType(): ApexType {
        return classType(this.record.symbol);
    }

    report(span: Span, message: Message): void {
        this.compilation.report(this.path, span, message);
    }

    /** Reports and gives the expression that silences what follows from it. */
    fail(span: Span, message: Message): BoundExpression {
        this.report(span, message);
        return errorAt(span);
    }

    inScope<T>(run: () => T): T {
        this.scopes.push(new Map());
        try {
            return run();
        } finally {
            this.scopes.pop();
        }
    }

    /** A name may be declared once in a body's nested scopes. */
    declare(
        name: string,
        type: ApexType,
        span: Span,
        options: { isFinal?: boolean; initialised?: boolean } = {}
    ): LocalSymbol {
        const lower = name.toLowerCase();
        if (this.local(lower)) this.report(span, messages.duplicateVariable(name));
        if (RESERVED_NAMES.has(lower)) this.report(span, messages.reservedName(name));
        const local = this.symbol(name, type, options.isFinal ?? false);
        this.scopes[this.scopes.length - 1]!.set(lower, local);
        if (options.initialised) this.initialised.add(local);
        return local;
    }

    /** A local that the source does not name. */
    hidden(purpose: string, type: ApexType): LocalSymbol {
        return this.symbol(purpose, type, true);
    }

    /** The dollar sign keeps locals apart from JavaScript's reserved words and from everything else generated code names. */
    private symbol(name: string, type: ApexType, isFinal: boolean): LocalSymbol {
        const lower = name.toLowerCase();
        const count = (this.spellings.get(lower) ?? 0) + 1;
        this.spellings.set(lower, count);
        return { name, jsName: `${name}$${count}`, type, isFinal };
    }

    local(lowerName: string): LocalSymbol | null {
        for (let i = this.scopes.length - 1; i >= 0; i--) {
            const found = this.scopes[i]!.get(lowerName);
            if (found) return found;
        }
        return null;
    }

    /** Locals that are visible here, in lower case. */
    localNames(): string[] {
        return this.scopes.flatMap((scope) => [...scope.keys()]);
    }

    /** A final local takes one value: at its declaration, else at its first assignment. */
    mayAssign(local: LocalSymbol): boolean {
        return !local.isFinal || !this.initialised.has(local);
    }

    /** Is a member of `owner` visible here? Everything of one outer type sees everything of it. */
    sees(owner: ClassSymbol, visibility: Visibility, annotations: readonly AnnotationSymbol[] = []): boolean {
        if (visibility === 'public' || visibility === 'global') return true;
        const here = outermost(this.record.symbol);
        if (here === outermost(owner)) return true;
        if (annotation({ annotations }, 'testvisible') && here.isTest) return true;
        if (visibility === 'private') return false;
        for (let record: ClassRecord | null = this.record; record; record = record.outer) {
            if (inheritanceDistance(this.compilation, classType(record.symbol), classType(owner)) !== null) return true;
        }
        return false;
    }
}

export function errorAt(span: Span): BoundExpression {
    return { kind: 'Literal', value: null, type: ERROR, line: span.line, column: span.column };
}

export const at = (span: Span): { line: number; column: number } => ({ line: span.line, column: span.column });
