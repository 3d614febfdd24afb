import type { SObjectDescribe } from '../project/index.ts';
import { apexException, throwApex } from '../runtime/exceptions.ts';
import type { DmlErrorRow } from '../runtime/members/exceptions.ts';

/** Why one record could not be saved. */
export interface RowError {
    /** Constant of System.StatusCode. */
    readonly statusCode: string;
    readonly message: string;
    /** API names of the fields that are to blame. */
    readonly fields: readonly string[];
}

/** Outcome for one record of a DML call, in the order of the records. */
export interface RowResult {
    readonly describe: SObjectDescribe;
    id: string | null;
    /** Upsert: has the record been inserted? */
    created: boolean;
    errors: RowError[];
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export function rowError(statusCode: string, message: string, fields: readonly string[] = []): RowError {
    return { statusCode, message, fields };
}

/** `REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]` */
function errorText(error: RowError): string {
    return `${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`;
}

/** Throws what an all-or-nothing DML call throws when a row has failed. */
export function throwDmlFailure(operation: DmlOperation, results: readonly RowResult[]): never {
    const index = results.findIndex((result) => result.errors.length > 0);
    const { id, errors } = results[index]!;
    const verb = operation[0]!.toUpperCase() + operation.slice(1);
    const row = `row ${index}${id ? ` with id ${id}` : ''}`;
    return throwWithRows(`${verb} failed. First exception on ${row}; first error: ${errorText(errors[0]!)}`, results);
}

/** A System.DmlException that answers getNumDml, getDmlMessage and so on from the failed rows. */
export function throwWithRows(message: string, results: readonly RowResult[]): never {
    const exception = apexException('System.DmlException', message);
    exception.detail = results.flatMap(({ describe, id, errors }, index): DmlErrorRow[] =>
        errors.map((error) => ({
            index,
            id,
            describe,
            statusCode: error.statusCode,
            message: error.message,
            fields: error.fields.map((name) => describe.field(name)).filter((field) => field !== null)
        }))
    );
    throw exception;
}

/** A DML call that the platform refuses before it looks at the rows. */
export function refuseDml(message: string): never {
    return throwApex('System.TypeException', message);
}
