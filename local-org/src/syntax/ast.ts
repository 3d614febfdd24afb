import type { SoslQuery, SoqlQuery } from './soql.ts';
import type { Span } from './position.ts';

/** The syntax tree of Apex. Names keep the case of the source; whoever compares them lower-cases. */

export interface Node {
    readonly span: Span;
}

export interface Identifier extends Node {
    readonly text: string;
}

/** `Map<String, List<Account>>[]`: dotted name, type arguments per whole type, array suffixes counted. */
export interface TypeNode extends Node {
    readonly names: readonly Identifier[];
    readonly args: readonly TypeNode[];
    readonly arrayDepth: number;
}

export interface AnnotationNode extends Node {
    readonly name: Identifier;
    /** `@IsTest(SeeAllData=true)` gives one named argument; `@SuppressWarnings('PMD')` one with an empty name. */
    readonly args: readonly { readonly name: string; readonly value: Expression }[];
}

export type ModifierName =
    | 'public'
    | 'private'
    | 'protected'
    | 'global'
    | 'static'
    | 'final'
    | 'abstract'
    | 'virtual'
    | 'override'
    | 'transient'
    | 'with sharing'
    | 'without sharing'
    | 'inherited sharing'
    | 'testmethod'
    | 'webservice';

export interface Modifiers extends Node {
    readonly names: readonly ModifierName[];
    readonly annotations: readonly AnnotationNode[];
}

/* ---- compilation units ---- */

export type CompilationUnit = TypeUnit | TriggerUnit | AnonymousUnit;

export interface TypeUnit extends Node {
    readonly kind: 'TypeUnit';
    readonly type: TypeDeclaration;
}

export interface TriggerUnit extends Node {
    readonly kind: 'TriggerUnit';
    readonly name: Identifier;
    readonly object: Identifier;
    readonly events: readonly TriggerEvent[];
    /** Declarations (methods, fields) may stand among the statements of a trigger. */
    readonly members: readonly Member[];
    readonly body: readonly Statement[];
}

export interface TriggerEvent extends Node {
    readonly when: 'before' | 'after';
    readonly operation: 'insert' | 'update' | 'delete' | 'undelete' | 'merge';
}

export interface AnonymousUnit extends Node {
    readonly kind: 'AnonymousUnit';
    readonly members: readonly Member[];
    readonly body: readonly Statement[];
}

/* ---- declarations ---- */

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

export interface ClassDeclaration extends Node {
    readonly kind: 'Class';
    readonly modifiers: Modifiers;
    readonly name: Identifier;
    readonly extends: TypeNode | null;
    readonly implements: readonly TypeNode[];
    readonly members: readonly Member[];
}

export interface InterfaceDeclaration extends Node {
    readonly kind: 'Interface';
    readonly modifiers: Modifiers;
    readonly name: Identifier;
    readonly extends: readonly TypeNode[];
    readonly members: readonly MethodDeclaration[];
}

export interface EnumDeclaration extends Node {
    readonly kind: 'Enum';
    readonly modifiers: Modifiers;
    readonly name: Identifier;
    readonly constants: readonly Identifier[];
}

export type Member =
    | TypeDeclaration
    | FieldDeclaration
    | PropertyDeclaration
    | MethodDeclaration
    | ConstructorDeclaration
    | InitializerBlock;

export interface FieldDeclaration extends Node {
    readonly kind: 'Field';
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly declarators: readonly VariableDeclarator[];
}

export interface VariableDeclarator extends Node {
    readonly name: Identifier;
    readonly init: Expression | null;
}

export interface PropertyDeclaration extends Node {
    readonly kind: 'Property';
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly name: Identifier;
    readonly getter: Accessor | null;
    readonly setter: Accessor | null;
}

export interface Accessor extends Node {
    readonly modifiers: Modifiers;
    /** null for the automatic form `get;` */
    readonly body: Block | null;
}

export interface MethodDeclaration extends Node {
    readonly kind: 'Method';
    readonly modifiers: Modifiers;
    /** null = void */
    readonly returnType: TypeNode | null;
    readonly name: Identifier;
    readonly params: readonly Parameter[];
    /** null for abstract and interface methods */
    readonly body: Block | null;
}

export interface ConstructorDeclaration extends Node {
    readonly kind: 'Constructor';
    readonly modifiers: Modifiers;
    readonly name: Identifier;
    readonly params: readonly Parameter[];
    readonly body: Block;
}

