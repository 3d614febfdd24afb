/** Records of the org: store, queries, permissions, describe. */

export { OrgData } from './orgData.ts';
export { createOrg, type OpenOrg, type OrgSetup } from './seed/createOrg.ts';
export { ADMIN_USERNAME, AUTOMATED_PROCESS_USERNAME, seedUser, type UserSeed } from './seed/users.ts';
export { customMetadataId, metadataValue, recordTypeId } from './seed/metadataRows.ts';
export { putMetadataRow } from './seed/metadataRow.ts';
export { permissionSetId, profileId } from './seed/permissionRows.ts';
export { stableId, normalizeId } from './store/recordIds.ts';
export type { Commit, RowChange } from './store/orgStore.ts';
export { deleteSystemRow, findSystemRow, insertSystemRow, systemRowBy, systemRows, updateSystemRow, type FieldValues } from './systemRows.ts';
export { countQuery, parseQueryText, recordRun, runQuery, type QueryOptions, type QueryRights } from './soql/runQuery.ts';
export { SoqlError } from './soql/soqlError.ts';
export { mayUseField, mayUseObject, type EffectivePermissions } from './security/effectivePermissions.ts';
export { RecordAccess } from './security/recordAccess.ts';
