import type { SoqlQuery, SoslQuery } from '../syntax/soql.ts';
import type {
    ClassSymbol,
    ConstructorSymbol,
    FieldSymbol,
    LocalSymbol,
    MethodSymbol,
    PropertySymbol
} from './symbols.ts';
import type { ApexType, ClassType, PlatformRef } from './types.ts';

/**
 * The typed tree: what the checker hands to code generation. Every name is resolved, every implicit conversion is a
 * Convert node, every operator knows the kind of its operands. Code generation never looks at the syntax tree.
 */

export interface BoundNode {
    readonly line: number;
    readonly column: number;
}

/* ---- program ---- */

export interface BoundProgram {
    /** Index = ClassSymbol.index. Outer classes and inner classes alike. */
    readonly classes: readonly BoundClass[];
    readonly triggers: readonly BoundTrigger[];
}

export interface BoundClass {
    readonly symbol: ClassSymbol;
    /** Source-ordered static parts: field initialisers and static blocks. */
    readonly staticInit: readonly BoundInit[];
    /** Source-ordered instance field initialisers and instance blocks, run after super(...) and before the constructor body. */
    readonly instanceInit: readonly BoundInit[];
    readonly methods: readonly BoundMethod[];
    readonly constructors: readonly BoundConstructor[];
    readonly accessors: readonly BoundAccessor[];
}

export type BoundInit =
    | {
          readonly kind: 'Field';
          readonly field: FieldSymbol | PropertySymbol;
          readonly value: BoundExpression;
          readonly line: number;
      }
    | { readonly kind: 'Block'; readonly body: BoundBlock; readonly line: number };

export interface BoundMethod {
    readonly symbol: MethodSymbol;
    readonly params: readonly LocalSymbol[];
    /** null for abstract */
    readonly body: BoundBlock | null;
    readonly line: number;
}

export interface BoundConstructor {
    readonly symbol: ConstructorSymbol;
    readonly params: readonly LocalSymbol[];
    /** explicit this(...) or super(...); null = implicit super() */
    readonly chain: {
        readonly kind: 'this' | 'super';
        readonly target: ConstructorSymbol | PlatformConstructor;
        readonly args: readonly BoundExpression[];
        readonly line: number;
    } | null;
    readonly body: BoundBlock;
    readonly line: number;
}

export interface BoundAccessor {
    readonly property: PropertySymbol;
    readonly accessor: 'get' | 'set';
    /** the `value` parameter of a setter */
    readonly valueParam: LocalSymbol | null;
    /** null = automatic body reading or writing the backing field (only emitted for virtual properties) */
    readonly body: BoundBlock | null;
    readonly line: number;
}

export interface BoundTrigger {
    /** form 'trigger'; its methods (if any) are bound as static methods */
    readonly class: BoundClass;
    readonly object: string;
    readonly events: readonly string[];
    readonly body: BoundBlock;
}

/* ---- statements ---- */

export type BoundStatement =
    | BoundBlock
    | (BoundNode & { readonly kind: 'Local'; readonly local: LocalSymbol; readonly init: BoundExpression | null })
    | (BoundNode & { readonly kind: 'Expression'; readonly expression: BoundExpression })
    | (BoundNode & {
          readonly kind: 'If';
          readonly condition: BoundExpression;
          readonly then: BoundStatement;
          readonly otherwise: BoundStatement | null;
      })
    | (BoundNode & {
          readonly kind: 'For';
          readonly init: readonly BoundStatement[];
          readonly condition: BoundExpression | null;
          readonly update: readonly BoundExpression[];
          readonly body: BoundStatement;
      })
    | (BoundNode & {
          readonly kind: 'ForEach';
          readonly local: LocalSymbol;
          /** soqlRecord / soqlChunk: iterable is a Soql expression, the variable a record or a List of up to 200 records */
          readonly source: 'list' | 'set' | 'iterable' | 'soqlRecord' | 'soqlChunk';
          readonly iterable: BoundExpression;
          readonly body: BoundStatement;
      })
    | (BoundNode & { readonly kind: 'While'; readonly condition: BoundExpression; readonly body: BoundStatement })
    | (BoundNode & { readonly kind: 'DoWhile'; readonly body: BoundStatement; readonly condition: BoundExpression })
    | (BoundNode & { readonly kind: 'Return'; readonly value: BoundExpression | null })
    | (BoundNode & { readonly kind: 'Throw'; readonly value: BoundExpression })
    | (BoundNode & { readonly kind: 'Break' | 'Continue' | 'Empty' })
    | (BoundNode & {
          readonly kind: 'Try';
          readonly body: BoundBlock;
          readonly catches: readonly {
              readonly type: ClassType | PlatformRef;
              readonly local: LocalSymbol;
              readonly body: BoundBlock;
              readonly line: number;
          }[];
          readonly finallyBody: BoundBlock | null;
      })
    | (BoundNode & {
          readonly kind: 'Switch';
          readonly value: BoundExpression;
          /** value: Values branches; type: Type branches (instanceof order) */
          readonly mode: 'value' | 'type';
          readonly branches: readonly BoundSwitchBranch[];
      })
    | (BoundNode & { readonly kind: 'RunAs'; readonly user: BoundExpression; readonly body: BoundBlock })
    | (BoundNode & {
          readonly kind: 'Dml';
          readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
          readonly accessMode: 'user' | 'system' | null;
          readonly target: BoundExpression;
          readonly upsertField: string | null;
          readonly mergeWith: BoundExpression | null;
      });

