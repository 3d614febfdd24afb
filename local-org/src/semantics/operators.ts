import type {
    BinaryExpression,
    BinaryOperator,
    Expression,
    IndexExpression,
    TernaryExpression,
    UnaryExpression
} from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import { arithmetic } from './arithmetic.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundComparison, BoundExpression, NumericKind } from './bound.ts';
import { equality, identity, inequality } from './comparisons.ts';
import { isError } from './compilation.ts';
import { commonType, convertTo, isNumeric } from './conversions.ts';
import { bindExpression, bindLiteral } from './expressions.ts';
import * as messages from './messages/index.ts';
import { isPrimitive } from './platformMembers.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';
import { typeText } from './variables.ts';

const kinds: Readonly<Record<string, NumericKind>> = {
    Integer: 'int',
    Long: 'long',
    Double: 'double',
    Decimal: 'decimal'
};

export const numericKind = (type: ApexType): NumericKind => kinds[types.displayName(type)]!;

export function bindBinary(body: Body, node: BinaryExpression): BoundExpression {
    const left = bindExpression(body, node.left);
    const right = bindExpression(body, node.right);
    const { operator, span } = node;
    switch (operator) {
        case '&&':
        case '||':
            return logical(body, operator, left, right, span);
        case '??':
            return coalesce(body, left, right, span);
        case '==':
        case '!=':
        case '<>':
            return equality(body, operator === '<>' ? '!=' : operator, left, right, span);
        case '===':
        case '!==':
            return identity(body, operator, left, right, span);
        case '<':
        case '>':
        case '<=':
        case '>=':
            return inequality(body, operator, left, right, span);
        default:
            return arithmetic(
                body,
                operator as Exclude<BinaryOperator, BoundComparison['operator'] | '&&' | '||' | '??' | '<>'>,
                left,
                right,
                span
            );
    }
}

export const eitherFails = (left: BoundExpression, right: BoundExpression): boolean =>
    isError(left.type) || isError(right.type);

function logical(
    body: Body,
    operator: '&&' | '||',
    left: BoundExpression,
    right: BoundExpression,
    span: Span
): BoundExpression {
    for (const side of [left, right]) {
        if (!isError(side.type) && !isPrimitive(side.type, 'Boolean') && side.type.kind !== 'null') {
            return body.fail({ ...span, ...at2(side) }, messages.logicalOperands());
        }
    }
    return { kind: 'Logical', operator, left, right, type: types.BOOLEAN, ...at(span) };
}

const at2 = (value: BoundExpression): { line: number; column: number } => ({ line: value.line, column: value.column });

function coalesce(body: Body, left: BoundExpression, right: BoundExpression, span: Span): BoundExpression {
    const type = commonType(body.compilation, left.type, right.type);
    if (!type) return body.fail(span, messages.incompatibleCoalesce(typeText(left), typeText(right)));
    const converted = [left, right].map((side) => convertTo(body.compilation, side, type) ?? side) as [
        BoundExpression,
        BoundExpression
    ];
    return { kind: 'Coalesce', left: converted[0], right: converted[1], type, ...at(span) };
}

export function bindTernary(body: Body, node: TernaryExpression): BoundExpression {
    const condition = bindCondition(body, node.condition);
    const then = bindExpression(body, node.then);
    const otherwise = bindExpression(body, node.otherwise);
    const type = commonType(body.compilation, then.type, otherwise.type);
    if (!type || type.kind === 'void') {
        return body.fail(node.span, messages.incompatibleTernary(typeText(then), typeText(otherwise)));
    }
    return {
        kind: 'Ternary',
        condition,
        then: convertTo(body.compilation, then, type) ?? then,
        otherwise: convertTo(body.compilation, otherwise, type) ?? otherwise,
        type,
        ...at(node.span)
    };
}

export function bindCondition(body: Body, node: Expression): BoundExpression {
    const value = bindExpression(body, node);
    if (isError(value.type) || isPrimitive(value.type, 'Boolean')) return value;
    return body.fail(node.span, messages.conditionType(typeText(value)));
}

/* ---- unary, index ---- */

export function bindUnary(body: Body, node: UnaryExpression, operator: '+' | '-' | '!' | '~'): BoundExpression {
    if (operator === '-' && node.operand.kind === 'Literal') {
        const literal = bindLiteral(body, node.operand, true);
        if (literal.kind === 'Literal' && literal.value !== null) {
            const negated = negate(literal.value);
            if (negated !== null) return { ...literal, value: negated, ...at(node.span) };
        }
    }
    const operand = bindExpression(body, node.operand);
    if (isError(operand.type)) return operand;
    if (operator === '!') {
        if (!isPrimitive(operand.type, 'Boolean')) return body.fail(node.span, messages.notOperand('!'));
        return { kind: 'Unary', operator, operandKind: 'boolean', operand, type: types.BOOLEAN, ...at(node.span) };
    }
    if (operator === '~') {
        if (!isPrimitive(operand.type, 'Integer', 'Long'))
            return body.fail(node.span, messages.complementOperand(typeText(operand)));
    } else if (!isNumeric(operand.type)) return body.fail(node.span, messages.negateOperand());
    return {
        kind: 'Unary',
        operator,
        operandKind: numericKind(operand.type),
        operand,
        type: operand.type,
        ...at(node.span)
    };
}

function negate(value: string | number | bigint | boolean): string | number | bigint | null {
    if (typeof value === 'number') return value === 0 ? null : -value;
    if (typeof value === 'bigint') return -value;
    return null;
}

/** `list[i]` */
export function bindIndex(body: Body, node: IndexExpression, target: BoundExpression): BoundExpression {
    const index = bindExpression(body, node.index);
    if (eitherFails(target, index)) return errorAt(node.span);
    if (target.type.kind !== 'list') return body.fail(node.target.span, messages.notAList(typeText(target)));
    if (!isPrimitive(index.type, 'Integer')) return body.fail(node.index.span, messages.listIndexType(typeText(index)));
    return { kind: 'Index', target, index, type: target.type.element, ...at(node.span) };
}
