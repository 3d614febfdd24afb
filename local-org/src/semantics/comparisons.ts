import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundComparison, BoundExpression } from './bound.ts';
import { canBeInstance, convertTo, isNumeric } from './conversions.ts';
import * as messages from './messages/index.ts';
import { eitherFails, numericKind } from './operators.ts';
import { isPrimitive } from './platformMembers.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';
import { typeText } from './variables.ts';

function comparison(
    operator: BoundComparison['operator'],
    operandKind: BoundComparison['operandKind'],
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    return { kind: 'Comparison', operator, operandKind, left, right, type: types.BOOLEAN, ...at(span) };
}

interface ComparisonPlan {
    readonly kind: BoundComparison['operandKind'];
    readonly type: ApexType;
}

/** How two ordered types compare; null when they do not. The literal null goes with anything. */
function orderedPlan(left: ApexType, right: ApexType): ComparisonPlan | null {
    if (left.kind === 'null') return right.kind === 'null' ? null : orderedPlan(right, right);
    if (right.kind === 'null') return orderedPlan(left, left);
    if (isNumeric(left) && isNumeric(right)) {
        const type = [types.DECIMAL, types.DOUBLE, types.LONG, types.INTEGER].find(
            (candidate) => types.sameType(candidate, left) || types.sameType(candidate, right)
        )!;
        return { kind: numericKind(type), type };
    }
    if (isPrimitive(left, 'Id', 'String') && isPrimitive(right, 'Id', 'String')) {
        if (isPrimitive(left, 'String') && isPrimitive(right, 'String')) return { kind: 'string', type: types.STRING };
        return { kind: 'id', type: types.ID };
    }
    if (isPrimitive(left, 'Date', 'Datetime') && isPrimitive(right, 'Date', 'Datetime')) {
        const bothDates = isPrimitive(left, 'Date') && isPrimitive(right, 'Date');
        return bothDates ? { kind: 'date', type: types.DATE } : { kind: 'datetime', type: types.DATETIME };
    }
    if (isPrimitive(left, 'Time') && isPrimitive(right, 'Time')) return { kind: 'time', type: types.TIME };
    return null;
}

/** Ids and Strings are compared as they are: converting would refuse text that is no id. */
function applyPlan(body: Body, plan: ComparisonPlan, side: BoundExpression): BoundExpression {
    return plan.kind === 'id' || plan.kind === 'string' ? side : (convertTo(body.compilation, side, plan.type) ?? side);
}

export function inequality(
    body: Body,
    operator: '<' | '>' | '<=' | '>=',
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    if (eitherFails(left, right)) return errorOfBoolean(span);
    const plan = orderedPlan(left.type, right.type);
    if (!plan) {
        const offender = orderedPlan(left.type, left.type) ? right : left;
        if (orderedPlan(offender.type, offender.type)) {
            return body.fail(span, messages.incompatibleComparison(typeText(left), typeText(right)));
        }
        return body.fail(span, messages.invalidInequality(typeText(offender)));
    }
    return comparison(operator, plan.kind, applyPlan(body, plan, left), applyPlan(body, plan, right), span);
}

export function equality(
    body: Body,
    operator: '==' | '!=',
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    if (eitherFails(left, right)) return errorOfBoolean(span);
    const plan = orderedPlan(left.type, right.type);
    if (plan && left.type.kind !== 'null' && right.type.kind !== 'null') {
        return comparison(operator, plan.kind, applyPlan(body, plan, left), applyPlan(body, plan, right), span);
    }
    if (isPrimitive(left.type, 'Boolean') && isPrimitive(right.type, 'Boolean')) {
        return comparison(operator, 'boolean', left, right, span);
    }
    if (
        left.type.kind === 'void' ||
        right.type.kind === 'void' ||
        !canBeInstance(body.compilation, left.type, right.type)
    ) {
        return body.fail(span, messages.incompatibleComparison(typeText(left), typeText(right)));
    }
    const boxed = (side: BoundExpression, other: BoundExpression): BoundExpression =>
        other.type.kind === 'object' ? (convertTo(body.compilation, side, types.OBJECT) ?? side) : side;
    return comparison(operator, 'value', boxed(left, right), boxed(right, left), span);
}

export function identity(
    body: Body,
    operator: '===' | '!==',
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    if (eitherFails(left, right)) return errorOfBoolean(span);
    for (const side of [left, right]) {
        if (side.type.kind === 'void') return body.fail(span, messages.invalidExactEquality(typeText(side)));
    }
    if (!canBeInstance(body.compilation, left.type, right.type)) {
        return body.fail(span, messages.incompatibleComparison(typeText(left), typeText(right)));
    }
    return comparison(operator, 'identity', left, right, span);
}

/** The comparison fails, its result is a Boolean all the same. */
const errorOfBoolean = (span: Span): BoundExpression => ({ ...errorAt(span), type: types.BOOLEAN });
