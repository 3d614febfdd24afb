import type { OrgData } from '../../data/orgData.ts';
import type { StoredRow } from '../../data/store/table.ts';
import type { FieldValues } from '../../data/systemRows.ts';
import { insertSystemRow, updateSystemRow } from '../../data/systemRows.ts';
import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';

/** Writes setup rows as deployments do: a row with the same key is brought up to date, otherwise one is added. */
export class SetupRows {
    private readonly data: OrgData;
    /** User that the rows name as their author; known only after the first users exist. */
    author: string | null = null;

    constructor(data: OrgData) {
        this.data = data;
    }

    /** The row whose fields have the values of `key`, text without case. @returns its id, or null */
    find(object: string, key: FieldValues): string | null {
        return this.matching(object, key)[0]?.id ?? null;
    }

    /** Ids of all rows whose fields have the values of `key`. */
    findAll(object: string, key: FieldValues): string[] {
        return this.matching(object, key).map((row) => row.id);
    }

    /** @returns the row's id */
    ensure(object: string, key: FieldValues, values: FieldValues = {}): string {
        const existing = this.find(object, key);
        if (existing === null) return this.insert(object, { ...key, ...values });
        if (Object.keys(values).length > 0) updateSystemRow(this.data, object, existing, values);
        return existing;
    }

    insert(object: string, values: FieldValues): string {
        const describe = this.describe(object);
        const audit = this.author !== null && describe.field('CreatedById') ? { CreatedById: this.author } : {};
        const changed =
            this.author !== null && describe.field('LastModifiedById') ? { LastModifiedById: this.author } : {};
        return insertSystemRow(this.data, object, { ...audit, ...changed, ...values });
    }

    /** Makes the rows of one parent exactly these; rows with the same `keyField` keep their id. */
    replaceChildren(
        object: string,
        parentField: string,
        parentId: string,
        keyField: string,
        rows: readonly FieldValues[]
    ): void {
        const table = this.data.store.table(this.describe(object));
        const key = this.field(object, keyField);
        const present = new Map(
            this.matching(object, { [parentField]: parentId }).map((row) => [
                String(row.values[key.index]).toLowerCase(),
                row
            ])
        );
        for (const row of rows) {
            const wanted = String(row[keyField]).toLowerCase();
            const existing = present.get(wanted);
            present.delete(wanted);
            if (existing) updateSystemRow(this.data, object, existing.id, row);
            else this.insert(object, { [parentField]: parentId, ...row });
        }
        for (const row of present.values()) this.data.store.put(table, row.id, null);
    }

    private matching(object: string, key: FieldValues): StoredRow[] {
        const table = this.data.store.table(this.describe(object));
        const wanted = Object.entries(key).map(([name, value]) => ({ field: this.field(object, name), value }));
        for (const { field, value } of wanted) {
            const rows = table.lookup(field, value);
            if (rows) return rows.filter((row) => isMatch(row, wanted));
        }
        return [...table.all()].filter((row) => isMatch(row, wanted));
    }

    private describe(object: string): SObjectDescribe {
        const describe = this.data.schema.object(object);
        if (!describe) throw new Error(`The schema has no object ${object}.`);
        return describe;
    }

    private field(object: string, name: string): FieldDescribe {
        const field = this.describe(object).field(name);
        if (!field) throw new Error(`${object} has no field ${name}.`);
        return field;
    }
}

function isMatch(row: StoredRow, wanted: readonly { field: FieldDescribe; value: unknown }[]): boolean {
    return (
        !row.isDeleted && wanted.every(({ field, value }) => comparable(row.values[field.index]) === comparable(value))
    );
}

function comparable(value: unknown): unknown {
    return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}
