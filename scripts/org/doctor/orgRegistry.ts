import type { Connection } from 'jsforce';
import type { Diagnosis } from './diagnosis.ts';
import { diagnoseRegistry, KINDS, lowerCase, namingsOf, type Kind, type RegistryEntry } from './registry.ts';

interface Place {
    readonly object: string;
    readonly field: string;
    /** A condition that what is found must meet as well. */
    readonly and?: string;
}

const PLACES: Readonly<Record<Kind, readonly Place[]>> = {
    'service user': [{ object: 'User', field: 'Username', and: 'IsActive = TRUE' }],
    'permission set': [{ object: 'PermissionSet', field: 'Name' }],
    'named credential': [{ object: 'NamedCredential', field: 'DeveloperName' }],
    'connected app': [
        { object: 'ConnectedApplication', field: 'Name' },
        { object: 'ExternalClientApplication', field: 'MasterLabel' }
    ],
    'job class': [{ object: 'ApexClass', field: 'Name' }]
};
const ENTRIES =
    'SELECT DeveloperName, Service_User__c, Principal_Permission_Set__c, Removable_Permission_Sets__c, Named_Credential__c, ' +
    'Connected_App__c, Job_Classes__c FROM AI_Integration__mdt WHERE Active__c = TRUE';

/** The registry of an org against the org: the same names that the health page holds against it. */
export async function checkOrgRegistry(org: Connection): Promise<Diagnosis[]> {
    const { records } = await org.query<RegistryEntry>(ENTRIES);
    const namings = namingsOf(records);
    // Older orgs do not have external client apps.
    const objects = new Set((await org.describeGlobal()).sobjects.map(({ name }) => name));
    const existing: Partial<Record<Kind, ReadonlySet<string>>> = {};
    for (const kind of KINDS) {
        const names = namings.filter((naming) => naming.kind === kind).map(({ name }) => name);
        const places = PLACES[kind].filter(({ object }) => objects.has(object));
        const found = await Promise.all(places.map((place) => namesAt(org, place, names)));
        existing[kind] = lowerCase(found.flat());
    }
    return diagnoseRegistry(namings, existing as Record<Kind, ReadonlySet<string>>);
}

async function namesAt(org: Connection, { object, field, and }: Place, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const wanted = names.map((name) => `'${escaped(name)}'`).join(', ');
    const condition = and === undefined ? '' : ` AND ${and}`;
    const { records } = await org.query<Record<string, string>>(
        `SELECT ${field} FROM ${object} WHERE ${field} IN (${wanted})${condition}`
    );
    return records.map((record) => record[field]!);
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
