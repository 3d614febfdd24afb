/** Where a piece of source text stands. Lines and columns count from 1, offsets from 0 (UTF-16 units); `end` is exclusive. */
export interface Span {
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly column: number;
}

/** One source file as the compiler sees it. */
export interface SourceFile {
    /** Path relative to the project root, with forward slashes. */
    readonly path: string;
    readonly text: string;
}

export type Severity = 'error' | 'warning';

/** A finding at a place of a file, in the platform's wording where the platform has one. */
export interface Diagnostic {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly severity: Severity;
    /** Stable id of the kind of finding, e.g. `apex/unknown-variable`. */
    readonly code: string;
    readonly message: string;
}

/** The findings of one file by line and column. */
export function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    if (diagnostics.length < 2) return diagnostics;
    return [...diagnostics].sort((a, b) => a.line - b.line || a.column - b.column);
}