export interface BoundBlock extends BoundNode {
    readonly kind: 'Block';
    readonly body: readonly BoundStatement[];
}

export interface BoundSwitchBranch {
    readonly line: number;
    /** `else` when both are null */
    readonly values: readonly BoundExpression[] | null;
    readonly type: { readonly type: ApexType; readonly local: LocalSymbol } | null;
    readonly body: BoundBlock;
}

/* ---- expressions ---- */

interface Typed extends BoundNode {
    readonly type: ApexType;
}

/** int: 32-bit; long: 64-bit; the arithmetic and comparison family of an operator after promotion */
export type NumericKind = 'int' | 'long' | 'double' | 'decimal';

export type BoundExpression =
    | BoundLiteral
    | BoundLocal
    | BoundThis
    | BoundField
    | BoundProperty
    | BoundSObjectField
    | BoundPlatformField
    | BoundEnumConstant
    | BoundUserCall
    | BoundInterfaceCall
    | BoundPlatformCall
    | BoundNewUser
    | BoundNewPlatform
    | BoundNewSObject
    | BoundNewCollection
    | BoundNewArray
    | BoundConvert
    | BoundInstanceof
    | BoundUnary
    | BoundIncrement
    | BoundArithmetic
    | BoundComparison
    | BoundLogical
    | BoundConcat
    | BoundTernary
    | BoundCoalesce
    | BoundAssign
    | BoundCompoundAssign
    | BoundIndex
    | BoundSafeChain
    | BoundSoql
    | BoundSosl
    | BoundToken
    | BoundLabel
    | BoundCustomDataCall;

/** value: Integer/Double number, Long number or bigint, Decimal its digits as string, String, Boolean, or null */
export interface BoundLiteral extends Typed {
    readonly kind: 'Literal';
    readonly value: string | number | bigint | boolean | null;
}
export interface BoundLocal extends Typed {
    readonly kind: 'LocalRef';
    readonly local: LocalSymbol;
}
export interface BoundThis extends Typed {
    readonly kind: 'This';
}
/** Field of a project class (or automatic, non-virtual property); target null for statics. */
export interface BoundField extends Typed {
    readonly kind: 'Field';
    readonly target: BoundExpression | null;
    readonly field: FieldSymbol | PropertySymbol;
}
/** Property of a project class with accessor bodies (or virtual). */
export interface BoundProperty extends Typed {
    readonly kind: 'Property';
    readonly target: BoundExpression | null;
    readonly property: PropertySymbol;
}
/** `acc.Name`, `con.Account` (parent record), `acc.Contacts` (child list). `field` is in the schema's spelling. */
export interface BoundSObjectField extends Typed {
    readonly kind: 'SObjectField';
    readonly target: BoundExpression;
    readonly object: string;
    readonly access: 'field' | 'parent' | 'children';
    readonly field: string;
}
/** Property of a platform object, or static property (`Trigger.new`, `RestContext.request`): target null. */
export interface BoundPlatformField extends Typed {
    readonly kind: 'PlatformField';
    readonly target: BoundExpression | null;
    /** qualified owner, e.g. `System.Trigger`, `Messaging.SingleEmailMessage` */
    readonly owner: string;
    readonly name: string;
}
export interface BoundEnumConstant extends Typed {
    readonly kind: 'EnumConstant';
    /** for project enums the index into symbol.enumConstants; for platform enums the constant's spelling in `name` */
    readonly name: string;
    readonly ordinal: number;
}
export interface BoundUserCall extends Typed {
    readonly kind: 'UserCall';
    readonly method: MethodSymbol;
    readonly dispatch: 'static' | 'virtual' | 'super';
    /** null for static */
    readonly receiver: BoundExpression | null;
    readonly args: readonly BoundExpression[];
}
/** Call through a platform interface that project classes may implement (`Queueable.execute`, `Comparable.compareTo`). */
export interface BoundInterfaceCall extends Typed {
    readonly kind: 'InterfaceCall';
    readonly interface: PlatformRef;
    readonly slot: string;
    readonly receiver: BoundExpression;
    readonly args: readonly BoundExpression[];
}
/**
 * Call of a platform method. `owner` is where the method is declared (`System.String`, `System.List`, `System.SObject`,
 * `System.Exception`, `Object` for toString/equals/hashCode). `params` are the declared parameter types' display names of the
 * chosen overload (`Integer`, `List<SObject>`, `T`, `Schema.SObjectField`), the key the runtime's registry resolves by.
 *
 * Enums, the project's and the platform's, have owner `System.Enum`: `name()`, `ordinal()` on the constant; the static
 * `values()` and `valueOf(String)` become `values(Type)` and `valueOf(Type,String)` with the enum's type token as first
 * argument. `record.Field.addError('x')` has the record as receiver, the field's token as first argument and params
 * `Schema.SObjectField,String`.
 */
