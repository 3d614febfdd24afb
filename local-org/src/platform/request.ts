import type { EnumValue } from '../runtime/enums.ts';
import { platformEnum } from '../runtime/enums.ts';
import { definePlatformType } from '../runtime/platform.ts';
import type { Quiddity, Transaction } from '../runtime/transaction.ts';
import { currentTransaction } from '../runtime/transaction.ts';

/** System.Request: the request that a transaction serves. */
class ApexRequest {
    static readonly apexName = 'System.Request';
    readonly transaction: Transaction;
    constructor(transaction: Transaction) {
        this.transaction = transaction;
    }
}

/** Kinds of transactions that System.Quiddity has no constant for are "undetermined" there. */
const UNDETERMINED: ReadonlySet<Quiddity> = new Set(['PLATFORM_EVENT', 'METADATA_CALLBACK']);

function quiddityOf({ transaction }: ApexRequest): EnumValue {
    return platformEnum('System.Quiddity', UNDETERMINED.has(transaction.quiddity) ? 'UD' : transaction.quiddity);
}

definePlatformType('System.Request', {
    statics: { 'getCurrent/0': () => new ApexRequest(currentTransaction()) },
    methods: { 'getQuiddity/0': quiddityOf, 'getRequestId/0': (request: ApexRequest) => request.transaction.requestId },
    isInstance: (value) => value instanceof ApexRequest
});
