import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../firebreakOrg.ts';

interface Manifest {
    readonly commands: Readonly<Record<string, Command>>;
}

interface Command {
    readonly flags?: Readonly<Record<string, { readonly char?: string }>>;
}

const SCOPE = path.join(PROJECT, 'node_modules', '@salesforce');
/** Every command of the plugins that come with the CLI, as `project:deploy:start`. */
const COMMANDS = new Map(
    readdirSync(SCOPE)
        .filter((name) => name.startsWith('plugin-'))
        .flatMap((name) => {
            const file = path.join(SCOPE, name, 'oclif.manifest.json');
            return Object.entries((JSON.parse(readFileSync(file, 'utf8')) as Manifest).commands);
        })
);

/** What the pinned CLI would object to in `project deploy start --flag …`; null when it knows command and flags. */
export function faultOfCommand(words: readonly string[]): string | null {
    const first = words.findIndex((word) => word.startsWith('-'));
    const topics = words.slice(0, first < 0 ? words.length : first);
    const command = COMMANDS.get(topics.join(':'));
    if (command === undefined) return `sf has no command "${topics.join(' ')}"`;
    const flags = command.flags ?? {};
    const chars = new Set(Object.values(flags).map(({ char }) => char));
    const unknown = words
        .filter((word) => /^--?[a-z]/.test(word))
        .find((word) => !(word.startsWith('--') ? word.slice(2) in flags : chars.has(word.slice(1))));
    return unknown === undefined ? null : `sf ${topics.join(' ')} has no flag ${unknown}`;
}