export interface InitializerBlock extends Node {
    readonly kind: 'Initializer';
    readonly isStatic: boolean;
    readonly body: Block;
}

export interface Parameter extends Node {
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly name: Identifier;
}

/* ---- statements ---- */

export type Statement =
    | Block
    | LocalDeclaration
    | ExpressionStatement
    | IfStatement
    | ForStatement
    | ForEachStatement
    | WhileStatement
    | DoWhileStatement
    | ReturnStatement
    | ThrowStatement
    | BreakStatement
    | ContinueStatement
    | TryStatement
    | SwitchStatement
    | RunAsStatement
    | DmlStatement
    | EmptyStatement;

export interface Block extends Node {
    readonly kind: 'Block';
    readonly body: readonly Statement[];
}
export interface EmptyStatement extends Node {
    readonly kind: 'Empty';
}
export interface LocalDeclaration extends Node {
    readonly kind: 'Local';
    readonly modifiers: Modifiers;
    readonly type: TypeNode;
    readonly declarators: readonly VariableDeclarator[];
}
export interface ExpressionStatement extends Node {
    readonly kind: 'ExpressionStatement';
    readonly expression: Expression;
}
export interface IfStatement extends Node {
    readonly kind: 'If';
    readonly condition: Expression;
    readonly then: Statement;
    readonly otherwise: Statement | null;
}
export interface ForStatement extends Node {
    readonly kind: 'For';
    readonly init: LocalDeclaration | readonly Expression[] | null;
    readonly condition: Expression | null;
    readonly update: readonly Expression[];
    readonly body: Statement;
}
export interface ForEachStatement extends Node {
    readonly kind: 'ForEach';
    readonly type: TypeNode;
    readonly name: Identifier;
    readonly iterable: Expression;
    readonly body: Statement;
}
export interface WhileStatement extends Node {
    readonly kind: 'While';
    readonly condition: Expression;
    readonly body: Statement;
}
export interface DoWhileStatement extends Node {
    readonly kind: 'DoWhile';
    readonly body: Statement;
    readonly condition: Expression;
}
export interface ReturnStatement extends Node {
    readonly kind: 'Return';
    readonly value: Expression | null;
}
export interface ThrowStatement extends Node {
    readonly kind: 'Throw';
    readonly value: Expression;
}
export interface BreakStatement extends Node {
    readonly kind: 'Break';
}
export interface ContinueStatement extends Node {
    readonly kind: 'Continue';
}
export interface TryStatement extends Node {
    readonly kind: 'Try';
    readonly body: Block;
    readonly catches: readonly CatchClause[];
    readonly finallyBody: Block | null;
}
export interface CatchClause extends Node {
    readonly type: TypeNode;
    readonly name: Identifier;
    readonly body: Block;
}
export interface SwitchStatement extends Node {
    readonly kind: 'Switch';
    readonly value: Expression;
    readonly branches: readonly SwitchBranch[];
}
export interface SwitchBranch extends Node {
    readonly when: SwitchWhen;
    readonly body: Block;
}
export type SwitchWhen =
    | { readonly kind: 'Else' }
    | { readonly kind: 'Type'; readonly type: TypeNode; readonly name: Identifier }
    /** literals, enum constants (as NameExpression), null */
    | { readonly kind: 'Values'; readonly values: readonly Expression[] };
export interface RunAsStatement extends Node {
    readonly kind: 'RunAs';
    readonly args: readonly Expression[];
    readonly body: Block;
}
export interface DmlStatement extends Node {
    readonly kind: 'Dml';
    readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
    /** `insert as user x` / `as system`; null when not written */
    readonly accessMode: 'user' | 'system' | null;
    readonly target: Expression;
    /** upsert: external id field (dotted name); merge: the losing records (expression) */
    readonly upsertField: readonly Identifier[] | null;
    readonly mergeWith: Expression | null;
}

/* ---- expressions ---- */

export type Expression =
    | LiteralExpression
    | NameExpression
    | ThisExpression
    | SuperExpression
    | FieldExpression
    | CallExpression
    | IndexExpression
    | NewExpression
    | NewCollectionExpression
    | NewArrayExpression
    | CastExpression
    | InstanceofExpression
    | UnaryExpression
    | PostfixExpression
    | BinaryExpression
    | TernaryExpression
    | AssignExpression
    | SoqlExpression
    | SoslExpression
    | TypeLiteralExpression;

