import type { Condition, SoqlQuery, SoqlValue } from '../../syntax/soql.ts';

/** The bind nodes of a query, sub-queries included, in the order in which they stand in the text. */
export function bindsOf(query: SoqlQuery): readonly (SoqlValue & { kind: 'Bind' })[] {
    const binds: (SoqlValue & { kind: 'Bind' })[] = [];
    collectQuery(query, binds);
    return binds.sort((a, b) => a.span.start - b.span.start);
}

type Binds = (SoqlValue & { kind: 'Bind' })[];

function collectQuery(query: SoqlQuery, binds: Binds): void {
    for (const item of query.select) if (item.kind === 'SubQuery') collectQuery(item.query, binds);
    collectCondition(query.where, binds);
    collectCondition(query.having, binds);
    collectValue(query.limit, binds);
    collectValue(query.offset, binds);
}

function collectCondition(condition: Condition | null, binds: Binds): void {
    if (!condition) return;
    switch (condition.kind) {
        case 'And':
        case 'Or':
            for (const operand of condition.operands) collectCondition(operand, binds);
            return;
        case 'Not':
            return collectCondition(condition.operand, binds);
        case 'Comparison':
            return collectValue(condition.right, binds);
    }
}

function collectValue(value: SoqlValue | null, binds: Binds): void {
    if (!value) return;
    if (value.kind === 'Bind') binds.push(value);
    else if (value.kind === 'List') for (const element of value.values) collectValue(element, binds);
    else if (value.kind === 'SemiJoin') collectQuery(value.query, binds);
}
