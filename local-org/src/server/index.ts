import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EngineBridge } from './engineBridge.ts';
import { listen, type HttpServer } from './httpServer.ts';
import type { DeployCheck } from './metadata/deployCheck.ts';
import { openPubSubPort, type PubSubPort } from './pubsub/pubSubPort.ts';
import { ServedPages } from './servedPages.ts';

export interface ServeOptions {
    readonly projectDir: string;
    /** 0 takes any free port of 127.0.0.1. */
    readonly port: number;
    /** Where clients of the Pub/Sub API connect: a port of 127.0.0.1, 0 for any free one, null (the default) for none. */
    readonly pubSubPort?: number | null;
    /** Records, generated credentials and the note for tools that look for a running org. */
    readonly stateDir: string;
    /** The org definition file, null for none. */
    readonly seed: string | null;
    /** Base addresses by named credential, instead of those in their metadata. */
    readonly endpoints?: Readonly<Record<string, string>>;
    /** How long jobs and events wait before they start, as they do in a real org. */
    readonly latencies?: Readonly<{ queueableMs: number; eventMs: number; batchMs: number }>;
    /** Build and serve the Lightning pages of the org's metadata. */
    readonly pages: boolean;
    /** A check that packages have to pass beside the local org's own. */
    readonly check?: DeployCheck;
    print(line: string): void;
}

export interface ServedOrg {
    readonly url: string;
    /** `127.0.0.1:40000` of the Pub/Sub API, null when it is not served. */
    readonly pubSubAddress: string | null;
    close(): Promise<void>;
}

const LATENCIES = { queueableMs: 150, eventMs: 100, batchMs: 150 };

/** Deploys the project into an org of its own and serves it on 127.0.0.1. @throws Error with a LOC- code and what to do */
export async function serve(options: ServeOptions): Promise<ServedOrg> {
    mkdirSync(options.stateDir, { recursive: true, mode: 0o700 });
    const pages = options.pages ? new ServedPages(path.join(options.stateDir, 'pages'), options.print) : null;
    const [started, built] = await Promise.allSettled([startEngine(options, pages), pages?.show(options.projectDir)]);
    if (started.status === 'rejected') throw started.reason;
    const engine = started.value;
    let http: HttpServer | null = null;
    let pubSub: PubSubPort | null;
    try {
        if (built.status === 'rejected') throw built.reason;
        await pages?.current();
        http = await listen(engine, pages, options.port);
        pubSub =
            typeof options.pubSubPort === 'number'
                ? await openPubSubPort(engine, options.pubSubPort, options.print)
                : null;
    } catch (fault) {
        await http?.close();
        await engine.close();
        throw fault;
    }
    const { url } = http;
    const pubSubAddress = pubSub?.address ?? null;
    const note = path.join(options.stateDir, 'server.json');
    const startedAt = new Date().toISOString();
    writeFileSync(note, JSON.stringify({ url, pubSubAddress, pid: process.pid, startedAt }), { mode: 0o600 });
    return {
        url,
        pubSubAddress,
        async close() {
            rmSync(note, { force: true });
            await pubSub?.close();
            await http.close();
            await engine.close();
        }
    };
}

function startEngine(options: ServeOptions, pages: ServedPages | null): Promise<EngineBridge> {
    const { projectDir, stateDir, seed, endpoints = {}, latencies = LATENCIES, check = null, print } = options;
    return EngineBridge.start(
        { projectDir, stateDir, seed, endpoints, latencies },
        { print, check, onMetadata: (folder) => pages?.follow(folder) }
    );
}
