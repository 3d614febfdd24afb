import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OrgFault } from '../org/faults.ts';
import { ADMIN_USERNAME } from '../org/index.ts';
import type { CredentialsFile } from '../server/auth/credentials.ts';
import { parseXml } from '../project/index.ts';
import { escapeXml } from '../server/http/markup.ts';
import { SoapElement } from '../server/soap/envelope.ts';
import type { CommandRunner } from './main.ts';

/** Logs a user in to the org that is served from a state folder, by its generated password, and prints the access token. */
export const token: CommandRunner = async (line, print) => {
    const stateDir = line.stateDir ?? '.local-org';
    const username = line.user ?? ADMIN_USERNAME;
    const { url } = read<{ url: string }>(join(stateDir, 'server.json'), 'no org is served from this folder');
    const { users } = read<CredentialsFile>(join(stateDir, 'credentials.json'), 'the folder is no state folder');
    const password = users[username]?.password;
    if (password === undefined)
        throw new OrgFault('LOC-007', `the org has no user ${username}; it has ${Object.keys(users).join(', ')}.`);
    print(await logIn(url, username, password));
    return { exitCode: 0, json: { url, username } };
};

function read<T>(file: string, reason: string): T {
    if (!existsSync(file)) throw new OrgFault('LOC-007', `${file} is not there: ${reason}.`);
    return JSON.parse(readFileSync(file, 'utf8')) as T;
}

async function logIn(url: string, username: string, password: string): Promise<string> {
    const fields = `<username>${escapeXml(username)}</username><password>${escapeXml(password)}</password>`;
    const body = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><login xmlns="urn:partner.soap.sforce.com">${fields}</login></Body></Envelope>`;
    const headers = { 'content-type': 'text/xml', soapaction: 'login' };
    const response = await fetch(`${url}/services/Soap/u/66.0`, { method: 'POST', headers, body }).catch(
        (cause: unknown) => {
            throw new OrgFault('LOC-007', `the org at ${url} does not answer: start it again.`, { cause });
        }
    );
    const { root } = parseXml('login', await response.text());
    const answer = root && new SoapElement(root).one('Body')?.children[0];
    const session = answer?.one('result')?.textOf('sessionId');
    if (!session) throw new OrgFault('LOC-007', `the log-in was refused: ${answer?.textOf('faultstring') ?? ''}`);
    return session;
}
