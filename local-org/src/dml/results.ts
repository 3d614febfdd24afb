import { ApexList } from '../runtime/collections.ts';
import { platformEnum } from '../runtime/enums.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { platformOf, STRING } from '../semantics/types.ts';
import type { RowError, RowResult } from './rowResult.ts';

const ERROR = platformOf('Database.Error');

/** Database.Error */
export class ApexRowError {
    static readonly apexName = 'Database.Error';
    readonly error: RowError;
    constructor(error: RowError) {
        this.error = error;
    }
}

/** Database.SaveResult, UpsertResult, DeleteResult, UndeleteResult and EmptyRecycleBinResult: one class under five names. */
export class DmlResult {
    readonly typeName: string;
    readonly id: string | null;
    readonly created: boolean;
    readonly errors: readonly ApexRowError[];
    /** EventBus.getOperationId of a published event. */
    readonly operationId: string | null;

    constructor(
        typeName: string,
        result: Pick<RowResult, 'id' | 'created' | 'errors'>,
        operationId: string | null = null
    ) {
        this.typeName = typeName;
        this.id = result.id;
        this.created = result.created;
        this.errors = result.errors.map((error) => new ApexRowError(error));
        this.operationId = operationId;
    }

    get isSuccess(): boolean {
        return this.errors.every(({ error }) => error.statusCode === 'OPERATION_ENQUEUED');
    }

    errorList(): ApexList {
        return new ApexList(ERROR, [...this.errors]);
    }
}

const RESULT_TYPES = [
    'SaveResult',
    'UpsertResult',
    'DeleteResult',
    'UndeleteResult',
    'EmptyRecycleBinResult',
    'MergeResult'
];

for (const name of RESULT_TYPES) {
    const typeName = `Database.${name}`;
    definePlatformType(typeName, {
        methods: {
            'getId/0': (result: DmlResult) => result.id,
            'isSuccess/0': (result: DmlResult) => result.isSuccess,
            'isCreated/0': (result: DmlResult) => result.created,
            'getErrors/0': (result: DmlResult) => result.errorList()
        },
        properties: {
            Id: { get: (result: DmlResult) => result.id },
            Success: { get: (result: DmlResult) => result.isSuccess },
            Created: { get: (result: DmlResult) => result.created },
            Errors: { get: (result: DmlResult) => result.errorList() }
        },
        isInstance: (value) => value instanceof DmlResult && value.typeName === typeName
    });
}

definePlatformType('Database.Error', {
    methods: {
        'getMessage/0': ({ error }: ApexRowError) => error.message,
        'getStatusCode/0': ({ error }: ApexRowError) => platformEnum('System.StatusCode', error.statusCode),
        'getFields/0': ({ error }: ApexRowError) => new ApexList(STRING, [...error.fields])
    },
    properties: {
        Message: { get: ({ error }: ApexRowError) => error.message },
        StatusCode: { get: ({ error }: ApexRowError) => platformEnum('System.StatusCode', error.statusCode) },
        Fields: { get: ({ error }: ApexRowError) => new ApexList(STRING, [...error.fields]) }
    },
    isInstance: (value) => value instanceof ApexRowError
});
