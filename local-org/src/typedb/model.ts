/** A type as it stands in a signature of the platform: a named type with its arguments, or a type variable of its owner. */
export type TypeRef = NamedTypeRef | TypeVariableRef;

/**
 * `name` is qualified for platform types (`System.List`, `Database.DMLOptions.EmailHeader`). A name without a dot is
 * `void`, `Object`, or a standard object (`Account`). `Internal.RecordSet` is what a query gives: assignable to a list
 * of its argument, to one record, or to an Integer for a count query.
 */
export interface NamedTypeRef {
    readonly name: string;
    readonly args: readonly TypeRef[];
}

/** `T` of `List<T>`; resolved against the type arguments of the receiver. */
export interface TypeVariableRef {
    readonly variable: string;
}

export function isTypeVariable(type: TypeRef): type is TypeVariableRef {
    return 'variable' in type;
}

export type PlatformTypeKind = 'class' | 'interface' | 'enum';

export interface PlatformConstructor {
    readonly parameters: readonly TypeRef[];
    /** Only a subclass may call it, e.g. those of `System.Exception`. */
    readonly isProtected: boolean;
}

export interface PlatformMethod {
    readonly name: string;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly parameters: readonly TypeRef[];
    readonly returnType: TypeRef;
}

/** A property of a platform class; static ones are constants or statics such as `RestContext.request`. */
export interface PlatformField {
    readonly name: string;
    readonly type: TypeRef;
    readonly isStatic: boolean;
    readonly isReadOnly: boolean;
}

export interface PlatformType {
    readonly name: string;
    readonly namespace: string;
    /** `System.List`; inner types carry their outer type: `Database.DMLOptions.EmailHeader`. */
    readonly qualifiedName: string;
    /** Qualified name of the outer type, null for a top-level type. */
    readonly outerName: string | null;
    readonly kind: PlatformTypeKind;
    readonly typeParams: readonly string[];
    /** Qualified name of the superclass, null when that is Object. */
    readonly superName: string | null;
    readonly superType: NamedTypeRef | null;
    readonly interfaces: readonly NamedTypeRef[];
    readonly isAbstract: boolean;
    /** Empty when Apex cannot construct the type with `new`. */
    readonly constructors: readonly PlatformConstructor[];
    /** Own methods only; inherited ones are found along `superType` and `interfaces`. */
    readonly methods: readonly PlatformMethod[];
    readonly fields: readonly PlatformField[];
    /** In ordinal order as far as it is public. `values`, `valueOf`, `name` and `ordinal` exist on every enum and are not listed. */
    readonly enumConstants: readonly string[];
    /** Simple names of the inner types. */
    readonly innerTypes: readonly string[];
    /** Overloads of that name, ignoring case; own methods only. */
    methodsNamed(name: string): readonly PlatformMethod[];
    fieldNamed(name: string): PlatformField | null;
}

/** Platform classes, interfaces and enums. Lookups ignore case. */
export interface PlatformTypes {
    find(namespace: string, name: string): PlatformType | null;
    findInner(outer: PlatformType, name: string): PlatformType | null;
    /** By the name that a `NamedTypeRef` carries. */
    findQualified(qualifiedName: string): PlatformType | null;
    /** In the platform's spelling. */
    namespaces(): readonly string[];
    isNamespace(name: string): boolean;
    /** Simple names of the top-level types of a namespace. */
    typesOf(namespace: string): readonly string[];
}

/** Apex type of an object's field. */
export type ApexFieldType =
    | 'Id'
    | 'String'
    | 'Boolean'
    | 'Integer'
    | 'Long'
    | 'Double'
    | 'Decimal'
    | 'Date'
    | 'Datetime'
    | 'Time'
    | 'Blob'
    | 'Address'
    | 'Location'
    | 'Object';

/** Field types as in `Schema.DisplayType` and the REST describe. */
export type FieldType =
    | 'id'
    | 'reference'
    | 'string'
    | 'textarea'
    | 'picklist'
    | 'multipicklist'
    | 'combobox'
    | 'boolean'
    | 'int'
    | 'long'
    | 'double'
    | 'currency'
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    | 'email'
    | 'phone'
    | 'url'
    | 'encryptedstring'
    | 'base64'
    | 'address'
    | 'location'
    | 'complexvalue'
    | 'anyType';

export interface PicklistEntry {
    readonly value: string;
    readonly label: string;
    readonly isDefault: boolean;
    readonly isActive: boolean;
}

export interface StandardField {
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    readonly apexType: ApexFieldType;
    /** Characters for text types, 18 for ids, 0 otherwise. */
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    /** Objects that a reference may point to; several for a polymorphic one. */
    readonly referenceTo: readonly string[];
    readonly relationshipName: string | null;
    readonly nillable: boolean;
    readonly unique: boolean;
    readonly externalId: boolean;
    readonly caseSensitive: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly defaultedOnCreate: boolean;
    readonly autoNumber: boolean;
    /** `{00000000}` of an auto-number field, else null. */
    readonly displayFormat: string | null;
    readonly nameField: boolean;
    readonly restrictedPicklist: boolean;
    readonly picklistValues: readonly PicklistEntry[];
    /** Value of a new record, in formula notation (`'Open'`, `TRUE`), null without one. */
    readonly defaultValue: string | null;
    /** Name of the compound field (`BillingAddress`, `Name`) that shows this one, else null. */
    readonly compoundFieldName: string | null;
    /** Platform computes it on read (formula-like), e.g. `User.Name`. */
    readonly calculated: boolean;
    readonly deleteRule: 'setNull' | 'cascade' | 'restrict';
}

export interface StandardChildRelationship {
    readonly relationshipName: string;
    readonly childObject: string;
    /** Reference field of the child; null when the type data cannot tell it. */
    readonly field: string | null;
}

export type StandardObjectKind = 'standard' | 'platformEvent' | 'bigObject';

export interface StandardObject {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    /** Three characters, null for events. Where the platform's own is not public, a stand-in from `X00` on. */
    readonly keyPrefix: string | null;
    readonly kind: StandardObjectKind;
    /** DML on it may not share a transaction with DML on ordinary objects. */
    readonly isSetup: boolean;
    readonly queryable: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly undeletable: boolean;
    readonly triggerable: boolean;
    /** Flows started by a platform event may listen to it. */
    readonly flowSubscribable: boolean;
    /**
     * True when the object has a description of its own, written to match an Enterprise org but not compared with one.
     * False: from the platform's type data alone, where text lengths, picklist values and required fields are unknown.
     */
    readonly curated: boolean;
    readonly fields: readonly StandardField[];
    readonly childRelationships: readonly StandardChildRelationship[];
    fieldNamed(name: string): StandardField | null;
}

/** Standard objects, ignoring case. */
export interface StandardObjects {
    find(name: string): StandardObject | null;
    /** In the platform's spelling, sorted. */
    names(): readonly string[];
    /** Those of `names` with a curated description. */
    curatedNames(): readonly string[];
    /** The curated object with that key prefix, null when there is none. */
    nameByKeyPrefix(keyPrefix: string): string | null;
}
