import { fine, missing, noted, type Diagnosis } from './diagnosis.ts';
import type { Machine } from './machine.ts';

const OLDEST_NODE = [20, 19] as const;
const CLI = 'node_modules/@salesforce/cli/bin/run.js';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC_BROWSERS = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium'
];
const INSTALL_BROWSER =
    'Install Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM_PATH to a Chrome or Chromium.';

/** What the way without an org needs, and what only widens it. */
export function checkMachine(machine: Machine): Diagnosis[] {
    return [node(machine), npm(machine), git(machine), salesforceCli(machine), browser(machine), java(machine)];
}

function node({ nodeVersion }: Machine): Diagnosis {
    const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
    const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
    return isNewEnough
        ? fine('Node', nodeVersion)
        : missing('Node', nodeVersion, `Install Node ${OLDEST_NODE.join('.')} or newer.`);
}

function npm(machine: Machine): Diagnosis {
    const version = machine.firstLineOf('npm', ['--version']);
    return version ? fine('npm', version) : missing('npm', 'not found', 'It comes with Node; install that again.');
}

function git(machine: Machine): Diagnosis {
    const version = machine.firstLineOf('git', ['--version']);
    return version ? fine('git', version) : missing('git', 'not found', 'Install git (Debian: apt-get install git).');
}

function salesforceCli(machine: Machine): Diagnosis {
    const version = machine.firstLineOf(process.execPath, [CLI, '--version']);
    return version
        ? fine('Salesforce CLI', version)
        : missing('Salesforce CLI', 'the one of the project does not run', 'npm ci');
}

function browser(machine: Machine): Diagnosis {
    const chosen = machine.env.CHROMIUM_PATH;
    if (chosen && !machine.has(chosen))
        return missing('Chromium', `CHROMIUM_PATH names no file: ${chosen}`, INSTALL_BROWSER);
    const found =
        chosen ??
        BROWSERS.map((name) => machine.find(name)).find((path) => path !== null) ??
        MAC_BROWSERS.find((path) => machine.has(path));
    return found ? fine('Chromium', found) : missing('Chromium', 'none; the console cannot be tested', INSTALL_BROWSER);
}

function java(machine: Machine): Diagnosis {
    const version = machine.firstLineOf('java', ['-version']);
    return version
        ? fine('Java', version)
        : noted(
              'Java',
              'not found; the second opinion on Apex is left out',
              'Debian: apt-get install default-jre-headless'
          );
}
