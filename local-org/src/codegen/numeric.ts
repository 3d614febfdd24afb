import type { BoundExpression, NumericKind } from '../semantics/bound.ts';
import type { ApexType } from '../semantics/types.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';

/** The numeric family of a type, null for other types. */
export function numericKindOf(type: ApexType): NumericKind | null {
    if (type.kind !== 'primitive') return null;
    switch (type.name) {
        case 'Integer':
            return 'int';
        case 'Long':
            return 'long';
        case 'Double':
            return 'double';
        case 'Decimal':
            return 'decimal';
        default:
            return null;
    }
}

const CONVERSIONS: Readonly<Record<string, string | null>> = {
    'int long': null,
    'int double': null,
    'int decimal': 'numberToDecimal',
    'long int': 'longToInt',
    'long double': 'longToDouble',
    'long decimal': 'numberToDecimal',
    'double int': 'doubleToInt',
    'double long': 'doubleToLong',
    'double decimal': 'doubleToDecimal',
    'decimal int': 'decimalToInt',
    'decimal long': 'decimalToLong',
    'decimal double': 'decimalToDouble'
};

/** Code that brings a numeric value from one family to another; null stays null. */
export function convertNumeric(
    context: BodyContext,
    code: string,
    from: NumericKind | null,
    to: NumericKind | null
): string {
    if (from === null || to === null || from === to) return code;
    const operation = CONVERSIONS[`${from} ${to}`];
    return operation ? `${context.operation(operation)}(${code})` : code;
}

/** The operand in the operator's family, refused at run time when it is null. */
export function operand(context: BodyContext, expression: BoundExpression, kind: NumericKind): string {
    const literal = literalDecimal(context, expression, kind);
    if (literal) return literal;
    const from = numericKindOf(expression.type);
    const raw = compileExpression(context, expression);
    const checked = context.nullness.isNonNull(expression) ? raw : nonNull(context, raw);
    return convertNumeric(context, checked, from, kind);
}

/** A whole number that is to be a Decimal becomes one when the script is linked. */
export function literalDecimal(
    context: BodyContext,
    expression: BoundExpression,
    kind: NumericKind | null
): string | null {
    if (kind !== 'decimal') return null;
    const source =
        expression.kind === 'Convert' && expression.conversion === 'numeric' ? expression.operand : expression;
    if (source.kind !== 'Literal' || source.value === null) return null;
    const from = numericKindOf(source.type);
    if (from !== 'int' && from !== 'long') return null;
    return context.links.constant({ kind: 'decimal', digits: String(source.value) }, String(source.value));
}

export function nonNull(context: BodyContext, code: string): string {
    return `(${code}??${context.operation('npe')}())`;
}

/** The expression's code, with a null check unless it cannot be null. */
export function checkedValue(context: BodyContext, expression: BoundExpression): string {
    const code = compileExpression(context, expression);
    return context.nullness.isNonNull(expression) ? code : nonNull(context, code);
}
