import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IgnoreRules } from '../../local-org/src/project/pathPattern.ts';

/** Relative paths of the files that a deployment would look at, by package directory and sorted in each. */
export function projectFiles(root: string, packageDirectories: readonly string[]): readonly string[] {
    const ignoreFile = join(root, '.forceignore');
    const rules = new IgnoreRules(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
    return packageDirectories.flatMap((folder) => filesBelow(root, folder, rules).sort());
}

function filesBelow(root: string, folder: string, rules: IgnoreRules): string[] {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        // The CLI ignores these three whatever the project says.
        if (entry.name.startsWith('.') || entry.name === 'node_modules' || rules.ignores(path)) return [];
        if (/(^|\/)(lwc|aura)\/([^/]+\/)?(jsconfig\.json|\.eslintrc\.json|__tests__)$/.test(path)) return [];
        return entry.isDirectory() ? filesBelow(root, path, rules) : entry.isFile() ? [path] : [];
    });
}
