import type { Schema } from '../project/schemaModel.ts';
import type { Member, TypeDeclaration } from '../syntax/ast.ts';
import type { Diagnostic, Span } from '../syntax/position.ts';
import type { PlatformTypes } from '../typedb/model.ts';
import type { Message } from './messages/index.ts';
import type { AnnotationSymbol, ClassSymbol, FieldSymbol, MethodSymbol, PropertySymbol } from './symbols.ts';
import type { ApexType, ClassType, ObjectType } from './types.ts';

/** Symbols are filled in pass by pass; everyone after the declaration passes sees them read-only. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What the checker knows of one declared type beyond its symbol. */
export interface ClassRecord {
    readonly symbol: Draft<ClassSymbol>;
    /** null for triggers and anonymous blocks */
    readonly declaration: TypeDeclaration | null;
    readonly members: readonly Member[];
    readonly outer: ClassRecord | null;
    /** by lower-case name */
    readonly inner: Map<string, ClassRecord>;
    readonly variables: Map<string, FieldSymbol | PropertySymbol>;
    readonly methods: Map<string, MethodSymbol[]>;
    /** API name of the object of a trigger */
    triggerObject: string | null;
}

/**
 * Stands for a type that could not be determined and has been reported: every conversion from and to it is accepted in
 * silence. Told apart by identity, as it must never reach code generation.
 */
export const ERROR: ObjectType = { kind: 'object' };

export function isError(type: ApexType): boolean {
    if (type === ERROR) return true;
    switch (type.kind) {
        case 'list':
        case 'set':
            return isError(type.element);
        case 'map':
            return isError(type.key) || isError(type.value);
        case 'platform':
            return type.args.some(isError);
        default:
            return false;
    }
}

/** One run of the checker: what is known of the org and of the program, and the findings so far. */
export class Compilation {
    readonly schema: Schema;
    readonly platform: PlatformTypes;
    /** lower-case names of the custom labels */
    readonly labels: ReadonlySet<string>;
    /** by ClassSymbol.index */
    readonly records: ClassRecord[] = [];
    /** outer types by lower-case name */
    readonly topLevel = new Map<string, ClassRecord>();
    readonly diagnostics: Diagnostic[] = [];

    constructor(schema: Schema, platform: PlatformTypes, labels: Iterable<string>) {
        this.schema = schema;
        this.platform = platform;
        this.labels = new Set([...labels].map((label) => label.toLowerCase()));
    }

    /** A view with its own findings and its own further classes, for anonymous blocks. */
    fork(): Compilation {
        const fork = new Compilation(this.schema, this.platform, this.labels);
        fork.records.push(...this.records);
        for (const [name, record] of this.topLevel) fork.topLevel.set(name, record);
        return fork;
    }

    record(symbol: ClassSymbol): ClassRecord {
        return this.records[symbol.index]!;
    }

    report(path: string, span: Span, message: Message): void {
        this.diagnostics.push({
            path,
            line: span.line,
            column: span.column,
            severity: 'error',
            code: message.code,
            message: message.text
        });
    }
}

export const classType = (symbol: ClassSymbol): ClassType => ({ kind: 'class', symbol });

export function annotation(
    owner: { readonly annotations: readonly AnnotationSymbol[] },
    name: string
): AnnotationSymbol | null {
    return owner.annotations.find((candidate) => candidate.name === name) ?? null;
}

export function outermost(symbol: ClassSymbol): ClassSymbol {
    return symbol.outer ? outermost(symbol.outer) : symbol;
}
