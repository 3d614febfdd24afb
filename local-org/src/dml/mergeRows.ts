import type { SObject } from '../runtime/sobject.ts';
import type { DmlEngine, DmlOptions } from './dmlEngine.ts';
import { referencesTo } from './inboundReferences.ts';
import type { RowResult } from './rowResult.ts';
import { refuseDml } from './rowResult.ts';

const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Case']);
const MAX_LOSERS = 2;

/** Moves what refers to the losing records to the master, deletes the losers and updates the master, as one DML statement. */
export function mergeRows(
    engine: DmlEngine,
    master: SObject,
    losers: readonly SObject[],
    options: DmlOptions
): RowResult {
    const { describe } = master;
    if (!MERGEABLE.has(describe.name)) refuseDml(`DML operation MERGE not allowed on ${describe.name}`);
    if (losers.length > MAX_LOSERS) refuseDml(`Merge can only be executed on ${MAX_LOSERS + 1} records at a time`);
    const saving = engine.saving(options);
    const { store, schema } = saving.org;
    const checkpoint = saving.data.checkpoint();
    for (const loser of losers) {
        for (const { child, field } of referencesTo(schema, describe)) {
            const table = store.table(child);
            for (const row of table.lookup(field, loser.id) ?? []) {
                const values = [...row.values];
                values[field.index] = master.id;
                store.put(table, row.id, { ...row, values });
            }
        }
    }
    const deleted = engine.run('delete', losers, options);
    const failed = deleted.find((result) => result.errors.length > 0);
    const result = failed ?? engine.run('update', [master], options)[0]!;
    if (result.errors.length > 0) saving.data.restore(checkpoint);
    else markMerged(engine, options, master, losers);
    return { ...result, id: master.id };
}

function markMerged(engine: DmlEngine, options: DmlOptions, master: SObject, losers: readonly SObject[]): void {
    const { store } = engine.saving(options).org;
    const field = master.describe.field('MasterRecordId');
    if (!field) return;
    const table = store.table(master.describe);
    for (const loser of losers) {
        const row = table.get(loser.id!)!;
        const values = [...row.values];
        values[field.index] = master.id;
        store.put(table, row.id, { ...row, values });
    }
}
