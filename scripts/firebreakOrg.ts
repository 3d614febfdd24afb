import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve, type ServedOrg } from '../local-org/src/server/index.ts';
import { connectAs, runApex } from './connection.ts';
import { checkPackage } from './package/checkPackage.ts';
import { startVendor, type Vendor } from './vendor.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The local org with Firebreak deployed, its sample customers, and the scoring vendor beside it. */
export interface FirebreakOrg {
    readonly url: string;
    /** null when the Pub/Sub API is not served. */
    readonly pubSubAddress: string | null;
    readonly stateDir: string;
    readonly vendor: Vendor;
    close(): Promise<void>;
}

export interface StartOptions {
    /** 0 takes any free port. */
    readonly port: number;
    /** Where records and generated credentials are kept; null for a folder that goes when the org closes. */
    readonly stateDir: string | null;
    readonly withPages: boolean;
    /** Port of the Pub/Sub API, 0 for any free one; absent: not served. */
    readonly pubSubPort?: number;
    /** Packages that are deployed have to pass the deployability check too. */
    readonly checksPackages?: boolean;
    print(line: string): void;
}

/** @throws Error with a code and what to do when the port is taken or the project cannot be deployed. */
export async function startFirebreakOrg(options: StartOptions): Promise<FirebreakOrg> {
    const stateDir = options.stateDir ?? mkdtempSync(path.join(tmpdir(), 'firebreak-org-'));
    const vendor = await startVendor();
    let org: ServedOrg | null = null;
    const close = async (): Promise<void> => {
        await org?.close();
        await vendor.close();
        if (!options.stateDir) rmSync(stateDir, { recursive: true, force: true });
    };
    try {
        org = await serve({
            projectDir: PROJECT,
            port: options.port,
            pubSubPort: options.pubSubPort ?? null,
            stateDir,
            seed: path.join(PROJECT, 'config', 'local-org.json'),
            endpoints: {
                Credit_Vendor: vendor.url,
                Model_Vendor: vendor.url,
                Segment_Vendor: vendor.url,
                // An org on any free port does not know its own address before it runs.
                ...(options.port === 0 ? {} : { Firebreak_Loopback: `http://127.0.0.1:${options.port}` })
            },
            pages: options.withPages,
            ...(options.checksPackages ? { check: checkPackage } : {}),
            print: options.print
        });
        await loadSampleData(org.url, stateDir);
        return { url: org.url, pubSubAddress: org.pubSubAddress, stateDir, vendor, close };
    } catch (fault) {
        await close();
        throw fault;
    }
}

async function loadSampleData(url: string, stateDir: string): Promise<void> {
    const admin = await connectAs(url, stateDir, 'ada.admin@firebreak.example');
    await runApex(admin, readFileSync(path.join(PROJECT, 'scripts', 'apex', 'sample-data.apex'), 'utf8'));
}