export interface BoundPlatformCall extends Typed {
    readonly kind: 'PlatformCall';
    readonly owner: string;
    readonly method: string;
    readonly params: readonly string[];
    readonly receiver: BoundExpression | null;
    /** `super.method()` of a platform base class */
    readonly isSuper?: boolean;
    readonly args: readonly BoundExpression[];
    /** `Database.query(text)`: the variables that a bind of the text may name, evaluated when it does */
    readonly variables?: readonly { readonly name: string; readonly value: BoundExpression }[];
}
export interface BoundNewUser extends Typed {
    readonly kind: 'NewUser';
    readonly symbol: ClassSymbol;
    /** null = implicit no-argument constructor; a PlatformConstructor for exceptions inheriting System.Exception's constructors */
    readonly constructor_: ConstructorSymbol | PlatformConstructor | null;
    readonly args: readonly BoundExpression[];
}
export interface PlatformConstructor {
    readonly symbol: 'platformConstructor';
    readonly owner: string;
    readonly params: readonly string[];
}
export interface BoundNewPlatform extends Typed {
    readonly kind: 'NewPlatform';
    readonly constructor_: PlatformConstructor;
    readonly args: readonly BoundExpression[];
}
export interface BoundNewSObject extends Typed {
    readonly kind: 'NewSObject';
    readonly object: string;
    readonly fields: readonly {
        readonly field: string;
        readonly access: 'field' | 'parent';
        readonly value: BoundExpression;
    }[];
}
/** `new List<T>()`, `new List<T>{…}`, `new List<T>(other)`, likewise Set and Map; `type` has the element types. */
export interface BoundNewCollection extends Typed {
    readonly kind: 'NewCollection';
    readonly from: BoundExpression | null;
    readonly elements: readonly BoundExpression[];
    readonly entries: readonly { readonly key: BoundExpression; readonly value: BoundExpression }[];
}
/** `new T[n]`: a List of n nulls */
export interface BoundNewArray extends Typed {
    readonly kind: 'NewArray';
    readonly size: BoundExpression;
}
/**
 * implicit and explicit conversions:
 * numeric: int->long->double->decimal widening or narrowing cast;  box/unbox: to and from Object (unbox checks, TypeException);
 * idToString / stringToId (validates, StringException `Invalid id: x`);  reference: checked class cast;  upcast: no code;
 * firstRow: List<SObject> to SObject (QueryException when not exactly one);  dateToDatetime;  listElement: covariance, no code
 */
