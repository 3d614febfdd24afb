import { fork } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadProject, type Project } from '../../project/index.ts';
import { appFolderOf, isComplete, vendorFolderOf, type BuiltPages } from './builtPages.ts';
import { readComponents } from './projectSources.ts';
import { vendorIcons, vendorModules } from './vendorNeeds.ts';

export interface BuildOptions {
    readonly projectDir: string;
    /** Where the project's part is kept. */
    readonly cacheDir: string;
    print(line: string): void;
}

/** What the build process is told. */
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

/** In a process of its own: the memory that the compilers take goes back when it ends, which that of a thread does not. */
function build(order: BuildOrder): Promise<void> {
    const entry = new URL('./build.process.ts', import.meta.url).href;
    const child = fork(fileURLToPath(new URL('../../../bin/process.mjs', import.meta.url)), [entry], { execArgv: [] });
    child.send(order);
    return new Promise((resolve, reject) => {
        child.on('message', (fault: string) => reject(new Error(fault)));
        child.on('error', reject);
        child.on('exit', (code) =>
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
