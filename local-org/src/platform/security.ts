import type { CopyableState } from '../async/index.ts';
import type { EffectivePermissions } from '../data/security/effectivePermissions.ts';
import { mayUseField, mayUseObject } from '../data/security/effectivePermissions.ts';
import { ApexList, ApexMap, ApexSet } from '../runtime/collections.ts';
import type { EnumValue } from '../runtime/enums.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { SObject } from '../runtime/sobject.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { INTEGER, setOf, STRING } from '../semantics/types.ts';
import { currentOrg } from './settings.ts';

type Access = 'READABLE' | 'CREATABLE' | 'UPDATABLE' | 'UPSERTABLE';

/** System.SObjectAccessDecision */
class AccessDecision implements CopyableState {
    static readonly apexName = 'System.SObjectAccessDecision';
    readonly records: ApexList;
    readonly modified: ApexSet;
    readonly removed: ApexMap;
    constructor(records: ApexList, modified: ApexSet, removed: ApexMap) {
        this.records = records;
        this.modified = modified;
        this.removed = removed;
    }
    copyState(copy: <T>(value: T) => T): AccessDecision {
        return new AccessDecision(copy(this.records), copy(this.modified), copy(this.removed));
    }
}

const OBJECT_RIGHTS: Readonly<Record<Access, readonly ('read' | 'create' | 'edit')[]>> = {
    READABLE: ['read'],
    CREATABLE: ['create'],
    UPDATABLE: ['edit'],
    UPSERTABLE: ['create', 'edit']
};

/** Copies records without the fields that the user may not read or write. */
class Stripper {
    readonly removed = new Map<string, Set<string>>();
    private readonly access: Access;
    private readonly permissions: EffectivePermissions;

    constructor(access: Access) {
        this.access = access;
        this.permissions = currentOrg().permissionsOf(currentTransaction().user.id);
    }

    requireObject(record: SObject): void {
        const { describe } = record;
        if (OBJECT_RIGHTS[this.access].every((right) => mayUseObject(this.permissions, describe, right))) return;
        throwApex('System.NoAccessException', `No access to entity: ${describe.name}`);
    }

    strip(record: SObject): { copy: SObject; isChanged: boolean } {
        const { describe } = record;
        const copy = record.clone({ preserveId: true, deep: true, preserveTimestamps: true, preserveAutonumber: true });
        const right = this.access === 'READABLE' ? 'read' : 'edit';
        let isChanged = false;
        for (const field of describe.fields) {
            if (!copy.isSet(field.index) || mayUseField(this.permissions, describe, field, right)) continue;
            copy.values[field.index] = undefined;
            if (copy.parents) copy.parents[field.index] = undefined;
            this.note(describe.name, field.name);
            isChanged = true;
        }
        for (const parent of copy.parents ?? []) if (parent && this.stripInPlace(parent)) isChanged = true;
        for (const [name, rows] of copy.children ?? []) {
            const stripped = (rows.items as SObject[]).map((row) => this.strip(row));
            copy.putChildren(
                name,
                new ApexList(
                    rows.elementType,
                    stripped.map((row) => row.copy)
                )
            );
            isChanged ||= stripped.some((row) => row.isChanged);
        }
        return { copy, isChanged };
    }

    private stripInPlace(record: SObject): boolean {
        const { copy, isChanged } = this.strip(record);
        copy.values.forEach((value, slot) => (record.values[slot] = value));
        return isChanged;
    }

    private note(object: string, field: string): void {
        const fields = this.removed.get(object) ?? new Set<string>();
        this.removed.set(object, fields.add(field));
    }
}

function stripInaccessible(
    type: EnumValue | null,
    records: ApexList | null,
    enforceRootObject: boolean | null
): AccessDecision {
    if (type === null || records === null) nullPointer();
    const stripper = new Stripper(type.name as Access);
    const modified = new ApexSet(INTEGER);
    const copies = (records.items as SObject[]).map((record, i) => {
        if (enforceRootObject !== false) stripper.requireObject(record);
        const { copy, isChanged } = stripper.strip(record);
        if (isChanged) modified.add(i);
        return copy;
    });
    const removed = [...stripper.removed].map(([object, fields]) => [object, ApexSet.of(STRING, [...fields])] as const);
    return new AccessDecision(
        new ApexList(records.elementType, copies),
        modified,
        ApexMap.of(STRING, setOf(STRING), removed)
    );
}

definePlatformType('System.Security', {
    statics: {
        'stripInaccessible/2': (type: EnumValue | null, records: ApexList | null) =>
            stripInaccessible(type, records, true),
        'stripInaccessible(AccessType,List<SObject>,Boolean)': stripInaccessible
    }
});

definePlatformType('System.SObjectAccessDecision', {
    methods: {
        'getRecords/0': (decision: AccessDecision) => decision.records,
        'getModifiedIndexes/0': (decision: AccessDecision) => decision.modified,
        'getRemovedFields/0': (decision: AccessDecision) => decision.removed
    },
    isInstance: (value) => value instanceof AccessDecision
});
