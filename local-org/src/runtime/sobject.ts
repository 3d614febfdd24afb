import type { FieldDescribe, SObjectDescribe } from '../project/schemaModel.ts';
import { apexEquals, hashText } from './equality.ts';
import { throwApex } from './exceptions.ts';
import type { ApexList } from './list.ts';

/** What addError has put on a record. */
export interface RecordError {
    readonly message: string;
    /** API names; empty for the record as a whole */
    readonly fields: readonly string[];
}

export interface CloneOptions {
    readonly preserveId: boolean;
    readonly deep: boolean;
    readonly preserveTimestamps: boolean;
    readonly preserveAutonumber: boolean;
}

const TIMESTAMPS: ReadonlySet<string> = new Set([
    'createdbyid',
    'createddate',
    'lastmodifiedbyid',
    'lastmodifieddate',
    'systemmodstamp'
]);

/**
 * A record. Fields are slots by FieldDescribe.index; undefined = not set (and, on a queried row, not queried), null = set to null.
 * Values are in the plain form of the field's Apex type.
 */
export class SObject {
    readonly describe: SObjectDescribe;
    readonly values: unknown[];
    /** Parent records by the slot of the reference field. */
    parents: (SObject | null | undefined)[] | null = null;
    /** Child rows by lower-cased relationship name. */
    children: Map<string, ApexList> | null = null;
    /** true for rows of a query: reading what was not selected is an error. */
    queried = false;
    /** true for rows that may not be changed any more (after triggers, Trigger.old). */
    readOnly = false;
    errors: RecordError[] | null = null;
    /** Id of the record this one is a clone of. */
    cloneSourceId: string | null = null;
    isClone = false;
    /** Database.DMLOptions set by setOptions. */
    dmlOptions: unknown = null;

    constructor(describe: SObjectDescribe) {
        this.describe = describe;
        this.values = new Array<unknown>(describe.fields.length).fill(undefined);
    }

    /** Reads a field as Apex does. */
    get(slot: number): unknown {
        const value = this.values[slot];
        return value === undefined ? this.unset(slot) : value;
    }

    put(slot: number, value: unknown): void {
        if (this.readOnly) throwApex('System.FinalException', 'Record is read-only');
        this.values[slot] = value;
    }

    isSet(slot: number): boolean {
        return this.values[slot] !== undefined;
    }

    /** Field access of generated code: `slot` belongs to `describe`, the static type; the record may be of another one. */
    getField(describe: SObjectDescribe, slot: number): unknown {
        if (this.describe === describe) {
            const value = this.values[slot];
            return value === undefined ? this.unset(slot) : value;
        }
        return this.get(this.fieldNamed(describe.fields[slot]!.name).index);
    }

    /** @returns `value` */
    putField(describe: SObjectDescribe, slot: number, value: unknown): unknown {
        if (this.describe === describe && !this.readOnly) this.values[slot] = value;
        else this.put(this.fieldNamed(describe.fields[slot]!.name).index, value);
        return value;
    }

    /** A field of a record whose object is only known now. @throws System.SObjectException when it has no such field */
    getNamed(name: string): unknown {
        return this.get(this.fieldNamed(name).index);
    }

    /** @returns `value` */
    putNamed(name: string, value: unknown): unknown {
        this.put(this.fieldNamed(name).index, value);
        return value;
    }

    /** Parent record behind a reference field; null when there is none. @param slot of the static type `describe` */
    getParentField(describe: SObjectDescribe, slot: number): SObject | null {
        return this.getParent(this.describe === describe ? slot : this.fieldNamed(describe.fields[slot]!.name).index);
    }

    getParent(slot: number): SObject | null {
        const parent = this.parents?.[slot];
        if (parent !== undefined) return parent;
        if (this.queried) this.notQueried(this.describe.fields[slot]!.relationshipName!);
        return null;
    }

    putParent(slot: number, parent: SObject | null): void {
        if (this.readOnly) throwApex('System.FinalException', 'Record is read-only');
        this.parents ??= [];
        this.parents[slot] = parent;
    }

    /** @returns `parent` */
    putParentField(describe: SObjectDescribe, slot: number, parent: SObject | null): SObject | null {
        this.putParent(this.describe === describe ? slot : this.fieldNamed(describe.fields[slot]!.name).index, parent);
        return parent;
    }

    /** Child rows of a relationship, null when a constructed record has none. */
    getChildren(relationship: string): ApexList | null {
        const rows = this.children?.get(relationship.toLowerCase());
        if (rows) return rows;
        if (this.queried) this.notQueried(relationship);
        return null;
    }

    putChildren(relationship: string, rows: ApexList): void {
        this.children ??= new Map();
        this.children.set(relationship.toLowerCase(), rows);
    }

    addError(message: string, fields: readonly string[] = []): void {
        (this.errors ??= []).push({ message, fields });
    }

    hasErrors(): boolean {
        return this.errors !== null && this.errors.length > 0;
    }

    get id(): string | null {
        const slot = this.describe.fieldByName('id')?.index;
        return slot === undefined ? null : ((this.values[slot] as string | null | undefined) ?? null);
    }

    /** The field of that name. @throws System.SObjectException when the object has none */
    fieldNamed(name: string): FieldDescribe {
        return (
            this.describe.field(name) ??
            throwApex('System.SObjectException', `Invalid field ${name} for ${this.describe.name}`)
        );
    }

    clone(options: CloneOptions): SObject {
        const copy = new SObject(this.describe);
        for (const field of this.describe.fields) {
            const value = this.values[field.index];
            if (value !== undefined && isCloned(field, options)) copy.values[field.index] = value;
        }
        const inner = { ...options, preserveId: true };
        if (this.parents)
            copy.parents = this.parents.map((parent) => (parent && options.deep ? parent.clone(inner) : parent));
        if (this.children) copy.children = new Map(this.children);
        copy.queried = this.queried;
        copy.isClone = true;
        copy.cloneSourceId = this.id;
        return copy;
    }

    apexEquals(other: unknown): boolean {
        return (
            other instanceof SObject &&
            other.describe === this.describe &&
            this.values.every((value, slot) => apexEquals(value ?? null, other.values[slot] ?? null))
        );
    }

    apexHash(): string {
        return `${this.describe.name}(${this.values.map((value) => (value === undefined || value === null ? '' : hashText(value))).join('|')})`;
    }

    private unset(slot: number): unknown {
        const field = this.describe.fields[slot]!;
        if (field.name === 'Id') return null;
        if (this.queried) this.notQueried(field.name);
        return field.apexType === 'Boolean' ? false : null;
    }

    private notQueried(name: string): never {
        return throwApex(
            'System.SObjectException',
            `SObject row was retrieved via SOQL without querying the requested field: ${this.describe.name}.${name}`
        );
    }
}

function isCloned(field: FieldDescribe, options: CloneOptions): boolean {
    const name = field.name.toLowerCase();
    if (name === 'id') return options.preserveId;
    if (TIMESTAMPS.has(name)) return options.preserveTimestamps;
    return field.autoNumber ? options.preserveAutonumber : true;
}
