import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_USERNAME } from '../data/setupRows.ts';
import { dmlDefaults, TestOrg, valueOf } from '../data/testOrg.ts';
import { findSystemRow, systemRowBy } from '../../src/data/index.ts';
import type { TransactionData } from '../../src/dml/index.ts';
import { transactionData } from '../../src/dml/index.ts';
import type { BusEvent } from '../../src/events/index.ts';
import { ALL_EVENTS, EventBus, EventBusKey, NEW_EVENTS, publish, triggerSubscriber } from '../../src/events/index.ts';
import { findPlatformFunction } from '../../src/runtime/platform.ts';
import { throwApex } from '../../src/runtime/exceptions.ts';
import { Transactions, Work } from '../../src/runtime/services.ts';
import type { SObject } from '../../src/runtime/sobject.ts';
import type { ServiceRegistry, Transaction } from '../../src/runtime/transaction.ts';
import { currentTransaction, enterTransaction } from '../../src/runtime/transaction.ts';

/** A bus whose deliveries happen when the test says so. */
class BusTest {
    readonly test: TestOrg;
    readonly bus: EventBus;
    readonly users: string[] = [];
    private work: (() => void)[] = [];
    private readonly services: ServiceRegistry;

    constructor(retryDelayMs: number | null = 1000, directory: string | null = null) {
        const test = (this.test = new TestOrg(directory));
        this.services = test.transaction({ provide: (services) => this.provide(services) }).services;
        this.bus = new EventBus(test.org, this.services, {
            latencyMs: 0, retryDelayMs, directory, hourlyAllocation: 1000, automatedProcess: () => this.user('autoproc@shop.example')
        });
    }

    user(username: string) {
        const row = systemRowBy(this.test.org, 'User', 'Username', username)!;
        return { id: row.Id as string, username, profileId: '' };
    }

    trigger(body: (records: SObject[]) => void, batchSize: number | null = null, object = 'Ping__e'): void {
        this.test.triggers = { Listener: () => body(transactionData(currentTransaction()).triggerContext!.newList!.items as SObject[]) };
        this.bus.subscribe(triggerSubscriber({ name: 'Listener', object, batchSize, user: null }));
    }

    /** Publishes in a transaction that commits. */
    publish(texts: readonly string[], object = 'Ping__e', fail = false) {
        const transaction = this.transaction();
        return enterTransaction(transaction, () => {
            const results = publish(transaction, texts.map((text) => this.test.record(object, { Text__c: text })), null, false);
            const data = transaction.data as TransactionData;
            if (fail) data.rollback();
            else data.commit();
            return results;
        });
    }

    transaction(): Transaction {
        return this.test.transaction({ provide: (services) => this.provide(services) });
    }

    /** Runs what waits now, not what comes of it. */
    turn(): void {
        for (const run of this.work.splice(0)) run();
    }

    subscriber() {
        const row = systemRowBy(this.test.org, 'EventBusSubscriber', 'Name', 'Listener')!;
        return { status: row.Status, position: row.Position, tip: row.Tip, retries: row.Retries, lastError: row.LastError };
    }

    private provide(services: ServiceRegistry): void {
        services.provide(EventBusKey, this.bus);
        services.provide(Work, { schedule: (_delay, run) => (this.work.push(run), () => undefined) });
        services.provide(Transactions, {
            run: (options, body) => {
                const transaction = this.test.transaction({ userId: options.user.id, provide: (inner) => this.provide(inner) });
                const data = transaction.data as TransactionData;
                this.users.push(findSystemRow(this.test.org, 'User', options.user.id)!.Username as string);
                return enterTransaction(transaction, () => {
                    try {
                        const result = body(transaction);
                        data.commit();
                        return result;
                    } catch (error) {
                        data.rollback();
                        throw error;
                    }
                });
            }
        });
    }
}

const texts = (records: SObject[]): unknown[] => records.map((record) => valueOf(record, 'Text__c'));
const member = (owner: string, name: string, group: 'statics' | 'methods', ...args: unknown[]): unknown =>
    findPlatformFunction(owner, group, name, args.slice(group === 'methods' ? 1 : 0).map(() => 'x'))!(...args);
const context = () => member('EventBus.TriggerContext', 'currentContext', 'statics') as object;

let bus: BusTest;
beforeEach(() => {
    bus = new BusTest();
});

