import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../syntax/position.ts';
import { Findings } from './findings.ts';
import type { Project } from './model.ts';
import { IgnoreRules } from './pathPattern.ts';
import { ProjectBuilder } from './projectBuilder.ts';
import { readProjectFile } from './projectFile.ts';
import type { Environment } from './replacements.ts';
import { Replacements } from './replacements.ts';

export interface LoadedProject {
    /** What could be read; empty but for its root when there is no project file. */
    readonly project: Project;
    /** Errors mean that a deployment of the project would be refused. */
    readonly diagnostics: readonly Diagnostic[];
}

export interface LoadOptions {
    /** Values for `replaceWithEnv`; the environment of the process unless given. */
    readonly environment?: Environment;
}

/** Bundles whose files are code of another language; they are listed as a whole. */
const bundleFolders: ReadonlySet<string> = new Set(['lwc', 'aura']);

/** Relative paths of all files below a folder, sorted, ignored ones left out. */
function filesBelow(root: string, folder: string, rules: IgnoreRules): string[] {
    const found: string[] = [];
    const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((left, right) =>
        left.name < right.name ? -1 : 1
    );
    for (const entry of entries) {
        const path = `${folder}/${entry.name}`;
        if (entry.name.startsWith('.') || entry.name === 'node_modules' || rules.ignores(path)) {
            continue;
        }
        if (entry.isDirectory()) {
            found.push(...filesBelow(root, path, rules));
        } else if (entry.isFile()) {
            found.push(path);
        }
    }
    return found;
}

/**
 * Reads an SFDX project in source format. Never throws for what the files say: every fault is a diagnostic with file,
 * line and column, and the faulty component is left out.
 */
export function loadProject(directory: string, options: LoadOptions = {}): LoadedProject {
    const root = resolve(directory);
    const findings = new Findings();
    const projectFile = readProjectFile(root, findings);
    const environment = options.environment ?? process.env;
    const replacements = new Replacements(root, projectFile?.replacements ?? [], environment, findings);
    const ignoreFile = join(root, '.forceignore');
    const rules = new IgnoreRules(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
    const builder = new ProjectBuilder(root, findings, (path) =>
        replacements.apply(path, readFileSync(join(root, path), 'utf8'))
    );
    for (const directoryOfPackage of projectFile?.packageDirectories ?? []) {
        const files = filesBelow(root, directoryOfPackage.path, rules);
        for (const path of files) {
            builder.addFile(path, bundleFolders);
        }
        builder.checkPairs(files);
    }
    const project = builder.finish({
        packageDirectories: projectFile?.packageDirectories ?? [],
        sourceApiVersion: projectFile?.sourceApiVersion ?? '66.0',
        namespace: projectFile?.namespace ?? ''
    });
    return { project, diagnostics: findings.diagnostics };
}
