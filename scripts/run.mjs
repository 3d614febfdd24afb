// The one door of every npm script: checks Node, installs what is missing, then runs scripts/<name>.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorText } from '../errors/errorText.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
    console.error(errorText('FB-RUN-001', process.versions.node));
    process.exit(2);
}
process.chdir(root);
installIfMissing();

const [name, ...args] = process.argv.slice(2);
const script = new URL(`./${name}.ts`, import.meta.url);
if (!name || !existsSync(script)) {
    console.error(errorText('FB-RUN-002', name ?? ''));
    process.exit(2);
}
process.argv = [process.argv[0], fileURLToPath(script), ...args];
const { register } = await import('tsx/esm/api');
register();
await import(script.href);

/** Installs exactly what the lock file names, once for each state of the lock file. */
function installIfMissing() {
    const stamp = 'node_modules/.firebreak-lock';
    const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
    if (!existsSync('node_modules/tsx') || existsSync(stamp)) {
        console.error('Installing what package-lock.json names (about a minute the first time) …');
        const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
            stdio: 'inherit'
        });
        if (status !== 0) {
            console.error(errorText('FB-RUN-003'));
            process.exit(2);
        }
    }
    writeFileSync(stamp, lock);
}
