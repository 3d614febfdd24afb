import type { OrgData } from '../data/orgData.ts';
import { transactionData } from '../dml/index.ts';
import type { Project } from '../project/index.ts';
import { currentTransaction, ServiceKey } from '../runtime/transaction.ts';

/** What platform classes read of the deployed metadata. */
export interface PlatformSettings {
    readonly project: Project;
    /** Base addresses by named credential, in the place of those in the metadata. */
    readonly endpoints: Readonly<Record<string, string>>;
}
export const Settings = new ServiceKey<PlatformSettings>('PlatformSettings');

/** Records and permissions behind the current transaction. */
export function currentOrg(): OrgData {
    return transactionData(currentTransaction()).org;
}
