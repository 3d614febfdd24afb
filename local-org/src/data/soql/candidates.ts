import type { Condition } from '../../syntax/soql.ts';
import { indexRank } from '../store/indexRank.ts';
import type { Key } from '../store/keys.ts';
import { byId } from '../store/table.ts';
import type { StoredRow, Table } from '../store/table.ts';
import { compileKeys, compileValue } from './conditions.ts';
import type { ConditionScope, StoredField } from './conditions.ts';
import type { QueryRun } from './queryRun.ts';

/** Rows that can satisfy a condition, found by an index, in the order of the ids; null = every row must be looked at. */
export type Candidates = (run: QueryRun, table: Table) => Iterable<StoredRow> | null;

interface IndexedTerm {
    readonly stored: StoredField;
    readonly rank: number;
    keys(run: QueryRun): ReadonlySet<Key>;
}

/** By the most selective of the terms that every row of the result must satisfy and that do not ask for rows without a value. */
export function compileCandidates(scope: ConditionScope<StoredRow>, condition: Condition | null): Candidates {
    const terms = condition ? indexedTerms(scope, condition) : [];
    terms.sort((a, b) => a.rank - b.rank);
    return (run, table) => {
        for (const { stored, keys } of terms) {
            const wanted = keys(run);
            if (!wanted.has(null)) return [...wanted].flatMap((key) => lookup(run, table, stored, key)).sort(byId);
        }
        return null;
    };
}

/** Rows that have the value, or whose parent at the end of the path has it. */
function lookup(run: QueryRun, table: Table, { field, hops }: StoredField, key: Key): StoredRow[] {
    const [hop, ...further] = hops;
    if (!hop) return table.lookup(field, key) ?? [];
    const parents = lookup(run, run.store.table(hop.targets[0]!), { field, hops: further }, key);
    return parents.flatMap((parent) => table.lookup(hop.reference, parent.id) ?? []);
}

function indexedTerms(scope: ConditionScope<StoredRow>, condition: Condition): IndexedTerm[] {
    if (condition.kind === 'And') return condition.operands.flatMap((operand) => indexedTerms(scope, operand));
    if (condition.kind !== 'Comparison' || (condition.operator !== '=' && condition.operator !== 'in')) return [];
    if (condition.right.kind === 'DateLiteral') return [];
    const { stored, name, family } = scope.operand(condition.left);
    const rank = stored && rankOf(stored);
    if (!stored || rank === null) return [];
    const site = { text: scope.text, name, family };
    if (condition.operator === 'in') return [{ stored, rank, keys: compileKeys(scope, site, condition.right) }];
    const valueOf = compileValue(scope, site, condition.right);
    return [{ stored, rank, keys: (run) => new Set([valueOf(run).key]) }];
}

/** As selective as the least selective index on the way. Through a polymorphic reference there is no way: each row may lead to another object. */
function rankOf({ field, hops }: StoredField): number | null {
    if (hops.some(({ targets }) => targets.length > 1)) return null;
    const ranks = [field, ...hops.map(({ reference }) => reference)].map(indexRank);
    return ranks.reduce((worst, rank) => (worst === null || rank === null ? null : Math.max(worst, rank)), 0);
}
