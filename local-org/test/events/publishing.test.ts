import { beforeEach, expect, it } from 'vitest';
import { transactionData } from '../../src/dml/index.ts';
import { EventBusKey, publish } from '../../src/events/index.ts';
import { findPlatformFunction } from '../../src/runtime/platform.ts';
import { BusTest } from './busTest.ts';

let bus: BusTest;
beforeEach(() => {
    bus = new BusTest();
});

it('given an event, when it is published, then the result is a success that carries the operation id', () => {
    const [result] = bus.publish(['a']);
    expect(result!.isSuccess).toBe(true);
    expect(result!.errors[0]!.error.statusCode).toBe('OPERATION_ENQUEUED');
    const operationId = findPlatformFunction('System.EventBus', 'statics', 'getOperationId', ['Database.SaveResult'])!;
    expect(operationId(result)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
});

it('given both publish behaviours, when the transaction is rolled back, then only the immediate event has left', () => {
    const immediate = bus.heard('Ping__e');
    const afterCommit = bus.heard('Done__e');
    bus.publishInVain('now', 'Ping__e');
    bus.publishInVain('lost', 'Done__e');
    bus.publish(['kept'], 'Done__e');
    bus.settle();
    expect([immediate, afterCommit]).toEqual([['now'], ['kept']]);
});

it('given an after-commit event, when it is published, then it is uncommitted work and a DML statement; an immediate one is not', () => {
    const use = (object: string) => {
        const transaction = bus.transaction();
        bus.inside(transaction, () => publish(transaction, [bus.test.record(object), bus.test.record(object)]));
        const { dmlStatements, publishImmediateDml } = transaction.limits;
        return [transactionData(transaction).hasUncommittedWork(), dmlStatements, publishImmediateDml];
    };
    expect(use('Ping__e')).toEqual([false, 0, 1]);
    expect(use('Done__e')).toEqual([true, 1, 0]);
});

it('given 150 immediate publish calls, when there is one more, then the transaction ends in a LimitException', () => {
    const transaction = bus.transaction();
    const once = () => publish(transaction, [bus.test.record('Ping__e')]);
    bus.inside(transaction, () => {
        for (let i = 0; i < 150; i++) once();
        expect(once).toThrow(expect.objectContaining({ typeName: 'System.LimitException' }));
    });
});

it('given a savepoint, when the transaction returns to it, then after-commit events published after it are not sent', () => {
    const heard = bus.heard('Done__e');
    const transaction = bus.transaction();
    bus.inside(transaction, () => {
        const data = transactionData(transaction);
        publish(transaction, [bus.test.record('Done__e', { Text__c: 'before' })]);
        const savepoint = data.setSavepoint();
        publish(transaction, [bus.test.record('Done__e', { Text__c: 'after' })]);
        data.rollbackToSavepoint(savepoint);
        data.commit();
    });
    bus.settle();
    expect(heard).toEqual(['before']);
});

it('given text that is too long, when it is published with a good event, then it alone fails and is not sent', () => {
    const heard = bus.heard();
    const [bad, good] = bus.publish(['x'.repeat(51), 'good']);
    bus.settle();
    expect([bad!.isSuccess, bad!.errors[0]!.error.statusCode]).toEqual([false, 'STRING_TOO_LONG']);
    expect(good!.isSuccess).toBe(true);
    expect(heard).toEqual(['good']);
});

it('given empty text, when Apex publishes it, then it is null; an API keeps it', () => {
    const heard = bus.heard();
    bus.publish(['']);
    bus.publish([''], 'Ping__e', { keepEmptyText: true });
    bus.settle();
    expect(heard).toEqual([null, '']);
});

it('given a record that is no custom event, when it is published, then it is refused', () => {
    const transaction = bus.transaction();
    for (const object of ['Account', 'BatchApexErrorEvent']) {
        expect(() => bus.inside(transaction, () => publish(transaction, [bus.test.record(object)]))).toThrow(
            expect.objectContaining({ typeName: 'System.TypeException' })
        );
    }
});

it('given a user without the Create permission, when he publishes in user mode, then access is denied; system mode lets him', () => {
    const userId = bus.test.user('reader@shop.example', 'Standard User');
    const transaction = bus.test.transaction({ userId, provide: (services) => services.provide(EventBusKey, bus.bus) });
    const record = bus.test.record('Done__e');
    bus.inside(transaction, () => {
        expect(() => publish(transaction, [record], { userMode: true })).toThrow("Access to entity 'Done__e' denied");
        expect(publish(transaction, [record])[0]!.isSuccess).toBe(true);
    });
});

it('given the hourly allocation, when it is used up, then further events fail until the next hour', () => {
    for (let i = 0; i < 10; i++) bus.publish(Array.from({ length: 100 }, () => 'x'));
    expect(bus.publish(['late'])[0]!.errors[0]!.error.statusCode).toBe('LIMIT_EXCEEDED');
    bus.test.clock += 3_600_000;
    expect(bus.publish(['later'])[0]!.isSuccess).toBe(true);
});
