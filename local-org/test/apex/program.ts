import '../../src/runtime/stdlib/index.ts';
import { linkProgram, type Program } from '../../src/runtime/linkage/program.ts';
import { Types } from '../../src/runtime/services.ts';
import { checkAnonymous, checkProgram } from '../../src/semantics/index.ts';
import { parseAnonymous, parseClass, parseTrigger } from '../../src/syntax/index.ts';
import type { Diagnostic } from '../../src/syntax/position.ts';
import { platform, schema } from './platform.ts';
import type { TransactionParts } from './transaction.ts';
import { inTransaction } from './transaction.ts';

/** Apex text made runnable. @param files path (`Foo.cls`, `Foo.trigger`) -> text */
export function programOf(files: Readonly<Record<string, string>>, coverage = false) {
    const units = Object.entries(files).map(([path, text]) => {
        const source = { path, text };
        const parsed = path.endsWith('.trigger') ? parseTrigger(source) : parseClass(source);
        refuse(parsed.diagnostics);
        return { source, unit: parsed.unit! };
    });
    const checked = checkProgram({ units, schema, platform });
    refuse(checked.diagnostics);
    return { checked, program: linkProgram(checked.program, { schema, platform, coverage }) };
}

export interface AnonymousRun {
    /** What System.debug wrote. */
    readonly output: readonly string[];
    /** What ended the block, null when it ran to its end. */
    readonly error: Error | null;
}

/** Runs an anonymous block beside the classes of `files`. */
export function runAnonymous(
    text: string,
    files: Readonly<Record<string, string>> = {},
    parts: TransactionParts = {}
): AnonymousRun {
    const { checked, program } = programOf(files);
    const source = { path: 'anonymous.apex', text };
    const parsed = parseAnonymous(source);
    refuse(parsed.diagnostics);
    const block = checkAnonymous(checked, { source, unit: parsed.unit! });
    refuse(block.diagnostics);
    const output: string[] = [];
    const error = run(() => program.runAnonymous(block.program), program, {
        ...parts,
        debug: (line) => output.push(line)
    });
    return { output, error };
}

function run(body: () => void, program: Program, parts: TransactionParts): Error | null {
    try {
        inTransaction(body, {
            ...parts,
            provide: (services) => {
                services.provide(Types, program);
                parts.provide?.(services);
            }
        });
        return null;
    } catch (error) {
        return error as Error;
    }
}

function refuse(diagnostics: readonly Diagnostic[]): void {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    if (errors.length === 0) return;
    throw new Error(errors.map((found) => `${found.path}:${found.line}:${found.column} ${found.message}`).join('\n'));
}
