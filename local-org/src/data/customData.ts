import type { SObjectDescribe } from '../project/index.ts';
import { ApexMap } from '../runtime/collections.ts';
import { SObject } from '../runtime/sobject.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { sobjectOf, STRING } from '../semantics/types.ts';
import type { OrgData } from './orgData.ts';
import { recordRun } from './soql/runQuery.ts';
import { readField } from './soql/queryRun.ts';
import { normalizeId } from './store/recordIds.ts';
import type { StoredRow } from './store/table.ts';

/** The static methods of custom metadata types cut long text (Apex Reference, "Custom Metadata Type Methods"). */
const LONGEST_METADATA_TEXT = 255;

/** getInstance, getAll, getValues and getOrgDefaults of custom metadata types and custom settings. Uses no query limit. */
export function customData(
    org: OrgData,
    user: RunningUser,
    object: string,
    method: string,
    args: readonly unknown[]
): unknown {
    const describe = org.schema.object(object);
    if (!describe) throw new Error(`The schema has no object ${object}.`);
    const name = method.toLowerCase();
    if (describe.kind === 'customMetadata') return metadata(org, user, describe, name, args);
    if (describe.settingsType === 'Hierarchy') return hierarchy(org, user, describe, name, args);
    return listSetting(org, user, describe, name, args);
}

function metadata(
    org: OrgData,
    user: RunningUser,
    describe: SObjectDescribe,
    method: string,
    args: readonly unknown[]
): unknown {
    const keyField = describe.field('DeveloperName')!;
    if (method === 'getall') return allBy(org, user, describe, 'DeveloperName');
    if (method !== 'getinstance') return unsupported(`${describe.name}.${method}`);
    const wanted = args[0] === null ? null : String(args[0]);
    if (wanted === null) return null;
    const id = normalizeId(wanted);
    const row = rows(org, describe).find((candidate) => {
        const key = String(candidate.values[keyField.index]).toLowerCase();
        return candidate.id === id || key === wanted.toLowerCase();
    });
    return row ? recordOf(org, user, describe, row) : null;
}

function listSetting(
    org: OrgData,
    user: RunningUser,
    describe: SObjectDescribe,
    method: string,
    args: readonly unknown[]
): unknown {
    if (method === 'getall') return allBy(org, user, describe, 'Name');
    if (method !== 'getinstance' && method !== 'getvalues') return unsupported(`${describe.name}.${method}`);
    const name = describe.field('Name')!;
    const row = rows(org, describe).find((candidate) => candidate.values[name.index] === args[0]);
    return row ? recordOf(org, user, describe, row) : null;
}

/** Values of the user come before those of his profile, and these before the defaults of the org, field by field. */
function hierarchy(
    org: OrgData,
    user: RunningUser,
    describe: SObjectDescribe,
    method: string,
    args: readonly unknown[]
): unknown {
    const organization = organizationId(org);
    const given = typeof args[0] === 'string' ? normalizeId(args[0]) : null;
    switch (method) {
        case 'getvalues': {
            const row = ownedRow(org, describe, given ?? user.id);
            return row ? recordOf(org, user, describe, row) : null;
        }
        case 'getorgdefaults':
            return merged(org, user, describe, [organization]);
        case 'getinstance': {
            if (given?.startsWith('00D')) return merged(org, user, describe, [organization]);
            if (given?.startsWith('00e')) return merged(org, user, describe, [given, organization]);
            const userId = given ?? user.id;
            return merged(org, user, describe, [userId, profileOf(org, userId) ?? user.profileId, organization]);
        }
        default:
            return unsupported(`${describe.name}.${method}`);
    }
}

function merged(
    org: OrgData,
    user: RunningUser,
    describe: SObjectDescribe,
    owners: readonly (string | null)[]
): SObject {
    const layers = owners
        .map((owner) => owner && ownedRow(org, describe, owner))
        .filter((row) => typeof row === 'object' && row !== null);
    const first = layers[0];
    const record = first ? recordOf(org, user, describe, first) : new SObject(describe);
    for (const layer of layers.slice(1)) {
        const fallback = recordOf(org, user, describe, layer);
        for (const field of describe.fields)
            if (field.custom) record.values[field.index] ??= fallback.values[field.index];
    }
    return record;
}

function ownedRow(org: OrgData, describe: SObjectDescribe, owner: string): StoredRow | null {
    const field = describe.field('SetupOwnerId')!;
    return rows(org, describe).find((row) => row.values[field.index] === owner) ?? null;
}

export function organizationId(org: OrgData): string | null {
    const describe = org.schema.object('Organization');
    return describe ? ([...org.store.table(describe).all()][0]?.id ?? null) : null;
}

function profileOf(org: OrgData, userId: string): string | null {
    const users = org.schema.object('User');
    const profile = users?.field('ProfileId');
    const row = users && org.store.table(users).get(userId);
    return row && profile ? (row.values[profile.index] as string | null) : null;
}

function allBy(org: OrgData, user: RunningUser, describe: SObjectDescribe, keyName: string): ApexMap {
    const key = describe.field(keyName)!;
    return ApexMap.of(
        STRING,
        sobjectOf(describe.name),
        rows(org, describe).map((row) => [row.values[key.index], recordOf(org, user, describe, row)] as const)
    );
}

function rows(org: OrgData, describe: SObjectDescribe): StoredRow[] {
    return [...org.store.table(describe).all()].filter((row) => !row.isDeleted);
}

function recordOf(org: OrgData, user: RunningUser, describe: SObjectDescribe, row: StoredRow): SObject {
    const run = recordRun(org, user.id);
    const record = new SObject(describe);
    for (const field of describe.fields) {
        const value = readField(run, describe, row, field);
        const isCut =
            describe.kind === 'customMetadata' && typeof value === 'string' && field.length > LONGEST_METADATA_TEXT;
        record.values[field.index] = isCut ? value.slice(0, LONGEST_METADATA_TEXT) : value;
    }
    return record;
}
