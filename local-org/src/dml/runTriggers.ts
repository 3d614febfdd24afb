import { caught } from '../runtime/caught.ts';
import type { ApexList } from '../runtime/collections.ts';
import { limitExceeded } from '../runtime/exceptions.ts';
import type { ApexException } from '../runtime/exceptions.ts';
import { Triggers } from '../runtime/services.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { Transaction } from '../runtime/transaction.ts';
import type { RowError } from './rowResult.ts';
import { rowError } from './rowResult.ts';
import type { TransactionData } from './transactionData.ts';
import type { TriggerContext } from './triggerContext.ts';

const MAX_TRIGGER_DEPTH = 16;

export function hasTriggers(transaction: Transaction, object: string, event: string): boolean {
    return transaction.services.get(Triggers).triggersOf(object, event).length > 0;
}

/**
 * Runs the triggers of an object for one event. An exception that leaves a trigger fails every record of the chunk.
 * @returns that failure, or null
 */
export function runTriggers(transaction: Transaction, data: TransactionData, context: TriggerContext): RowError | null {
    const runner = transaction.services.get(Triggers);
    const names = runner.triggersOf(context.describe.name, `${context.timing} ${context.operation}`);
    if (names.length === 0) return null;
    if (data.triggerDepth >= MAX_TRIGGER_DEPTH) limitExceeded('Maximum trigger depth exceeded');
    const outer = data.triggerContext;
    const { withSharing } = transaction;
    const held = context.timing === 'before' ? idsOf(context.oldList) : [];
    data.triggerContext = context;
    data.triggerDepth++;
    // Triggers run in system context, whatever class has asked for the DML.
    transaction.withSharing = false;
    try {
        for (const name of names) {
            for (const id of held) data.heldByTrigger.set(id, name);
            try {
                runner.runTrigger(name);
            } catch (error) {
                return triggerFailure(name, context, caught(error));
            }
        }
        return null;
    } finally {
        for (const id of held) data.heldByTrigger.delete(id);
        transaction.withSharing = withSharing;
        data.triggerDepth--;
        data.triggerContext = outer;
    }
}

function idsOf(records: ApexList | null): string[] {
    return [...(records ?? [])].map((record) => (record as SObject).id!);
}

/** `MyTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: …\n\nTrigger.MyTrigger: line 3, column 1` */
function triggerFailure(name: string, context: TriggerContext, exception: ApexException): RowError {
    const timing = context.timing === 'before' ? 'Before' : 'After';
    const operation = context.operation[0]!.toUpperCase() + context.operation.slice(1);
    const stack = exception.apexStack().map((frame) => `${frame.place}: line ${frame.line}, column 1`);
    const cause = `${exception.typeName}: ${exception.apexMessage ?? 'Script-thrown exception'}`;
    return rowError(
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `${name}: execution of ${timing}${operation}\n\ncaused by: ${cause}\n\n${stack.join('\n')}`
    );
}
