import type { EffectivePermissions } from '../../data/index.ts';
import { mayUseField } from '../../data/index.ts';
import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import { BadUpload } from './ingestCsv.ts';

/** What a column of the upload fills. */
export interface IngestColumn {
    readonly header: string;
    readonly field: FieldDescribe;
    /** The reference that is filled by a field of its parent: `Partner__r.Key__c`. */
    readonly reference: { readonly field: FieldDescribe; readonly target: SObjectDescribe } | null;
}

/** The fields behind a header, as far as the user sees them. @throws BadUpload for a name that is no field */
export function ingestColumns(
    schema: Schema,
    object: SObjectDescribe,
    permissions: EffectivePermissions,
    headers: readonly string[]
): IngestColumn[] {
    const visible = (describe: SObjectDescribe, name: string): FieldDescribe | null => {
        const field = describe.field(name);
        return field && mayUseField(permissions, describe, field, 'read') ? field : null;
    };
    return headers.map((header) => {
        const [first = '', second, ...more] = header.split('.');
        if (second === undefined) return { header, field: visible(object, first) ?? unknown(header), reference: null };
        const [type, relationship] = first.includes(':') ? first.split(':') : [null, first];
        const field = object.fieldByRelationship(relationship!);
        const target = field && schema.object(type ?? (field.referenceTo.length === 1 ? field.referenceTo[0]! : ''));
        const key = target && more.length === 0 ? visible(target, second) : null;
        if (!field || !target || !key) return unknown(header);
        return { header, field: key, reference: { field, target } };
    });
}

function unknown(header: string): never {
    throw new BadUpload(`InvalidBatch : Field name not found : ${header}`);
}
