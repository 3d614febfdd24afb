import type { Schema } from '../project/index.ts';
import { effectivePermissions } from './security/effectivePermissions.ts';
import type { EffectivePermissions } from './security/effectivePermissions.ts';
import { OrgStore } from './store/orgStore.ts';
import { IdSequence } from './store/recordIds.ts';

export interface OrgDataOptions {
    /** Custom labels by name. */
    readonly labels: ReadonlyMap<string, string>;
    /** Milliseconds since 1970: the org's clock. */
    readonly now: () => number;
    /** Hands out record ids; a new one unless the org follows another whose ids are known. */
    readonly ids?: IdSequence;
}

/** Objects whose rows decide what users may do. */
const PERMISSION_OBJECTS: ReadonlySet<string> = new Set([
    'User',
    'Profile',
    'PermissionSet',
    'PermissionSetAssignment',
    'PermissionSetGroup',
    'PermissionSetGroupComponent',
    'MutingPermissionSet',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'CustomPermission'
]);

/** What all transactions of an org share: schema, records, labels, clock, and permissions worked out from the records. */
export class OrgData {
    readonly schema: Schema;
    readonly store: OrgStore;
    readonly labels: ReadonlyMap<string, string>;
    readonly now: () => number;
    private readonly permissions = new Map<string, EffectivePermissions>();

    constructor(schema: Schema, options: OrgDataOptions) {
        this.schema = schema;
        this.store = new OrgStore(schema, options.ids ?? new IdSequence());
        this.labels = new Map([...options.labels].map(([name, value]) => [name.toLowerCase(), value]));
        this.now = options.now;
        this.store.onChange((describe) => {
            if (PERMISSION_OBJECTS.has(describe.name)) this.permissions.clear();
        });
    }

    permissionsOf(userId: string): EffectivePermissions {
        const now = this.now();
        let permissions = this.permissions.get(userId);
        if (!permissions || permissions.validUntil <= now) {
            permissions = effectivePermissions(this.store, userId, now);
            this.permissions.set(userId, permissions);
        }
        return permissions;
    }
}
