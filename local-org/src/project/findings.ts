import type { Diagnostic, Severity } from '../syntax/position.ts';

export interface Place {
    readonly line: number;
    readonly column: number;
}

export const fileStart: Place = { line: 1, column: 1 };

/** Collects what is wrong with a project's files. */
export class Findings {
    readonly diagnostics: Diagnostic[] = [];

    /** `code` without the `project/` before it. */
    report(path: string, place: Place, code: string, message: string, severity: Severity = 'error'): void {
        this.diagnostics.push({
            path,
            line: place.line,
            column: place.column,
            severity,
            code: `project/${code}`,
            message
        });
    }
}

/** Line and column of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
