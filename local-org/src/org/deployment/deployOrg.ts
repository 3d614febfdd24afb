import type { Org } from '../org.ts';
import { fingerprintOf } from '../stateFolder.ts';
import type { StateFolder } from '../stateFolder.ts';
import type { Brings } from './broughtProject.ts';
import { broughtProject } from './broughtProject.ts';
import { deployCode, deployFlows, deploySetup, deployViews } from './codeRows.ts';
import { deployCustomMetadata } from './customMetadataRows.ts';
import { deployPermissions } from './permissionRows.ts';
import { ensurePlatformRows } from './platformRows.ts';
import { ensureSeedRecords } from './seedRecords.ts';
import { ensureAgents, ensureGuests, ensureSeedUsers } from './seedRows.ts';
import { SetupRows } from './setupRows.ts';

/** A package that comes into an org. */
export interface PackageDeployment {
    readonly brings: Brings;
    /** Called with the new org while the state folder is still as it was. */
    complete(org: Org): void;
}

export interface DeployOptions {
    /** null for an org without a state folder, which is always new. */
    readonly folder: StateFolder | null;
    readonly definitionPath: string;
    /** Also the definition's records and its Apex. */
    readonly withRecords: boolean;
    /** null for the whole project, which also brings its definition. */
    readonly deployment: PackageDeployment | null;
}

/** A deployment of which the setup is done. */
export interface StartedDeployment {
    /** Ends it with records and Apex: to be called when triggers and flows listen to events. */
    finish(): void;
    /** Writes down what is deployed now: to be called when its records are kept. */
    note(): void;
}

const NOTHING_TO_DEPLOY: StartedDeployment = { finish: () => undefined, note: () => undefined };

/**
 * Deploys what has changed since the folder was last used. What is as it was is left alone, so that setup which the org has changed by
 * itself (a permission that was taken away, a session that was ended) stays as it is over a restart, and over a deployment of
 * something else.
 */
export function deployOrg(org: Org, options: DeployOptions): StartedDeployment {
    const { data, project, definition } = org;
    const { deployment } = options;
    const metadata = fingerprintOf(project);
    const seed = fingerprintOf(definition);
    const metadataChanged = deployment !== null || !options.folder?.isDeployed('metadata', metadata);
    const seedChanged = deployment === null && !options.folder?.isDeployed('definition', seed);
    if (!metadataChanged && !seedChanged) return NOTHING_TO_DEPLOY;
    const rows = new SetupRows(data);
    ensurePlatformRows(data, rows);
    if (metadataChanged) {
        const brought = broughtProject(project, deployment?.brings ?? null);
        deployCode(rows, brought, org.compiled.checked.program);
        deploySetup(rows, brought);
        deployViews(data, rows, brought);
        deployFlows(data, rows, brought);
        deployPermissions(data, rows, brought);
        deployCustomMetadata(data, rows, brought);
    }
    if (deployment === null) {
        ensureSeedUsers(rows, definition, options.definitionPath);
        ensureAgents(rows, definition, options.definitionPath);
    }
    ensureGuests(data, rows, definition, options.definitionPath);
    data.store.commit();
    return {
        finish() {
            if (options.withRecords && deployment === null) {
                ensureSeedRecords(org, options.definitionPath);
                if (metadataChanged) org.runBlocks('afterDeploy', options.definitionPath);
            }
            deployment?.complete(org);
        },
        note: () => options.folder?.noteDeployment(metadata, seed, org.schema)
    };
}
