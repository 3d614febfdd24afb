import { define } from './message.ts';

export const breakOutsideLoop = define('break-outside-loop', () => 'Break statement must be in loop');
export const continueOutsideLoop = define('continue-outside-loop', () => 'Continue statement must be in loop');
export const notIterable = define('not-iterable', (type: string) => `Loop must iterate over collection: ${type}`);
export const loopVariableType = define(
    'loop-variable-type',
    (expected: string, found: string) => `Invalid loop variable type expected ${expected} was ${found}`
);
export const queryLoopVariable = define(
    'query-loop-variable',
    (type: string) => `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${type}`
);
export const missingReturn = define(
    'missing-return',
    (type: string) => `Missing return statement required return type: ${type}`
);
export const voidReturnsValue = define('void-returns-value', () => 'Void method must not return a value');
export const constructorReturnsValue = define(
    'constructor-returns-value',
    () => 'Constructors must not return a value'
);
export const triggerReturnsValue = define('trigger-returns-value', () => 'Trigger bodies must not return a value');
export const returnOutsideMethod = define('return-outside-method', () => 'Return must be called from a method');
export const unreachable = define('unreachable-statement', () => 'Unreachable statement');
export const throwType = define('throw-type', (type: string) => `Throw expression must be of type exception: ${type}`);
export const catchType = define(
    'catch-type',
    (type: string) => `Catch block variable must be of type exception: ${type}`
);
export const duplicateCatch = define('duplicate-catch', (type: string) => `Exception type already caught: ${type}`);
export const tryAlone = define('try-alone', () => 'Try block must have at least one catch block or a finally block');
export const switchType = define('switch-type', (type: string) => `${type} is not a valid switch expression type`);
export const switchWithoutBranches = define(
    'switch-without-branches',
    () => 'Switch statement requires at least one when block'
);
export const whenElseNotLast = define('when-else-not-last', () => "'when else' must be the last when block");
export const whenNeedsType = define(
    'when-needs-type',
    () => "Switching on SObject types must be a 'when type variable' or 'when null'"
);
export const whenTypeRefused = define(
    'when-type-refused',
    (type: string) => `${type} cannot be a 'when type variable' block`
);
export const whenValueType = define(
    'when-value-type',
    (found: string, expected: string) =>
        `${found} value in 'when expression' cannot be implicitly converted to the ${expected} type in switch expression`
);
export const whenEnumQualified = define(
    'when-enum-qualified',
    () => "Enum value used in 'when expression' should be unqualified"
);
export const whenNotLiteral = define(
    'when-not-literal',
    () => "'when expression' must be a literal, a constant literal field or enum value"
);
export const whenDuplicate = define(
    'when-duplicate',
    (value: string) => `${value} occurs as more than one when branch for this switch statement`
);
export const dmlType = define('dml-type', (type: string) => `DML requires SObject or SObject list type: ${type}`);
export const dmlNotAllowed = define(
    'dml-not-allowed',
    (operation: string, type: string) => `DML operation ${operation.toUpperCase()} not allowed on ${type}`
);
export const upsertNeedsType = define(
    'upsert-needs-type',
    () => 'Upsert with a field specification requires a concrete SObject type'
);
export const upsertField = define(
    'upsert-field',
    (name: string) => `Invalid field for upsert, must be an External Id custom or standard indexed field: ${name}`
);
export const mergeNeedsType = define(
    'merge-needs-type',
    (type: string) => `Merge requires a concrete SObject type: ${type}`
);
export const mergeNotSupported = define(
    'merge-not-supported',
    (type: string) => `Specified type ${type} cannot be merged`
);
export const mergeDuplicates = define('merge-duplicates', () => 'Invalid type for duplicate records');
export const runAsArguments = define(
    'run-as-arguments',
    () => "runAs requires a single argument of type 'User' or 'Version'"
);
export const superCallFirst = define(
    'super-call-first',
    () => "Call to 'super()' must be the first statement in a constructor method"
);
export const thisCallFirst = define(
    'this-call-first',
    () => "Call to 'this()' must be the first statement in a constructor method"
);
export const noDefaultConstructor = define(
    'no-default-constructor',
    (type: string) => `No default constructor available in super type: ${type}`
);
export const addErrorTarget = define(
    'add-error-target',
    () => 'addError must be invoked on an expression that is an exact SObject field reference'
);
