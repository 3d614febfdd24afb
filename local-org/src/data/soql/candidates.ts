import type { Comparison, Condition } from '../../syntax/soql.ts';
import { indexRank, isSeldomWritten, REFERENCE_RANK } from '../store/indexRank.ts';
import type { Key } from '../store/keys.ts';
import { byId } from '../store/table.ts';
import type { StoredRow, Table } from '../store/table.ts';
import { compileKeys, compileValue } from './conditions.ts';
import type { ConditionScope, StoredField } from './conditions.ts';
import type { FilterSite } from './filterValues.ts';
import type { QueryRun } from './queryRun.ts';

/** Rows that can satisfy a condition, found by an index, in the order of the ids; null = every row must be looked at. */
export type Candidates = (run: QueryRun, table: Table) => Iterable<StoredRow> | null;

interface IndexedTerm {
    readonly rank: number;
    /** In no order; null when the values of this execution are none that an index finds. */
    rows(run: QueryRun, table: Table): StoredRow[] | null;
}

/** By the most selective of the terms that every row of the result must satisfy and that an index serves. */
export function compileCandidates(scope: ConditionScope<StoredRow>, condition: Condition | null): Candidates {
    const terms = condition ? indexedTerms(scope, condition) : [];
    terms.sort((a, b) => a.rank - b.rank);
    return (run, table) => {
        for (const term of terms) {
            const rows = term.rows(run, table);
            if (rows) return rows.sort(byId);
        }
        return null;
    };
}

function indexedTerms(scope: ConditionScope<StoredRow>, condition: Condition): IndexedTerm[] {
    if (condition.kind === 'And') return condition.operands.flatMap((operand) => indexedTerms(scope, operand));
    if (condition.kind !== 'Comparison') return [];
    const { stored, name, family } = scope.operand(condition.left);
    const rank = stored && rankOf(stored);
    if (!stored || rank === null) return [];
    if (asksForAnyValue(condition, stored)) return [{ rank, rows: (_run, table) => table.valued(stored.field) }];
    const keys = keysOf(scope, { text: scope.text, name, family }, condition);
    if (!keys) return [];
    return [
        {
            rank,
            rows: (run, table) => {
                const wanted = keys(run);
                return wanted.has(null) ? null : [...wanted].flatMap((key) => lookup(run, table, stored, key));
            }
        }
    ];
}

/** Where an index is free. Elsewhere most rows have a value, and looking at all of them is as good. */
function asksForAnyValue({ operator, right }: Comparison, { owner, hops }: StoredField): boolean {
    return operator === '!=' && right.kind === 'Null' && hops.length === 0 && isSeldomWritten(owner);
}

/** The values of which a row must have one; null when the comparison is not about single values. */
function keysOf(
    scope: ConditionScope<StoredRow>,
    site: FilterSite,
    { operator, right }: Comparison
): ((run: QueryRun) => ReadonlySet<Key>) | null {
    if (right.kind === 'DateLiteral') return null;
    if (operator === 'in') return compileKeys(scope, site, right);
    if (operator !== '=') return null;
    const valueOf = compileValue(scope, site, right);
    return (run) => new Set([valueOf(run).key]);
}

/** Rows that have the value, or whose parent at the end of the path has it. */
function lookup(run: QueryRun, table: Table, stored: StoredField, key: Key): StoredRow[] {
    const [hop, ...further] = stored.hops;
    if (!hop) return table.lookup(stored.field, key) ?? [];
    const parents = lookup(run, run.store.table(hop.targets[0]!), { ...stored, hops: further }, key);
    return parents.flatMap((parent) => table.lookup(hop.reference, parent.id) ?? []);
}

/** As selective as the least selective index on the way. Through a polymorphic reference there is no way: each row may lead to another object. */
function rankOf({ field, owner, hops }: StoredField): number | null {
    if (hops.some(({ reference, targets }) => reference.type !== 'reference' || targets.length > 1)) return null;
    const rank = indexRank(owner, field);
    return rank === null || hops.length === 0 ? rank : Math.max(rank, REFERENCE_RANK);
}
