import type { Condition, SoqlValue } from './soql.ts';

type SemiJoin = Extract<SoqlValue, { kind: 'SemiJoin' }>;

const BESIDE_OR = "Semi join sub-selects are not allowed with the 'OR' operator";
const NESTED =
    'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions';

/**
 * The first semi-join of a WHERE that stands where the platform refuses one, with its words for it; null when all stand well.
 * Source: SOQL and SOSL Reference, Comparison Operators, Semi-Joins with IN and Anti-Joins with NOT IN.
 */
export function misplacedSemiJoin(where: Condition): { readonly semiJoin: SemiJoin; readonly reason: string } | null {
    const operands = where.kind === 'And' || where.kind === 'Or' ? where.operands : [where];
    for (const operand of operands) {
        const semiJoin = semiJoinIn(operand);
        if (semiJoin && operand.kind !== 'Comparison') return { semiJoin, reason: NESTED };
        if (semiJoin && where.kind === 'Or') return { semiJoin, reason: BESIDE_OR };
    }
    return null;
}

function semiJoinIn(condition: Condition): SemiJoin | null {
    switch (condition.kind) {
        case 'And':
        case 'Or':
            return condition.operands.map(semiJoinIn).find((found) => found !== null) ?? null;
        case 'Not':
            return semiJoinIn(condition.operand);
        case 'Comparison':
            return condition.right.kind === 'SemiJoin' ? condition.right : null;
    }
}
