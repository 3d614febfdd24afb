import type { SoslExpression } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { isError } from './compilation.ts';
import * as messages from './messages/index.ts';
import { isPrimitive } from './platformMembers.ts';
import { QueryWalk } from './soql.ts';
import { displayName, listOf, SOBJECT } from './types.ts';

/** `[FIND … RETURNING …]`: a list of records per object. */
export function bindSosl(body: Body, node: SoslExpression): BoundExpression {
    const walk = new QueryWalk(body);
    const { query } = node;
    if (query.search.kind === 'Bind') {
        const search = walk.bind(query.search);
        if (!isError(search.type) && !isPrimitive(search.type, 'String', 'Id')) {
            body.report(query.search.expression.span, messages.illegalConversion(displayName(search.type), 'String'));
        }
    }
    for (const part of query.returning) {
        const scope = walk.fieldsOf(part.object, query.span);
        if (!scope) continue;
        for (const item of part.fields) walk.selectItem(scope, item, null);
        if (part.where) walk.condition(scope, part.where);
        for (const item of part.orderBy) walk.operand(scope, item.by);
        for (const value of [part.limit, part.offset]) if (value) walk.count(value);
    }
    if (query.limit) walk.count(query.limit);
    return { kind: 'Sosl', query, binds: walk.boundInSourceOrder(), type: listOf(listOf(SOBJECT)), ...at(node.span) };
}
