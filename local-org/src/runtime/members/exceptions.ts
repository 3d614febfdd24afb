import type { FieldDescribe, SObjectDescribe } from '../../project/schemaModel.ts';
import { STRING, platformOf } from '../../semantics/types.ts';
import { ApexList } from '../collections.ts';
import { platformEnum } from '../enums.ts';
import { ApexException, nullPointer, throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { sobjectFieldToken } from '../tokens.ts';

/** One failed row of a System.DmlException, in `ApexException.detail`. */
export interface DmlErrorRow {
    /** Position in the list that was given to the operation */
    readonly index: number;
    /** Id of the row, null when it was to be inserted */
    readonly id: string | null;
    /** e.g. `REQUIRED_FIELD_MISSING` */
    readonly statusCode: string;
    readonly message: string;
    readonly describe: SObjectDescribe;
    readonly fields: readonly FieldDescribe[];
}

/** Rows of an exception that DML has thrown. @throws System.TypeException for other exceptions, as getDmlX does */
function rowsOf(exception: ApexException): readonly DmlErrorRow[] {
    const rows = exception.detail;
    return Array.isArray(rows)
        ? (rows as DmlErrorRow[])
        : throwApex('System.TypeException', 'DML methods are not supported for this exception');
}

function rowAt(exception: ApexException, index: number | null): DmlErrorRow {
    const at = index ?? nullPointer();
    return rowsOf(exception)[at] ?? throwApex('System.ListException', `List index out of bounds: ${at}`);
}

definePlatformType('System.Exception', {
    isInstance: (value) => value instanceof ApexException,
    methods: {
        'getCause()': (exception: ApexException) => exception.apexCause,
        'getLineNumber()': (exception: ApexException) => exception.apexStack()[0]?.line ?? 1,
        'getMessage()': (exception: ApexException) => exception.apexMessage,
        'getStackTraceString()': (exception: ApexException) => stackTraceString(exception),
        'getTypeName()': (exception: ApexException) => exception.typeName,
        'initCause/1': (exception: ApexException, cause: ApexException | null) => {
            exception.apexCause = cause;
        },
        'setMessage/1': (exception: ApexException, message: string | null) => exception.setApexMessage(message),
        'getDmlFieldNames/1': (exception: ApexException, index: number | null) =>
            new ApexList(
                STRING,
                rowAt(exception, index).fields.map((field) => field.name)
            ),
        'getDmlFields/1': (exception: ApexException, index: number | null) => {
            const row = rowAt(exception, index);
            return new ApexList(
                platformOf('Schema.SObjectField'),
                row.fields.map((field) => sobjectFieldToken(row.describe, field))
            );
        },
        'getDmlId/1': (exception: ApexException, index: number | null) => rowAt(exception, index).id,
        'getDmlIndex/1': (exception: ApexException, index: number | null) => rowAt(exception, index).index,
        'getDmlMessage/1': (exception: ApexException, index: number | null) => rowAt(exception, index).message,
        'getDmlStatusCode/1': (exception: ApexException, index: number | null) => rowAt(exception, index).statusCode,
        'getDmlType/1': (exception: ApexException, index: number | null) =>
            platformEnum('System.StatusCode', rowAt(exception, index).statusCode),
        'getNumDml()': (exception: ApexException) => rowsOf(exception).length
    }
});

/** `Class.Outer.Inner.method: line 12, column 1`, innermost first. */
function stackTraceString(exception: ApexException): string {
    return exception
        .apexStack()
        .map((frame) => `${frame.place}: line ${frame.line}, column 1`)
        .join('\n');
}
