import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import type { OrgStore } from '../store/orgStore.ts';
import type { StoredRow } from '../store/table.ts';

/** What one execution of a query knows besides the plan. */
export interface QueryRun {
    readonly store: OrgStore;
    readonly schema: Schema;
    /** Milliseconds since 1970 by the org's clock. */
    readonly now: number;
    readonly userId: string;
    /** Values of the binds in the order of the query's text. */
    readonly binds: readonly unknown[];
    /** May the user see the row? null when sharing is not enforced. */
    readonly isVisible: ((describe: SObjectDescribe, row: StoredRow) => boolean) | null;
    /** Value of a formula or roll-up summary field. */
    computed(describe: SObjectDescribe, row: StoredRow, field: FieldDescribe): unknown;
    /** Every row that a query reads for its result counts against the governor limit. */
    countRows(rows: number): void;
}

/** Value of a field as a query sees it; formulas and roll-ups are computed now. */
export function readField(run: QueryRun, describe: SObjectDescribe, row: StoredRow, field: FieldDescribe): unknown {
    if (field.formula !== null || field.summary !== null) return run.computed(describe, row, field);
    return row.values[field.index] ?? null;
}
