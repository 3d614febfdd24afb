import type { BoundBlock, BoundExpression, BoundStatement } from '../semantics/bound.ts';
import { childExpressions, childStatements } from './traversal.ts';

const CALLS: ReadonlySet<string> = new Set(['UserCall', 'InterfaceCall', 'NewUser', 'Property']);

/** Can the body call code of the project? If not it needs no CPU tick of its own. */
export function mayRecurse(body: BoundBlock): boolean {
    const pending: (BoundStatement | BoundExpression)[] = [body];
    for (let node = pending.pop(); node; node = pending.pop()) {
        if (CALLS.has(node.kind)) return true;
        pending.push(...childExpressions(node));
        if (!('type' in node)) pending.push(...childStatements(node));
    }
    return false;
}
