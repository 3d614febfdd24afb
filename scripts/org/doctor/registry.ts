import { fine, missing, type Diagnosis } from './diagnosis.ts';

export const KINDS = ['service user', 'permission set', 'named credential', 'connected app', 'job class'] as const;
export type Kind = (typeof KINDS)[number];

/** The fields of an AI Integration that name something else; values as in its record, lists separated by commas. */
export interface RegistryEntry {
    readonly DeveloperName: string;
    readonly Service_User__c?: string | null;
    readonly Principal_Permission_Set__c?: string | null;
    readonly Removable_Permission_Sets__c?: string | null;
    readonly Named_Credential__c?: string | null;
    readonly Connected_App__c?: string | null;
    readonly Job_Classes__c?: string | null;
}

/** One name in one entry. */
export interface Naming {
    readonly integration: string;
    readonly kind: Kind;
    readonly name: string;
}

const FIELDS: Readonly<Record<Kind, readonly (keyof RegistryEntry)[]>> = {
    'service user': ['Service_User__c'],
    'permission set': ['Principal_Permission_Set__c', 'Removable_Permission_Sets__c'],
    'named credential': ['Named_Credential__c'],
    'connected app': ['Connected_App__c'],
    'job class': ['Job_Classes__c']
};
const LISTS: ReadonlySet<keyof RegistryEntry> = new Set(['Removable_Permission_Sets__c', 'Job_Classes__c']);

/** Every name that the registry holds. */
export function namingsOf(entries: readonly RegistryEntry[]): Naming[] {
    return entries.flatMap((entry) =>
        KINDS.flatMap((kind) =>
            FIELDS[kind].flatMap((field) =>
                namesIn(entry, field).map((name) => ({ integration: entry.DeveloperName, kind, name }))
            )
        )
    );
}

function namesIn(entry: RegistryEntry, field: keyof RegistryEntry): string[] {
    const value = entry[field] ?? '';
    return (LISTS.has(field) ? value.split(/[,\n]/) : [value]).map((name) => name.trim()).filter((name) => name !== '');
}

/**
 * What the registry names and nobody has; one line for each, or one that all is there.
 * @param existing names of each kind that exist, in lower case
 */
export function diagnoseRegistry(
    namings: readonly Naming[],
    existing: Readonly<Record<Kind, ReadonlySet<string>>>
): Diagnosis[] {
    const lost = namings.filter(({ kind, name }) => !existing[kind].has(name.toLowerCase()));
    if (lost.length === 0) return [fine('Registry', `${namings.length} name(s), all there`)];
    return lost.map(({ integration, kind, name }) =>
        missing(
            `Registry: ${integration}`,
            `names the ${kind} ${name}, which does not exist`,
            'Correct the AI Integration record: a cut would reach nothing there.'
        )
    );
}

/** Names as a registry compares them: without case. */
export const lowerCase = (names: Iterable<string>): ReadonlySet<string> =>
    new Set([...names].map((name) => name.toLowerCase()));
