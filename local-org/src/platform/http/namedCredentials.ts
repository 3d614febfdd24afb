import { systemRowBy } from '../../data/systemRows.ts';
import type { ExternalCredentialDefinition, NamedCredentialDefinition } from '../../project/index.ts';
import { throwApex } from '../../runtime/exceptions.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { PlatformSettings } from '../settings.ts';
import { currentOrg, Settings } from '../settings.ts';
import { Switches } from '../setupSwitches.ts';
import { inaccessible, type TokenPrincipal } from './clientCredentials.ts';

const CALLOUT = /^callout:([A-Za-z0-9_]+)(.*)$/is;

/** Where a callout goes, and what the named credential adds to it. */
export interface ResolvedEndpoint {
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    /** Whose access token goes along; null for none. */
    readonly principal: TokenPrincipal | null;
}

/**
 * Resolves `callout:Name/path`. Headers with formulas are left out, the request goes without them.
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
    const external = requirePrincipal(credential, settings);
    const base = settings.endpoints[credential.name] ?? credential.url;
    if (base === null)
        return throwApex('System.CalloutException', `The named credential "${credential.name}" has no URL.`);
    const headers = credential.headers
        .filter(({ value }) => !value.includes('{!'))
        .map(({ name: header, value }) => [header, value] as const);
    const principal = external && credential.generateAuthorizationHeader ? tokenPrincipal(external) : null;
    return {
        url: base.replace(/\/$/, '') + path,
        headers,
        principal: principal && { ...principal, tokenUrl: standInFor(principal.tokenUrl, credential, base) }
    };
}

const CLIENT_CREDENTIALS = 'ClientCredentialsClientSecret';

/** Null for a credential whose requests carry no access token. */
function tokenPrincipal(external: ExternalCredentialDefinition): TokenPrincipal | null {
    if (external.authenticationProtocol.toLowerCase() !== 'oauth') return null;
    const [first] = [...external.principals].sort((one, other) => one.sequence - other.sequence);
    if (external.variant !== CLIENT_CREDENTIALS || external.tokenUrl === null || first?.type !== 'NamedPrincipal')
        return unsupported(
            `callouts by the OAuth variant ${external.variant} of the external credential ${external.name}`
        );
    return { external: external.name, principal: first.name, tokenUrl: external.tokenUrl, scope: external.scope };
}

/** An address that stands in for the credential's host stands in for a token endpoint on the same host too. */
function standInFor(tokenUrl: string, credential: NamedCredentialDefinition, base: string): string {
    const host = credential.url === null ? null : new URL(credential.url).origin;
    return new URL(tokenUrl).origin === host ? tokenUrl.replace(host, new URL(base).origin) : tokenUrl;
}

/** Addresses that no named credential stands for must be remote sites, of which a project has none here. */
function refuseUnlisted(endpoint: string): never {
    return throwApex(
        'System.CalloutException',
        `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`
    );
}

/**
 * A user may use an external credential when one of his permission sets gives him a principal of it.
 * @returns null for a named credential without one
 */
function requirePrincipal(
    credential: NamedCredentialDefinition,
    { project }: PlatformSettings
): ExternalCredentialDefinition | null {
    const name = credential.externalCredential;
    if (name === null) return null;
    const external = project.externalCredentials.find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase()
    );
    const row = external && systemRowBy(currentOrg(), 'ExternalCredential', 'DeveloperName', external.name);
    const granted = currentOrg().permissionsOf(currentTransaction().user.id).setupEntities;
    return external && row && granted.has(row['Id'] as string) ? external : inaccessible(name);
}
