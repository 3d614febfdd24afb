import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Connection } from 'jsforce';
import { CheckContext } from '../../../deploy-check/src/context.ts';
import { writePackage } from '../../../deploy-check/src/metadataPackage.ts';
import { readCredentials } from '../../connection.ts';
import { PROJECT } from '../../firebreakOrg.ts';
import type { Figure } from '../figure.ts';
import { atMost, plain } from '../figure.ts';
import { ServedOrg } from '../servedOrg.ts';
import { elapsedAsync, median } from '../timing.ts';
import type { Topic } from '../topic.ts';

const ADMIN = 'admin@local-org.example';
const CHANGED = 'classes/BreakerGuard.cls';
const BYTES_PER_MB = 1024 * 1024;
const GOAL_MS = 15_000;
const POLL_MS = 100;
const FURTHER = 20;
/** How often what was held before as many further deployments may be held after them. */
const GROWTH = 1.2;

export const topic: Topic = {
    title: 'Deploying into the served org',
    method:
        'All of `force-app` as one package, deployed by the genuine jsforce client, which asks every 100 ms, into an org that a process of its own ' +
        'serves: first into an empty org (cold); then a dry run, all of it again and one class with another comment each time, median of three; in the end ' +
        `${FURTHER} more of one class, which show whether memory goes on growing. No tests are run. ` +
        'Resident memory has all threads, the TypeScript loader and garbage in it, for which V8 takes new memory before it collects; held is what ' +
        'is left, buffers included, when every thread has collected. Results of the last hundred deployments are kept, as clients may ask for them.',
    async measure({ quick, print }) {
        const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-bench-'));
        print('packing, starting …');
        const everything = await packageOf(folder);
        const org = await ServedOrg.startEmpty(folder);
        try {
            const client = await connect(org);
            const rounds = quick ? [1] : [1, 2, 3];
            const each = async (zipOf: (round: number) => Buffer, checkOnly = false): Promise<number | null> => {
                const times: number[] = [];
                for (const round of rounds) times.push(await deploy(client, zipOf(round), checkOnly));
                return median(times);
            };
            print('deploying …');
            const cold = await deploy(client, everything, false);
            const first = await memoryAfter(org, 'the first deployment');
            const times = [
                atMost(GOAL_MS, 'All of force-app, cold', cold, 'ms'),
                plain('Dry run of all, warm', await each(() => everything, true), 'ms'),
                plain('All of force-app, warm', await each(() => everything), 'ms'),
                plain('One class, warm', await each((round) => withOneClass(everything, round)), 'ms')
            ];
            const before = await memoryAfter(org, 'all of them');
            print(`${FURTHER} more …`);
            for (let more = 1; more <= FURTHER; more++) {
                await deploy(client, withOneClass(everything, rounds.length + more), false);
            }
            const after = await memoryAfter(org, `${FURTHER} more of one class`);
            return [
                ...times,
                plain('Size of the package', everything.length / BYTES_PER_MB, 'MB'),
                ...first.figures,
                ...before.figures,
                ...after.figures,
                atMost(GROWTH, `Growth of what is held over those ${FURTHER}`, after.held / before.held, 'x')
            ];
        } finally {
            await org.close();
            rmSync(folder, { recursive: true, force: true });
        }
    }
};

/** Resident first: the collection that tells what is held gives memory back. */
async function memoryAfter(org: ServedOrg, what: string): Promise<{ figures: Figure[]; held: number }> {
    const resident = (await org.memory()) / BYTES_PER_MB;
    const held = (await org.liveMemory()) / BYTES_PER_MB;
    const figures = [plain(`Resident memory after ${what}`, resident, 'MB'), plain(`Held after ${what}`, held, 'MB')];
    return { figures, held };
}

async function packageOf(folder: string): Promise<Buffer> {
    // The event subscribers run as a user whom the org has.
    process.env['FIREBREAK_RESPONDER'] = ADMIN;
    process.env['FIREBREAK_MY_DOMAIN'] = '127.0.0.1';
    await writePackage(new CheckContext(PROJECT), folder);
    return readFileSync(path.join(folder, 'package.zip'));
}

function withOneClass(everything: Buffer, round: number): Buffer {
    const files = unzipSync(everything, { filter: ({ name }) => name.startsWith(CHANGED) });
    const manifest = strToU8(
        '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><version>66.0</version></Package>'
    );
    const changed = Buffer.concat([files[CHANGED]!, strToU8(`// ${round}\n`)]);
    return Buffer.from(zipSync({ ...files, [CHANGED]: changed, 'package.xml': manifest }));
}

async function connect({ url, stateDir }: ServedOrg): Promise<Connection> {
    const client = new Connection({ loginUrl: url, version: '66.0' });
    await client.login(ADMIN, readCredentials(stateDir).users[ADMIN]!.password);
    client.metadata.pollInterval = POLL_MS;
    client.metadata.pollTimeout = 10 * 60_000;
    return client;
}

/** @returns milliseconds @throws Error when the deployment fails: its time means nothing then */
function deploy(client: Connection, zip: Buffer, checkOnly: boolean): Promise<number> {
    return elapsedAsync(async () => {
        const options = { singlePackage: true, rollbackOnError: true, checkOnly };
        const { success, details, errorMessage } = await client.metadata.deploy(zip, options).complete(true);
        if (success) return;
        throw new Error(errorMessage ?? `The deployment failed: ${JSON.stringify(details?.componentFailures)}`);
    });
}
