import { throwApex } from '../../runtime/exceptions.ts';
import type { CalloutPort, CalloutRequest, CalloutResponse } from '../../runtime/services.ts';
import type { PrincipalSecrets } from './principalSecrets.ts';

const UNAUTHORIZED = 401;
const TIMEOUT_MS = 10_000;

/** A principal that calls with an access token of its own, which the platform fetches and renews: OAuth 2.0, RFC 6749, section 4.4. */
export interface TokenPrincipal {
    readonly external: string;
    readonly principal: string;
    readonly tokenUrl: string;
    readonly scope: string | null;
}

/** Sends a request as such a principal. A token that is refused is renewed once, as the platform does. */
export class ClientCredentials {
    private readonly port: CalloutPort;
    private readonly secrets: PrincipalSecrets;

    constructor(port: CalloutPort, secrets: PrincipalSecrets) {
        this.port = port;
        this.secrets = secrets;
    }

    /** @throws System.CalloutException when no secret is entered, or the token endpoint refuses it */
    send(request: CalloutRequest, as: TokenPrincipal): CalloutResponse {
        const known = this.secrets.token(as.external, as.principal);
        if (known !== null) {
            const response = this.port.send(withToken(request, known));
            if (response.statusCode !== UNAUTHORIZED) return response;
        }
        return this.port.send(withToken(request, this.newToken(as)));
    }

    private newToken({ external, principal, tokenUrl, scope }: TokenPrincipal): string {
        const secret = this.secrets.of(external, principal);
        if (!secret) return inaccessible(external);
        const form = new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: secret.clientId,
            client_secret: secret.clientSecret,
            ...(scope === null ? {} : { scope })
        });
        const answer = this.port.send({
            method: 'POST',
            url: tokenUrl,
            headers: [['content-type', 'application/x-www-form-urlencoded']],
            body: Buffer.from(form.toString()),
            timeoutMs: TIMEOUT_MS
        });
        const token = answer.statusCode === 200 ? accessTokenIn(answer.body) : null;
        if (token === null) return inaccessible(external);
        this.secrets.useToken(external, principal, token);
        return token;
    }
}

function withToken(request: CalloutRequest, token: string): CalloutRequest {
    return { ...request, headers: [...request.headers, ['Authorization', `Bearer ${token}`]] };
}

/** Null when the body is not the JSON of a token answer. */
function accessTokenIn(body: Uint8Array): string | null {
    try {
        const { access_token: token } = JSON.parse(Buffer.from(body).toString('utf8')) as { access_token?: unknown };
        return typeof token === 'string' ? token : null;
    } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return null;
    }
}

/** The platform's text for a principal that is not authenticated. */
export function inaccessible(external: string): never {
    return throwApex(
        'System.CalloutException',
        `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${external}" might ` +
            'not exist.'
    );
}
