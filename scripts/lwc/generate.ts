import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import tsBlankSpace from 'ts-blank-space';
import { ROOT, type Bundle } from './bundles.ts';
import { ToolError } from '../toolError.ts';

export interface GeneratedFile {
    /** Relative to the root of the project. */
    readonly path: string;
    readonly text: string;
}

const PATHS_FILE = 'tsconfig.lwc-paths.json';

/** The JavaScript beside each module, and what tells TypeScript where `c/name` is. */
export async function renderGenerated(bundles: readonly Bundle[]): Promise<GeneratedFile[]> {
    const modules = bundles.flatMap(({ sources }) => sources);
    return Promise.all([...modules.map((source) => renderModule(source)), renderPaths(bundles)]);
}

/** Erases the types: what is left is the JavaScript a person would have written, comments and blank lines included. */
export async function renderModule(source: string, root: string = ROOT): Promise<GeneratedFile> {
    const text = readFileSync(join(root, source), 'utf8');
    const erased = tsBlankSpace(text, (node) => {
        const line = text.slice(0, node.getStart()).split('\n').length;
        throw new ToolError('FB-LWC-002', source, line);
    });
    const path = source.replace(/\.ts$/, '.js');
    return { path, text: await formatted(withoutTypeRemains(erased), path, root) };
}

/**
 * Erased statements leave lines of blanks, which the source (it is formatted) has nowhere else; a doc comment with nothing below it
 * belonged to an erased interface.
 */
function withoutTypeRemains(erased: string): string {
    return erased.replace(/^[^\S\n]+\n/gm, '').replace(/\/\*\*(?:[^*]|\*(?!\/))*\*\/\n(?=\n)/g, '');
}

async function renderPaths(bundles: readonly Bundle[]): Promise<GeneratedFile> {
    const paths = Object.fromEntries(
        bundles
            .map(({ name, path }): [string, string[]] => [`c/${name}`, [`./${path}/${name}.ts`]])
            .sort(([left], [right]) => left.localeCompare(right, 'en'))
    );
    return { path: PATHS_FILE, text: await formatted(JSON.stringify({ compilerOptions: { paths } }), PATHS_FILE) };
}

async function formatted(text: string, path: string, root: string = ROOT): Promise<string> {
    const filepath = join(root, path);
    return format(text, { ...(await resolveConfig(filepath)), filepath });
}

const isCurrent = ({ path, text }: GeneratedFile): boolean =>
    existsSync(join(ROOT, path)) && readFileSync(join(ROOT, path), 'utf8') === text;

/** @returns the paths of files that are not what would be generated now */
export const staleFiles = (files: readonly GeneratedFile[]): string[] =>
    files.filter((file) => !isCurrent(file)).map(({ path }) => path);

/** @returns the paths of files that were not current */
export function writeGenerated(files: readonly GeneratedFile[]): string[] {
    const stale = files.filter((file) => !isCurrent(file));
    stale.forEach(({ path, text }) => writeFileSync(join(ROOT, path), text));
    return stale.map(({ path }) => path);
}
