import type { Org } from '../org.ts';
import { fingerprintOf } from '../stateFolder.ts';
import type { StateFolder } from '../stateFolder.ts';
import { deployCode, deployFlows, deploySetup, deployViews } from './codeRows.ts';
import { deployCustomMetadata } from './customMetadataRows.ts';
import { deployPermissions } from './permissionRows.ts';
import { ensurePlatformRows } from './platformRows.ts';
import { ensureSeedRecords } from './seedRecords.ts';
import { ensureGuests, ensureSeedUsers } from './seedRows.ts';
import { SetupRows } from './setupRows.ts';

export interface DeployOptions {
    /** null for an org without a state folder, which is always new. */
    readonly folder: StateFolder | null;
    readonly definitionPath: string;
    /** Also the definition's records and its Apex. */
    readonly withRecords: boolean;
    /** Makes the state folder hold what was done; until then it is as the last deployment left it. */
    readonly keep: () => void;
}

/**
 * Deploys what has changed since the folder was last used. What is as it was is left alone, so that setup which the org has changed by
 * itself (a permission that was taken away, a session that was ended) stays as it is over a restart.
 * @returns what ends the deployment with records and Apex, to be called when triggers and flows listen to events
 */
export function deployOrg(org: Org, options: DeployOptions): () => void {
    const { data, project, definition } = org;
    const metadata = fingerprintOf(project);
    const seed = fingerprintOf(definition);
    const metadataChanged = !options.folder?.isDeployed('metadata', metadata);
    const seedChanged = !options.folder?.isDeployed('definition', seed);
    if (!metadataChanged && !seedChanged) return options.keep;
    const rows = new SetupRows(data);
    ensurePlatformRows(data, rows);
    if (metadataChanged) {
        deployCode(rows, project, org.compiled.checked.program);
        deploySetup(rows, project);
        deployViews(data, rows, project);
        deployFlows(data, rows, project);
        deployPermissions(data, rows, project);
        deployCustomMetadata(data, rows, project);
    }
    ensureSeedUsers(rows, definition, options.definitionPath);
    ensureGuests(data, rows, definition, options.definitionPath);
    data.store.commit();
    return () => {
        if (options.withRecords) {
            ensureSeedRecords(org, options.definitionPath);
            if (metadataChanged) org.runBlocks('afterDeploy', options.definitionPath);
        }
        options.keep();
        options.folder?.noteDeployment(metadata, seed, org.schema);
    };
}
