import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rollup, type RollupError, type RollupOptions } from 'rollup';
import { loadProject, type Project } from '../../project/index.ts';
import { appOptions } from './appPart.ts';
import type { BuildOrder } from './buildLwcHost.ts';
import { isComplete, STAMP } from './builtPages.ts';
import { readComponents } from './projectSources.ts';
import { vendorOptions } from './vendorPart.ts';

process.once('message', (order: BuildOrder) => {
    void buildPages(order).then(
        () => process.disconnect(),
        (fault: Error) => process.send!(fault.message, () => process.exit(1))
    );
});

async function buildPages({ projectDir, vendorFolder, appFolder, vendorModules }: BuildOrder): Promise<void> {
    const { project } = loadProject(projectDir);
    const components = readComponents(project);
    if (!isComplete(vendorFolder))
        await write(vendorOptions(vendorModules, components, project), vendorFolder, project);
    if (!isComplete(appFolder)) await write(appOptions(vendorModules, components, project), appFolder, project);
}

/** Built beside its place and moved there, so that two servers that start at once do not see each other's half. */
async function write(options: RollupOptions, folder: string, project: Project): Promise<void> {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(path.dirname(folder), { recursive: true });
    const bundle = await rollup(options).catch((fault: RollupError) => {
        throw new Error(describe(fault, project.root), { cause: fault });
    });
    await bundle.write({
        dir: unfinished,
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js'
    });
    await bundle.close();
    writeFileSync(path.join(unfinished, STAMP), '');
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
}

/** The message with the place it is about, which Rollup and the LWC compiler keep beside it, each under its own name. */
function describe(
    { message, loc, id, location }: RollupError & { location?: { line: number; column: number } },
    root: string
): string {
    const file = loc?.file ?? id;
    if (message.includes('LOC-') || file === undefined) return message;
    const place = loc ?? location;
    return `LOC-034: ${path.relative(root, file)}${place ? `:${place.line}:${place.column}` : ''}: ${message}`;
}
