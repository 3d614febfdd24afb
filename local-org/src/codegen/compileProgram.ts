import type { Schema } from '../project/schemaModel.ts';
import type { BoundClass, BoundProgram, BoundTrigger } from '../semantics/bound.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ScriptContext } from './bodyContext.ts';
import { CoverageLines } from './bodyContext.ts';
import { compileClass, compileTriggerClass } from './classes.ts';
import { Emitter } from './emitter.ts';
import type { LinkConstant } from './linkTable.ts';
import { LinkTable } from './linkTable.ts';
import { sharingMatters } from './sharing.ts';

/** The JavaScript of one Apex file. */
export interface CompiledScript {
    /** `Outer` or `trigger/Name`; V8 shows it as `apex:Outer` */
    readonly name: string;
    readonly path: string;
    /** Evaluates to a function (operations, constants, counters) => { top, bind }. */
    readonly code: string;
    readonly constants: readonly LinkConstant[];
    readonly top: ClassSymbol;
    /** All classes of the file, outermost first. */
    readonly classes: readonly ClassSymbol[];
    /** Executable lines by counter, null when compiled without coverage. */
    readonly coverageLines: readonly number[] | null;
    readonly bodies: readonly { readonly line: number; readonly place: string }[];
}

export interface CompileOptions {
    readonly schema: Schema;
    readonly coverage: boolean;
    /** Programs whose classes the new code may call (an anonymous block calls the project's). */
    readonly against?: readonly BoundProgram[];
}

/** One script per top-level class or trigger. Interfaces and enums have no code but a class to carry their symbol. */
export function compileProgram(program: BoundProgram, options: CompileOptions): CompiledScript[] {
    const matters = sharingMatters([program, ...(options.against ?? [])]);
    const tops = program.classes.filter((class_) => class_.symbol.outer === null && class_.symbol.form !== 'trigger');
    return [
        ...tops.map((top) => compileScript(top, null, program, options, matters)),
        ...program.triggers.map((trigger) => compileScript(trigger.class, trigger, program, options, matters))
    ];
}

function compileScript(
    top: BoundClass,
    trigger: BoundTrigger | null,
    program: BoundProgram,
    options: CompileOptions,
    matters: (slot: string) => boolean
): CompiledScript {
    const script: ScriptContext = {
        emitter: new Emitter(),
        links: new LinkTable(),
        schema: options.schema,
        sharingMatters: matters,
        coverage: options.coverage ? new CoverageLines() : null,
        bodies: []
    };
    const family = program.classes.filter((class_) => outermost(class_.symbol) === top.symbol);
    const direct = family.filter((class_) => class_.symbol.outer === top.symbol);
    const gap = script.emitter.reserve();
    if (trigger) compileTriggerClass(script, trigger, direct, family);
    else compileClass(script, top, direct, family);
    script.emitter.write(')}})');
    script.emitter.fill(gap, prologue(script.links));
    return {
        name: top.symbol.form === 'trigger' ? `trigger/${top.symbol.name}` : top.symbol.name,
        path: top.symbol.path,
        code: script.emitter.toString(),
        constants: script.links.constants,
        top: top.symbol,
        classes: [top.symbol, ...family.map((class_) => class_.symbol).filter((symbol) => symbol !== top.symbol)],
        coverageLines: script.coverage?.lines ?? null,
        bodies: [...script.bodies].sort((a, b) => a.line - b.line)
    };
}

/** Everything before the class, all on line 1. */
function prologue(links: LinkTable): string {
    const operations = [...links.operations].map((name) => `${name}:$${name}`);
    const constants = links.constants.map((_, i) => `$p${i}=$links[${i}]`);
    const classes = [...links.classes.keys()];
    return [
        '(function($operations,$links,$c){"use strict";',
        operations.length > 0 ? `const {${operations.join(',')}}=$operations;` : '',
        constants.length > 0 ? `const ${constants.join(',')};` : '',
        classes.length > 0 ? `let ${classes.map((index) => `$k${index}`).join(',')};` : '',
        `return{bind:$classes=>{${classes.map((index) => `$k${index}=$classes[${index}];`).join('')}},top:(`
    ].join('');
}

function outermost(symbol: ClassSymbol): ClassSymbol {
    let top = symbol;
    while (top.outer) top = top.outer;
    return top;
}
