import { Script } from 'node:vm';
import type { CompiledScript } from '../../codegen/compileProgram.ts';
import type { ClassSymbol } from '../../semantics/symbols.ts';
import { ApexException } from '../exceptions.ts';
import { registerScript } from '../frames.ts';
import { operations } from '../generated.ts';
import type { ProjectClass } from '../instances.ts';
import { resolveConstant } from './resolve.ts';

/** Counters of one Apex file. */
export interface ScriptCoverage {
    readonly name: string;
    readonly path: string;
    /** Executable lines; `counts[i]` says how often `lines[i]` has run. */
    readonly lines: readonly number[];
    readonly counts: Uint32Array;
}

/** A generated class as JavaScript sees it. */
export type LoadedClass = ProjectClass & Record<string, unknown> & { $symbol: ClassSymbol; prototype: object };

interface Loaded {
    readonly top: LoadedClass;
    readonly bind: (classes: readonly LoadedClass[]) => void;
}

/**
 * Evaluates scripts and connects their classes with each other.
 * @param classes by ClassSymbol.index; receives the new classes
 * @param missing receives the names of platform members that nobody implements
 */
export function loadScripts(
    scripts: readonly CompiledScript[],
    classes: LoadedClass[],
    missing: Set<string>
): ScriptCoverage[] {
    const coverage: ScriptCoverage[] = [];
    const loaded = scripts.map((script) => {
        registerScript(script.name, { bodies: script.bodies });
        const constants = script.constants.map((constant) => resolveConstant(constant, missing));
        const counts = new Uint32Array(script.coverageLines?.length ?? 0);
        if (script.coverageLines)
            coverage.push({ name: script.name, path: script.path, lines: script.coverageLines, counts });
        const factory = new Script(script.code, { filename: `apex:${script.name}` }).runInThisContext() as (
            ...parts: unknown[]
        ) => Loaded;
        const result = factory(operations, constants, counts);
        collectClasses(result.top, script.classes, classes);
        return result;
    });
    for (const script of scripts) for (const symbol of script.classes) connectSuperclass(symbol, classes);
    for (const { bind } of loaded) bind(classes);
    return coverage;
}

function collectClasses(top: LoadedClass, symbols: readonly ClassSymbol[], classes: LoadedClass[]): void {
    for (const symbol of symbols) {
        const holder = symbol.outer === null ? top : (classes[symbol.outer.index]![`$k${symbol.index}`] as LoadedClass);
        holder.$symbol = symbol;
        classes[symbol.index] = holder;
    }
}

function connectSuperclass(symbol: ClassSymbol, classes: readonly LoadedClass[]): void {
    const own = classes[symbol.index]!;
    const parent =
        symbol.superType?.kind === 'class'
            ? classes[symbol.superType.symbol.index]
            : symbol.isException
              ? ApexException
              : null;
    if (parent) Object.setPrototypeOf(own.prototype, parent.prototype as object);
}
