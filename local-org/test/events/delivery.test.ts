import { beforeEach, expect, it } from 'vitest';
import { transactionData } from '../../src/dml/index.ts';
import { emitSystemEvent, publish } from '../../src/events/index.ts';
import { throwApex } from '../../src/runtime/exceptions.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import { currentTransaction } from '../../src/runtime/transaction.ts';
import { UnsupportedFeature, unsupported } from '../../src/runtime/unsupported.ts';
import { ADMIN_USERNAME } from '../data/setupRows.ts';
import { dmlDefaults, valueOf } from '../data/testOrg.ts';
import { AUTOMATED_PROCESS, BusTest, texts, triggerContext } from './busTest.ts';

let bus: BusTest;
beforeEach(() => {
    bus = new BusTest();
});

const insertShelf = (): void =>
    transactionData(currentTransaction()).dml('insert', bus.test.record('Shelf__c'), dmlDefaults);
const divideByZero = (): never => throwApex('System.MathException', 'Divide by 0');
const notYet = (): never => throwApex('EventBus.RetryableException', 'Not yet');

it('given more events than a batch holds, when they are delivered, then batches follow in order, each in a transaction of its own', () => {
    const batches: unknown[][] = [];
    bus.trigger((records) => batches.push(texts(records)), 2);
    bus.publish(['a', 'b', 'c']);
    bus.settle();
    expect(batches).toEqual([['a', 'b'], ['c']]);
    expect(bus.runs).toEqual([`${AUTOMATED_PROCESS} PLATFORM_EVENT`, `${AUTOMATED_PROCESS} PLATFORM_EVENT`]);
});

it('given events, when a trigger reads them, then they have replay id, uuid and no milliseconds, and there is no map of them', () => {
    let record: SObject | undefined;
    let newMap: unknown;
    bus.trigger((records) => {
        record = records[0];
        newMap = transactionData(currentTransaction()).triggerContext!.newMap;
    });
    bus.test.clock += 123;
    const [result] = bus.publish(['a']);
    bus.settle();
    expect([valueOf(record!, 'ReplayId'), valueOf(record!, 'EventUuid')]).toEqual(['1', result!.operationId]);
    expect((valueOf(record!, 'CreatedDate') as { ms: number }).ms % 1000).toBe(0);
    expect(valueOf(record!, 'CreatedById')).toBe(bus.user(ADMIN_USERNAME).id);
    expect(newMap).toBeNull();
});

it('given two subscribers, when one fails, then the other gets its events all the same', () => {
    const seen: unknown[] = [];
    bus.bus.subscribe({ name: 'Bad', kind: 'Flow', object: 'Ping__e', batchSize: 1, user: null, run: divideByZero });
    bus.trigger((records) => seen.push(...texts(records)));
    bus.publish(['a']);
    bus.settle();
    expect(seen).toEqual(['a']);
    expect(bus.failures).toEqual(['Flow Bad: System.MathException: Divide by 0']);
});

it('given an uncaught exception, when it leaves the trigger, then DML before it stays, the batch is lost, and it is reported', () => {
    const seen: unknown[] = [];
    bus.trigger((records) => {
        seen.push(...texts(records));
        insertShelf();
        divideByZero();
    }, 2);
    bus.publish(['a', 'b', 'c']);
    bus.settle();
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(bus.test.count('SELECT COUNT() FROM Shelf__c')).toBe(2);
    expect(bus.subscriber()).toMatchObject({ status: 'Running', position: 3, retries: 0, lastError: null });
    expect(bus.failures).toHaveLength(2);
});

it('given a checkpoint before an uncaught exception, when delivery goes on, then the events behind it come again', () => {
    const seen: unknown[][] = [];
    bus.trigger((records) => {
        seen.push(texts(records));
        if (seen.length > 1) return;
        triggerContext.setCheckpoint(valueOf(records[0]!, 'ReplayId'));
        divideByZero();
    });
    bus.publish(['a', 'b', 'c']);
    bus.settle();
    expect(seen).toEqual([
        ['a', 'b', 'c'],
        ['b', 'c']
    ]);
});

it('given a trigger that stops early after a checkpoint, when delivery goes on, then the rest comes as a new batch', () => {
    const seen: unknown[][] = [];
    bus.trigger((records) => {
        seen.push(texts(records));
        triggerContext.setCheckpoint(valueOf(records[0]!, 'ReplayId'));
    });
    bus.publish(['a', 'b', 'c']);
    bus.settle();
    expect(seen).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
});

it('given a checkpoint that is not in the batch, when it is set, then it is an InvalidReplayIdException', () => {
    bus.trigger(() => triggerContext.setCheckpoint('99'));
    bus.publish(['a']);
    bus.settle();
    expect(bus.failures[0]).toContain('EventBus.InvalidReplayIdException');
});

