import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from './findings.ts';
import { fileStart, placeAt } from './findings.ts';
import { findJsonFault } from './jsonFault.ts';
import type { PackageDirectory } from './model.ts';

export interface Replacement {
    readonly filename: string | null;
    readonly glob: string | null;
    readonly stringToReplace: string | null;
    readonly regexToReplace: string | null;
    readonly replaceWithEnv: string | null;
    readonly replaceWithFile: string | null;
    readonly allowUnsetEnvVariable: boolean;
    readonly replaceWhenEnv: readonly { readonly env: string; readonly value: string }[];
}

/** What `sfdx-project.json` says. */
export interface ProjectFile {
    readonly packageDirectories: readonly PackageDirectory[];
    readonly sourceApiVersion: string;
    readonly namespace: string;
    readonly replacements: readonly Replacement[];
}

export const projectFileName = 'sfdx-project.json';

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
    return typeof value === 'string' ? value : null;
}

function objects(value: unknown): JsonObject[] {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Reads and checks the project file; null when there is nothing to go on. */
export function readProjectFile(root: string, findings: Findings): ProjectFile | null {
    const file = join(root, projectFileName);
    if (!existsSync(file)) {
        findings.report(
            projectFileName,
            fileStart,
            'no-project',
            `${projectFileName} not found: this folder is no SFDX project.`
        );
        return null;
    }
    const content = readFileSync(file, 'utf8');
    let json: unknown;
    try {
        json = JSON.parse(content);
    } catch (error) {
        if (!(error instanceof SyntaxError)) {
            throw error;
        }
        const fault = findJsonFault(content);
        const place = placeAt(content, fault?.offset ?? 0);
        const message = `Malformed JSON: expected ${fault?.expected ?? 'JSON'}.`;
        findings.report(projectFileName, place, 'malformed-json', message);
        return null;
    }
    if (!isObject(json)) {
        findings.report(projectFileName, fileStart, 'malformed-json', 'Expected an object.');
        return null;
    }
    return {
        packageDirectories: readPackageDirectories(root, json, content, findings),
        sourceApiVersion: text(json['sourceApiVersion']) ?? '66.0',
        namespace: text(json['namespace']) ?? '',
        replacements: objects(json['replacements']).map(readReplacement)
    };
}

function readPackageDirectories(
    root: string,
    json: JsonObject,
    content: string,
    findings: Findings
): PackageDirectory[] {
    const entries = objects(json['packageDirectories']);
    if (entries.length === 0) {
        findings.report(
            projectFileName,
            fileStart,
            'missing-element',
            'Expected packageDirectories with at least one path.'
        );
    }
    const directories: PackageDirectory[] = [];
    for (const entry of entries) {
        const path = text(entry['path'])?.replace(/\\/g, '/').replace(/^\.\//, '').replace(/\/$/, '');
        if (path === undefined || path === '') {
            findings.report(
                projectFileName,
                fileStart,
                'missing-element',
                'Expected a path in every package directory.'
            );
        } else if (!existsSync(join(root, path)) || !statSync(join(root, path)).isDirectory()) {
            const place = placeAt(content, Math.max(0, content.indexOf(`"${path}"`)));
            findings.report(projectFileName, place, 'missing-folder', `Package directory ${path} does not exist.`);
        } else {
            const isDefault = entry['default'] === true || entries.length === 1;
            directories.push({ path, isDefault, packageName: text(entry['package']) });
        }
    }
    return directories;
}

function readReplacement(entry: JsonObject): Replacement {
    return {
        filename: text(entry['filename'])?.replace(/^\.\//, '') ?? null,
        glob: text(entry['glob']),
        stringToReplace: text(entry['stringToReplace']),
        regexToReplace: text(entry['regexToReplace']),
        replaceWithEnv: text(entry['replaceWithEnv']),
        replaceWithFile: text(entry['replaceWithFile']),
        allowUnsetEnvVariable: entry['allowUnsetEnvVariable'] === true,
        replaceWhenEnv: objects(entry['replaceWhenEnv']).map((condition) => ({
            env: text(condition['env']) ?? '',
            value: String(condition['value'] ?? '')
        }))
    };
}
