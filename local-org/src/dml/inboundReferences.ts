import type { FieldDescribe, Schema, SObjectDescribe } from '../project/index.ts';

/** A reference field that may point to the object in question. */
export interface InboundReference {
    readonly child: SObjectDescribe;
    readonly field: FieldDescribe;
}

const bySchema = new WeakMap<Schema, Map<string, InboundReference[]>>();

export function referencesTo(schema: Schema, describe: SObjectDescribe): readonly InboundReference[] {
    let inbound = bySchema.get(schema);
    if (!inbound) bySchema.set(schema, (inbound = collect(schema)));
    return inbound.get(describe.name) ?? [];
}

function collect(schema: Schema): Map<string, InboundReference[]> {
    const inbound = new Map<string, InboundReference[]>();
    for (const child of schema.objects()) {
        // Events and big objects only name records; they do not refer to them.
        if (child.kind === 'platformEvent' || child.kind === 'bigObject') continue;
        for (const field of child.fields) {
            if (field.type !== 'reference') continue;
            for (const target of field.referenceTo) {
                const list = inbound.get(target);
                if (list) list.push({ child, field });
                else inbound.set(target, [{ child, field }]);
            }
        }
    }
    return inbound;
}
