import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadProject } from '../../../local-org/src/project/index.ts';
import { guestUsername } from '../../../local-org/src/org/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import { diagnoseRegistry, lowerCase, namingsOf, type RegistryEntry } from './registry.ts';

interface LocalOrg {
    readonly users?: readonly { readonly username: string }[];
    readonly connectedApps?: readonly { readonly name: string }[];
    readonly sites?: readonly { readonly path: string }[];
}

/** The registry of a project against the project itself and the users and apps of its local org. */
export function checkProjectRegistry(directory: string): Diagnosis[] {
    const { project } = loadProject(directory);
    const entries = project.customMetadata
        .filter(({ type, values }) => type === 'AI_Integration__mdt' && values.get('Active__c') === true)
        .map(({ developerName, values }) => ({ ...Object.fromEntries(values), DeveloperName: developerName }));
    const org = localOrgOf(directory);
    return diagnoseRegistry(namingsOf(entries as RegistryEntry[]), {
        'service user': lowerCase([
            ...(org.users ?? []).map(({ username }) => username),
            ...(org.sites ?? []).map(guestUsername)
        ]),
        'permission set': lowerCase(project.permissionSets.map(({ name }) => name)),
        'named credential': lowerCase(project.namedCredentials.map(({ name }) => name)),
        'connected app': lowerCase([
            ...(org.connectedApps ?? []).map(({ name }) => name),
            ...project.connectedApps.map(({ name }) => name)
        ]),
        'job class': lowerCase(project.classes.map(({ name }) => name))
    });
}

function localOrgOf(directory: string): LocalOrg {
    const file = path.join(directory, 'config', 'local-org.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LocalOrg) : {};
}
