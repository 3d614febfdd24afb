import type {
    BoundArithmetic,
    BoundComparison,
    BoundConcat,
    BoundExpression,
    BoundLogical,
    BoundUnary,
    NumericKind
} from '../semantics/bound.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { checkedValue, convertNumeric, numericKindOf, operand } from './numeric.ts';

type Operator = BoundArithmetic['operator'];

export function compileArithmetic(context: BodyContext, node: BoundArithmetic): string {
    switch (node.operandKind) {
        case 'boolean':
            return `((${checkedValue(context, node.left)}${node.operator}${checkedValue(context, node.right)})!==0)`;
        case 'date':
        case 'datetime':
        case 'time':
            return momentArithmetic(
                context,
                node.operandKind,
                node.operator,
                compileExpression(context, node.left),
                compileExpression(context, node.right)
            );
        default: {
            const left = operand(context, node.left, node.operandKind);
            const right = operand(context, node.right, node.operandKind);
            const isNonZero = node.right.kind === 'Literal' && Number(node.right.value) !== 0;
            return numericArithmetic(context, node.operandKind, node.operator, left, right, isNonZero);
        }
    }
}

export function momentArithmetic(
    context: BodyContext,
    kind: 'date' | 'datetime' | 'time',
    operator: Operator,
    left: string,
    right: string
): string {
    const amount = operator === '-' ? `${context.operation('negated')}(${right})` : right;
    return `${context.operation(`${kind}Add`)}(${left},${amount})`;
}

/** Operands are in the family already and not null. */
export function numericArithmetic(
    context: BodyContext,
    kind: NumericKind,
    operator: Operator,
    left: string,
    right: string,
    divisorIsNonZero = false
): string {
    switch (kind) {
        case 'int':
            return intArithmetic(context, operator, left, right, divisorIsNonZero);
        case 'long':
            return longArithmetic(context, operator, left, right);
        case 'double':
            return operator === '/' && !divisorIsNonZero
                ? `${context.operation('doubleDivide')}(${left},${right})`
                : `(${left}${operator}${spaced(operator, right)})`;
        case 'decimal':
            return decimalArithmetic(context, operator, left, right);
    }
}

function intArithmetic(
    context: BodyContext,
    operator: Operator,
    left: string,
    right: string,
    divisorIsNonZero: boolean
): string {
    switch (operator) {
        case '*':
            return `Math.imul(${left},${right})`;
        case '/':
            return divisorIsNonZero ? `(${left}/${right}|0)` : `${context.operation('intDivide')}(${left},${right})`;
        case '+':
        case '-':
        case '>>>':
            return `(${left}${operator}${spaced(operator, right)}|0)`;
        default:
            return `(${left}${operator}${right})`;
    }
}

const LONG_OPERATIONS: Partial<Record<Operator, string>> = {
    '+': 'longAdd',
    '-': 'longSubtract',
    '*': 'longMultiply',
    '/': 'longDivide'
};

function longArithmetic(context: BodyContext, operator: Operator, left: string, right: string): string {
    const named = LONG_OPERATIONS[operator];
    if (named) return `${context.operation(named)}(${left},${right})`;
    const family = operator === '&' || operator === '|' || operator === '^' ? 'longBits' : 'longShift';
    return `${context.operation(family)}('${operator}',${left},${right})`;
}

const DECIMAL_METHODS: Partial<Record<Operator, string>> = { '+': 'add', '-': 'subtract', '*': 'multiply' };

function decimalArithmetic(context: BodyContext, operator: Operator, left: string, right: string): string {
    const method = DECIMAL_METHODS[operator];
    if (method) return `${left}.${method}(${right})`;
    if (operator === '/') return `${context.operation('decimalDivide')}(${left},${right})`;
    throw new Error(`The checked program applies ${operator} to Decimals.`);
}

export function compileUnary(context: BodyContext, node: BoundUnary): string {
    if (node.operandKind === 'boolean') return `!${condition(context, node.operand)}`;
    const value = operand(context, node.operand, node.operandKind);
    if (node.operator === '+') return value;
    if (node.operator === '~') {
        return node.operandKind === 'long' ? `${context.operation('longNot')}(${value})` : `(~${value})`;
    }
    switch (node.operandKind) {
        case 'int':
            return `(-${spaced('-', value)}|0)`;
        case 'long':
            return `${context.operation('longNegate')}(${value})`;
        case 'double':
            return `(-${spaced('-', value)})`;
        case 'decimal':
            return `${value}.negate()`;
    }
}

/** A Boolean that decides control flow: null is refused, as on the platform. */
export function condition(context: BodyContext, expression: BoundExpression): string {
    return checkedValue(context, expression);
}

