import type { FieldDescribe, SObjectDescribe } from '../project/schemaModel.ts';
import type { Compilation } from './compilation.ts';
import type { ApexType } from './types.ts';
import * as types from './types.ts';

const byName: Readonly<Record<FieldDescribe['apexType'], ApexType>> = {
    Id: types.ID,
    String: types.STRING,
    Boolean: types.BOOLEAN,
    Integer: types.INTEGER,
    Long: types.LONG,
    Double: types.DOUBLE,
    Decimal: types.DECIMAL,
    Date: types.DATE,
    Datetime: types.DATETIME,
    Time: types.TIME,
    Blob: types.BLOB,
    Address: types.platformOf('System.Address'),
    Location: types.platformOf('System.Location'),
    Object: types.OBJECT
};

const namedDefinitions: ReadonlySet<string> = new Set(['EntityDefinition', 'FieldDefinition']);

/** A custom metadata relationship to an object or a field holds its name, not an id. */
export function fieldType(field: FieldDescribe): ApexType {
    if (field.metadataRelationship && field.referenceTo.some((target) => namedDefinitions.has(target)))
        return types.STRING;
    return byName[field.apexType];
}

/** A member of a record: a field, the parent record behind a reference, or a list of children. */
export interface RecordMember {
    readonly access: 'field' | 'parent' | 'children';
    /** in the schema's spelling */
    readonly name: string;
    readonly type: ApexType;
    readonly field: FieldDescribe | null;
}

export function recordMember(compilation: Compilation, object: SObjectDescribe, name: string): RecordMember | null {
    const field = object.field(name);
    if (field) return { access: 'field', name: field.name, type: fieldType(field), field };
    const reference = object.fieldByRelationship(name);
    if (reference) {
        return {
            access: 'parent',
            name: reference.relationshipName!,
            type: types.sobjectOf(parentObject(compilation, reference)),
            field: reference
        };
    }
    const children = object.childRelationship(name);
    if (!children) return null;
    return {
        access: 'children',
        name: children.relationshipName,
        type: types.listOf(
            types.sobjectOf(compilation.schema.object(children.childObject)?.name ?? children.childObject)
        ),
        field: null
    };
}

/** A reference to several objects is read through the object `Name`, which has what all of them have. */
export function parentObject(compilation: Compilation, reference: FieldDescribe): string {
    if (reference.referenceTo.length !== 1) return 'Name';
    const target = reference.referenceTo[0]!;
    return compilation.schema.object(target)?.name ?? target;
}

/** Apex refuses to store into a field that neither insert nor update may set. */
export function isWriteable(object: SObjectDescribe, field: FieldDescribe): boolean {
    if (object.kind === 'customMetadata' || !(object.curated || object.custom)) return true;
    return field.createable || field.updateable || field.type === 'id';
}
