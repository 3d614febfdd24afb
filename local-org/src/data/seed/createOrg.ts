import type { Project, Schema } from '../../project/index.ts';
import { OrgData } from '../orgData.ts';
import { Journal } from '../store/journal.ts';
import { stableId } from '../store/recordIds.ts';
import { putMetadataRow } from './metadataRow.ts';
import { seedMetadata } from './metadataRows.ts';
import { seedPermissions } from './permissionRows.ts';
import { seedUsers } from './users.ts';

export interface OrgSetup {
    readonly schema: Schema;
    /** null: an org without a project. */
    readonly project: Project | null;
    /** Milliseconds since 1970; the machine's clock when not given. */
    readonly now?: () => number;
    /** Existing folder in which committed records outlive the process; not given: memory only. */
    readonly directory?: string;
}

export interface OpenOrg {
    readonly org: OrgData;
    /** Closes the journal; the org must not be used afterwards. */
    close(): void;
}

/** Opens an org: what earlier processes have committed, then the project's metadata over it. */
export function createOrg(setup: OrgSetup): OpenOrg {
    const labels = new Map(setup.project?.labels.map((label) => [label.name, label.value]) ?? []);
    const org = new OrgData(setup.schema, { labels, now: setup.now ?? Date.now });
    const journal = setup.directory === undefined ? null : Journal.open(setup.directory, org.store);
    putMetadataRow(org, 'Organization', stableId('00D', 'local'), {
        Name: 'Local Org', OrganizationType: 'Developer Edition', InstanceName: 'LOCAL', IsSandbox: false, TimeZoneSidKey: 'GMT',
        LanguageLocaleKey: 'en_US', DefaultLocaleSidKey: 'en_US'
    });
    seedPermissions(org, setup.project);
    if (setup.project) seedMetadata(org, setup.project);
    seedUsers(org);
    org.store.commit();
    return { org, close: () => journal?.close() };
}
