import { define } from './message.ts';

export const circular = define('circular-definition', (name: string) => `Circular definition: ${name}`);
export const invalidSuperType = define('invalid-super-type', (name: string) => `Invalid super type: ${name}`);
export const finalSuperType = define(
    'final-super-type',
    (name: string) => `Non-virtual and non-abstract type cannot be extended: ${name}`
);
export const invalidInterface = define('invalid-interface', (name: string) => `Invalid interface: ${name}`);
export const interfaceTwice = define('interface-twice', (name: string) => `Interface already implemented: ${name}`);
export const exceptionName = define(
    'exception-name',
    (name: string) => `Classes extending Exception must have a name ending in 'Exception': ${name}`
);
export const exceptionBase = define(
    'exception-base',
    (name: string) => `Exception class must extend another Exception class: ${name}`
);
export const exceptionConstructor = define(
    'exception-constructor',
    (signature: string) => `System exception constructor already defined: ${signature}`
);
export const innerInInner = define('inner-in-inner', () => 'Inner types are not allowed to have inner types');
export const staticBlockInInner = define(
    'static-block-in-inner',
    () => 'Inner types are not allowed to have static blocks'
);
export const constructorName = define('constructor-name', (name: string) => `Invalid constructor name: ${name}`);
export const mustImplement = define(
    'must-implement',
    (name: string, method: string) => `Class ${name} must implement the method: ${method}`
);
export const mustImplementAbstract = define(
    'must-implement-abstract',
    (name: string, method: string) => `Class ${name} must implement the abstract method: ${method}`
);
export const implementationVisibility = define(
    'implementation-visibility',
    (name: string, method: string) =>
        `${name}: Overriding implementations of global or public interface methods must be global or public: ${method}`
);
export const mustOverride = define(
    'must-override',
    (method: string) => `Method must use the override keyword: ${method}`
);
export const doesNotOverride = define(
    'does-not-override',
    (method: string) => `@Override specified for non-overriding method: ${method}`
);
export const notOverridable = define(
    'not-overridable',
    (method: string) => `Non-virtual, non-abstract methods cannot be overridden: ${method}`
);
export const reducesVisibility = define(
    'reduces-visibility',
    (method: string) => `Cannot reduce the visibility of method: ${method}`
);
export const returnTypesClash = define(
    'return-types-clash',
    (a: string, b: string, type: string) => `Method return types clash: ${a} vs ${b} from the type ${type}`
);
export const abstractWithBody = define('abstract-with-body', () => 'Abstract methods cannot have a body');
export const methodWithoutBody = define('method-without-body', () => 'Method must have a body');
export const modifierRefused = define(
    'modifier-refused',
    (modifier: string, on: string) => `${modifier} is not allowed on ${on}`
);
export const modifierRequires = define(
    'modifier-requires',
    (what: string, on: string, needed: string) => `${what} ${on} must be declared as ${needed}`
);
export const definingTypeRequires = define(
    'defining-type-requires',
    (what: string, needed: string) => `${what} defined types requires that ${needed}`
);
export const oneScope = define('one-scope', () => 'Declarations can only have one scope');
export const topLevelScope = define('top-level-scope', () => 'Top-level type must have public or global visibility');
export const voidParameter = define('void-parameter', () => 'Parameters cannot be of type void');
export const voidVariable = define('void-variable', (on: string) => `${on} cannot be of type void`);
export const unknownAnnotation = define('unknown-annotation', (name: string) => `Annotation does not exist: ${name}`);
export const returnTypeRefused = define(
    'return-type-refused',
    (what: string, type: string) => `${what} methods do not support return type of ${type}`
);
export const parameterTypeRefused = define(
    'parameter-type-refused',
    (what: string, type: string) => `${what} methods do not support parameter type of ${type}`
);
export const testWithParameters = define('test-with-parameters', () => 'Test methods must have no arguments');
export const testSetupReturn = define('test-setup-return', () => 'Test setup method must return void');
export const invocableParameters = define(
    'invocable-parameters',
    () => 'Only one parameter is supported on methods with @Invocable annotation'
);
export const invocableParameterType = define(
    'invocable-parameter-type',
    (type: string) =>
        `Unsupported parameter type ${type}. Valid invocable parameters must be List types like List<T> where T is a supported type`
);
export const onlyOneMethodWith = define(
    'only-one-method-with',
    (annotation: string) => `Only one method per type can be defined with: ${annotation}`
);
export const restUrlEmpty = define('rest-url-empty', () => 'Rest Resource url cannot be empty');
export const restUrlTooLong = define(
    'rest-url-too-long',
    () => 'Rest Resource url cannot be longer than 255 characters'
);
export const restUrlSlash = define('rest-url-slash', () => "Rest Resource url must begin with a forward slash, '/'");
export const restUrlBeforeWildcard = define(
    'rest-url-before-wildcard',
    () => "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'"
);
export const restUrlAfterWildcard = define(
    'rest-url-after-wildcard',
    () => "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character"
);
export const auraOverload = define(
    'aura-overload',
    (name: string) => `Overload of AuraEnabled method: ${name} overload is not permitted`
);
export const auraInstanceParameters = define(
    'aura-instance-parameters',
    () => 'Non static AuraEnabled methods may not have parameters'
);
export const auraInstanceName = define(
    'aura-instance-name',
    () => "Non static AuraEnabled methods must be named with a prefix 'get'"
);
export const triggerObject = define('trigger-object', (name: string) => `Trigger type isn't an SObject: ${name}`);
export const triggerNotSupported = define(
    'trigger-not-supported',
    (name: string) => `SObject type does not allow triggers: ${name}`
);
export const triggerBeforeUndelete = define(
    'trigger-before-undelete',
    () => 'Trigger Usage Before Undelete is not supported'
);
export const triggerUsageTwice = define('trigger-usage-twice', (usage: string) => `Duplicate Trigger Usage: ${usage}`);
export const tooDeepAccessor = define(
    'accessor-visibility',
    (accessor: string, visibility: string) => `Cannot declare ${accessor} accessor on ${visibility} property`
);
export const valueNotReadable = define(
    'value-not-readable',
    (name: string, type: string) => `A value cannot be read from ${name} in type ${type}`
);
export const valueNotStorable = define(
    'value-not-storable',
    (name: string, type: string) => `A value cannot be stored to ${name} in type ${type}`
);
