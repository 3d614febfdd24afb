import type { ApexException } from '../runtime/exceptions.ts';
import type { Program } from '../runtime/linkage/program.ts';
import type { CheckResult } from '../semantics/index.ts';
import { checkAnonymous } from '../semantics/index.ts';
import type { Diagnostic } from '../syntax/index.ts';
import { parseAnonymous } from '../syntax/index.ts';

/** What became of an anonymous block. `stackTrace` has one line per Apex frame. */
export interface AnonymousOutcome {
    /** First fault that keeps the block from running; null when it ran. */
    readonly problem: Diagnostic | null;
    /** The exception that ended it. */
    readonly exception: ApexException | null;
    /** Entries as `LEVEL|message`. */
    readonly debugLog: readonly string[];
}

/** @returns what runs the block inside a transaction, or the first fault of its text */
export function prepareAnonymous(program: Program, checked: CheckResult, text: string): (() => void) | Diagnostic {
    const source = { path: 'AnonymousBlock', text };
    const { unit, diagnostics } = parseAnonymous(source);
    if (diagnostics.length > 0 || unit === null) return diagnostics[0]!;
    const bound = checkAnonymous(checked, { source, unit });
    if (bound.diagnostics.length > 0) return bound.diagnostics[0]!;
    return () => program.runAnonymous(bound.program);
}
