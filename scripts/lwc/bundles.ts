import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadProject, type Project } from '../../local-org/src/project/index.ts';
import { ToolError } from '../toolError.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A Lightning web component of the project. */
export interface Bundle {
    readonly name: string;
    /** Folder, relative to the root of the project. */
    readonly path: string;
    /** Modules written in TypeScript, relative to the root: the entry and what it is split into. */
    readonly sources: readonly string[];
}

/** @throws ToolError FB-LWC-001 when a component has no TypeScript entry */
export function findBundles(project: Project): Bundle[] {
    return project.lightningComponents
        .filter(({ kind }) => kind === 'lwc')
        .map(({ name, path }) => toBundle(name, path));
}

function toBundle(name: string, path: string): Bundle {
    if (!existsSync(join(ROOT, path, `${name}.ts`))) {
        throw new ToolError('FB-LWC-001', path, name);
    }
    const sources = readdirSync(join(ROOT, path)).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
    return { name, path, sources: sources.map((file) => `${path}/${file}`) };
}

export const readProject = (): Project => loadProject(ROOT).project;
