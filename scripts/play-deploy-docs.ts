import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADMIN, serveEmptyOrg, type EmptyOrg } from './emptyOrg.ts';
import { PROJECT } from './firebreakOrg.ts';
import { blockOf, commandBlocks } from './guide/commandBlocks.ts';
import { expectAsBefore, expectInstalled, inventoryOf } from './guide/inventory.ts';
import { play, type Stage } from './guide/play.ts';
import { INSTALLS, TOURS, UNINSTALLS, type Tour } from './guide/tours.ts';
import { toConsole } from './org/entry.ts';
import { command } from './test/step.ts';
import { ToolError } from './toolError.ts';

// npm run play:deploy: docs/deploy.md and docs/loopback.md, command by command, in empty local orgs.
const began = performance.now();
try {
    for (const tour of TOURS) await playTour(tour);
    console.log(`\nThe guide holds (${((performance.now() - began) / 1000).toFixed(0)} s).`);
} catch (fault) {
    if (!(fault instanceof ToolError)) throw fault;
    console.error(fault.message);
    process.exitCode = 1;
}

/** In a copy of the repository, because the uninstallation deletes the files too, and with a CLI that knows no org yet. */
async function playTour({ title, blocks }: Tour): Promise<void> {
    console.log(`\n${title}`);
    const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-guide-'));
    const org = await serveEmptyOrg(folder, toConsole);
    try {
        const before = await inventoryOf(org.session);
        const stage = stageFor(org, folder);
        await login(org, stage);
        for (const name of blocks) {
            await play([chapter(name)], stage);
            if (INSTALLS.has(name)) await expectInstalled(org.session, name);
            if (UNINSTALLS.has(name)) await expectAsBefore(org.session, name, before);
        }
    } finally {
        await org.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

function chapter(name: string) {
    const [page, block] = name.split('#') as [string, string];
    return { page, block: blockOf(commandBlocks(readFileSync(path.join(PROJECT, page), 'utf8')), block) };
}

async function login({ url }: EmptyOrg, stage: Stage): Promise<void> {
    const line = `npx sf org login access-token --no-prompt --instance-url ${url} --alias firebreak`;
    console.log('Logged in by a token in the place of the browser.');
    const { code, output } = await stage.run(line);
    if (code !== 0) throw new ToolError('FB-RUN-009', 'the login', line, code, output.trimEnd());
}

function stageFor({ url, session }: EmptyOrg, folder: string): Stage {
    const home = path.join(folder, 'home');
    const copy = path.join(folder, 'firebreak');
    mkdirSync(home);
    copyRepository(copy);
    const env = {
        HOME: home,
        SF_DISABLE_LOG_FILE: 'true',
        SF_DISABLE_TELEMETRY: 'true',
        SF_DISABLE_AUTOUPDATE: 'true',
        SF_SKIP_NEW_VERSION_CHECK: 'true',
        SF_ACCESS_TOKEN: session.accessToken!,
        FIREBREAK_RESPONDER: ADMIN
    };
    return {
        run: (line) => command('sh', ['-c', `cd "$0" && ${line}`, copy], env),
        print: toConsole,
        placeholders: {
            username: ADMIN,
            'username of the responder': ADMIN,
            'your My Domain host': new URL(url).hostname
        }
    };
}

function copyRepository(copy: string): void {
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
        cwd: PROJECT,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024
    });
    for (const file of files.split('\0').filter((name) => name !== ''))
        cpSync(path.join(PROJECT, file), path.join(copy, file), { verbatimSymlinks: true });
    symlinkSync(path.join(PROJECT, 'node_modules'), path.join(copy, 'node_modules'));
}
