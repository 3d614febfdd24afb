import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import type { FieldPath } from '../../syntax/soql.ts';
import type { StoredRow } from '../store/table.ts';
import { readField } from './queryRun.ts';
import type { QueryRun } from './queryRun.ts';
import { unknownColumn, unknownRelationship } from './soqlError.ts';

/** One step from a record to its parent. Several targets: the reference is polymorphic. */
export interface Hop {
    readonly reference: FieldDescribe;
    readonly targets: readonly SObjectDescribe[];
}

export interface ResolvedPath {
    readonly hops: readonly Hop[];
    /** Object that has the field; the first of several for a polymorphic reference. */
    readonly owner: SObjectDescribe;
    /** Null for the pseudo field `Type` of a polymorphic parent. */
    readonly field: FieldDescribe | null;
}

/** Names of a query's FROM clause, for paths that begin with an alias or with the object's own name. */
export interface QueryScope {
    readonly schema: Schema;
    readonly text: string;
    readonly base: SObjectDescribe;
    /** lower-cased alias -> path from the base object */
    readonly aliases: ReadonlyMap<string, readonly string[]>;
}

/**
 * Without TYPEOF, a query reads from a polymorphic parent only what the platform's `Name` object has.
 * (SOQL and SOSL Reference, "Understanding Polymorphic Keys and Relationships".)
 */
const NAME_OBJECT_FIELDS: ReadonlySet<string> = new Set([
    'id',
    'name',
    'firstname',
    'lastname',
    'alias',
    'email',
    'username',
    'title',
    'phone',
    'isactive',
    'profileid',
    'userroleid',
    'recordtypeid',
    'type'
]);

export function resolvePath(scope: QueryScope, path: FieldPath): ResolvedPath {
    const names = withoutAlias(scope, path.names);
    const hops: Hop[] = [];
    let owners: readonly SObjectDescribe[] = [scope.base];
    for (const name of names.slice(0, -1)) {
        const hop = hopNamed(scope.schema, owners, name);
        if (!hop) throw unknownRelationship(scope.text, path.span, name, 'field path');
        hops.push(hop);
        owners = hop.targets;
    }
    const name = names[names.length - 1]!;
    const isPolymorphic = owners.length > 1;
    if (isPolymorphic && name.toLowerCase() === 'type') return { hops, owner: owners[0]!, field: null };
    const allowed = !isPolymorphic || NAME_OBJECT_FIELDS.has(name.toLowerCase());
    const owner = allowed ? owners.find((candidate) => candidate.field(name)) : undefined;
    if (!owner) throw unknownColumn(scope.text, path.span, name, isPolymorphic ? 'Name' : owners[0]!.name);
    return { hops, owner, field: owner.field(name) };
}

function withoutAlias(scope: QueryScope, names: readonly string[]): readonly string[] {
    if (names.length === 1) return names;
    const first = names[0]!.toLowerCase();
    const aliased = scope.aliases.get(first);
    if (aliased) return [...aliased, ...names.slice(1)];
    const ownName = first === scope.base.name.toLowerCase() && !scope.base.fieldByRelationship(first);
    return ownName ? names.slice(1) : names;
}

export function hopNamed(schema: Schema, owners: readonly SObjectDescribe[], name: string): Hop | null {
    for (const owner of owners) {
        const reference = owner.fieldByRelationship(name);
        if (!reference) continue;
        const targets = reference.referenceTo
            .map((target) => schema.object(target))
            .filter((target) => target !== null);
        if (targets.length) return { reference, targets };
    }
    return null;
}

/** The parent record over one hop, with the object it really belongs to. */
export function parentOf(
    run: QueryRun,
    describe: SObjectDescribe,
    row: StoredRow,
    hop: Hop
): { describe: SObjectDescribe; row: StoredRow } | null {
    const reference = describe.field(hop.reference.name);
    const id = reference ? row.values[reference.index] : null;
    if (typeof id !== 'string') return null;
    const target = hop.targets.length === 1 ? hop.targets[0]! : run.schema.objectByKeyPrefix(id.slice(0, 3));
    const parent = target && run.store.table(target).get(id);
    return parent ? { describe: target, row: parent } : null;
}

/** Reads the value at the end of the path; null when a parent on the way is missing. */
export function readPath(run: QueryRun, base: SObjectDescribe, row: StoredRow, path: ResolvedPath): unknown {
    let describe = base;
    let current = row;
    for (const hop of path.hops) {
        const parent = parentOf(run, describe, current, hop);
        if (!parent) return null;
        describe = parent.describe;
        current = parent.row;
    }
    if (!path.field) return typeName(describe, current);
    const field = describe === path.owner ? path.field : describe.field(path.field.name);
    return field ? readField(run, describe, current, field) : null;
}

/** `Owner.Type` tells a queue from a group although both are rows of Group. */
function typeName(describe: SObjectDescribe, row: StoredRow): string {
    const type = describe.name === 'Group' ? describe.field('Type') : null;
    return type && row.values[type.index] === 'Queue' ? 'Queue' : describe.name;
}
