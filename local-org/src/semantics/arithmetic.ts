import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundArithmetic, BoundExpression } from './bound.ts';
import { isError } from './compilation.ts';
import { convertTo, isNumeric, numericRank } from './conversions.ts';
import type { Message } from './messages/index.ts';
import * as messages from './messages/index.ts';
import { numericKind } from './operators.ts';
import { isPrimitive } from './platformMembers.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';

export type ArithmeticOperator = BoundArithmetic['operator'];

/** What an operator does with two operand types: its family, the types to convert them to, and its result. */
export interface ArithmeticPlan {
    readonly kind: BoundArithmetic['operandKind'] | 'string';
    readonly left: ApexType;
    readonly right: ApexType;
    readonly result: ApexType;
}

export function isPlan(plan: ArithmeticPlan | Message): plan is ArithmeticPlan {
    return 'result' in plan;
}

const wider = (left: ApexType, right: ApexType): ApexType => (numericRank(left) >= numericRank(right) ? left : right);

export function planArithmetic(
    operator: ArithmeticOperator,
    left: ApexType,
    right: ApexType
): ArithmeticPlan | Message {
    switch (operator) {
        case '<<':
        case '>>':
        case '>>>':
            return planShift(operator, left, right);
        case '&':
        case '|':
        case '^':
            return planBitwise(operator, left, right);
        default:
            return planNumbers(operator, left, right);
    }
}

function planShift(operator: ArithmeticOperator, left: ApexType, right: ApexType): ArithmeticPlan | Message {
    if (!isPrimitive(left, 'Integer', 'Long') || !isPrimitive(right, 'Integer', 'Long'))
        return messages.shiftOperands(operator);
    return { kind: numericKind(left), left, right, result: left };
}

function planBitwise(operator: ArithmeticOperator, left: ApexType, right: ApexType): ArithmeticPlan | Message {
    if (isPrimitive(left, 'Boolean') && isPrimitive(right, 'Boolean')) {
        return { kind: 'boolean', left, right, result: types.BOOLEAN };
    }
    if (!isPrimitive(left, 'Integer', 'Long') || !isPrimitive(right, 'Integer', 'Long'))
        return messages.bitwiseOperands(operator);
    const type = wider(left, right);
    return { kind: numericKind(type), left: type, right: type, result: type };
}

function planNumbers(operator: ArithmeticOperator, left: ApexType, right: ApexType): ArithmeticPlan | Message {
    if (operator === '+' && (isPrimitive(left, 'String') || isPrimitive(right, 'String'))) {
        if (left.kind === 'void' || right.kind === 'void') return messages.arithmeticOperands();
        return { kind: 'string', left, right, result: types.STRING };
    }
    if (operator === '+' || operator === '-') {
        if (isPrimitive(left, 'Date')) {
            if (!isPrimitive(right, 'Integer', 'Long')) return messages.dateOperands();
            return { kind: 'date', left, right, result: types.DATE };
        }
        if (isPrimitive(left, 'Datetime')) {
            if (!isNumeric(right)) return messages.datetimeOperands();
            return { kind: 'datetime', left, right, result: types.DATETIME };
        }
        if (isPrimitive(left, 'Time')) {
            if (!isPrimitive(right, 'Integer', 'Long')) return messages.timeOperands();
            return { kind: 'time', left, right, result: types.TIME };
        }
    }
    if (!isNumeric(left) || !isNumeric(right)) return messages.arithmeticOperands();
    const type = wider(left, right);
    return { kind: numericKind(type), left: type, right: type, result: type };
}

export function arithmetic(
    body: Body,
    operator: ArithmeticOperator,
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    if (isError(left.type) || isError(right.type)) {
        const text = isPrimitive(left.type, 'String') || isPrimitive(right.type, 'String');
        return text ? { ...errorAt(span), type: types.STRING } : errorAt(span);
    }
    const plan = planArithmetic(operator, left.type, right.type);
    if (!isPlan(plan)) return body.fail(span, plan);
    if (plan.kind === 'string') return concatenation(left, right, span);
    return {
        kind: 'Arithmetic',
        operator,
        operandKind: plan.kind,
        left: convertTo(body.compilation, left, plan.left) ?? left,
        right: convertTo(body.compilation, right, plan.right) ?? right,
        type: plan.result,
        ...at(span)
    };
}

/** A row of `+` on text is one node. */
function concatenation(left: BoundExpression, right: BoundExpression, span: Span): BoundExpression {
    const parts = [left, right].flatMap((side) => (side.kind === 'Concat' ? side.parts : [side]));
    return { kind: 'Concat', parts, type: types.STRING, ...at(span) };
}
