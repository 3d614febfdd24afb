import type { SObjectDescribe } from '../project/index.ts';
import { apexException, throwApex } from '../runtime/exceptions.ts';

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

/** A failed row as DmlException and the finalizers of jobs tell it. */
export interface DmlFailure extends RowError {
    readonly index: number;
    readonly id: string | null;
    readonly describe: SObjectDescribe;
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export function rowError(statusCode: string, message: string, fields: readonly string[] = []): RowError {
    return { statusCode, message, fields };
}

/** `REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]` */
export function errorText(error: RowError): string {
    return `${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`;
}

/** Throws what an all-or-nothing DML call throws when a row has failed. */
export function throwDmlFailure(operation: DmlOperation, results: readonly RowResult[]): never {
    const failures: DmlFailure[] = results.flatMap((result, index) => result.errors.map((error) => ({ ...error, index, id: result.id, describe: result.describe })));
    const first = failures[0]!;
    const verb = operation[0]!.toUpperCase() + operation.slice(1);
    const row = `row ${first.index}${first.id ? ` with id ${first.id}` : ''}`;
    const exception = apexException('System.DmlException', `${verb} failed. First exception on ${row}; first error: ${errorText(first)}`);
    exception.detail = failures;
    throw exception;
}

/** A DML call that the platform refuses before it looks at the rows. */
export function refuseDml(message: string): never {
    return throwApex('System.TypeException', message);
}
