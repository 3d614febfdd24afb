import { DmlResult } from '../dml/results.ts';
import { AccessLevel, isUserMode } from '../dml/accessLevel.ts';
import { recordsOf, transactionData } from '../dml/transactionData.ts';
import { ApexList } from '../runtime/collections.ts';
import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { platformOf } from '../semantics/types.ts';
import { EventBusKey } from './eventBus.ts';
import { publish } from './publish.ts';

function publishCall(target: unknown, second: unknown = null): unknown {
    const level = second instanceof AccessLevel ? second : null;
    const callback = level ? null : (second as object | null);
    const results = publish(currentTransaction(), recordsOf(target), { callback, userMode: isUserMode(level) });
    return target instanceof ApexList ? new ApexList(platformOf('Database.SaveResult'), results) : results[0]!;
}

definePlatformType('System.EventBus', {
    statics: {
        'publish/1': publishCall,
        'publish/2': publishCall,
        'publishWithAccessLevel/2': publishCall,
        'getOperationId/1': (result: DmlResult) => result.operationId
    }
});

/** `Test.getEventBus()`: the bus as a test handles it. */
export class TestBroker {
    static readonly apexName = 'EventBus.TestBroker';
}

export const testBroker = new TestBroker();

function inTest(): void {
    if (!currentTransaction().isTest) throwApex('System.TypeException', 'The test event bus can only be used in tests');
}

definePlatformType('EventBus.TestBroker', {
    methods: {
        'deliver/0': () => {
            inTest();
            const transaction = currentTransaction();
            // Subscribers run in transactions of their own and see what the test has done so far.
            transactionData(transaction).commit();
            transaction.services.get(EventBusKey).deliver();
        },
        'fail/0': () => {
            inTest();
            const transaction = currentTransaction();
            transactionData(transaction).commit();
            transaction.services.get(EventBusKey).failPending();
        }
    },
    isInstance: (value) => value instanceof TestBroker
});
