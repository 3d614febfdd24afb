import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** Connections that a browser makes by itself have no place in a test. */
const QUIET = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
];

/** Starts an installed Chromium; installs Debian's where this process may. @throws Error saying in one line what to do */
export async function launchChromium(): Promise<Browser> {
    const executablePath = process.env.CHROMIUM_PATH ?? installed() ?? installFromDebian();
    if (!executablePath)
        throw new Error(
            'No Chromium was found: install chromium (or set CHROMIUM_PATH to a Chrome or Chromium) and run the tests again.'
        );
    return chromium.launch({ executablePath, args: QUIET });
}

function installed(): string | null {
    const folders = (process.env.PATH ?? '').split(delimiter);
    return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find(existsSync) ?? null;
}

function installFromDebian(): string | null {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
    console.error('Installing Debian’s chromium (about a minute) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
        ['update', '-qq'],
        ['install', '-y', '-qq', 'chromium']
    ])
        spawnSync('apt-get', args, { stdio: 'ignore', env });
    return installed();
}
