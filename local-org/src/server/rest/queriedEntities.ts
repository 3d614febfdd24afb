import type { Schema, SObjectDescribe } from '../../project/index.ts';
import type { Condition, SoqlQuery } from '../../syntax/soql.ts';

/** API names of the objects whose rows a query selects: FROM, child queries, semi-joins. Parents that are only read along are not among them. */
export function queriedEntities(schema: Schema, query: SoqlQuery): readonly string[] {
    const entities = new Set<string>();
    const base = schema.object(query.from[0]!.path.names[0]!);
    if (base) collect(schema, query, base, entities);
    return [...entities];
}

function collect(schema: Schema, query: SoqlQuery, base: SObjectDescribe, entities: Set<string>): void {
    entities.add(base.name);
    for (const item of query.select) {
        if (item.kind !== 'SubQuery') continue;
        const child = base.childRelationship(item.query.from[0]!.path.names.at(-1)!);
        const object = child && schema.object(child.childObject);
        if (object) collect(schema, item.query, object, entities);
    }
    collectJoins(schema, query.where, entities);
}

function collectJoins(schema: Schema, condition: Condition | null, entities: Set<string>): void {
    if (!condition) return;
    if (condition.kind === 'Not') return collectJoins(schema, condition.operand, entities);
    if (condition.kind !== 'Comparison')
        return condition.operands.forEach((operand) => collectJoins(schema, operand, entities));
    if (condition.right.kind !== 'SemiJoin') return;
    const { query } = condition.right;
    const inner = schema.object(query.from[0]!.path.names[0]!);
    if (inner) collect(schema, query, inner, entities);
}