export interface LiteralExpression extends Node {
    readonly kind: 'Literal';
    readonly type: 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Boolean' | 'Null';
    /** Integer/Long/Double/Decimal: the digits as written without suffix; String: the unescaped value; Boolean: 'true'/'false' */
    readonly value: string;
}
/** A bare name: variable, field, type or namespace; what it is, the binder decides. */
export interface NameExpression extends Node {
    readonly kind: 'Name';
    readonly name: Identifier;
}
export interface ThisExpression extends Node {
    readonly kind: 'This';
}
export interface SuperExpression extends Node {
    readonly kind: 'Super';
}
export interface FieldExpression extends Node {
    readonly kind: 'FieldAccess';
    readonly target: Expression;
    /** `a?.b` */
    readonly safe: boolean;
    readonly name: Identifier;
}
/** `f(x)` (target null), `a.f(x)`, `this(x)`, `super(x)` (target This/Super and name null). */
export interface CallExpression extends Node {
    readonly kind: 'Call';
    readonly target: Expression | null;
    readonly safe: boolean;
    readonly name: Identifier | null;
    readonly args: readonly Expression[];
}
export interface IndexExpression extends Node {
    readonly kind: 'Index';
    readonly target: Expression;
    readonly index: Expression;
}
/** `new T(args)`; for SObjects `new Account(Name = 'x')` the arguments are named. */
export interface NewExpression extends Node {
    readonly kind: 'New';
    readonly type: TypeNode;
    readonly args: readonly Expression[];
    readonly namedArgs: readonly { readonly name: Identifier; readonly value: Expression }[] | null;
}
/** `new List<T>{a, b}`, `new Set<T>{…}`, `new Map<K,V>{k => v}`, `new T[]{a, b}` (type then has arrayDepth >= 1). */
export interface NewCollectionExpression extends Node {
    readonly kind: 'NewCollection';
    readonly type: TypeNode;
    readonly elements: readonly Expression[];
    readonly entries: readonly { readonly key: Expression; readonly value: Expression }[] | null;
}
/** `new T[size]` */
export interface NewArrayExpression extends Node {
    readonly kind: 'NewArray';
    readonly elementType: TypeNode;
    readonly size: Expression;
}
export interface CastExpression extends Node {
    readonly kind: 'Cast';
    readonly type: TypeNode;
    readonly operand: Expression;
}
export interface InstanceofExpression extends Node {
    readonly kind: 'Instanceof';
    readonly operand: Expression;
    readonly type: TypeNode;
}
export interface UnaryExpression extends Node {
    readonly kind: 'Unary';
    readonly operator: '+' | '-' | '!' | '~' | '++' | '--';
    readonly operand: Expression;
}
export interface PostfixExpression extends Node {
    readonly kind: 'Postfix';
    readonly operator: '++' | '--';
    readonly operand: Expression;
}
export type BinaryOperator =
    | '+'
    | '-'
    | '*'
    | '/'
    | '<<'
    | '>>'
    | '>>>'
    | '&'
    | '|'
    | '^'
    | '&&'
    | '||'
    | '=='
    | '!='
    | '<>'
    | '==='
    | '!=='
    | '<'
    | '>'
    | '<='
    | '>='
    | '??';
export interface BinaryExpression extends Node {
    readonly kind: 'Binary';
    readonly operator: BinaryOperator;
    readonly left: Expression;
    readonly right: Expression;
}
export interface TernaryExpression extends Node {
    readonly kind: 'Ternary';
    readonly condition: Expression;
    readonly then: Expression;
    readonly otherwise: Expression;
}
export type AssignOperator = '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=';
export interface AssignExpression extends Node {
    readonly kind: 'Assign';
    readonly operator: AssignOperator;
    readonly target: Expression;
    readonly value: Expression;
}
export interface SoqlExpression extends Node {
    readonly kind: 'Soql';
    readonly query: SoqlQuery;
}
export interface SoslExpression extends Node {
    readonly kind: 'Sosl';
    readonly query: SoslQuery;
}
/** `List<Account>.class`, `Foo.class` */
export interface TypeLiteralExpression extends Node {
    readonly kind: 'TypeLiteral';
    readonly type: TypeNode;
}
