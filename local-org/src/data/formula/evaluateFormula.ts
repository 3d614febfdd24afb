import { ApexDate, ApexDatetime, ApexTime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import type { FormulaBinary, FormulaCall, FormulaExpression } from '../../syntax/formula/ast.ts';
import { callFunction } from './formulaFunctions.ts';
import { compareValues, FormulaError, isTrue, textOf, valuesEqual } from './formulaValue.ts';
import type { FormulaScope, FormulaValue } from './formulaValue.ts';

const DAY_MS = 86_400_000;

/** Value of a formula. Pure: reads only what the scope gives. */
export function evaluateFormula(expression: FormulaExpression, scope: FormulaScope): FormulaValue {
    switch (expression.kind) {
        case 'Text':
            return expression.value;
        case 'Number':
            return Decimal.of(expression.value);
        case 'Boolean':
            return expression.value;
        case 'Null':
            return null;
        case 'Reference': {
            const value = scope.value(expression.names);
            return value === null && scope.blankAsZero && scope.isNumber(expression.names) ? Decimal.of(0) : value;
        }
        case 'Call':
            return callFormula(expression, scope);
        case 'Unary': {
            const value = evaluateFormula(expression.operand, scope);
            if (expression.operator === '!') return !isTrue(value);
            if (value === null) return null;
            const number = asNumber(value, expression.operator);
            return expression.operator === '-' ? Decimal.of(0).subtract(number) : number;
        }
        case 'Binary':
            return evaluateBinary(expression, scope);
    }
}

function callFormula(call: FormulaCall, scope: FormulaScope): FormulaValue {
    return callFunction(call, scope, evaluateFormula);
}

function evaluateBinary(expression: FormulaBinary, scope: FormulaScope): FormulaValue {
    const left = evaluateFormula(expression.left, scope);
    if (expression.operator === '&&') return isTrue(left) && isTrue(evaluateFormula(expression.right, scope));
    if (expression.operator === '||') return isTrue(left) || isTrue(evaluateFormula(expression.right, scope));
    const right = evaluateFormula(expression.right, scope);
    switch (expression.operator) {
        case '=':
            return valuesEqual(left, right);
        case '!=':
            return !valuesEqual(left, right);
        case '<':
        case '<=':
        case '>':
        case '>=':
            return ordered(expression.operator, compareValues(left, right));
        case '&':
            return textOf(left) + textOf(right);
        default:
            return arithmetic(expression.operator, left, right);
    }
}

function ordered(operator: '<' | '<=' | '>' | '>=', order: number | null): boolean {
    if (order === null) return false;
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '^', left: FormulaValue, right: FormulaValue): FormulaValue {
    if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
        return textOf(left) + textOf(right);
    if (left === null || right === null) return null;
    const temporal = dateArithmetic(operator, left, right);
    if (temporal) return temporal;
    const a = asNumber(left, operator);
    const b = asNumber(right, operator);
    switch (operator) {
        case '+':
            return a.add(b);
        case '-':
            return a.subtract(b);
        case '*':
            return a.multiply(b);
        case '/':
            // A division by zero leaves the formula without a value (it shows as #Error!).
            return b.compare(Decimal.of(0)) === 0 ? null : a.divide(b);
        case '^':
            return Decimal.of(a.toNumber() ** b.toNumber());
    }
}

/** Days are added to dates, and to datetimes with fractions; the difference of two is in days. */
function dateArithmetic(
    operator: string,
    left: NonNullable<FormulaValue>,
    right: NonNullable<FormulaValue>
): FormulaValue {
    const sign = operator === '-' ? -1 : 1;
    if (left instanceof ApexDate) {
        if (right instanceof ApexDate) return Decimal.of(left.days - right.days);
        if (right instanceof Decimal) return new ApexDate(left.days + sign * Math.trunc(right.toNumber()));
    }
    if (left instanceof ApexDatetime) {
        if (right instanceof ApexDatetime) return Decimal.of((left.ms - right.ms) / DAY_MS);
        if (right instanceof Decimal) return new ApexDatetime(left.ms + Math.round(sign * right.toNumber() * DAY_MS));
    }
    if (left instanceof ApexTime && right instanceof ApexTime) return Decimal.of(left.ms - right.ms);
    return null;
}

function asNumber(value: NonNullable<FormulaValue>, operator: string): Decimal {
    if (value instanceof Decimal) return value;
    throw new FormulaError(`Incorrect parameter type for operator '${operator}'. Expected Number`);
}
