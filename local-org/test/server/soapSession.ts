import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialsFile } from '../../src/server/auth/credentials.ts';

/** A session id of a user, by the SOAP login, which needs no connected app. */
export async function soapSession(
    url: string,
    stateDir: string,
    username = 'admin@local-org.example'
): Promise<string> {
    const credentials = JSON.parse(readFileSync(join(stateDir, 'credentials.json'), 'utf8')) as CredentialsFile;
    const body =
        '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><login xmlns="urn:partner.soap.sforce.com">' +
        `<username>${username}</username><password>${credentials.users[username]!.password}</password></login></Body></Envelope>`;
    const headers = { 'content-type': 'text/xml', soapaction: 'login' };
    const response = await fetch(`${url}/services/Soap/u/66.0`, { method: 'POST', headers, body });
    const text = await response.text();
    const token = /<sessionId>([^<]+)/.exec(text)?.[1];
    if (token === undefined) throw new Error(text);
    return token;
}
