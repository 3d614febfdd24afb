import { define } from './message.ts';

export const illegalAssignment = define(
    'illegal-assignment',
    (from: string, to: string) => `Illegal assignment from ${from} to ${to}`
);
export const illegalConversion = define(
    'illegal-conversion',
    (from: string, to: string) => `Illegal conversion from ${from} to ${to}`
);
export const incompatibleCast = define(
    'incompatible-cast',
    (from: string, to: string) => `Incompatible types since an instance of ${from} is never an instance of ${to}`
);
export const instanceofAlwaysFalse = define(
    'instanceof-always-false',
    (from: string, to: string) =>
        `Operation instanceof is always false since an instance of ${from} is never an instance of ${to}`
);
export const incompatibleComparison = define(
    'incompatible-comparison',
    (left: string, right: string) => `Comparison arguments must be compatible types: ${left}, ${right}`
);
export const invalidInequality = define(
    'invalid-inequality',
    (type: string) => `Inequality operator not allowed for this type: ${type}`
);
export const invalidExactEquality = define(
    'invalid-exact-equality',
    (type: string) => `Exact equality operator only allowed for reference types: ${type}`
);
export const logicalOperands = define('logical-operands', () => 'Logical operator can only be applied to Boolean');
export const arithmeticOperands = define(
    'arithmetic-operands',
    () => 'Arithmetic expressions must use numeric arguments'
);
export const dateOperands = define('date-operands', () => 'Date expressions must use Integer or Long');
export const datetimeOperands = define(
    'datetime-operands',
    () => 'Date/time expressions must use Integer or Double or Decimal'
);
export const timeOperands = define('time-operands', () => 'Time expressions must use Integer or Long');
export const shiftOperands = define(
    'shift-operands',
    (operator: string) => `${operator} operation can only be applied to Integer or Long types`
);
export const bitwiseOperands = define(
    'bitwise-operands',
    (operator: string) =>
        `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`
);
export const negateOperand = define('negate-operand', () => 'Unary negation must use a numeric argument');
export const notOperand = define(
    'not-operand',
    (operator: string) => `${operator} operator can only be applied to boolean expressions`
);
export const complementOperand = define(
    'complement-operand',
    (type: string) => `Invalid type for bitwise negate: ${type}`
);
export const incrementOperand = define(
    'increment-operand',
    (type: string) => `Unary postfix increment/decrement can only be applied to numeric expressions: ${type}`
);
export const conditionType = define(
    'condition-type',
    (type: string) => `Condition expression must be of type Boolean: ${type}`
);
export const incompatibleTernary = define(
    'incompatible-ternary',
    (left: string, right: string) => `Incompatible types in ternary operator: ${left}, ${right}`
);
export const incompatibleCoalesce = define(
    'incompatible-coalesce',
    (left: string, right: string) => `Incompatible types in null coalescing operator: ${left}, ${right}`
);
export const notAList = define('not-a-list', (type: string) => `Expression must be a list type: ${type}`);
export const listIndexType = define('list-index-type', (type: string) => `List index must be of type Integer: ${type}`);
export const notAssignable = define('not-assignable', () => 'Expression cannot be assigned');
export const notAStatement = define('not-a-statement', () => 'Expression cannot be a statement.');
export const finalAssignment = define(
    'final-assignment',
    (name: string) => `Final members can only be assigned in their declaration, init blocks, or constructors: ${name}`
);
export const fieldNotWriteable = define('field-not-writeable', (name: string) => `Field is not writeable: ${name}`);
export const illegalInteger = define('illegal-integer', () => 'Illegal integer');
export const illegalLong = define('illegal-long', () => 'Illegal long');
