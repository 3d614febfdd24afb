import type { FieldDescribe } from '../../project/index.ts';

/** How few rows one value of the field selects, 0 for the fewest; null for a field without an index. */
export function indexRank(field: FieldDescribe): number | null {
    if (field.type === 'id') return 0;
    if (field.unique || field.externalId) return 1;
    if (field.type === 'reference') return 2;
    return field.nameField || isApiName(field) ? 3 : null;
}

/** Unique within a namespace, but no describe says so. */
function isApiName(field: FieldDescribe): boolean {
    return field.name === 'DeveloperName';
}
