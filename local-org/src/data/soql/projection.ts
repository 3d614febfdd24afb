import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { ApexList } from '../../runtime/collections.ts';
import { SObject } from '../../runtime/sobject.ts';
import { sobjectOf } from '../../semantics/types.ts';
import type { StoredRow } from '../store/table.ts';
import { parentOf } from './fieldPaths.ts';
import type { Hop, ResolvedPath } from './fieldPaths.ts';
import { readField } from './queryRun.ts';
import type { QueryRun } from './queryRun.ts';

/** Child rows of one record for a sub-query of the SELECT list. */
export interface ChildSelection {
    readonly relationshipName: string;
    readonly child: SObjectDescribe;
    rowsOf(run: QueryRun, parentId: string): SObject[];
}

interface ParentSelection {
    readonly hop: Hop;
    readonly projection: Projection;
}

/** Which fields of a record a query gives, and of its parents and children. */
export class Projection {
    private readonly describe: SObjectDescribe;
    private readonly fields = new Map<
        string,
        { field: FieldDescribe; transform: ((value: unknown) => unknown) | null }
    >();
    private readonly parents = new Map<string, ParentSelection>();
    private readonly children: ChildSelection[] = [];
    /** TYPEOF: fields by the lower-cased name of the object that the parent turns out to be. */
    private readonly branches: { hop: Hop; byType: ReadonlyMap<string, Projection>; otherwise: Projection | null }[] =
        [];

    constructor(describe: SObjectDescribe) {
        this.describe = describe;
        const id = describe.fieldByName('id');
        if (id) this.addField(id, null);
    }

    addField(field: FieldDescribe, transform: ((value: unknown) => unknown) | null): void {
        const name = field.name.toLowerCase();
        if (transform || !this.fields.has(name)) this.fields.set(name, { field, transform });
    }

    /** Adds the field at the end of a path, with the records on the way. */
    addPath(path: ResolvedPath, transform: ((value: unknown) => unknown) | null = null): void {
        let projection: Projection = this;
        for (const hop of path.hops) projection = projection.parent(hop);
        if (path.field) projection.addField(path.field, transform);
    }

    addChildren(children: ChildSelection): void {
        this.children.push(children);
    }

    addBranches(hop: Hop, byType: ReadonlyMap<string, Projection>, otherwise: Projection | null): void {
        this.addField(hop.reference, null);
        this.branches.push({ hop, byType, otherwise });
    }

    /** The record that the query gives for a row; `describe` may be another object of a polymorphic reference. */
    project(run: QueryRun, describe: SObjectDescribe, row: StoredRow): SObject {
        const record = new SObject(describe);
        for (const { field, transform } of this.fields.values()) {
            const own = describe === this.describe ? field : describe.field(field.name);
            if (!own) continue;
            const value = readField(run, describe, row, own);
            record.values[own.index] = transform ? transform(value) : value;
        }
        for (const { hop, projection } of this.parents.values())
            this.projectParent(run, describe, row, record, hop, () => projection);
        for (const { hop, byType, otherwise } of this.branches) {
            this.projectParent(run, describe, row, record, hop, (type) => byType.get(type.toLowerCase()) ?? otherwise);
        }
        for (const selection of this.children) {
            record.putChildren(
                selection.relationshipName,
                new ApexList(sobjectOf(selection.child.name), selection.rowsOf(run, row.id))
            );
        }
        record.queried = true;
        return record;
    }

    private projectParent(
        run: QueryRun,
        describe: SObjectDescribe,
        row: StoredRow,
        record: SObject,
        hop: Hop,
        projectionFor: (type: string) => Projection | null
    ): void {
        const reference = describe.field(hop.reference.name);
        if (!reference) return;
        const parent = parentOf(run, describe, row, hop);
        const projection = parent && projectionFor(parent.describe.name);
        record.putParent(
            reference.index,
            parent && projection ? projection.project(run, parent.describe, parent.row) : null
        );
    }

    private parent(hop: Hop): Projection {
        this.addField(hop.reference, null);
        const name = hop.reference.name.toLowerCase();
        const existing = this.parents.get(name);
        if (existing) return existing.projection;
        const projection = new Projection(hop.targets[0]!);
        this.parents.set(name, { hop, projection });
        return projection;
    }
}
