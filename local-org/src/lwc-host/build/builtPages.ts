import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSER_FOLDER, installedVersions, packageFolder } from './packages.ts';
import type { ComponentSource } from './projectSources.ts';

/** Where the two parts of the pages lie. A folder is named after everything it was built from, so one that is there is current. */
export interface BuiltPages {
    readonly vendorFolder: string;
    readonly appFolder: string;
    /** Modules of the vendor part, e.g. `lightning/button`. */
    readonly vendorModules: readonly string[];
}

/** Written last: a folder without it was left by a build that was stopped. */
export const STAMP = 'complete';

export const isComplete = (folder: string): boolean => existsSync(path.join(folder, STAMP));

const hash = (parts: Iterable<string>): string => {
    const digest = createHash('sha256');
    for (const part of parts) digest.update(`${part.length}:`).update(part);
    return digest.digest('hex').slice(0, 16);
};

function* textsBelow(folder: string): Generator<string> {
    for (const name of readdirSync(folder).sort()) {
        if (/\.[jt]s$/.test(name)) yield readFileSync(path.join(folder, name), 'utf8');
    }
}

const builderTexts = (): string[] => [...textsBelow(fileURLToPath(new URL('.', import.meta.url)))];

/** The vendor part depends on installed packages only, and so lies beside them: every org of this machine's checkout shares it. */
export function vendorFolderOf(modules: readonly string[], icons: ReadonlySet<string>): string {
    const key = hash([
        ...installedVersions(),
        ...modules,
        ...[...icons].sort(),
        ...builderTexts(),
        ...textsBelow(BROWSER_FOLDER)
    ]);
    return path.join(packageFolder('lightning-base-components'), '..', '.cache', 'local-org', `vendor-${key}`);
}

export function appFolderOf(
    cacheDir: string,
    vendorFolder: string,
    components: readonly ComponentSource[],
    labels: readonly { name: string; value: string }[]
): string {
    const sources = components.flatMap(({ files }) => [...files].flat());
    const key = hash([vendorFolder, ...sources, ...labels.flatMap(({ name, value }) => [name, value])]);
    return path.join(cacheDir, `app-${key}`);
}
