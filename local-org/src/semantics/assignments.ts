import type { AssignExpression, Expression, PostfixExpression, UnaryExpression } from '../syntax/ast.ts';
import type { ArithmeticOperator } from './arithmetic.ts';
import { isPlan, planArithmetic } from './arithmetic.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundAssignable, BoundExpression } from './bound.ts';
import { bindField, bindLink, toValue } from './chains.ts';
import { isError } from './compilation.ts';
import { castConversion, convertTo, isNumeric } from './conversions.ts';
import { bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { bindIndex, numericKind } from './operators.ts';
import { isWriteable } from './sobjects.ts';
import * as types from './types.ts';
import { bindName, checkReadable, checkStorable, typeText } from './variables.ts';

const assignable: ReadonlySet<string> = new Set([
    'LocalRef',
    'Field',
    'Property',
    'SObjectField',
    'PlatformField',
    'Index'
]);

/** A place to store to; null (reported) when the expression is none. */
function bindTarget(body: Body, node: Expression): BoundAssignable | null {
    const outer = body.safeLinks;
    body.safeLinks = [];
    const target = rawTarget(body, node);
    const isSafe = body.safeLinks.length > 0;
    body.safeLinks = outer;
    if (isError(target.type)) return null;
    if (isSafe || !assignable.has(target.kind)) {
        body.report(node.span, messages.notAssignable());
        return null;
    }
    checkStorable(body, target);
    return checkPlatformTarget(body, node, target as BoundAssignable) ? (target as BoundAssignable) : null;
}

function rawTarget(body: Body, node: Expression): BoundExpression {
    switch (node.kind) {
        case 'Name':
            return toValue(body, bindName(body, node.name.text, node.name.span), node.span);
        case 'FieldAccess':
            return toValue(body, bindField(body, node), node.name.span);
        case 'Index':
            return bindIndex(body, node, bindLink(body, node.target));
        default:
            return bindExpression(body, node);
    }
}

/** Records and platform objects have fields that cannot be set. */
function checkPlatformTarget(body: Body, node: Expression, target: BoundAssignable): boolean {
    const span = node.kind === 'FieldAccess' ? node.name.span : node.span;
    if (target.kind === 'SObjectField') {
        const object = body.compilation.schema.object(target.object);
        const field = target.access === 'field' ? object?.field(target.field) : null;
        if (target.access === 'children' || (object && field && !isWriteable(object, field))) {
            body.report(span, messages.fieldNotWriteable(`${target.object}.${target.field}`));
            return false;
        }
    }
    if (target.kind === 'PlatformField') {
        const field = body.compilation.platform.findQualified(target.owner)?.fieldNamed(target.name);
        if (field?.isReadOnly) {
            body.report(span, messages.fieldNotWriteable(`${target.owner}.${target.name}`));
            return false;
        }
    }
    return true;
}

export function bindAssign(body: Body, node: AssignExpression): BoundExpression {
    const target = bindTarget(body, node.target);
    const value = bindExpression(body, node.value);
    if (!target) return errorAt(node.span);
    if (node.operator !== '=') return compound(body, node, target, value);
    const converted = convertTo(body.compilation, value, target.type);
    if (!converted) {
        return body.fail(node.value.span, messages.illegalAssignment(typeText(value), types.displayName(target.type)));
    }
    return { kind: 'Assign', target, value: converted, type: target.type, ...at(node.span) };
}

function compound(
    body: Body,
    node: AssignExpression,
    target: BoundAssignable,
    value: BoundExpression
): BoundExpression {
    if (isError(value.type)) return errorAt(node.span);
    checkReadable(body, target);
    const operator = node.operator.slice(0, -1) as ArithmeticOperator;
    const plan = planArithmetic(operator, target.type, value.type);
    if (!isPlan(plan)) return body.fail(node.span, plan);
    const back = castConversion(body.compilation, plan.result, target.type);
    const narrows = isNumeric(plan.result) && types.displayName(plan.result) !== types.displayName(target.type);
    if (!back || (narrows && !convertsBack(plan.result, target.type))) {
        return body.fail(
            node.value.span,
            messages.illegalAssignment(types.displayName(plan.result), types.displayName(target.type))
        );
    }
    return {
        kind: 'CompoundAssign',
        operator,
        operandKind: plan.kind,
        target,
        value: plan.kind === 'string' ? value : (convertTo(body.compilation, value, plan.right) ?? value),
        type: target.type,
        ...at(node.span)
    };
}

/** The result of a compound assignment goes back into the target as an assignment would. */
function convertsBack(result: types.ApexType, target: types.ApexType): boolean {
    return types.displayName(result) === 'Decimal' && types.displayName(target) === 'Double';
}

export function bindIncrement(
    body: Body,
    node: UnaryExpression | PostfixExpression,
    operator: '++' | '--',
    prefix: boolean
): BoundExpression {
    const target = bindTarget(body, node.operand);
    if (!target) return errorAt(node.span);
    checkReadable(body, target);
    if (!isNumeric(target.type)) return body.fail(node.span, messages.incrementOperand(typeText(target)));
    return {
        kind: 'Increment',
        operator,
        prefix,
        operandKind: numericKind(target.type),
        target,
        type: target.type,
        ...at(node.span)
    };
}
