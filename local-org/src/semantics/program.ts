import type { Schema } from '../project/schemaModel.ts';
import type { AnonymousUnit, CompilationUnit, TriggerUnit } from '../syntax/ast.ts';
import type { Diagnostic, SourceFile, Span } from '../syntax/position.ts';
import type { PlatformTypes } from '../typedb/model.ts';
import { checkAnnotations } from './annotationRules.ts';
import { Body } from './body.ts';
import type { BoundBlock, BoundClass, BoundProgram, BoundTrigger } from './bound.ts';
import { bindClass } from './classes.ts';
import type { ClassRecord } from './compilation.ts';
import { Compilation } from './compilation.ts';
import { declareBody, declareTopLevel } from './declarations.ts';
import { completionOf } from './flow.ts';
import { checkHierarchy } from './hierarchy.ts';
import { classChain } from './lineage.ts';
import type { MemberSources } from './members.ts';
import { declareMembers, newMemberSources } from './members.ts';
import * as messages from './messages/index.ts';
import { assignSlots } from './slots.ts';
import { bindStatements } from './statements.ts';
import { breakCircles, markException, resolveSupertypes } from './supertypes.ts';
import type { ClassSymbol } from './symbols.ts';

export interface CheckInput {
    /** Syntax trees of the project's classes and triggers; anonymous units are not accepted here. */
    readonly units: readonly { readonly source: SourceFile; readonly unit: CompilationUnit }[];
    readonly schema: Schema;
    readonly platform: PlatformTypes;
    /** Names of the custom labels. */
    readonly labels?: Iterable<string>;
}

export interface CheckResult {
    /** Fit for code generation only when there are no diagnostics. */
    readonly program: BoundProgram;
    /** Every declared type, by ClassSymbol.index; triggers come last. */
    readonly classes: readonly ClassSymbol[];
    /** In the order of the files, within a file by position. */
    readonly diagnostics: readonly Diagnostic[];
    /** What checkAnonymous continues from. */
    readonly compilation: Compilation;
}

export interface AnonymousResult {
    /**
     * The block as a program of its own beside the one it was checked against: its inner classes, and one trigger-like entry
     * of form `anonymous` with the statements. Indexes continue those of the base program.
     */
    readonly program: BoundProgram;
    readonly diagnostics: readonly Diagnostic[];
}

/** Resolves and types a whole program; never throws for faults of the Apex text. */
export function checkProgram(input: CheckInput): CheckResult {
    const compilation = new Compilation(input.schema, input.platform, input.labels ?? []);
    for (const { source, unit } of input.units) {
        if (unit.kind === 'TypeUnit') declareTopLevel(compilation, source.path, unit.type);
    }
    const triggers: { readonly record: ClassRecord; readonly unit: TriggerUnit }[] = [];
    for (const { source, unit } of input.units) {
        if (unit.kind !== 'TriggerUnit') continue;
        const record = declareBody(compilation, 'trigger', unit.name.text, source.path, unit.name.span, unit.members);
        record.triggerObject = triggerObject(compilation, record, unit);
        triggers.push({ record, unit });
    }
    const sources = newMemberSources();
    const types = declareAll(compilation, compilation.records, sources).filter(
        (record) => record.symbol.form !== 'trigger'
    );
    const classes = types.map((record) => bindClass(compilation, record, sources));
    const boundTriggers = triggers.map(({ record, unit }) => bindTrigger(compilation, record, unit, sources));
    return {
        program: { classes, triggers: boundTriggers },
        classes: compilation.records.map((record) => record.symbol),
        diagnostics: inOrder(
            compilation.diagnostics,
            input.units.map(({ source }) => source.path)
        ),
        compilation
    };
}

/** Checks an anonymous block against a program that has been checked before; that program stays as it is. */
export function checkAnonymous(
    base: CheckResult,
    input: { readonly source: SourceFile; readonly unit: AnonymousUnit }
): AnonymousResult {
    const compilation = base.compilation.fork();
    const { source, unit } = input;
    const first = compilation.records.length;
    const record = declareBody(compilation, 'anonymous', 'AnonymousBlock', source.path, unit.span, unit.members);
    const sources = newMemberSources();
    const own = declareAll(compilation, compilation.records.slice(first), sources);
    const classes = own
        .filter((candidate) => candidate !== record)
        .map((inner) => bindClass(compilation, inner, sources));
    const bound = bindClass(compilation, record, sources);
    const body = bindBody(compilation, record, unit, 'anonymous');
    return {
        program: { classes, triggers: [{ class: bound, object: '', events: [], body }] },
        diagnostics: inOrder(compilation.diagnostics, [source.path])
    };
}

/** From names to symbols with members and slots; checks everything but bodies. */
function declareAll(compilation: Compilation, records: readonly ClassRecord[], sources: MemberSources): ClassRecord[] {
    const all = [...records];
    for (const record of all) {
        resolveSupertypes(compilation, record);
        breakCircles(compilation, record);
    }
    for (const record of all) markException(compilation, record);
    const done = new Set<ClassRecord>();
    for (const record of all) {
        // superclasses first: an inherited field decides the storage name of one that hides it
        for (const ancestor of classChain(compilation, record).reverse()) {
            if (done.has(ancestor) || !all.includes(ancestor)) continue;
            done.add(ancestor);
            declareMembers(compilation, ancestor, sources);
        }
    }
    assignSlots(compilation);
    for (const record of all) {
        checkHierarchy(compilation, record, sources);
        checkAnnotations(compilation, record, sources);
    }
    return all;
}

function triggerObject(compilation: Compilation, record: ClassRecord, unit: TriggerUnit): string | null {
    const { path } = record.symbol;
    const object = compilation.schema.object(unit.object.text);
    if (!object) {
        compilation.report(path, unit.object.span, messages.triggerObject(unit.object.text));
        return null;
    }
    if (!object.triggerable && (object.custom || object.curated)) {
        compilation.report(path, unit.object.span, messages.triggerNotSupported(object.name));
    }
    const seen = new Set<string>();
    for (const event of unit.events) {
        const usage = `${event.when} ${event.operation}`;
        if (usage === 'before undelete') compilation.report(path, event.span, messages.triggerBeforeUndelete());
        if (seen.has(usage)) compilation.report(path, event.span, messages.triggerUsageTwice(usage));
        seen.add(usage);
    }
    return object.name;
}

function bindTrigger(
    compilation: Compilation,
    record: ClassRecord,
    unit: TriggerUnit,
    sources: MemberSources
): BoundTrigger {
    const class_: BoundClass = bindClass(compilation, record, sources);
    return {
        class: class_,
        object: record.triggerObject ?? unit.object.text,
        events: unit.events.map((event) => `${event.when} ${event.operation}`),
        body: bindBody(compilation, record, unit, 'trigger')
    };
}

function bindBody(
    compilation: Compilation,
    record: ClassRecord,
    unit: TriggerUnit | AnonymousUnit,
    form: 'trigger' | 'anonymous'
): BoundBlock {
    const body = new Body(compilation, record, { form, isStatic: true, returnType: null });
    const statements = bindStatements(body, unit.body);
    const { span } = unit;
    completionOf({ kind: 'Block', body: unit.body, span }, (at: Span) => body.report(at, messages.unreachable()));
    return { kind: 'Block', body: statements, line: span.line, column: span.column };
}

function inOrder(diagnostics: readonly Diagnostic[], paths: readonly string[]): Diagnostic[] {
    const order = new Map(paths.map((path, i) => [path, i]));
    return [...diagnostics].sort(
        (a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0) || a.line - b.line || a.column - b.column
    );
}
