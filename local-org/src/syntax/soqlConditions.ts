import type { TokenCursor } from './cursor.ts';
import type { ComparisonOperator, Condition, FieldPath, SoqlFunction, SoqlQuery } from './soql.ts';
import { parseFunction, startsFunction } from './soqlFunctions.ts';
import { parseFieldPath, parseValue } from './soqlValues.ts';
import { T } from './tokenKinds.ts';

/** Where a condition stands and how a query inside it is parsed. */
export interface ConditionContext {
    readonly inWhere: boolean;
    readonly parseSubQuery: (cursor: TokenCursor) => SoqlQuery;
}

const comparisonOperators: Readonly<Record<number, ComparisonOperator>> = {
    [T.Assign]: '=',
    [T.NotEqual]: '!=',
    [T.LessGreater]: '!=',
    [T.Less]: '<',
    [T.LessEqual]: '<=',
    [T.Greater]: '>',
    [T.GreaterEqual]: '>=',
    [T.Like]: 'like',
    [T.In]: 'in',
    [T.Includes]: 'includes',
    [T.Excludes]: 'excludes'
};

/**
 * The condition of WHERE or HAVING. SOQL has no precedence between AND and OR: mixing them needs parentheses, and NOT
 * in front of an unparenthesised chain is an error.
 */
export function parseCondition(cursor: TokenCursor, context: ConditionContext): Condition {
    const from = cursor.index;
    if (cursor.kind === T.Not) {
        cursor.advance();
        const operand = parseOperand(cursor, context);
        return { kind: 'Not', operand, span: cursor.spanFrom(from) };
    }
    const first = parseOperand(cursor, context);
    const connective = cursor.kind;
    if (connective !== T.And && connective !== T.Or) return first;
    const operands = [first];
    while (cursor.accept(connective)) operands.push(parseOperand(cursor, context));
    if (cursor.kind === T.And || cursor.kind === T.Or) cursor.failUnexpected();
    return { kind: connective === T.And ? 'And' : 'Or', operands, span: cursor.spanFrom(from) };
}

function parseOperand(cursor: TokenCursor, context: ConditionContext): Condition {
    if (cursor.kind === T.LParen) {
        cursor.enter();
        cursor.advance();
        const inner = parseCondition(cursor, context);
        cursor.expect(T.RParen, ')', false);
        cursor.leave();
        return inner;
    }
    const from = cursor.index;
    const left: FieldPath | SoqlFunction = startsFunction(cursor)
        ? parseFunction(cursor, context.inWhere)
        : parseFieldPath(cursor);
    const operator = parseOperator(cursor);
    const right = parseValue(cursor, context.parseSubQuery);
    return { kind: 'Comparison', span: cursor.spanFrom(from), left, operator, right };
}

function parseOperator(cursor: TokenCursor): ComparisonOperator {
    if (cursor.kind === T.Not && cursor.peek(1) === T.In) {
        cursor.seek(cursor.index + 2);
        return 'not in';
    }
    const operator = comparisonOperators[cursor.kind];
    if (operator === undefined) cursor.failUnexpected();
    cursor.advance();
    return operator;
}
