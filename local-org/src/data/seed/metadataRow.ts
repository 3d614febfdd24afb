import type { OrgData } from '../orgData.ts';
import { insertSystemRow, updateSystemRow } from '../systemRows.ts';
import type { FieldValues } from '../systemRows.ts';

/** Writes a row that comes from metadata: given values replace what is there, others stay. @returns the id */
export function putMetadataRow(org: OrgData, object: string, id: string, values: FieldValues): string {
    const describe = org.schema.object(object);
    if (!describe) throw new Error(`The schema has no object ${object}.`);
    const known = Object.fromEntries(Object.entries(values).filter(([name]) => describe.field(name) !== null));
    if (org.store.table(describe).get(id)) updateSystemRow(org, object, id, known);
    else insertSystemRow(org, object, known, id);
    return id;
}