export interface BoundConvert extends Typed {
    readonly kind: 'Convert';
    readonly operand: BoundExpression;
    readonly conversion:
        | 'numeric'
        | 'box'
        | 'unbox'
        | 'idToString'
        | 'stringToId'
        | 'reference'
        | 'upcast'
        | 'firstRow'
        | 'dateToDatetime'
        | 'listElement';
}
export interface BoundInstanceof extends Typed {
    readonly kind: 'Instanceof';
    readonly operand: BoundExpression;
    readonly target: ApexType;
}
export interface BoundUnary extends Typed {
    readonly kind: 'Unary';
    readonly operator: '+' | '-' | '!' | '~';
    readonly operandKind: NumericKind | 'boolean';
    readonly operand: BoundExpression;
}
export interface BoundIncrement extends Typed {
    readonly kind: 'Increment';
    readonly operator: '++' | '--';
    readonly prefix: boolean;
    readonly operandKind: NumericKind;
    readonly target: BoundAssignable;
}
export interface BoundArithmetic extends Typed {
    readonly kind: 'Arithmetic';
    readonly operator: '+' | '-' | '*' | '/' | '<<' | '>>' | '>>>' | '&' | '|' | '^';
    /** date/datetime/time: left is that type, right an Integer/Long (days) or a Double fraction for datetime */
    readonly operandKind: NumericKind | 'boolean' | 'date' | 'datetime' | 'time';
    readonly left: BoundExpression;
    readonly right: BoundExpression;
}
/** string: case-insensitive ==; id: 15/18 equivalence; value: generic Apex equality; identity: ===, !== */
export interface BoundComparison extends Typed {
    readonly kind: 'Comparison';
    readonly operator: '==' | '!=' | '<' | '>' | '<=' | '>=' | '===' | '!==';
    readonly operandKind:
        NumericKind | 'boolean' | 'string' | 'id' | 'date' | 'datetime' | 'time' | 'value' | 'identity';
    readonly left: BoundExpression;
    readonly right: BoundExpression;
}
export interface BoundLogical extends Typed {
    readonly kind: 'Logical';
    readonly operator: '&&' | '||';
    readonly left: BoundExpression;
    readonly right: BoundExpression;
}
/** String `+`: operands of any type, formatted by static type (null gives "null"). */
export interface BoundConcat extends Typed {
    readonly kind: 'Concat';
    readonly parts: readonly BoundExpression[];
}
export interface BoundTernary extends Typed {
    readonly kind: 'Ternary';
    readonly condition: BoundExpression;
    readonly then: BoundExpression;
    readonly otherwise: BoundExpression;
}
export interface BoundCoalesce extends Typed {
    readonly kind: 'Coalesce';
    readonly left: BoundExpression;
    readonly right: BoundExpression;
}
export type BoundAssignable =
    BoundLocal | BoundField | BoundProperty | BoundSObjectField | BoundPlatformField | BoundIndex;
export interface BoundAssign extends Typed {
    readonly kind: 'Assign';
    readonly target: BoundAssignable;
    readonly value: BoundExpression;
}
/** `a += b`; the result is converted back to the target's type. operandKind string = concatenation */
export interface BoundCompoundAssign extends Typed {
    readonly kind: 'CompoundAssign';
    readonly operator: BoundArithmetic['operator'];
    readonly operandKind: BoundArithmetic['operandKind'] | 'string';
    readonly target: BoundAssignable;
    readonly value: BoundExpression;
}
/** `list[i]` */
export interface BoundIndex extends Typed {
    readonly kind: 'Index';
    readonly target: BoundExpression;
    readonly index: BoundExpression;
}
/** `receiver?.rest`: receiver is evaluated into temp; null short-circuits the whole chain; `rest` refers to temp by LocalRef. */
export interface BoundSafeChain extends Typed {
    readonly kind: 'SafeChain';
    readonly receiver: BoundExpression;
    readonly temp: LocalSymbol;
    readonly rest: BoundExpression;
}
export interface BoundSoql extends Typed {
    readonly kind: 'Soql';
    readonly query: SoqlQuery;
    /** values of the Bind nodes in source order (depth first, as they stand in the text) */
    readonly binds: readonly BoundExpression[];
    /** list: List<T> or List<AggregateResult>; count: SELECT COUNT() as Integer */
    readonly shape: 'list' | 'count';
    /** API name of the FROM object */
    readonly object: string;
}
export interface BoundSosl extends Typed {
    readonly kind: 'Sosl';
    readonly query: SoslQuery;
    readonly binds: readonly BoundExpression[];
}
/** `Account.SObjectType`, `Account.Name` / `Account.fields.Name` (field token), `SObjectType.Account` (describe), `Foo.class`, `…FieldSets.X` */
export interface BoundToken extends Typed {
    readonly kind: 'Token';
    readonly token:
        | { readonly kind: 'sobjectType'; readonly object: string }
        | { readonly kind: 'sobjectField'; readonly object: string; readonly field: string }
        | { readonly kind: 'describe'; readonly object: string }
        | { readonly kind: 'fieldDescribe'; readonly object: string; readonly field: string }
        | { readonly kind: 'fieldSet'; readonly object: string; readonly fieldSet: string }
        | { readonly kind: 'type'; readonly type: ApexType };
}
export interface BoundLabel extends Typed {
    readonly kind: 'Label';
    readonly name: string;
}
/** Static methods of a custom metadata type or custom setting: getInstance, getAll, getOrgDefaults, getValues. */
export interface BoundCustomDataCall extends Typed {
    readonly kind: 'CustomDataCall';
    readonly object: string;
    readonly method: string;
    readonly args: readonly BoundExpression[];
}
