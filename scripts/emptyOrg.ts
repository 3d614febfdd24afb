import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from 'jsforce';
import { serve, type ServedOrg } from '../local-org/src/server/index.ts';
import { readCredentials } from './connection.ts';

/** Who administers a local org that nobody has described otherwise. */
export const ADMIN = 'admin@local-org.example';

/** A local org as it comes: standard objects and one admin. Its state lies in `folder`, which must exist. */
export interface EmptyOrg {
    readonly url: string;
    /** A session of the admin, for the CLI and for looking. */
    readonly session: Connection;
    close(): Promise<void>;
}

export async function serveEmptyOrg(folder: string, print: (line: string) => void): Promise<EmptyOrg> {
    const projectDir = path.join(folder, 'empty');
    mkdirSync(path.join(projectDir, 'force-app'), { recursive: true });
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
    writeFileSync(path.join(projectDir, 'sfdx-project.json'), JSON.stringify(project));
    const stateDir = path.join(folder, 'state');
    const org: ServedOrg = await serve({ projectDir, stateDir, port: 0, seed: null, pages: false, print });
    try {
        const session = await adminSession(org.url, stateDir);
        return { url: org.url, session, close: () => org.close() };
    } catch (fault) {
        await org.close();
        throw fault;
    }
}

/** By the SOAP login, which needs no connected app. */
async function adminSession(url: string, stateDir: string): Promise<Connection> {
    const connection = new Connection({ loginUrl: url, version: '66.0' });
    await connection.login(ADMIN, readCredentials(stateDir).users[ADMIN]!.password);
    return connection;
}
