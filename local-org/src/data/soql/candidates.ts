import type { FieldDescribe } from '../../project/index.ts';
import type { Condition } from '../../syntax/soql.ts';
import type { Key } from '../store/keys.ts';
import type { StoredRow, Table } from '../store/table.ts';
import { compileKeys, compileValue } from './conditions.ts';
import type { ConditionScope } from './conditions.ts';
import type { QueryRun } from './queryRun.ts';

/** Rows that can satisfy a condition, found by an index; null = every row must be looked at. */
export type Candidates = (run: QueryRun, table: Table) => Iterable<StoredRow> | null;

interface IndexedTerm {
    readonly field: FieldDescribe;
    readonly rank: number;
    keys(run: QueryRun): ReadonlySet<Key>;
}

/** The most selective of the terms that every row of the result must satisfy. */
export function compileCandidates(scope: ConditionScope<StoredRow>, condition: Condition | null): Candidates {
    const terms = condition ? indexedTerms(scope, condition) : [];
    const best = terms.sort((a, b) => a.rank - b.rank)[0];
    if (!best) return () => null;
    return (run, table) => {
        const rows: StoredRow[] = [];
        const keys = best.keys(run);
        for (const key of keys) {
            if (key === null) return null;
            const found = table.lookup(best.field, key);
            if (!found) return null;
            rows.push(...found);
        }
        return keys.size > 1 ? rows.sort((a, b) => (a.id < b.id ? -1 : 1)) : rows;
    };
}

function indexedTerms(scope: ConditionScope<StoredRow>, condition: Condition): IndexedTerm[] {
    if (condition.kind === 'And') return condition.operands.flatMap((operand) => indexedTerms(scope, operand));
    if (condition.kind !== 'Comparison' || (condition.operator !== '=' && condition.operator !== 'in')) return [];
    if (condition.right.kind === 'DateLiteral') return [];
    const operand = scope.operand(condition.left);
    const field = operand.direct;
    if (!field) return [];
    const rank = rankOf(field);
    if (rank === null) return [];
    const site = { text: scope.text, name: operand.name, family: operand.family };
    if (condition.operator === 'in') return [{ field, rank, keys: compileKeys(scope, site, condition.right) }];
    const valueOf = compileValue(scope, site, condition.right);
    return [{ field, rank, keys: (run) => new Set([valueOf(run).key]) }];
}

function rankOf(field: FieldDescribe): number | null {
    if (field.type === 'id') return 0;
    if (field.unique || field.externalId) return 1;
    if (field.type === 'reference') return 2;
    return field.nameField ? 3 : null;
}