export function compileLogical(context: BodyContext, node: BoundLogical): string {
    return `(${condition(context, node.left)}${node.operator}${condition(context, node.right)})`;
}

export function compileComparison(context: BodyContext, node: BoundComparison): string {
    const isEquality =
        node.operator === '==' || node.operator === '!=' || node.operator === '===' || node.operator === '!==';
    return isEquality ? equality(context, node) : relation(context, node);
}

function equality(context: BodyContext, node: BoundComparison): string {
    const left = side(context, node.left, node.operandKind);
    const right = side(context, node.right, node.operandKind);
    const negated = node.operator.startsWith('!');
    const bothIds = isIdTyped(node.left) && isIdTyped(node.right);
    const function_ = bothIds ? undefined : EQUALITY_OPERATIONS[node.operandKind];
    const comparesWithNull = isNull(node.left) || isNull(node.right);
    if (!function_ || comparesWithNull || node.operator.length === 3)
        return `(${left}${negated ? '!==' : '==='}${right})`;
    return `${negated ? '!' : ''}${context.operation(function_)}(${left},${right})`;
}

const EQUALITY_OPERATIONS: Partial<Record<BoundComparison['operandKind'], string>> = {
    string: 'stringsEqual',
    id: 'idsEqual',
    decimal: 'decimalsEqual',
    date: 'momentsEqual',
    datetime: 'momentsEqual',
    time: 'momentsEqual',
    value: 'apexEquals'
};

const ORDER_OPERATIONS: Partial<Record<BoundComparison['operandKind'], string>> = {
    string: 'compareStrings',
    id: 'compareIds',
    decimal: 'compareDecimals',
    date: 'compareMoments',
    datetime: 'compareMoments',
    time: 'compareMoments'
};

function relation(context: BodyContext, node: BoundComparison): string {
    const left = side(context, node.left, node.operandKind);
    const right = side(context, node.right, node.operandKind);
    const order = ORDER_OPERATIONS[node.operandKind];
    if (order) return `(${context.operation(order)}(${left},${right})${node.operator}0)`;
    const checks = [...nullCheck(context, node.left, left), ...nullCheck(context, node.right, right)];
    if (checks.every((check) => check !== null))
        return `(${[...checks, `${left}${node.operator}${right}`].join('&&')})`;
    switch (node.operator) {
        case '<':
            return `${context.operation('less')}(${left},${right})`;
        case '<=':
            return `${context.operation('lessOrEqual')}(${left},${right})`;
        case '>':
            return `${context.operation('greater')}(${left},${right})`;
        default:
            return `${context.operation('greaterOrEqual')}(${left},${right})`;
    }
}

/** `x!==null` where x is cheap to name twice, nothing where it cannot be null, null where a function has to do it. */
function nullCheck(context: BodyContext, expression: BoundExpression, code: string): readonly (string | null)[] {
    if (context.nullness.isNonNull(expression)) return [];
    return [/^[\w$]+$/.test(code) ? `${code}!==null` : null];
}

function side(context: BodyContext, expression: BoundExpression, kind: BoundComparison['operandKind']): string {
    const code = compileExpression(context, expression);
    const family = kind === 'int' || kind === 'long' || kind === 'double' || kind === 'decimal' ? kind : null;
    return convertNumeric(context, code, numericKindOf(expression.type), family);
}

/** Values of type Id always have 18 characters. */
function isIdTyped(expression: BoundExpression): boolean {
    return expression.type.kind === 'primitive' && expression.type.name === 'Id';
}

function isNull(expression: BoundExpression): boolean {
    return expression.kind === 'Literal' && expression.value === null;
}

export function compileConcat(context: BodyContext, node: BoundConcat): string {
    const parts = node.parts.map((part) => concatPart(context, part));
    const startsWithText = node.parts[0]!.kind === 'Literal' && typeof node.parts[0]!.value === 'string';
    return startsWithText ? `(${parts.join('+')})` : `(''+${parts.join('+')})`;
}

const PLAIN_TEXT: ReadonlySet<string> = new Set(['String', 'Integer', 'Boolean', 'Id', 'Long']);

/** JavaScript writes strings, booleans, whole numbers and null as Apex does. */
export function concatPart(context: BodyContext, part: BoundExpression): string {
    const code = compileExpression(context, part);
    const isPlain = part.type.kind === 'null' || (part.type.kind === 'primitive' && PLAIN_TEXT.has(part.type.name));
    return isPlain ? code : `${context.operation('formatForConcat')}(${code},${context.type(part.type)})`;
}

/** `a - -b` must not become `a--b`. */
function spaced(operator: string, code: string): string {
    return code.startsWith(operator[0]!) ? ` ${code}` : code;
}
