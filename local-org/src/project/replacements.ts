import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from './findings.ts';
import { fileStart } from './findings.ts';
import { globPattern } from './pathPattern.ts';
import type { Replacement } from './projectFile.ts';
import { projectFileName } from './projectFile.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

interface PreparedReplacement {
    readonly appliesTo: (path: string) => boolean;
    readonly search: string | RegExp;
    readonly value: string;
}

/** Replacements of `sfdx-project.json`, applied to the text of files when they are read, as a deployment does. */
export class Replacements {
    private readonly prepared: readonly PreparedReplacement[];

    constructor(root: string, replacements: readonly Replacement[], environment: Environment, findings: Findings) {
        this.prepared = replacements
            .filter((replacement) =>
                replacement.replaceWhenEnv.every((condition) => environment[condition.env] === condition.value)
            )
            .flatMap((replacement) => {
                const value = valueOf(root, replacement, environment, findings);
                const search =
                    replacement.regexToReplace === null
                        ? replacement.stringToReplace
                        : new RegExp(replacement.regexToReplace, 'g');
                return value === null || search === null ? [] : [{ appliesTo: selectorOf(replacement), search, value }];
            });
    }

    apply(path: string, text: string): string {
        let replaced = text;
        for (const replacement of this.prepared) {
            if (replacement.appliesTo(path)) {
                // A function keeps `$` in the value from being read as a reference to a group.
                replaced = replaced.replaceAll(replacement.search, () => replacement.value);
            }
        }
        return replaced;
    }
}

function selectorOf(replacement: Replacement): (path: string) => boolean {
    if (replacement.glob !== null) {
        const pattern = globPattern(replacement.glob);
        return (path) => pattern.test(path);
    }
    return (path) => path === replacement.filename;
}

function valueOf(root: string, replacement: Replacement, environment: Environment, findings: Findings): string | null {
    if (replacement.replaceWithEnv !== null) {
        const value = environment[replacement.replaceWithEnv];
        if (value !== undefined && value !== '') {
            return value;
        }
        if (replacement.allowUnsetEnvVariable) {
            return '';
        }
        const message = `"${replacement.replaceWithEnv}" is in ${projectFileName} as a value for "replaceWithEnv" property, but it's not set in your environment.`;
        findings.report(projectFileName, fileStart, 'replacement-unset', message);
        return null;
    }
    if (replacement.replaceWithFile !== null) {
        const file = join(root, replacement.replaceWithFile);
        if (existsSync(file)) {
            return readFileSync(file, 'utf8');
        }
        const message = `The file "${replacement.replaceWithFile}" specified in the "replacements" property of ${projectFileName} doesn't exist.`;
        findings.report(projectFileName, fileStart, 'replacement-missing', message);
    }
    return null;
}
