import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';

export const REFERENCE_RANK = 2;

/** How few rows one value of the field selects, 0 for the fewest; null for a field without an index. */
export function indexRank(owner: SObjectDescribe, field: FieldDescribe): number | null {
    if (field.type === 'id') return 0;
    if (field.unique || field.externalId) return 1;
    if (field.type === 'reference') return REFERENCE_RANK;
    if (field.nameField || isApiName(field)) return 3;
    return isSeldomWritten(owner) && field.type !== 'boolean' ? 4 : null;
}

/** Custom metadata changes by deployment alone: no write of a transaction has to keep its indexes. */
export function isSeldomWritten(owner: SObjectDescribe): boolean {
    return owner.kind === 'customMetadata';
}

/** Unique within a namespace, but no describe says so. */
function isApiName(field: FieldDescribe): boolean {
    return field.name === 'DeveloperName';
}
