import type { DatabaseErrorFactory } from '../runtime/services.ts';
import { ApexRowError } from './results.ts';
import { rowError } from './rowResult.ts';

/** What `record.getErrors()` shows of addError. */
export const databaseErrors: DatabaseErrorFactory = {
    errorOf: ({ message, fields }) => new ApexRowError(rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields))
};
