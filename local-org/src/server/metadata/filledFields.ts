import type { OrgData } from '../../data/orgData.ts';
import type { FieldDescribe, Schema } from '../../project/index.ts';
import type { Diagnostic } from '../../syntax/index.ts';

/** A custom field that has values: object, field, Apex type. */
export type FilledField = readonly [object: string, field: string, type: FieldDescribe['apexType']];

const NUMBERS: ReadonlySet<FieldDescribe['apexType']> = new Set(['Decimal', 'Double', 'Integer', 'Long']);

/** The custom fields of the org that hold data. */
export function filledFields(data: OrgData): FilledField[] {
    return data.schema.objects().flatMap((describe) => {
        const empty = new Set(describe.fields.filter(({ custom }) => custom));
        const filled: FilledField[] = [];
        if (empty.size === 0) return filled;
        for (const { values } of data.store.table(describe).all()) {
            for (const field of empty) {
                if ((values[field.index] ?? null) === null) continue;
                filled.push([describe.name, field.name, field.apexType]);
                empty.delete(field);
            }
            if (empty.size === 0) break;
        }
        return filled;
    });
}

/** Fields whose new type cannot hold what they have: the platform refuses to change them. @param pathOf file of a field */
export function lossyChanges(
    schema: Schema,
    filled: readonly FilledField[],
    pathOf: (object: string, field: string) => { path: string; line: number; column: number }
): Diagnostic[] {
    return filled.flatMap(([object, name, before]) => {
        const field = schema.object(object)?.field(name);
        if (!field || isKept(before, field.apexType)) return [];
        const message = `Cannot change the type of ${object}.${name} from ${before} to ${field.apexType} because of existing data`;
        return [{ ...pathOf(object, name), severity: 'error' as const, code: 'schema/type-with-data', message }];
    });
}

function isKept(before: FieldDescribe['apexType'], after: FieldDescribe['apexType']): boolean {
    return (
        before === after || (NUMBERS.has(before) && NUMBERS.has(after)) || (NUMBERS.has(before) && after === 'String')
    );
}
