import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

const REQUIRED = [
    'lwc',
    'rollup',
    '@lwc/rollup-plugin',
    '@rollup/plugin-replace',
    'lightning-base-components',
    'ts-blank-space'
];

/** Folder of an installed package, found by hand: some packages do not export their package.json. @throws Error LOC-030 when it is not installed */
export function packageFolder(name: string): string {
    const candidates = (require.resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
    const found = candidates.find((folder) => existsSync(path.join(folder, 'package.json')));
    if (found) return found;
    throw new Error(
        `LOC-030: Lightning pages need the package ${name}, which is not installed. Install it as a development dependency.`
    );
}

const versionOf = (name: string): string =>
    (JSON.parse(readFileSync(path.join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }).version;

/** What the built vendor part depends on besides the components used, e.g. `lwc@8.28.2`. */
export const installedVersions = (): string[] => REQUIRED.map((name) => `${name}@${versionOf(name)}`);

/** Modules of the browser: stand-ins for what the platform offers and npm does not. */
export const BROWSER_FOLDER = fileURLToPath(new URL('../browser', import.meta.url));

/** Sources of the platform's base components as published on npm. */
export const baseComponentsFolder = (): string =>
    path.join(packageFolder('lightning-base-components'), 'src', 'lightning');