it('given a RetryableException after a checkpoint, when the trigger runs again, then it gets the whole batch and knows why', () => {
    const seen: unknown[] = [];
    bus.trigger((records) => {
        seen.push([texts(records), triggerContext.property('retries'), triggerContext.property('lastError')]);
        if (seen.length > 2) return;
        insertShelf();
        triggerContext.setCheckpoint(valueOf(records[0]!, 'ReplayId'));
        notYet();
    });
    bus.publish(['a', 'b']);
    bus.settle();
    expect(seen).toEqual([
        [['a', 'b'], 0, null],
        [['a', 'b'], 1, 'Not yet'],
        [['a', 'b'], 2, 'Not yet']
    ]);
    expect(bus.test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
    expect(bus.subscriber()).toMatchObject({ position: 2, retries: 0 });
});

it('given RetryableException every time, when ten runs have failed, then the subscription stops until someone resumes it', () => {
    let runs = 0;
    bus.trigger(() => {
        runs++;
        notYet();
    });
    bus.publish(['a']);
    bus.settle();
    expect(runs).toBe(10);
    expect(bus.subscriber()).toMatchObject({ status: 'Error', position: 0, retries: 9, lastError: 'Not yet' });
    bus.publish(['b']);
    bus.settle();
    expect(runs).toBe(10);

    bus.trigger((records) => void (runs += records.length));
    bus.bus.resume('Listener');
    bus.settle();
    expect([runs, bus.subscriber().status]).toEqual([12, 'Running']);
});

it('given something that the local org does not support, when a trigger meets it, then the work queue learns of it by name', () => {
    bus.trigger(() => unsupported('System.Foo.bar'));
    bus.publish(['a']);
    expect(() => bus.settle()).toThrow(UnsupportedFeature);
    expect(bus.subscriber().position).toBe(1);
});

it('given an event of the platform, when it is emitted, then subscribers get it with its fields; an unknown field is refused', () => {
    const seen: unknown[] = [];
    const describe = bus.test.org.schema.object('BatchApexErrorEvent')!;
    bus.trigger((records) => seen.push(valueOf(records[0]!, 'ExceptionType')), null, 'BatchApexErrorEvent');
    const emit = (values: Record<string, unknown>) =>
        emitSystemEvent(bus.bus, describe, values, bus.test.clock, bus.user(AUTOMATED_PROCESS).id);
    emit({ ExceptionType: 'System.MathException' });
    bus.settle();
    expect(seen).toEqual(['System.MathException']);
    expect(() => emit({ Nonsense: 1 })).toThrow('BatchApexErrorEvent has no field Nonsense.');
});

it('given a client that fails, when an event comes, then other clients and triggers get it', () => {
    const seen: unknown[] = [];
    bus.bus.listen('Ping__e', -1, () => {
        throw new Error('connection lost');
    });
    const heard = bus.heard();
    bus.trigger((records) => seen.push(...texts(records)));
    bus.publish(['a']);
    bus.settle();
    expect([heard, seen, bus.failures]).toEqual([['a'], ['a'], ['connection lost']]);
});

it('given a bus for tests, when a trigger publishes, then its event waits for the next delivery', () => {
    const seen: unknown[] = [];
    bus = new BusTest({ isTest: true });
    bus.trigger((records) => {
        seen.push(...texts(records));
        if (seen.length === 1) publish(currentTransaction(), [bus.test.record('Ping__e', { Text__c: 'nested' })]);
    });
    bus.publish(['a']);
    bus.bus.deliver();
    expect(seen).toEqual(['a']);
    expect(bus.subscriber()).toMatchObject({ position: 1, tip: 1 });
    bus.bus.deliver();
    expect(seen).toEqual(['a', 'nested']);
});

it('given a bus for tests, when a trigger asks for a retry, then the next delivery is the retry', () => {
    const retries: unknown[] = [];
    bus = new BusTest({ isTest: true });
    bus.trigger(() => {
        retries.push(triggerContext.property('retries'));
        if (retries.length < 3) notYet();
    });
    bus.publish(['a']);
    bus.bus.deliver();
    expect([retries, bus.subscriber()]).toEqual([
        [0],
        expect.objectContaining({ position: 0, retries: 1, lastError: 'Not yet' })
    ]);
    bus.bus.deliver();
    bus.bus.deliver();
    bus.bus.deliver();
    expect(retries).toEqual([0, 1, 2]);
});

it('given a bus for tests, when a test method publishes, then the work queue delivers; what a job publishes waits to be asked for', () => {
    const seen: unknown[] = [];
    bus = new BusTest({ isTest: true });
    bus.trigger((records) => seen.push(...texts(records)));
    for (const quiddity of ['QUEUEABLE', 'RUNTEST_SYNC'] as const) {
        const transaction = bus.transaction(quiddity);
        bus.settle();
        bus.inside(transaction, () => publish(transaction, [bus.test.record('Ping__e', { Text__c: quiddity })]));
        if (quiddity === 'QUEUEABLE') bus.settle();
        expect(seen).toEqual([]);
    }
    bus.settle();
    expect(seen).toEqual(['QUEUEABLE', 'RUNTEST_SYNC']);
});

it('given 500 events of a test, when it publishes one more, then that one fails; the next test starts anew', () => {
    bus = new BusTest({ isTest: true, hourlyAllocation: 0 });
    const transaction = bus.transaction('RUNTEST_SYNC');
    const publishMany = (count: number) =>
        bus.inside(transaction, () =>
            publish(
                transaction,
                Array.from({ length: count }, () => bus.test.record('Ping__e'))
            )
        );
    expect(publishMany(500).every((result) => result.isSuccess)).toBe(true);
    expect(publishMany(1)[0]!.errors[0]!.error.statusCode).toBe('LIMIT_EXCEEDED');
    bus.bus.deliver();
    bus.bus.reset();
    expect(publishMany(1)[0]!.isSuccess).toBe(true);
    bus.bus.deliver();
    expect(bus.replayed(-2)).toEqual([1]);
});
