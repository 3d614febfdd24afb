import type { Org } from '../../org/index.ts';
import { Secrets, type ClientSecret, type PrincipalSecrets } from '../../platform/index.ts';
import type { ExternalCredentialDefinition } from '../../project/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';

const PATH = '/named-credentials/credential';
const ENTITLED = ['customizeapplication', 'managenamedcredentials'];

interface Principal {
    readonly external: ExternalCredentialDefinition;
    readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * `/named-credentials/credential` of the Connect API: where an administrator's tool enters what a principal of an external credential
 * proves itself with. A secret goes in and never comes out again.
 */
export class CredentialResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    routes(): readonly Route<(api: ApiCall) => OrgResponse>[] {
        return [
            { method: 'GET', pattern: PATH, handle: (api) => this.get(api) },
            { method: 'POST', pattern: PATH, handle: (api) => this.enter(api, false) },
            { method: 'PUT', pattern: PATH, handle: (api) => this.enter(api, true) },
            { method: 'DELETE', pattern: PATH, handle: (api) => this.remove(api) }
        ];
    }

    private get(api: ApiCall): OrgResponse {
        return json(200, this.described(this.principalIn(api, inQuery(api))));
    }

    private enter(api: ApiCall, replaces: boolean): OrgResponse {
        const body = api.call.jsonObject();
        const principal = this.principalIn(api, body);
        const { external, name } = principal;
        if (String(body['authenticationProtocol']).toLowerCase() !== external.authenticationProtocol.toLowerCase())
            throw invalid(`The external credential ${external.name} has another authentication protocol.`);
        if (external.authenticationProtocol.toLowerCase() !== 'oauth')
            unsupported(`credentials of the protocol ${external.authenticationProtocol}`);
        if ((this.secrets.of(external.name, name) !== null) !== replaces)
            throw invalid(
                `The credential of the principal ${name} ${replaces ? 'does not exist' : 'exists already'}. ` +
                    `Use ${replaces ? 'POST' : 'PUT'}.`
            );
        this.secrets.enter(external.name, name, secretIn(body['credentials']));
        return json(replaces ? 200 : 201, this.described(principal));
    }

    private remove(api: ApiCall): OrgResponse {
        const { external, name } = this.principalIn(api, inQuery(api));
        this.secrets.remove(external.name, name);
        return noContent();
    }

    private principalIn(api: ApiCall, asked: Fields): Principal {
        const { system } = this.org.data.permissionsOf(api.session.user.id);
        if (!ENTITLED.some((permission) => system.has(permission)))
            throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'You do not have access to named credentials.');
        const external = this.org.project.externalCredentials.find(({ name }) => name === asked['externalCredential']);
        if (!external) throw notThere(`external credential ${String(asked['externalCredential'])}`);
        if (asked['principalType'] !== 'NamedPrincipal')
            unsupported(`credentials of the principal type ${String(asked['principalType'])}`);
        const name = external.principals.find((principal) => principal.name === asked['principalName'])?.name;
        if (name === undefined) throw notThere(`principal ${String(asked['principalName'])}`);
        return { external, name };
    }

    private described({ external, name }: Principal): object {
        const secret = this.secrets.of(external.name, name);
        return {
            authenticationProtocol: external.authenticationProtocol,
            authenticationProtocolVariant: external.variant,
            authenticationStatus: secret === null ? 'Unconfigured' : 'Configured',
            credentials:
                secret === null
                    ? {}
                    : {
                          clientId: { encrypted: false, value: secret.clientId },
                          clientSecret: { encrypted: true, value: null }
                      },
            externalCredential: external.name,
            principalName: name,
            principalType: 'NamedPrincipal'
        };
    }

    private get secrets(): PrincipalSecrets {
        return this.org.services.get(Secrets);
    }
}

function inQuery(api: ApiCall): Fields {
    return Object.fromEntries(api.call.query);
}

function secretIn(credentials: unknown): ClientSecret {
    const given = (credentials ?? {}) as Readonly<Record<string, { readonly value?: unknown } | undefined>>;
    const [clientId, clientSecret] = [given['clientId']?.value, given['clientSecret']?.value];
    if (typeof clientId !== 'string' || typeof clientSecret !== 'string' || clientId === '' || clientSecret === '')
        throw invalid('clientId and clientSecret are required.');
    return { clientId, clientSecret };
}

function invalid(message: string): ApiFault {
    return new ApiFault(400, 'INVALID_INPUT', message);
}

function notThere(what: string): ApiFault {
    return new ApiFault(404, 'NOT_FOUND', `There is no ${what}.`);
}
