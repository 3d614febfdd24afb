import { systemRowBy } from '../../data/systemRows.ts';
import type { NamedCredentialDefinition } from '../../project/index.ts';
import { throwApex } from '../../runtime/exceptions.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import type { PlatformSettings } from '../settings.ts';
import { currentOrg, Settings } from '../settings.ts';
import { Switches } from '../setupSwitches.ts';

const CALLOUT = /^callout:([A-Za-z0-9_]+)(.*)$/is;

/** Where a callout goes, and what the named credential adds to it. */
export interface ResolvedEndpoint {
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
}

/**
 * Resolves `callout:Name/path`. Secrets of external credentials are entered in Setup and so are in no project: headers with formulas
 * are left out, the request goes without them.
 * @throws System.CalloutException for an unknown or disabled credential, or one whose principal the user may not use
 */
export function resolveEndpoint(endpoint: string): ResolvedEndpoint {
    const match = CALLOUT.exec(endpoint);
    const settings = currentTransaction().services.get(Settings);
    if (!match) return refuseUnlisted(endpoint);
    const [, name, path] = match as unknown as [string, string, string];
    const credential = settings.project.namedCredentials.find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase()
    );
    if (!credential) {
        return throwApex(
            'System.CalloutException',
            "The callout couldn't access the endpoint. You might not have the required permissions, or the named credential " +
                `"${name}" might not exist.`
        );
    }
    if (currentTransaction().services.get(Switches).calloutStatus(credential) === 'Disabled') {
        return throwApex(
            'System.CalloutException',
            `Callouts are disabled for the named credential "${credential.name}".`
        );
    }
    requirePrincipal(credential, settings);
    const base = settings.endpoints[credential.name] ?? credential.url;
    if (base === null)
        return throwApex('System.CalloutException', `The named credential "${credential.name}" has no URL.`);
    const headers = credential.headers
        .filter(({ value }) => !value.includes('{!'))
        .map(({ name: header, value }) => [header, value] as const);
    return { url: base.replace(/\/$/, '') + path, headers };
}

/** Addresses that no named credential stands for must be remote sites, of which a project has none here. */
function refuseUnlisted(endpoint: string): never {
    return throwApex(
        'System.CalloutException',
        `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`
    );
}

/** A user may use an external credential when one of his permission sets gives him a principal of it. */
function requirePrincipal(credential: NamedCredentialDefinition, { project }: PlatformSettings): void {
    const name = credential.externalCredential;
    if (name === null) return;
    const external = project.externalCredentials.find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase()
    );
    const row = external && systemRowBy(currentOrg(), 'ExternalCredential', 'DeveloperName', external.name);
    const granted = currentOrg().permissionsOf(currentTransaction().user.id).setupEntities;
    if (row && granted.has(row['Id'] as string)) return;
    throwApex(
        'System.CalloutException',
        `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${name}" might ` +
            'not exist.'
    );
}
