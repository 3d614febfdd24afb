import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from 'jsforce';
import type { CredentialsFile } from '../../src/server/auth/credentials.ts';

/** A session id of a user, by the SOAP login, which needs no connected app. */
export async function soapSession(
    url: string,
    stateDir: string,
    username = 'admin@local-org.example'
): Promise<string> {
    const credentials = JSON.parse(readFileSync(join(stateDir, 'credentials.json'), 'utf8')) as CredentialsFile;
    const connection = new Connection({ loginUrl: url, version: '66.0' });
    await connection.login(username, credentials.users[username]!.password);
    return connection.accessToken!;
}
