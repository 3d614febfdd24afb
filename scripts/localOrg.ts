import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalAddress } from './connection.ts';
import { PROJECT, startFirebreakOrg } from './firebreakOrg.ts';

/** A local org that runs. */
export interface LocalOrg extends LocalAddress {
    close(): Promise<void>;
}

/** The org that is being served, or one that goes away when it is closed. */
export async function findLocalOrg(print: (line: string) => void): Promise<LocalOrg> {
    const stateDir = path.join(PROJECT, '.local-org');
    const served = await servedAt(stateDir);
    if (served) return { url: served, stateDir, close: async () => {} };
    print('No org is being served; starting one for this run …');
    return startFirebreakOrg({ port: 0, stateDir: null, withPages: false, print });
}

async function servedAt(stateDir: string): Promise<string | null> {
    const note = path.join(stateDir, 'server.json');
    if (!existsSync(note)) return null;
    const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
    return (await answers(url)) ? url : null;
}

/** True when an org answers at that address. */
export async function answers(url: string): Promise<boolean> {
    return fetch(`${url}/services/data`).then(
        (answer) => answer.ok,
        () => false
    );
}
