import { Decimal } from '../runtime/decimal.ts';
import { apexEquals } from '../runtime/equality.ts';
import type { FlowOperator } from './flowDefinition.ts';

/** Flow comparison: text ignores case; an ordering with a missing side is false, as in the platform's decisions. */
export function holds(left: unknown, operator: FlowOperator, right: unknown): boolean {
    switch (operator) {
        case 'IsNull':
            return (left === null || left === '') === right;
        case 'EqualTo':
            return same(left, right);
        case 'NotEqualTo':
            return !same(left, right);
        case 'Contains':
            return text(left).includes(text(right));
        case 'StartsWith':
            return text(left).startsWith(text(right));
        case 'EndsWith':
            return text(left).endsWith(text(right));
        default:
            return ordered(left, operator, right);
    }
}

function same(left: unknown, right: unknown): boolean {
    if (typeof left === 'string' && typeof right === 'string') return text(left) === text(right);
    if (left instanceof Decimal || right instanceof Decimal)
        return left !== null && right !== null && decimal(left).compare(decimal(right)) === 0;
    return apexEquals(left, right);
}

function ordered(left: unknown, operator: FlowOperator, right: unknown): boolean {
    if (left === null || right === null) return false;
    const order =
        typeof left === 'string' ? text(left).localeCompare(text(right)) : decimal(left).compare(decimal(right));
    switch (operator) {
        case 'GreaterThan':
            return order > 0;
        case 'LessThan':
            return order < 0;
        case 'GreaterThanOrEqualTo':
            return order >= 0;
        default:
            return order <= 0;
    }
}

const text = (value: unknown): string => String(value ?? '').toLowerCase();
const decimal = (value: unknown): Decimal => (value instanceof Decimal ? value : Decimal.of(Number(value)));
