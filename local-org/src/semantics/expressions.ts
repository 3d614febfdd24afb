import type { CastExpression, Expression, InstanceofExpression, LiteralExpression } from '../syntax/ast.ts';
import { bindAssign, bindIncrement } from './assignments.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { bindChain, isChain, toValue } from './chains.ts';
import { bindNewArray, bindNewCollection } from './collectionCreation.ts';
import { isError } from './compilation.ts';
import { canBeInstance, castConversion, convertTo, wrap } from './conversions.ts';
import { bindNew } from './creation.ts';
import * as messages from './messages/index.ts';
import { bindBinary, bindTernary, bindUnary } from './operators.ts';
import { bindSoql } from './soql.ts';
import { bindSosl } from './sosl.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';
import { bindName, checkReadable, thisAt, typeText } from './variables.ts';

/** Binds an expression that must have a value (or be a call of a void method). */
export function bindExpression(body: Body, node: Expression): BoundExpression {
    return isChain(node) ? bindChain(body, node) : bindPlain(body, node);
}

/** Binds and converts to `type` as an assignment does. */
export function bindAs(body: Body, node: Expression, type: ApexType): BoundExpression {
    const value = bindExpression(body, node);
    const converted = convertTo(body.compilation, value, type);
    if (converted) return converted;
    return body.fail(node.span, messages.illegalAssignment(typeText(value), types.displayName(type)));
}

/** Every expression but the links of a chain. */
export function bindPlain(body: Body, node: Expression): BoundExpression {
    switch (node.kind) {
        case 'Literal':
            return bindLiteral(body, node, false);
        case 'Name':
            return checkReadable(body, toValue(body, bindName(body, node.name.text, node.name.span), node.span));
        case 'This':
            return body.isStatic ? body.fail(node.span, messages.thisInStatic()) : thisAt(body, node.span);
        case 'Super':
            return body.fail(node.span, body.isStatic ? messages.superInStatic() : messages.unknownVariable('super'));
        case 'New':
            return bindNew(body, node);
        case 'NewCollection':
            return bindNewCollection(body, node);
        case 'NewArray':
            return bindNewArray(body, node);
        case 'Cast':
            return bindCast(body, node);
        case 'Instanceof':
            return bindInstanceof(body, node);
        case 'Unary':
            return node.operator === '++' || node.operator === '--'
                ? bindIncrement(body, node, node.operator, true)
                : bindUnary(body, node, node.operator);
        case 'Postfix':
            return bindIncrement(body, node, node.operator, false);
        case 'Binary':
            return bindBinary(body, node);
        case 'Ternary':
            return bindTernary(body, node);
        case 'Assign':
            return bindAssign(body, node);
        case 'Soql':
            return bindSoql(body, node);
        case 'Sosl':
            return bindSosl(body, node);
        case 'TypeLiteral': {
            const type = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
            if (isError(type)) return errorAt(node.span);
            return {
                kind: 'Token',
                token: { kind: 'type', type },
                type: types.platformOf('System.Type'),
                ...at(node.span)
            };
        }
        case 'FieldAccess':
        case 'Call':
        case 'Index':
            return bindChain(body, node);
    }
}

const maxInteger = 2147483647n;
const maxLong = 9223372036854775807n;

/** `negated`: the literal stands behind a minus, where the smallest number is allowed. */
export function bindLiteral(body: Body, node: LiteralExpression, negated: boolean): BoundExpression {
    const place = at(node.span);
    switch (node.type) {
        case 'Null':
            return { kind: 'Literal', value: null, type: types.NULL, ...place };
        case 'Boolean':
            return { kind: 'Literal', value: node.value.toLowerCase() === 'true', type: types.BOOLEAN, ...place };
        case 'String':
            return { kind: 'Literal', value: node.value, type: types.STRING, ...place };
        case 'Double':
            return { kind: 'Literal', value: Number(node.value), type: types.DOUBLE, ...place };
        case 'Decimal':
            return { kind: 'Literal', value: node.value, type: types.DECIMAL, ...place };
        case 'Integer': {
            const value = BigInt(node.value);
            if (value > maxInteger + (negated ? 1n : 0n)) return body.fail(node.span, messages.illegalInteger());
            return { kind: 'Literal', value: Number(value), type: types.INTEGER, ...place };
        }
        case 'Long': {
            const value = BigInt(node.value);
            if (value > maxLong + (negated ? 1n : 0n)) return body.fail(node.span, messages.illegalLong());
            return { kind: 'Literal', value: longValue(value), type: types.LONG, ...place };
        }
    }
}

/** A Long is a number as long as a number holds it exactly. */
export function longValue(value: bigint): number | bigint {
    const asNumber = Number(value);
    return Number.isSafeInteger(asNumber) ? asNumber : value;
}

function bindCast(body: Body, node: CastExpression): BoundExpression {
    const type = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
    const operand = bindExpression(body, node.operand);
    if (isError(type) || isError(operand.type)) return { ...errorAt(node.span), type };
    const conversion = castConversion(body.compilation, operand.type, type);
    if (!conversion) {
        return body.fail(node.span, messages.incompatibleCast(typeText(operand), types.displayName(type)));
    }
    if (operand.type.kind === 'null') return { ...operand, type };
    return wrap(operand, conversion, type);
}

function bindInstanceof(body: Body, node: InstanceofExpression): BoundExpression {
    const target = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
    const operand = bindExpression(body, node.operand);
    const { compilation } = body;
    if (
        !isError(target) &&
        !isError(operand.type) &&
        (operand.type.kind === 'void' || !canBeInstance(compilation, operand.type, target))
    ) {
        return body.fail(node.span, messages.instanceofAlwaysFalse(typeText(operand), types.displayName(target)));
    }
    const boxed = convertTo(compilation, operand, types.OBJECT) ?? operand;
    return { kind: 'Instanceof', operand: boxed, target, type: types.BOOLEAN, ...at(node.span) };
}
