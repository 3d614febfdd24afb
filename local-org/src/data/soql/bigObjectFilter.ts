import type { SObjectDescribe } from '../../project/index.ts';
import type { Comparison, Condition, SoqlQuery } from '../../syntax/soql.ts';
import { malformed } from './soqlError.ts';

/** Stores of event monitoring have no index of their own in the metadata; the platform filters them by these two. */
const MONITORING_INDEX = ['EventDate', 'EventIdentifier'];

const RANGE_OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'in']);

/**
 * A big object is filtered by the leading fields of its index, in their order and without gaps: all but the last by `=`, the
 * last also by a range or IN; nothing else (Big Objects Implementation Guide, "SOQL with Big Objects").
 */
export function checkBigObjectFilter(text: string, describe: SObjectDescribe, query: SoqlQuery): void {
    if (query.groupBy || query.having)
        throw malformed(text, query.span, `Aggregate queries are not supported on big object ${describe.name}`);
    const index = describe.indexes[0]?.fields.map((field) => field.name) ?? MONITORING_INDEX;
    const terms = conjunction(text, query.where);
    const byField = new Map<string, Comparison[]>();
    for (const term of terms) {
        const name = 'kind' in term.left ? term.left.name : term.left.names.join('.');
        if (!index.some((field) => field.toLowerCase() === name.toLowerCase())) {
            throw malformed(
                text,
                term.span,
                `Filtering is only supported on the indexed fields of big object ${describe.name}: ${index.join(', ')}. Field '${name}' is not part of the index`
            );
        }
        byField.set(name.toLowerCase(), [...(byField.get(name.toLowerCase()) ?? []), term]);
    }
    const monitoring = describe.indexes.length === 0;
    let ended = false;
    for (const field of index) {
        const found = byField.get(field.toLowerCase());
        if (!found) {
            ended = true;
            continue;
        }
        // The monitoring stores may be asked for one event by its identifier alone.
        if (ended && !monitoring) {
            throw malformed(
                text,
                found[0]!.span,
                `Index fields of big object ${describe.name} must be filtered in their order without gaps: ${index.join(', ')}`
            );
        }
        if (found.some((term) => term.operator !== '=')) {
            if (found.some((term) => term.operator !== '=' && !RANGE_OPERATORS.has(term.operator))) {
                throw malformed(
                    text,
                    found[0]!.span,
                    `Operator '${found[0]!.operator}' is not supported on big object ${describe.name}`
                );
            }
            ended = true;
        }
    }
}

function conjunction(text: string, condition: Condition | null): Comparison[] {
    if (!condition) return [];
    if (condition.kind === 'Comparison') return [condition];
    if (condition.kind === 'And') return condition.operands.flatMap((operand) => conjunction(text, operand));
    throw malformed(
        text,
        condition.span,
        `${condition.kind.toUpperCase()} is not supported in the WHERE clause of a big object`
    );
}
