import type { ApexType, ClassType, PlatformRef } from './types.ts';

/** What the project declares. Symbols are created by the binder's declaration pass and shared by codegen and runtime. */

export type Visibility = 'private' | 'protected' | 'public' | 'global';
export type Sharing = 'with' | 'without' | 'inherited' | null;

export interface AnnotationSymbol {
    /** lower-cased, without the @ */
    readonly name: string;
    /** lower-cased argument name -> literal value as text */
    readonly args: ReadonlyMap<string, string>;
}

export interface ClassSymbol {
    /** `Outer` or `Outer.Inner`, in the source's spelling. */
    readonly name: string;
    readonly simpleName: string;
    readonly form: 'class' | 'interface' | 'enum' | 'trigger' | 'anonymous';
    /** File path and line of the declaration. */
    readonly path: string;
    readonly line: number;
    /** Position in Program.classes; slot of this class's statics in a transaction. */
    readonly index: number;
    readonly outer: ClassSymbol | null;
    readonly inner: ClassSymbol[];
    readonly visibility: Visibility;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    readonly isTest: boolean;
    /** own keyword only; inner classes do not inherit it from the outer class */
    readonly sharing: Sharing;
    readonly annotations: readonly AnnotationSymbol[];
    superType: ClassType | PlatformRef | null;
    interfaces: readonly (ClassType | PlatformRef)[];
    readonly fields: FieldSymbol[];
    readonly properties: PropertySymbol[];
    readonly methods: MethodSymbol[];
    readonly constructors: ConstructorSymbol[];
    readonly enumConstants: readonly string[];
    /** true when the class is or extends System.Exception */
    isException: boolean;
}

export interface FieldSymbol {
    readonly symbol: 'field';
    readonly owner: ClassSymbol;
    readonly name: string;
    /** JavaScript property on the instance or on the statics record, unique in the inheritance chain: `_name`. */
    readonly jsName: string;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly isFinal: boolean;
    readonly isTransient: boolean;
    readonly visibility: Visibility;
    readonly annotations: readonly AnnotationSymbol[];
}

/** A property; when both accessors are automatic it is stored like a field under jsName and has no accessor bodies. */
export interface PropertySymbol {
    readonly symbol: 'property';
    readonly owner: ClassSymbol;
    readonly name: string;
    readonly jsName: string;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly isTransient: boolean;
    readonly visibility: Visibility;
    readonly annotations: readonly AnnotationSymbol[];
    /** null = no such accessor; `auto` = plain storage; otherwise the JavaScript method name (`get$name`, `set$name`). */
    readonly getter: { readonly slot: string | 'auto'; readonly visibility: Visibility } | null;
    readonly setter: { readonly slot: string | 'auto'; readonly visibility: Visibility } | null;
    /** virtual properties dispatch through the slot even when automatic */
    readonly isVirtual: boolean;
}

export interface MethodSymbol {
    readonly symbol: 'method';
    readonly owner: ClassSymbol;
    readonly name: string;
    /**
     * JavaScript method name, equal for a method and what it overrides or implements. `name$arity` in lower case;
     * when a class hierarchy has several of the same arity, further ones get `name$arity$type1$type2`.
     * Methods that implement a platform interface always have `name$arity` (`compareto$1`, `execute$2`), but for the two
     * that a Queueable class may have beside its own `execute$1`: `execute$1$schedulablecontext` of Schedulable and
     * `execute$1$finalizercontext` of Finalizer. See platformSlot in slots.ts.
     */
    readonly slot: string;
    readonly params: readonly ParameterSymbol[];
    readonly returnType: ApexType;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    readonly isOverride: boolean;
    readonly visibility: Visibility;
    readonly annotations: readonly AnnotationSymbol[];
    readonly isTestMethod: boolean;
    readonly line: number;
}

export interface ConstructorSymbol {
    readonly symbol: 'constructor';
    readonly owner: ClassSymbol;
    /** `init$arity`, further ones of the same arity with type suffix. */
    readonly slot: string;
    readonly params: readonly ParameterSymbol[];
    readonly visibility: Visibility;
    readonly line: number;
}

export interface ParameterSymbol {
    readonly name: string;
    readonly type: ApexType;
}

/** A local variable or parameter inside one body. `jsName` is unique within the body and a legal JavaScript identifier. */
export interface LocalSymbol {
    readonly name: string;
    readonly jsName: string;
    readonly type: ApexType;
    readonly isFinal: boolean;
}
