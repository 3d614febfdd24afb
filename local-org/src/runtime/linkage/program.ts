import { compileProgram } from '../../codegen/compileProgram.ts';
import { TRIGGER_BODY } from '../../codegen/classes.ts';
import { constructorName } from '../../codegen/calls.ts';
import type { Schema } from '../../project/schemaModel.ts';
import type { BoundProgram, BoundTrigger } from '../../semantics/bound.ts';
import type { ClassSymbol } from '../../semantics/symbols.ts';
import type { ApexType } from '../../semantics/types.ts';
import { displayName } from '../../semantics/types.ts';
import type { PlatformTypes } from '../../typedb/index.ts';
import { guarded } from '../caught.ts';
import { ApexList, ApexMap, ApexSet } from '../collections.ts';
import { providePlatformEnums } from '../enums.ts';
import { installExceptionTypes } from '../exceptionTypes.ts';
import { throwApex } from '../exceptions.ts';
import { findPlatformFunction } from '../platform.ts';
import type { TriggerRunner, TypeService } from '../services.ts';
import { Types } from '../services.ts';
import { SObject } from '../sobject.ts';
import { currentTransaction } from '../transaction.ts';
import { unsupported } from '../unsupported.ts';
import type { LoadedClass, ScriptCoverage } from './scripts.ts';
import { loadScripts } from './scripts.ts';
import { isAssignable } from './assignability.ts';
import type { StubProvider } from './stubs.ts';
import { createStub } from './stubs.ts';
import { typeByName } from './typeNames.ts';

export interface LinkOptions {
    readonly schema: Schema;
    readonly platform: PlatformTypes;
    /** Count executed lines; costs speed. */
    readonly coverage: boolean;
}

/** The project's Apex, ready to run. Everything that runs Apex must happen inside a transaction. */
export class Program implements TypeService, TriggerRunner {
    readonly options: LinkOptions;
    /** Platform members that the code names and nobody implements; calling one is refused. */
    readonly linkReport: ReadonlySet<string>;
    readonly coverage: readonly ScriptCoverage[];
    private readonly bound: readonly BoundProgram[];
    private readonly classes: LoadedClass[];
    private readonly symbolsByName = new Map<string, ClassSymbol>();
    private readonly triggers = new Map<string, BoundTrigger>();

    constructor(bound: BoundProgram, options: LinkOptions, base: Program | null = null) {
        this.options = options;
        this.bound = base ? [...base.bound, bound] : [bound];
        this.classes = base ? base.classes.slice() : [];
        const missing = new Set(base?.linkReport);
        const scripts = compileProgram(bound, {
            schema: options.schema,
            coverage: options.coverage,
            against: base?.bound ?? []
        });
        this.coverage = [...(base?.coverage ?? []), ...loadScripts(scripts, this.classes, missing)];
        this.linkReport = missing;
        for (const program of this.bound) {
            for (const { symbol } of program.classes) this.symbolsByName.set(symbol.name.toLowerCase(), symbol);
            for (const trigger of program.triggers) this.triggers.set(trigger.class.symbol.name.toLowerCase(), trigger);
        }
    }

    /** Classes, interfaces, enums; not triggers. @param lowerName `outer.inner` */
    classNamed(lowerName: string): ClassSymbol | null {
        const symbol = this.symbolsByName.get(lowerName);
        return symbol && symbol.form !== 'trigger' ? symbol : null;
    }

    symbols(): readonly ClassSymbol[] {
        return [...this.symbolsByName.values()];
    }

    /** Calls a static method by its slot (`name$arity`). Arguments and result are runtime values. */
    callStatic(symbol: ClassSymbol, slot: string, args: readonly unknown[] = []): unknown {
        return this.enter(symbol, () =>
            (this.classOf(symbol)[slot] as (...args: readonly unknown[]) => unknown)(...args)
        );
    }

    /** Calls an instance method of a project object by its slot. */
    callMethod(receiver: object, slot: string, args: readonly unknown[] = []): unknown {
        const method = (receiver as Record<string, ((...args: readonly unknown[]) => unknown) | undefined>)[slot];
        if (typeof method !== 'function') throw new Error(`There is no method ${slot} to call.`);
        const symbol = (receiver.constructor as LoadedClass).$symbol;
        return this.enter(symbol, () => method.apply(receiver, args as unknown[]));
    }

