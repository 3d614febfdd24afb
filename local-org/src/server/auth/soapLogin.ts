import { findSystemRow } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { escapeXml } from '../http/markup.ts';
import type { Call } from '../http/call.ts';
import { xml } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { Credentials } from './credentials.ts';
import { LoginRefused } from './logins.ts';
import type { Logins } from './logins.ts';
import type { Sessions } from './sessions.ts';

export interface SoapLoginParts {
    readonly org: Org;
    readonly credentials: Credentials;
    readonly logins: Logins;
    readonly sessions: Sessions;
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const PARTNER = 'urn:partner.soap.sforce.com';
const WRONG = 'Invalid username, password, security token; or user locked out.';

/** `login()` of the Partner API, the only SOAP call that the local org has: clients without a connected app begin with it. */
export function soapLogin({ org, credentials, logins, sessions }: SoapLoginParts, call: Call): OrgResponse {
    const { body } = call.request;
    const username = element(body, 'username');
    const password = element(body, 'password');
    if (username === null || password === null || !/<(?:\w+:)?login[\s>]/.test(body)) {
        return fault('UNKNOWN_EXCEPTION', 'LOC-002: The local org supports no SOAP call but login().');
    }
    try {
        const way = { loginType: 'Partner', loginSubType: null, sessionType: 'API', app: null } as const;
        const { token, session } = logins.logIn(
            username,
            credentials.isPassword(username, password),
            way,
            call.request
        );
        const user = findSystemRow(org.data, 'User', session.user.id)!;
        const organizationId = sessions.organizationId();
        const serverUrl = `${call.origin}${call.request.path}/${organizationId.slice(0, 15)}`;
        const info = [
            ['organizationId', organizationId],
            ['userId', session.user.id],
            ['userName', session.user.username],
            ['userFullName', String(user.Name)],
            ['userEmail', String(user.Email)],
            ['profileId', session.user.profileId],
            ['userType', 'Standard']
        ];
        const parts = [
            ['passwordExpired', 'false'],
            ['sandbox', 'true'],
            ['serverUrl', serverUrl],
            ['sessionId', token],
            ['userId', session.user.id]
        ];
        return envelope(
            200,
            `<loginResponse><result>${tags(parts)}<userInfo>${tags(info)}</userInfo></result></loginResponse>`
        );
    } catch (refusal) {
        if (refusal instanceof LoginRefused) return fault('INVALID_LOGIN', `INVALID_LOGIN: ${WRONG}`);
        throw refusal;
    }
}

function tags(parts: readonly (readonly string[])[]): string {
    return parts.map(([name, value]) => `<${name}>${escapeXml(value!)}</${name}>`).join('');
}

function fault(code: string, message: string): OrgResponse {
    const text = `<faultcode>sf:${code}</faultcode><faultstring>${escapeXml(message)}</faultstring>`;
    return envelope(500, `<soapenv:Fault xmlns:sf="urn:fault.partner.soap.sforce.com">${text}</soapenv:Fault>`);
}

function envelope(status: number, body: string): OrgResponse {
    const head = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns="${PARTNER}">`;
    return xml(status, `${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`);
}

function element(text: string, name: string): string | null {
    const found = new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(text)?.[1];
    if (found === undefined) return null;
    const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    return found.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity]!);
}
