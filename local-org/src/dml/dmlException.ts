import { ApexList } from '../runtime/collections.ts';
import { platformEnum } from '../runtime/enums.ts';
import type { ApexException } from '../runtime/exceptions.ts';
import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { sobjectFieldToken } from '../runtime/tokens.ts';
import { platformOf, STRING } from '../semantics/types.ts';
import type { DmlFailure } from './rowResult.ts';

function failures(exception: ApexException): readonly DmlFailure[] {
    return (exception.detail as readonly DmlFailure[] | null) ?? [];
}

function failure(exception: ApexException, index: number): DmlFailure {
    return failures(exception)[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
}

const dmlMembers = {
    'getNumDml/0': (exception: ApexException) => failures(exception).length,
    'getDmlId/1': (exception: ApexException, index: number) => failure(exception, index).id,
    'getDmlIndex/1': (exception: ApexException, index: number) => failure(exception, index).index,
    'getDmlMessage/1': (exception: ApexException, index: number) => failure(exception, index).message,
    'getDmlStatusCode/1': (exception: ApexException, index: number) => failure(exception, index).statusCode,
    'getDmlType/1': (exception: ApexException, index: number) => platformEnum('System.StatusCode', failure(exception, index).statusCode),
    'getDmlFieldNames/1': (exception: ApexException, index: number) => new ApexList(STRING, [...failure(exception, index).fields]),
    'getDmlFields/1': (exception: ApexException, index: number) => {
        const { describe, fields } = failure(exception, index);
        const found = fields.map((name) => describe.field(name)).filter((field) => field !== null);
        return new ApexList(
            platformOf('Schema.SObjectField'),
            found.map((field) => sobjectFieldToken(describe, field))
        );
    }
};

definePlatformType('System.DmlException', { methods: dmlMembers });
