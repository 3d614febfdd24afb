import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitionPathOf } from '../org/index.ts';
import { serve } from '../server/index.ts';
import type { CommandRunner } from './main.ts';

/** Serves the org until the process is told to stop. */
export const serveOrg: CommandRunner = async (line, print) => {
    const stateDir = line.stateDir ?? mkdtempSync(join(tmpdir(), 'local-org-'));
    const served = await serve({
        projectDir: line.projectDir,
        port: line.port,
        pubSubPort: line.pubSubPort,
        stateDir,
        seed: line.seed ?? definitionPathOf(line.projectDir),
        pages: true,
        print
    });
    print(
        `The org is served on ${served.url}; its users and their passwords are in ${join(stateDir, 'credentials.json')}. Ctrl+C stops it.`
    );
    if (served.pubSubAddress !== null)
        print(`The Pub/Sub API is served on ${served.pubSubAddress}: plain HTTP/2, without TLS.`);
    await new Promise<void>((stop) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
    await served.close();
    if (line.stateDir === null) rmSync(stateDir, { recursive: true, force: true });
    return { exitCode: 0, json: { url: served.url, pubSubAddress: served.pubSubAddress } };
};
