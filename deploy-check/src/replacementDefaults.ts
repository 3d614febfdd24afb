import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

interface EnvironmentReplacement {
    readonly stringToReplace?: string;
    readonly replaceWithEnv?: string;
}

/**
 * The environment, with the placeholder itself for every variable of a `replaceWithEnv` that is not set: which user or
 * host an org has is decided when somebody deploys to it, and is no fault of the project.
 */
export function replacementDefaults(root: string, environment: Environment): Environment {
    const file = join(root, 'sfdx-project.json');
    if (!existsSync(file)) return environment;
    const names = /"replaceWithEnv"/.test(readFileSync(file, 'utf8')) ? replacementsOf(file) : [];
    const defaults = names.flatMap(({ stringToReplace, replaceWithEnv }) =>
        replaceWithEnv === undefined
            ? []
            : [[replaceWithEnv, environment[replaceWithEnv] || stringToReplace || 'unset']]
    );
    return { ...environment, ...Object.fromEntries(defaults) };
}

function replacementsOf(file: string): readonly EnvironmentReplacement[] {
    try {
        const json = JSON.parse(readFileSync(file, 'utf8')) as { replacements?: readonly EnvironmentReplacement[] };
        return json.replacements ?? [];
    } catch (error) {
        // The loader reports malformed JSON with its place.
        if (error instanceof SyntaxError) return [];
        throw error;
    }
}
