import { randomUUID } from 'node:crypto';
import { copyState } from '../async/stateCopy.ts';
import { mayUseObject } from '../data/security/effectivePermissions.ts';
import type { FieldValues } from '../data/systemRows.ts';
import { checkValue, storedValue } from '../dml/fieldValues.ts';
import { DmlResult } from '../dml/results.ts';
import type { RowError } from '../dml/rowResult.ts';
import { rowError } from '../dml/rowResult.ts';
import { transactionData } from '../dml/transactionData.ts';
import type { SObjectDescribe } from '../project/index.ts';
import { limitExceeded, nullPointer, throwApex } from '../runtime/exceptions.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { Transaction } from '../runtime/transaction.ts';
import { EventBusKey } from './eventBus.ts';
import type { EventBus, Outgoing } from './eventBus.ts';
import { MAX_EVENT_BYTES } from './eventSettings.ts';

export interface PublishOptions {
    /** Object that implements the publish callbacks; a copy of it is called when the events have been stored, or could not be. */
    readonly callback?: object | null;
    /** Does the user need the Create permission on the event? */
    readonly userMode?: boolean;
    /** APIs and flows keep empty text; Apex publishes null instead (Platform Events Developer Guide, "Considerations"). */
    readonly keepEmptyText?: boolean;
}

/**
 * EventBus.publish: events that publish immediately leave at once and survive a rollback; those that publish after commit count as
 * DML and wait. Bad events do not throw; their results say what is wrong.
 * @returns a Database.SaveResult for each record @throws System.TypeException for a record that is no custom event,
 * System.SecurityException without the permission in user mode
 */
export function publish(
    transaction: Transaction,
    records: readonly SObject[],
    options: PublishOptions = {}
): DmlResult[] {
    const data = transactionData(transaction);
    const bus = transaction.services.get(EventBusKey);
    const callback = options.callback ? copyState(options.callback) : null;
    const immediate: Outgoing[] = [];
    const afterCommit: Outgoing[] = [];
    for (const record of records) checkEvent(transaction, record, options.userMode ?? false);
    countLimits(transaction, records);
    const results = records.map((record) => {
        const { describe } = record;
        const { values, errors } = eventValues(record, options.keepEmptyText ?? false);
        if (errors.length === 0 && !bus.quota.take(transaction.now(), transaction.isTest)) {
            errors.push(rowError('LIMIT_EXCEEDED', 'The limit of published platform events has been reached.'));
        }
        if (errors.length > 0) return new DmlResult('Database.SaveResult', { id: null, created: false, errors });
        const uuid = uuidOf(record);
        const event = { describe, uuid, values, publishedAt: transaction.now(), publisherId: transaction.user.id };
        (describe.publishBehavior === 'PublishAfterCommit' ? afterCommit : immediate).push({ event, callback });
        const enqueued = rowError('OPERATION_ENQUEUED', uuid);
        const id = data.org.store.ids.next(describe.keyPrefix ?? 'e00');
        return new DmlResult('Database.SaveResult', { id, created: true, errors: [enqueued] }, uuid);
    });
    const fromTestMethod = transaction.isTest && transaction.quiddity === 'RUNTEST_SYNC';
    bus.send(immediate, fromTestMethod);
    if (afterCommit.length > 0) data.onCommit(() => bus.send(afterCommit, fromTestMethod));
    return results;
}

/**
 * An event of the platform itself, which Apex cannot publish (BatchApexErrorEvent, streams of monitoring): leaves at once.
 * @param values by field name, in the plain form of the fields' types @param at milliseconds @param userId CreatedById
 * @throws Error for a field that the event does not have
 */
export function emitSystemEvent(
    bus: EventBus,
    describe: SObjectDescribe,
    values: FieldValues,
    at: number,
    userId: string
): void {
    const slots = new Array<unknown>(describe.fields.length).fill(null);
    for (const [name, value] of Object.entries(values)) {
        const field = describe.field(name);
        if (!field) throw new Error(`${describe.name} has no field ${name}.`);
        slots[field.index] = value;
    }
    const uuidField = describe.field('EventUuid');
    const uuid = (uuidField && (slots[uuidField.index] as string | null)) ?? randomUUID();
    bus.send([{ event: { describe, uuid, values: slots, publishedAt: at, publisherId: userId }, callback: null }]);
}

function checkEvent(transaction: Transaction, record: SObject | null, userMode: boolean): void {
    if (record === null) return nullPointer();
    const { describe } = record;
    if (describe.kind !== 'platformEvent' || !describe.custom) {
        throwApex('System.TypeException', `${describe.name} is not a custom platform event and cannot be published`);
    }
    if (!userMode) return;
    const permissions = transactionData(transaction).org.permissionsOf(transaction.user.id);
    if (!mayUseObject(permissions, describe, 'create'))
        throwApex('System.SecurityException', `Access to entity '${describe.name}' denied`);
}

function countLimits(transaction: Transaction, records: readonly SObject[]): void {
    const { limits, limitCaps } = transaction;
    if (records.some(({ describe }) => describe.publishBehavior === 'PublishAfterCommit'))
        transactionData(transaction).countStatement();
    if (!records.some(({ describe }) => describe.publishBehavior !== 'PublishAfterCommit')) return;
    if (++limits.publishImmediateDml > limitCaps.publishImmediateDml) {
        limitExceeded(`Too many publish immediate DML statements: ${limitCaps.publishImmediateDml + 1}`);
    }
}

function eventValues(record: SObject, keepEmptyText: boolean): { values: unknown[]; errors: RowError[] } {
    const { describe } = record;
    const values = new Array<unknown>(describe.fields.length).fill(null);
    const errors: RowError[] = [];
    const missing: string[] = [];
    for (const field of describe.fields) {
        const given = record.values[field.index];
        const isOn =
            given === undefined && field.type === 'boolean' && field.defaultValueFormula?.toLowerCase() === 'true';
        const checked = checkValue(field, isOn ? true : storedValue(field, given ?? null), false);
        values[field.index] = keepEmptyText && given === '' ? '' : checked.value;
        if (checked.error) errors.push(checked.error);
        if (field.custom && !field.nillable && field.type !== 'boolean' && checked.value === null)
            missing.push(field.name);
    }
    if (missing.length > 0)
        errors.push(
            rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
        );
    const bytes = values.reduce<number>(
        (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 8),
        0
    );
    if (bytes > MAX_EVENT_BYTES) errors.push(rowError('LIMIT_EXCEEDED', 'The event message is larger than 1 MB.'));
    return { values, errors };
}

/** `X__e.SObjectType.newSObject(null, true)` has given the event its id already. */
function uuidOf(record: SObject): string {
    const field = record.describe.field('EventUuid');
    return (field && (record.values[field.index] as string | null | undefined)) ?? randomUUID();
}
