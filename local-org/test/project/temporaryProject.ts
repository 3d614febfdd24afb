import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { LoadedProject, LoadOptions } from '../../src/project/index.ts';
import { loadProject } from '../../src/project/index.ts';

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const folders: string[] = [];

afterAll(() => {
    for (const folder of folders) {
        rmSync(folder, { recursive: true, force: true });
    }
});

/** Text of a metadata file with the root element and its content. */
export function metadata(root: string, content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${namespace}>\n${content}\n</${root}>\n`;
}

export const classMeta = metadata('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');

export const sfdxProject = JSON.stringify({
    packageDirectories: [{ path: 'force-app', default: true }],
    sourceApiVersion: '66.0'
});

/** Writes the files into a folder of their own and loads it; `sfdx-project.json` is there unless the files bring one. */
export function loadFiles(files: Readonly<Record<string, string>>, options?: LoadOptions): LoadedProject {
    const root = mkdtempSync(join(tmpdir(), 'project-'));
    folders.push(root);
    mkdirSync(join(root, 'force-app'));
    for (const [path, text] of Object.entries({ 'sfdx-project.json': sfdxProject, ...files })) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
    }
    return loadProject(root, options);
}

/** Diagnostics as `path:line:column code message`, paths without the package folder. */
export function findings(loaded: Pick<LoadedProject, 'diagnostics'>): string[] {
    return loaded.diagnostics.map(
        ({ path, line, column, code, message }) =>
            `${path.replace('force-app/', '')}:${line}:${column} ${code} ${message}`
    );
}
