import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import type { BoundExpression } from './bound.ts';
import type { ClassRecord } from './compilation.ts';
import { classChain } from './lineage.ts';
import { bindName } from './variables.ts';

const DYNAMIC_QUERIES: ReadonlySet<string> = new Set(['query', 'countquery', 'getquerylocator']);

/** Does the method run a query given as text, whose binds name variables of the caller? */
export function namesVariablesOfCaller(owner: string, method: string, params: readonly string[]): boolean {
    return owner === 'System.Database' && DYNAMIC_QUERIES.has(method.toLowerCase()) && params[0] === 'String';
}

/** Locals, fields and properties that can be read here, in lower case. */
export function variablesInScope(body: Body, span: Span): { name: string; value: BoundExpression }[] {
    const names = new Set(body.localNames());
    for (let record: ClassRecord | null = body.record; record; record = record.outer)
        for (const name of readableNames(body, record)) names.add(name);
    return [...names].flatMap((name) => {
        const entity = bindName(body, name, span);
        return entity.kind === 'value' ? [{ name, value: entity.value }] : [];
    });
}

function readableNames(body: Body, record: ClassRecord): string[] {
    const isOwn = record === body.record;
    return classChain(body.compilation, record).flatMap((ancestor) =>
        [...ancestor.variables].flatMap(([name, variable]) => {
            const isReachable = variable.isStatic || (isOwn && !body.isStatic);
            const isReadable = variable.symbol === 'field' || variable.getter !== null;
            const isVisible = body.sees(variable.owner, variable.visibility, variable.annotations);
            return isReachable && isReadable && isVisible ? [name] : [];
        })
    );
}
