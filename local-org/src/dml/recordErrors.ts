import type { SObject } from '../runtime/sobject.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';

/** Takes what addError has put on a record of the trigger context. */
export function takeErrors(record: SObject): RowError[] {
    const errors = (record.errors ?? []).map(({ message, fields }) =>
        rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields)
    );
    record.errors = null;
    return errors;
}
