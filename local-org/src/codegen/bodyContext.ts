import type { Schema, SObjectDescribe } from '../project/schemaModel.ts';
import type { BoundBlock } from '../semantics/bound.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';
import { displayName } from '../semantics/types.ts';
import type { Emitter } from './emitter.ts';
import type { LinkTable } from './linkTable.ts';
import { Nullness } from './nullness.ts';

/** What the bodies of one script share. */
export interface ScriptContext {
    readonly emitter: Emitter;
    readonly links: LinkTable;
    readonly schema: Schema;
    /** Does entering a member (by slot) need the class's sharing mode in force? */
    readonly sharingMatters: (slot: string) => boolean;
    readonly coverage: CoverageLines | null;
    /** Bodies in the order they were written, for stack traces. */
    readonly bodies: { line: number; place: string }[];
}

/** Executable lines of a script and their counters. */
export class CoverageLines {
    readonly lines: number[] = [];
    private readonly indexes = new Map<number, number>();

    counter(line: number): number {
        let index = this.indexes.get(line);
        if (index === undefined) {
            index = this.lines.push(line) - 1;
            this.indexes.set(line, index);
        }
        return index;
    }
}

/** One method, constructor, accessor or initialiser while its code is written. */
export class BodyContext {
    readonly script: ScriptContext;
    readonly owner: ClassSymbol;
    readonly nullness: Nullness;
    /** JavaScript variables to be declared at the start of the body. */
    readonly temps: string[] = [];
    hasLoop = false;
    /** `return;` in a constructor gives the new object. */
    returnsThis = false;
    private lastCatch = 0;

    constructor(script: ScriptContext, owner: ClassSymbol, body: BoundBlock | null) {
        this.script = script;
        this.owner = owner;
        this.nullness = new Nullness(body);
    }

    get links(): LinkTable {
        return this.script.links;
    }

    operation(name: string): string {
        return this.script.links.operation(name);
    }

    temp(): string {
        const name = `$${this.temps.length + 1}`;
        this.temps.push(name);
        return name;
    }

    /** A number for the variables of one try statement or loop. */
    unique(): number {
        return ++this.lastCatch;
    }

    describe(object: string): { readonly describe: SObjectDescribe; readonly constant: string } {
        const describe = this.script.schema.object(object);
        if (!describe) throw new Error(`The checked program names an unknown object ${object}.`);
        return { describe, constant: this.links.constant({ kind: 'describe', describe }, describe.name) };
    }

    type(type: ApexType): string {
        return this.links.constant({ kind: 'type', type }, typeKey(type));
    }
}

/** Text that tells types of one program apart. */
export function typeKey(type: ApexType): string {
    return `${type.kind} ${displayName(type)}`;
}