    triggersOf(object: string, event: string): readonly string[] {
        const wanted = object.toLowerCase();
        return [...this.triggers.values()]
            .filter((trigger) => trigger.object.toLowerCase() === wanted && trigger.events.includes(event))
            .map((trigger) => trigger.class.symbol.name)
            .sort();
    }

    runTrigger(name: string): void {
        const trigger = this.triggers.get(name.toLowerCase());
        if (!trigger) throw new Error(`There is no trigger ${name}.`);
        this.callStatic(trigger.class.symbol, TRIGGER_BODY);
    }

    /** Runs a checked anonymous block, whose classes and indexes continue those of this program. */
    runAnonymous(bound: BoundProgram): void {
        const extended = new Program(bound, { ...this.options, coverage: false }, this);
        const { services } = currentTransaction();
        const outer = services.find(Types) ?? this;
        services.provide(Types, extended);
        try {
            for (const block of bound.triggers) extended.callStatic(block.class.symbol, TRIGGER_BODY);
        } finally {
            services.provide(Types, outer);
        }
    }

    allocate(symbol: ClassSymbol): object {
        const instance = new (this.classOf(symbol))() as Record<string, unknown>;
        for (const field of storedFields(symbol)) instance[field.jsName] = null;
        return instance;
    }

    newInstance(type: ApexType): unknown {
        switch (type.kind) {
            case 'list':
                return new ApexList(type.element);
            case 'set':
                return new ApexSet(type.element);
            case 'map':
                return new ApexMap(type.key, type.value);
            case 'class':
                return this.construct(type.symbol);
            case 'sobject': {
                const describe = type.name === null ? null : this.options.schema.object(type.name);
                return describe ? new SObject(describe) : notConstructible(type);
            }
            case 'platform': {
                const create = findPlatformFunction(type.name, 'constructors', '', []);
                return create ? create() : unsupported(`new ${type.name}()`);
            }
            default:
                return notConstructible(type);
        }
    }

    byName(namespace: string | null, name: string): ApexType | null {
        return typeByName(
            {
                platform: this.options.platform,
                schema: this.options.schema,
                classNamed: (lower) => this.classNamed(lower)
            },
            namespace ? `${namespace}.${name}` : name
        );
    }

    isAssignable(target: ApexType, source: ApexType): boolean {
        return isAssignable(target, source);
    }

    createStub(symbol: ClassSymbol, provider: object): object {
        return createStub(this.classOf(symbol), symbol, provider as StubProvider);
    }

    private classOf(symbol: ClassSymbol): LoadedClass {
        const found = this.classes[symbol.index];
        if (!found) throw new Error(`The class ${symbol.name} is not loaded.`);
        return found;
    }

    private construct(symbol: ClassSymbol): unknown {
        const explicit = symbol.constructors.find((constructor) => constructor.params.length === 0);
        const isOpen =
            symbol.form === 'class' &&
            !symbol.isAbstract &&
            (explicit !== undefined || symbol.constructors.length === 0);
        if (!isOpen) return notConstructible({ kind: 'class', symbol });
        const create = new (this.classOf(symbol))() as Record<string, () => unknown>;
        return guarded(() => create[constructorName(symbol, explicit?.slot ?? 'init$0')]!());
    }

    /**
     * Sharing at an entry point: a class without a keyword runs without sharing, `inherited sharing` and anonymous code run with it
     * (Apex Developer Guide, "Using the with sharing, without sharing, and inherited sharing Keywords").
     */
    private enter<T>(symbol: ClassSymbol, run: () => T): T {
        const transaction = currentTransaction();
        const before = transaction.withSharing;
        transaction.withSharing =
            symbol.sharing === 'with' || symbol.sharing === 'inherited' || symbol.form === 'anonymous';
        try {
            return guarded(run);
        } finally {
            transaction.withSharing = before;
        }
    }
}

function storedFields(symbol: ClassSymbol): readonly { readonly jsName: string }[] {
    const own = [...symbol.fields, ...symbol.properties].filter((field) => !field.isStatic);
    return symbol.superType?.kind === 'class' ? [...storedFields(symbol.superType.symbol), ...own] : own;
}

/** Compiles and loads a checked program. */
export function linkProgram(bound: BoundProgram, options: LinkOptions): Program {
    installExceptionTypes(options.platform);
    providePlatformEnums((typeName) => options.platform.findQualified(typeName)?.enumConstants ?? []);
    return new Program(bound, options);
}

function notConstructible(type: ApexType): never {
    return throwApex('System.TypeException', `${displayName(type)} cannot be constructed`);
}