describe('publishing', () => {
    it('given an event, when it is published, then the result is a success that carries the operation id', () => {
        const [result] = bus.publish(['a']);
        expect(result!.isSuccess).toBe(true);
        expect(result!.errors[0]!.error.statusCode).toBe('OPERATION_ENQUEUED');
        expect(member('System.EventBus', 'getOperationId', 'statics', result)).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('given both publish behaviours, when the transaction is rolled back, then only the immediate event has left', () => {
        const seen: BusEvent[] = [];
        for (const object of ['Ping__e', 'Done__e']) bus.bus.listen(object, NEW_EVENTS, (event) => seen.push(event));
        bus.publish(['now'], 'Ping__e', true);
        bus.publish(['lost'], 'Done__e', true);
        bus.publish(['kept'], 'Done__e');
        bus.turn();
        expect(seen.map((event) => event.values[event.describe.field('Text__c')!.index])).toEqual(['now', 'kept']);
    });

    it('given an after-commit event, when it is published, then it is uncommitted work and a DML statement; an immediate one is not', () => {
        const use = (object: string) => {
            const transaction = bus.transaction();
            enterTransaction(transaction, () => publish(transaction, [bus.test.record(object)], null, false));
            return [transactionData(transaction).hasUncommittedWork(), transaction.limits.dmlStatements, transaction.limits.publishImmediateDml];
        };
        expect(use('Ping__e')).toEqual([false, 0, 1]);
        expect(use('Done__e')).toEqual([true, 1, 0]);
    });

    it('given a savepoint, when the transaction returns to it, then events published after it are not sent', () => {
        const seen: BusEvent[] = [];
        bus.bus.listen('Done__e', NEW_EVENTS, (event) => seen.push(event));
        const transaction = bus.transaction();
        enterTransaction(transaction, () => {
            const data = transactionData(transaction);
            const savepoint = data.setSavepoint();
            publish(transaction, [bus.test.record('Done__e')], null, false);
            data.rollbackToSavepoint(savepoint);
            data.commit();
        });
        bus.turn();
        expect(seen).toEqual([]);
    });

    it('given text that is too long, when it is published, then the result has the error and nothing is sent', () => {
        const [result] = bus.publish(['x'.repeat(51)]);
        expect([result!.isSuccess, result!.errors[0]!.error.statusCode]).toEqual([false, 'STRING_TOO_LONG']);
    });
});

describe('delivery to triggers', () => {
    it('given more events than a batch holds, when they are delivered, then batches follow in order as Automated Process', () => {
        const batches: unknown[][] = [];
        bus.trigger((records) => batches.push(texts(records)), 2);
        bus.publish(['a', 'b', 'c']);
        bus.turn();
        expect(batches).toEqual([['a', 'b'], ['c']]);
        expect(new Set(bus.users)).toEqual(new Set(['autoproc@shop.example']));
        expect(bus.subscriber()).toMatchObject({ status: 'Running', position: 3, tip: 3 });
    });

    it('given events, when a trigger reads them, then they have replay id, uuid and no milliseconds', () => {
        let record: SObject | undefined;
        bus.trigger((records) => (record = records[0]));
        bus.test.clock += 123;
        const [result] = bus.publish(['a']);
        bus.turn();
        expect([valueOf(record!, 'ReplayId'), valueOf(record!, 'EventUuid')]).toEqual(['1', result!.operationId]);
        expect((valueOf(record!, 'CreatedDate') as { ms: number }).ms % 1000).toBe(0);
        expect(valueOf(record!, 'CreatedById')).toBe(bus.user(ADMIN_USERNAME).id);
    });

    it('given an uncaught exception, when it leaves the trigger, then DML before it stays and the rest of the batch is lost', () => {
        const seen: unknown[] = [];
        bus.trigger((records) => {
            seen.push(...texts(records));
            transactionData(currentTransaction()).dml('insert', bus.test.record('Shelf__c'), dmlDefaults);
            throwApex('System.MathException', 'Divide by 0');
        }, 2);
        bus.publish(['a', 'b', 'c']);
        bus.turn();
        expect(seen).toEqual(['a', 'b', 'c']);
        expect(bus.test.count('SELECT COUNT() FROM Shelf__c')).toBe(2);
        expect(bus.subscriber()).toMatchObject({ status: 'Running', position: 3, lastError: 'Divide by 0' });
    });

    it('given a checkpoint before the exception, when delivery goes on, then the events behind it come again', () => {
        const seen: unknown[][] = [];
        bus.trigger((records) => {
            seen.push(texts(records));
            if (seen.length > 1) return;
            member('EventBus.TriggerContext', 'setResumeCheckpoint', 'methods', context(), valueOf(records[0]!, 'ReplayId'));
            throwApex('System.MathException', 'Divide by 0');
        });
        bus.publish(['a', 'b', 'c']);
        bus.turn();
        expect(seen).toEqual([['a', 'b', 'c'], ['b', 'c']]);
    });

    it('given a checkpoint that is not in the batch, when it is set, then it is an InvalidReplayIdException', () => {
        let message = '';
        bus.trigger(() => {
            try {
                member('EventBus.TriggerContext', 'setResumeCheckpoint', 'methods', context(), '99');
            } catch (error) {
                message = (error as { typeName: string }).typeName;
            }
        });
        bus.publish(['a']);
        bus.turn();
        expect(message).toBe('EventBus.InvalidReplayIdException');
    });

    it('given RetryableException every time, when ten runs have failed, then the subscription stops in Error and its DML is taken back', () => {
        let runs = 0;
        bus.trigger(() => {
            runs++;
            transactionData(currentTransaction()).dml('insert', bus.test.record('Shelf__c'), dmlDefaults);
            throwApex('EventBus.RetryableException', 'Not yet');
        });
        bus.publish(['a']);
        for (let i = 0; i < 20; i++) {
            bus.test.clock += 3_600_000;
            bus.turn();
        }
        expect(runs).toBe(10);
        expect(bus.subscriber()).toMatchObject({ status: 'Error', position: 0, lastError: 'Not yet' });
        expect(bus.test.count('SELECT COUNT() FROM Shelf__c')).toBe(0);
        bus.publish(['b']);
        bus.turn();
        expect([runs, bus.subscriber().tip]).toEqual([10, 2]);
        bus.bus.resume('Listener');
        bus.turn();
        expect(runs).toBe(11);
    });

    it('given a retry that succeeds, when the trigger runs again, then it knows how often it was retried', () => {
        const retries: unknown[] = [];
        bus = new BusTest(null);
        bus.trigger(() => {
            retries.push((context() as { retries: number }).retries);
            if (retries.length < 3) throwApex('EventBus.RetryableException', 'Not yet');
        });
        bus.publish(['a']);
        bus.turn();
        bus.bus.deliver();
        bus.bus.deliver();
        expect(retries).toEqual([0, 1, 2]);
        expect(bus.subscriber()).toMatchObject({ retries: 0, position: 1 });
    });

    it('given a trigger that publishes, when events are delivered, then the new ones wait for the next delivery', () => {
        const seen: unknown[] = [];
        bus.trigger((records) => {
            seen.push(...texts(records));
            if (seen.length === 1) publish(currentTransaction(), [bus.test.record('Ping__e', { Text__c: 'nested' })], null, false);
        });
        bus.publish(['a']);
        bus.turn();
        expect(seen).toEqual(['a']);
        bus.turn();
        expect(seen).toEqual(['a', 'nested']);
    });
});

describe('replay', () => {
    const replayed = (from: number): number[] => {
        const ids: number[] = [];
        bus.bus.listen('Ping__e', from, (event) => ids.push(event.replayId))();
        return ids;
    };

    it('given retained events, when a client listens, then -1, -2 and a replay id begin at different places', () => {
        bus.publish(['a', 'b', 'c']);
        bus.turn();
        expect([replayed(NEW_EVENTS), replayed(ALL_EVENTS), replayed(2)]).toEqual([[], [1, 2, 3], [3]]);
    });

    it('given events older than 72 hours, when new ones come, then the old ones are gone', () => {
        bus.publish(['a']);
        bus.turn();
        bus.test.clock += 73 * 3_600_000;
        bus.publish(['b']);
        bus.turn();
        expect(replayed(ALL_EVENTS)).toEqual([2]);
    });

    it('given the hourly allocation, when it is used up, then further events fail until the next hour', () => {
        for (let i = 0; i < 10; i++) bus.publish(Array.from({ length: 100 }, () => 'x'));
        expect(bus.publish(['late'])[0]!.errors[0]!.error.statusCode).toBe('LIMIT_EXCEEDED');
        bus.test.clock += 3_600_000;
        expect(bus.publish(['later'])[0]!.isSuccess).toBe(true);
    });
});

describe('a bus that outlives its process', () => {
    it('given events sent and not delivered, when the org is opened again, then the trigger gets them and replay ids go on', () => {
        const directory = mkdtempSync(join(tmpdir(), 'bus-'));
        const seen: unknown[] = [];
        bus = new BusTest(1000, directory);
        bus.trigger((records) => seen.push(...texts(records)));
        bus.publish(['a', 'b']);
        bus.turn();
        bus.publish(['c']);
        bus.bus.close();
        bus.test.close();

        const again = new BusTest(1000, directory);
        again.trigger((records) => seen.push(...texts(records)));
        again.turn();
        again.publish(['d']);
        again.turn();
        const ids: number[] = [];
        again.bus.listen('Ping__e', 2, (event) => ids.push(event.replayId))();
        expect([seen, ids]).toEqual([['a', 'b', 'c', 'd'], [3, 4]]);
        again.bus.close();
        again.test.close();
        rmSync(directory, { recursive: true });
    });
});
