import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadProject, type Project } from '../../project/index.ts';
import { appFolderOf, isComplete, vendorFolderOf, type BuiltPages } from './builtPages.ts';
import { readComponents } from './projectSources.ts';
import { vendorIcons, vendorModules } from './vendorPart.ts';

export interface BuildOptions {
    readonly projectDir: string;
    /** Where the project's part is kept. */
    readonly cacheDir: string;
    print(line: string): void;
}

/** What the build thread is told. */
export interface BuildOrder extends BuiltPages {
    readonly projectDir: string;
}

/**
 * Builds the Lightning pages of a project in two parts: the platform's components, once for each set of them that is used, and the
 * project's own, whenever a source changed. Does nothing when both are there.
 * @throws Error with a LOC- code, or the compiler's message with file and line
 */
export async function buildLwcHost(options: BuildOptions): Promise<{ project: Project; pages: BuiltPages }> {
    const { project } = loadProject(options.projectDir);
    const components = readComponents(project);
    const modules = vendorModules(components);
    const vendorFolder = vendorFolderOf(modules, vendorIcons(components));
    const appFolder = appFolderOf(options.cacheDir, vendorFolder, components, project.labels);
    const pages = { vendorFolder, appFolder, vendorModules: modules };
    if (!isComplete(vendorFolder)) options.print('Building the Lightning base components (about ten seconds, once) …');
    if (!isComplete(vendorFolder) || !isComplete(appFolder)) {
        await build({ ...pages, projectDir: project.root });
        removeOthers(options.cacheDir, appFolder);
    }
    return { project, pages };
}

function build(order: BuildOrder): Promise<void> {
    const worker = new Worker(new URL('../../../bin/worker.mjs', import.meta.url), {
        workerData: { entry: new URL('./build.worker.ts', import.meta.url).href, order }
    });
    return new Promise((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', (code) =>
            code === 0
                ? resolve()
                : reject(new Error(`LOC-035: the build of the Lightning pages ended with code ${code}.`))
        );
    });
}

function removeOthers(cacheDir: string, kept: string): void {
    if (!existsSync(cacheDir)) return;
    for (const name of readdirSync(cacheDir)) {
        const folder = path.join(cacheDir, name);
        if (name.startsWith('app-') && folder !== kept) rmSync(folder, { recursive: true, force: true });
    }
}
