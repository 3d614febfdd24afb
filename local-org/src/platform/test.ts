import { systemRowBy, updateSystemRow } from '../data/systemRows.ts';
import { testBroker } from '../events/index.ts';
import type { ApexDatetime } from '../runtime/dates.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import type { ApexTypeValue } from '../runtime/typeValue.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { displayName } from '../semantics/types.ts';
import { currentOrg } from './settings.ts';
import { createStub } from './stubs.ts';
import { currentTest } from './testRun.ts';

function setMock(type: ApexTypeValue | null, mock: object | null): void {
    const name = displayName((type ?? nullPointer()).type);
    if (name !== 'HttpCalloutMock') unsupported(`System.Test.setMock with ${name}`);
    currentTest('System.Test.setMock').mocks.set(name, mock ?? nullPointer());
}

/** The record keeps everything but its CreatedDate. */
function setCreatedDate(id: string | null, date: ApexDatetime | null): void {
    const org = currentOrg();
    const describe = org.schema.objectByKeyPrefix((id ?? nullPointer()).slice(0, 3));
    if (!describe || !org.store.table(describe).get(id!))
        return throwApex('System.DmlException', `Record not found: ${id}`);
    updateSystemRow(org, describe.name, id!, { CreatedDate: date ?? nullPointer() });
}

/** Permissions of groups are worked out when they are asked for, so that only the status of the group is left to change. */
function calculateGroup(name: string | null): void {
    const group = systemRowBy(currentOrg(), 'PermissionSetGroup', 'DeveloperName', name ?? nullPointer());
    if (!group) return throwApex('System.InvalidParameterValueException', `There is no permission set group ${name}.`);
    updateSystemRow(currentOrg(), 'PermissionSetGroup', group['Id'] as string, { Status: 'Updated' });
}

definePlatformType('System.Test', {
    statics: {
        'isRunningTest/0': () => currentTransaction().isTest,
        'startTest/0': () => currentTest('System.Test.startTest').start(),
        'stopTest/0': () => currentTest('System.Test.stopTest').stop(),
        'setMock/2': setMock,
        'getEventBus/0': () => testBroker,
        'setCreatedDate/2': setCreatedDate,
        'createStub/2': createStub,
        'calculatePermissionSetGroup(String)': calculateGroup,
        'calculatePermissionSetGroup(List<String>)': (names: Iterable<string | null> | null) => {
            for (const name of names ?? nullPointer()) calculateGroup(name);
        }
    }
});
