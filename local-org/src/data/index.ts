/** Records of the org: store, queries, permissions, describe. */

import './describe/fieldMembers.ts';
import './describe/objectMembers.ts';

export { OrgDescribe } from './describe/orgDescribe.ts';
export { OrgData } from './orgData.ts';
export { Journal } from './store/journal.ts';
export { normalizeId } from './store/recordIds.ts';
export type { Commit, RowChange } from './store/orgStore.ts';
export {
    deleteSystemRow,
    findSystemRow,
    insertSystemRow,
    systemRowBy,
    systemRows,
    updateSystemRow,
    type FieldValues
} from './systemRows.ts';
export {
    countQuery,
    parseQueryText,
    recordRun,
    runQuery,
    type QueryOptions,
    type QueryRights
} from './soql/runQuery.ts';
export { SoqlError } from './soql/soqlError.ts';
export { mayUseField, mayUseObject, type EffectivePermissions } from './security/effectivePermissions.ts';
export { RecordAccess } from './security/recordAccess.ts';
