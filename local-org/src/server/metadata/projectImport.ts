import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Findings } from '../../project/findings.ts';
import { IgnoreRules } from '../../project/pathPattern.ts';
import { readProjectFile } from '../../project/projectFile.ts';
import type { Environment } from '../../project/replacements.ts';
import { Replacements } from '../../project/replacements.ts';
import { formatOfFolder, formatOfSuffix } from './formats.ts';
import { MetadataStore } from './metadataStore.ts';

const TEXT = /\.(?:xml|cls|trigger|js|html|css|json|page|component|cmp|app|evt|md|txt|svg)$/;

/** The metadata of a project, with its replacements done, as a deployment of all of it would bring it into an org. */
export function importProject(root: string, environment: Environment): MetadataStore {
    const findings = new Findings();
    const file = readProjectFile(root, findings);
    const replacements = new Replacements(root, file?.replacements ?? [], environment, findings);
    const ignoreFile = join(root, '.forceignore');
    const rules = new IgnoreRules(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
    const files = new Map<string, Buffer>();
    for (const { path: folder } of file?.packageDirectories ?? []) {
        if (!existsSync(join(root, folder))) continue;
        for (const path of filesBelow(root, folder, rules)) {
            const place = placeOf(path);
            if (place === null || files.has(place)) continue;
            const content = readFileSync(join(root, path));
            files.set(
                place,
                TEXT.test(path) ? Buffer.from(replacements.apply(path, content.toString('utf8'))) : content
            );
        }
    }
    return new MetadataStore(files, file?.sourceApiVersion ?? '66.0');
}

/** Source format lets components lie in any folder: their type is in their name, or in the folder that bundles and objects are in. */
function placeOf(path: string): string | null {
    const folders = path.split('/');
    const name = folders.at(-1)!;
    const at = folders.findLastIndex((folder, i) => i < folders.length - 1 && isAnchor(folder));
    if (at >= 0) return folders.slice(at).join('/');
    const suffix =
        name
            .replace(/-meta\.xml$/, '')
            .split('.')
            .at(-1) ?? '';
    const format = formatOfSuffix(suffix);
    return format ? `${format.folder}/${name}` : folders.slice(-2).join('/');
}

/** Folders whose inner folders belong to the component. */
function isAnchor(folder: string): boolean {
    const format = formatOfFolder(folder);
    return format !== null && (format.suffix === null || format.inFolder || ANCHORS.has(format.type));
}

const ANCHORS: ReadonlySet<string> = new Set(['CustomObject', 'StaticResource', 'CustomObjectTranslation']);

function filesBelow(root: string, folder: string, rules: IgnoreRules): string[] {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const path = `${folder}/${entry.name}`;
            if (entry.name.startsWith('.') || entry.name === 'node_modules' || rules.ignores(path)) return [];
            return entry.isDirectory() ? filesBelow(root, path, rules) : entry.isFile() ? [path] : [];
        });
}
