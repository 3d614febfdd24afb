import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../../project/index.ts';

/** A component of the project with the text of everything it consists of. */
export interface ComponentSource {
    readonly name: string;
    /** The module that names it, TypeScript before JavaScript; null for a bundle of styles only. */
    readonly entry: string | null;
    readonly isElement: boolean;
    /** Text by absolute path. */
    readonly files: ReadonlyMap<string, string>;
}

const SOURCE = /\.(ts|js|html|css)$/;

/**
 * Reads the Lightning web components of a project; what is generated from TypeScript is left out. So are actions of record pages:
 * there are no record pages here, and the panel that such actions stand in is not published.
 */
export function readComponents(project: Project): ComponentSource[] {
    return project.lightningComponents
        .filter(({ kind }) => kind === 'lwc')
        .map(({ name, path: folder }) => ({ name, folder: path.join(project.root, folder) }))
        .filter(({ name, folder }) => !isRecordAction(path.join(folder, `${name}.js-meta.xml`)))
        .map(({ name, folder }) => readComponent(name, folder));
}

function isRecordAction(metaFile: string): boolean {
    const text = existsSync(metaFile) ? readFileSync(metaFile, 'utf8') : '';
    const targets = [...text.matchAll(/<target>\s*([\w]+)\s*<\/target>/g)].map(([, target]) => target);
    return targets.length > 0 && targets.every((target) => target === 'lightning__RecordAction');
}

function readComponent(name: string, folder: string): ComponentSource {
    const names = filesBelow(folder);
    const files = names.filter((file) => !(file.endsWith('.js') && names.includes(file.replace(/\.js$/, '.ts'))));
    const entry =
        [`${name}.ts`, `${name}.js`].map((file) => path.join(folder, file)).find((file) => existsSync(file)) ?? null;
    return {
        name,
        entry,
        isElement: names.includes(path.join(folder, `${name}.html`)),
        files: new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
    };
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter(({ name }) => !name.startsWith('__'))
        .flatMap((entry) => {
            const full = path.join(folder, entry.name);
            if (entry.isDirectory()) return filesBelow(full);
            return SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts') ? [full] : [];
        });
}

/** `lightning-button-icon` → `lightning/buttonIcon`. */
export const moduleOfTag = (tag: string): string =>
    tag.replace('-', '/').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `c`, `firebreakConsole` → `c-firebreak-console`. */
export const tagOf = (name: string): string => `c-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The modules `lightning/x` that the components use as tags or imports, sorted. */
export function usedPlatformModules(components: readonly ComponentSource[]): string[] {
    const used = new Set<string>();
    for (const text of components.flatMap(({ files }) => [...files.values()])) {
        for (const [, tag] of text.matchAll(/<(lightning-[\w-]+)/g)) used.add(moduleOfTag(tag!));
        for (const [, id] of text.matchAll(/^(?!import type\b).*?from\s+['"](lightning\/\w+)['"]/gm)) used.add(id!);
    }
    return [...used].sort();
}

/** Icons named in texts, as `utility:warning`. */
export function namedIcons(texts: Iterable<string>): Set<string> {
    const icons = new Set<string>();
    for (const text of texts) {
        for (const [icon] of text.matchAll(/\b(?:utility|standard|action|custom|doctype):\w+/g)) icons.add(icon);
    }
    return icons;
}
